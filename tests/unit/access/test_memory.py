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
@pytest.mark.parametrize(("tab_closed", "turns"), [(False, memory.TURNS), (True, 1)])
def test_what_refers_to_itself_goes_once_a_minute_or_with_a_tab_and_what_the_start_left_is_not_looked_through(
    monkeypatch: pytest.MonkeyPatch, tab_closed: bool, turns: int
) -> None:
    rings: list[ref[Ring]] = []
    gone: list[int] = []
    left = []

    def turn(seconds: float) -> None:
        assert seconds >= 10
        left.append(gc.get_freeze_count())
        gone.append(sum(each() is None for each in rings))
        if len(rings) == 2 * turns:
            raise KeyboardInterrupt
        rings.append(ref(Ring()))

    monkeypatch.setattr(memory, "sleep", turn)
    monkeypatch.setattr(memory, "let_go", lambda: tab_closed)
    with pytest.raises(KeyboardInterrupt):
        give_back_for_ever()
    assert gone == [number // turns * turns for number in range(2 * turns + 1)]
    assert min(left) > 10_000


def test_nothing_is_collected_after_each_run() -> None:
    assert tomllib.loads(CONFIG.read_text("utf-8"))["runner"]["postScriptGC"] is False
