"""What a deck is made from: a fund's version, the meeting it is for, and what was decided and chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fund.changes import Changes
from fund.metrics.result import FundMetrics
from fund.model import Dataset, Finding
from fund.records import Decision, DeckEntry, Meeting


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Since:
    """The meeting before: what has changed since the version it was held on, and that version's data."""

    meeting: Meeting
    changes: Changes
    before: Dataset


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """A question of money to show: where it is answered live, and its answers in sentences."""

    link: str
    title: str = ""
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class DeckInput:
    """Everything a deck is made from. `metrics` and `findings` are those of `dataset`.

    `decisions` are this meeting's, `earlier_decisions` those of the meetings before (the closed ones are
    left out). `preferences` are in the order staff chose; a slide they do not name keeps its natural place.
    `marks` are words that every slide carries besides « données fictives ».
    """

    dataset: Dataset
    metrics: FundMetrics
    findings: Sequence[Finding] = ()
    meeting: Meeting | None = None
    since: Since | None = None
    decisions: Sequence[Decision] = ()
    earlier_decisions: Sequence[Decision] = ()
    preferences: Sequence[DeckEntry] = ()
    what_if: WhatIf | None = None
    marks: tuple[str, ...] = ()
