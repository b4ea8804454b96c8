"""What nobody needs any more is given back aside, and not after each run."""

from __future__ import annotations

import gc
import tomllib
from collections.abc import Iterator
from pathlib import Path
from weakref import ref

import pytest

from pages.web import memory
from pages.web.memory import give_back_for_ever

CONFIG = Path(__file__).parents[3] / ".streamlit" / "config.toml"


class Ring:
    """Refers to itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def by_itself() -> Iterator[None]:
    """Python collects nothing on its own meanwhile; what was frozen is not for the tests after this one."""
    gc.disable()
    yield
    gc.enable()
    gc.unfreeze()


@pytest.mark.usefixtures("by_itself")
def test_what_refers_to_itself_goes_at_each_turn_and_what_the_start_left_is_not_looked_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rings: list[ref[Ring]] = []
    gone: list[bool] = []
    left = []

    def turn(seconds: float) -> None:
        assert seconds >= 10
        left.append(gc.get_freeze_count())
        gone.extend(each() is None for each in rings[len(gone) :])
        if len(rings) == 3:
            raise KeyboardInterrupt
        rings.append(ref(Ring()))

    monkeypatch.setattr(memory, "sleep", turn)
    with pytest.raises(KeyboardInterrupt):
        give_back_for_ever()
    assert gone == [True] * 3
    assert min(left) > 10_000


def test_nothing_is_collected_after_each_run() -> None:
    assert tomllib.loads(CONFIG.read_text("utf-8"))["runner"]["postScriptGC"] is False
