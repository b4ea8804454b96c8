"""What the product says is what it said: see the package's own text for how a change is made."""

from __future__ import annotations

import pytest

from tests.golden.stage import Stage
from tests.golden.texts import difference, every_kept
from tests.golden.things import Thing, things

EVERY = things()


@pytest.mark.parametrize("thing", EVERY, ids=lambda thing: thing.path)
def test_says_what_it_said(golden_stage: Stage, thing: Thing) -> None:
    changed = difference(thing.path, thing.lines(golden_stage))
    if changed:
        pytest.fail(f"{changed}\n\nMeant? python -m tests.golden {thing.path}", pytrace=False)


def test_every_text_that_is_kept_is_still_made() -> None:
    assert every_kept() == {thing.path for thing in EVERY}
