"""What a deck is made from: a fund's version, the meeting it is for, and what was decided and chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fund.changes import Changes
from fund.metrics.fund import FundState
from fund.records import Decision, DeckEntry, Meeting


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Since:
    """The meeting before, and what has changed since the version it was held on."""

    meeting: Meeting
    changes: Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """A question of money to show: where it is answered live, and its answers in sentences."""

    link: str
    title: str = ""
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class DeckInput:
    """Everything a deck is made from.

    `decisions` are this meeting's, `earlier_decisions` those of the meetings before (the closed ones are
    left out). `preferences` are in the order staff chose; a slide they do not name keeps its natural place.
    `marks` are words that every slide carries besides « données fictives ».
    """

    fund: FundState
    meeting: Meeting | None = None
    since: Since | None = None
    decisions: Sequence[Decision] = ()
    earlier_decisions: Sequence[Decision] = ()
    preferences: Sequence[DeckEntry] = ()
    what_if: WhatIf | None = None
    marks: tuple[str, ...] = ()
