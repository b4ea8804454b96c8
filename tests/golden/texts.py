"""The texts as they are kept, and how a difference is shown."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path

TEXTS = Path(__file__).parent / "texts"
MOST_LINES = 120
MARKS = str.maketrans({"\u00a0": "␣", "\u202f": "⍽"})


def file_of(path: str) -> Path:
    """Where a text is kept."""
    return TEXTS / f"{path}.txt"


def kept(path: str) -> list[str]:
    """The lines of a text; none for one that is not kept."""
    file = file_of(path)
    return file.read_text("utf-8").split("\n")[:-1] if file.exists() else []


def write(path: str, lines: Sequence[str]) -> bool:
    """Keep these lines; tells whether that changed anything."""
    if kept(path) == list(lines):
        return False
    file_of(path).parent.mkdir(parents=True, exist_ok=True)
    file_of(path).write_text("".join(f"{line}\n" for line in lines), "utf-8", newline="\n")
    return True


def difference(path: str, lines: Sequence[str]) -> str:
    """A unified difference, its no-break spaces made visible; empty where there is none."""
    before = kept(path)
    if before == list(lines):
        return ""
    shown = list(difflib.unified_diff(before, lines, f"{path}.txt", "now", lineterm="", n=1))
    rest = len(shown) - MOST_LINES
    cut = [f"… and {rest} more lines"] if rest > 0 else []
    return "\n".join([*shown[:MOST_LINES], *cut]).translate(MARKS)


def every_kept() -> set[str]:
    """The path of every text that is kept."""
    return {file.relative_to(TEXTS).with_suffix("").as_posix() for file in TEXTS.rglob("*.txt")}
