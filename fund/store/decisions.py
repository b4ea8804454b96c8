"""What a fund's donors decided, and how far it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TypedDict, Unpack

import sqlalchemy as sa

from fund.records import ENDED, Decision, DecisionState
from fund.store.errors import InvalidRecord, StaleRecord, UnknownRecord
from fund.store.kept_records import KeptRecords, differences, find_row, hold_fund, kept_text
from fund.store.tables import DECISIONS, MEETINGS

LONGEST_TEXT = 600
LONGEST_PROGRAMME = 120
LARGEST_AMOUNT = 10**15
"""In cents: ten thousand billion euros, which every database and every screen can hold."""


class Terms(TypedDict, total=False):
    """What a decision may say beside its text; what is left out is not said, or stays as it was."""

    programme: str
    amount_cents: int | None
    due: date | None
    state: DecisionState
    meeting_id: int | None


class Wording(Terms, total=False):
    """What can be changed in a decision."""

    text: str


class Decisions(KeptRecords[Decision]):
    """Decisions in a database. Every method is one transaction and may raise StoreUnavailable."""

    table = DECISIONS
    kind = Decision

    def _from(self, row: sa.RowMapping) -> Decision:
        return Decision(**{**row, "state": DecisionState(row["state"])})

    def of(self, fund: str) -> tuple[Decision, ...]:
        """Every decision of a fund, newest first."""
        return self._matching(DECISIONS.c.fund == fund, DECISIONS.c.id.desc())

    def open_of(self, fund: str) -> tuple[Decision, ...]:
        """A fund's decisions that are neither done nor dropped, oldest first."""
        ended = DECISIONS.c.state.in_([state.value for state in ENDED])
        return self._matching((DECISIONS.c.fund == fund) & ~ended, DECISIONS.c.id)

    def of_meeting(self, meeting_id: int) -> tuple[Decision, ...]:
        """What was decided in a meeting, in the order it was recorded; raises UnknownRecord."""
        with self._database.reading() as connection:
            find_row(connection, MEETINGS, meeting_id)
            return self._select(connection, DECISIONS.c.meeting_id == meeting_id, DECISIONS.c.id)

    def record(self, fund: str, text: str, *, author: str, **terms: Unpack[Terms]) -> Decision:
        """Record a decision, to do unless its terms say otherwise.

        Raises InvalidRecord when the text is empty, or a text or the amount cannot be kept, UnknownRecord
        when the store has no such fund or the fund no such meeting.
        """
        unsaid: Terms = {"programme": "", "state": DecisionState.TO_DO}
        columns = _checked({**unsaid, **terms, "text": text})
        now = datetime.now(UTC)
        written = {"fund": fund, "author": author, "recorded_at": now, "changed_at": now, "revision": 1}
        with self._database.writing() as connection:
            hold_fund(connection, fund)
            _check_meeting(connection, fund, terms.get("meeting_id"))
            decision = self._add(connection, {**columns, **written})
            self._record(connection, "decision_recorded", decision, author, text=decision.text)
            return decision

    def change(self, decision_id: int, revision: int, *, author: str, **wording: Unpack[Wording]) -> Decision:
        """Change what is named of a decision, if it still is at `revision`.

        Raises StaleRecord with the decision as it is now when someone changed it since, UnknownRecord and
        InvalidRecord as `record` does.
        """
        columns = _checked(wording)
        with self._database.writing() as connection:
            decision = self._hold(connection, decision_id)
            if decision.revision != revision:
                raise StaleRecord(decision)
            changed = differences(decision, columns)
            if changed:
                _check_meeting(connection, decision.fund, wording.get("meeting_id"))
                stamped = {**columns, "changed_at": datetime.now(UTC), "revision": revision + 1}
                decision = self._change(connection, decision, stamped)
                self._record(connection, "decision_changed", decision, author, **changed)
            return decision


def _checked(wording: Wording) -> dict[str, object]:
    """The columns that a wording names; raises InvalidRecord."""
    columns: dict[str, object] = {**wording}
    if "text" in wording:
        columns["text"] = kept_text(wording["text"], LONGEST_TEXT, needed=True)
    if "programme" in wording:
        columns["programme"] = kept_text(wording["programme"], LONGEST_PROGRAMME)
    if "state" in wording:
        columns["state"] = DecisionState(wording["state"]).value
    amount = wording.get("amount_cents")
    if amount is not None and not 0 <= amount <= LARGEST_AMOUNT:
        raise InvalidRecord(f"{amount} cents cannot be kept: 0 to {LARGEST_AMOUNT} can")
    return columns


def _check_meeting(connection: sa.Connection, fund: str, meeting_id: int | None) -> None:
    if meeting_id is not None and find_row(connection, MEETINGS, meeting_id)["fund"] != fund:
        raise UnknownRecord(f"meeting {meeting_id} is another fund's")
