"""Records as staff keep them, for tests that say only what matters to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from fund.records import Decision, DecisionState, Meeting

MOMENT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def decision(text: str, *, state: str = "to_do", **terms: Any) -> Decision:
    made = Decision(
        id=1,
        fund="exemple",
        meeting_id=None,
        text=text,
        programme="",
        amount_cents=None,
        due=None,
        state=DecisionState(state),
        author="Anna",
        recorded_at=MOMENT,
        changed_at=MOMENT,
        revision=1,
    )
    return replace(made, **terms)


def meeting(held_on: date, place: str = "") -> Meeting:
    return Meeting(
        id=1,
        fund="exemple",
        held_on=held_on,
        place=place,
        version_id=1,
        author="Anna",
        opened_at=MOMENT,
        closed_at=None,
    )
