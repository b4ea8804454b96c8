"""What a deck is made from: a fund's version, the meeting it is for, and what was decided and chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fund.changes import Changes
from fund.metrics.result import FundMetrics
from fund.model import Dataset, Finding

CLOSED = frozenset(("done", "dropped"))
"""The states of a decision that nothing more is to be done about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingDay:
    """A meeting of the donors' committee: its day, and where it is held (empty when not said)."""

    held_on: date
    place: str = ""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Since:
    """The meeting before: what has changed since the version it was held on, and that version's data."""

    meeting: MeetingDay
    changes: Changes
    before: Dataset


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine:
    """A decision; `programme` is a code, empty for the fund; `state` is `to_do`, `under_way`, `done` or `dropped`."""

    text: str
    programme: str = ""
    amount_cents: int | None = None
    due: date | None = None
    state: str = "to_do"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """What staff chose for one slide: shown or not, and the speaker's line."""

    code: str
    shown: bool = True
    line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """A question of money to show: where it is answered live, and its answers in sentences."""

    link: str
    title: str = ""
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Material:
    """Everything a deck is made from. `metrics` and `findings` are those of `dataset`.

    `decisions` are this meeting's, `earlier_decisions` those of the meetings before (the closed ones are
    left out). `preferences` are in the order staff chose; a slide they do not name keeps its natural place.
    `marks` are words that every slide carries besides « données fictives ».
    """

    dataset: Dataset
    metrics: FundMetrics
    findings: Sequence[Finding] = ()
    meeting: MeetingDay | None = None
    since: Since | None = None
    decisions: Sequence[DecisionLine] = ()
    earlier_decisions: Sequence[DecisionLine] = ()
    preferences: Sequence[Preference] = ()
    what_if: WhatIf | None = None
    marks: tuple[str, ...] = ()
