"""What a disguise is, where it leaves its trace, and the list of all of them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import Enum, IntEnum
from random import Random

from tests.disguise.draft import Draft, DraftRow, DraftSheet


class Expectation(Enum):
    """What must come out of a disguised fund, beside figures that are right or a finding about it."""

    HARMLESS = "harmless"  # right figures, no error, no new warning
    RECOVERABLE = "recoverable"  # a careful reader gets the figures right
    WRONG = "wrong"  # nobody can, or what is meant is doubtful: it must be told
    APART = "apart"  # nothing in the fund contradicts it: counted, asked of nobody


class Stage(IntEnum):
    """When a disguise comes, among those of one fund: what moves rows comes after what writes in them."""

    CELLS = 0
    ROWS = 1
    LAYOUT = 2
    BOOK = 3


@dataclass(frozen=True)
class Place:
    """Where a fault stands, for a finding to name.

    Of a row, `codes` are the columns it is about (any, where empty). Of a whole sheet (no `row`), one of `words`
    must be in what the finding says, where there are any.
    """

    row: DraftRow | None = None
    sheet: DraftSheet | None = None
    codes: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Trace:
    """What a disguise did: the tables whose figures it may change, and the places one of which must be told.

    `left_out` says that the places are rows that must not count: that they are left out must be said, a note is
    enough. With `note_is_enough` a note tells the fault itself. With `must_be_told` right figures are not enough.
    `codes` are findings that tell this fault although they are about another matter as a rule.
    """

    tables: frozenset[str]
    places: tuple[Place, ...]
    left_out: bool = False
    note_is_enough: bool = False
    must_be_told: bool = False
    codes: frozenset[str] = frozenset()


Change = Callable[[Draft, Random], Trace | None]
"""Changes a draft in place; None, and no change, where the fund has nothing to change in that way."""


@dataclass(frozen=True)
class Disguise:
    """One thing that people do."""

    name: str
    expectation: Expectation
    stage: Stage
    change: Change


DISGUISES: dict[str, Disguise] = {}


def disguise(expectation: Expectation, stage: Stage, name: str = "") -> Callable[[Change], Change]:
    """Register a function as a disguise, under its own name."""

    def register(change: Change) -> Change:
        title = name or change.__name__  # type: ignore[attr-defined]
        assert title not in DISGUISES, title
        DISGUISES[title] = Disguise(title, expectation, stage, change)
        return change

    return register


def of_rows(table: str, *rows: DraftRow, codes: Collection[str] = (), **marks: bool) -> Trace:
    """The trace of a fault that stands in each of these rows, one of which must be told."""
    return Trace(frozenset((table,)), tuple(Place(row=row, codes=frozenset(codes)) for row in rows), **marks)


def of_sheet(sheet: DraftSheet, *words: str, rows: Collection[DraftRow] = ()) -> Trace:
    """The trace of a fault of a whole sheet, which a finding tells with one of these words or by one of these rows."""
    places = (Place(sheet=sheet, words=words), *(Place(row=row) for row in rows))
    return Trace(frozenset((sheet.table,)), places)


def harmless(*tables: str) -> Trace:
    """The trace of what leaves none."""
    return Trace(frozenset(tables), ())
