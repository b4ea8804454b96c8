"""A few hundred disguised funds, always the same: no wrong figure is silent, and what is harmless raises nothing."""

from __future__ import annotations

import pytest

from tests.disguise import kinds
from tests.disguise.report import Tally, printed
from tests.disguise.run import disguised, judged

SEEDS = 280
CALM = 0.99


@pytest.fixture(scope="module")
def tally() -> Tally:
    assert kinds.__all__
    seen = Tally()
    for seed in range(SEEDS):
        seen.add(judged(disguised(seed)))
    return seen


def test_a_wrong_figure_is_never_silent(tally: Tally) -> None:
    assert tally.silent_seeds == [], printed(tally)


def test_what_is_harmless_raises_no_error_and_no_warning(tally: Tally) -> None:
    assert tally.calm >= CALM, printed(tally)


def test_a_row_left_out_is_always_said(tally: Tally) -> None:
    assert not tally.unsaid, printed(tally)
