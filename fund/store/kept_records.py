"""What staff keep beside the versions: records of one kind found, held, added and changed, in one shape for all kinds.

A record to change is found, its fund is held, and it is found again: what somebody else wrote meanwhile is seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Generic, TypeVar

import sqlalchemy as sa

from fund.records import Decision, Explanation, KeptScenario, Meeting
from fund.store.database import Database
from fund.store.errors import InvalidRecord, UnknownRecord, UnknownVersion
from fund.store.tables import FUNDS
from fund.store.version_rows import LARGEST_ID, find_standing, record_line
from fund.unwritable import NOT_IN_XML

Record = TypeVar("Record", KeptScenario, Meeting, Decision, Explanation)


class KeptRecords(Generic[Record]):
    """Records of one kind in a database. Every public method is one transaction and may raise StoreUnavailable.

    `table` is where they stand, `kind` the value that one of its rows is.
    """

    table: ClassVar[sa.Table]
    kind: type[Record]

    def __init__(self, database: Database) -> None:
        """Stand on a migrated database."""
        self._database = database

    def _from(self, row: sa.RowMapping) -> Record:
        return self.kind(**row)

    def _matching(self, condition: sa.ColumnElement[bool], *order: sa.ColumnElement[Any]) -> tuple[Record, ...]:
        with self._database.reading() as connection:
            return self._select(connection, condition, *order)

    def _select(
        self, connection: sa.Connection, condition: sa.ColumnElement[bool], *order: sa.ColumnElement[Any]
    ) -> tuple[Record, ...]:
        rows = connection.execute(sa.select(self.table).where(condition).order_by(*order))
        return tuple(self._from(row) for row in rows.mappings())

    def _find(self, connection: sa.Connection, record_id: int) -> Record:
        """The record of that id; raises UnknownRecord."""
        return self._from(find_row(connection, self.table, record_id))

    def _hold(self, connection: sa.Connection, record_id: int) -> Record:
        """The record as it stands once its fund is held; raises UnknownRecord."""
        hold_fund(connection, self._find(connection, record_id).fund)
        return self._find(connection, record_id)

    def _add(self, connection: sa.Connection, columns: dict[str, object]) -> Record:
        """Add a record of a fund that is held; as the database keeps it."""
        return self._written(connection, sa.insert(self.table).values(columns))

    def _change(self, connection: sa.Connection, record: Record, columns: dict[str, object]) -> Record:
        """Change these columns of a record that is held; as the database keeps it."""
        return self._written(connection, sa.update(self.table).where(self.table.c.id == record.id).values(columns))

    def _written(self, connection: sa.Connection, statement: sa.Insert | sa.Update) -> Record:
        return self._from(connection.execute(statement.returning(self.table)).mappings().one())

    def _record(self, connection: sa.Connection, action: str, record: Record, actor: str, **details: object) -> None:
        """Say in the audit list what was done to a record, and on which version of the fund it stands."""
        version_id = None if isinstance(record, Decision | Explanation) else record.version_id
        told = {self.table.name: record.id, **details}
        record_line(connection, action=action, actor=actor, fund=record.fund, version_id=version_id, details=told)


def find_row(connection: sa.Connection, table: sa.Table, record_id: int) -> sa.RowMapping:
    """The record's row; raises UnknownRecord."""
    if 0 < record_id <= LARGEST_ID:
        row = connection.execute(sa.select(table).where(table.c.id == record_id)).mappings().first()
        if row:
            return row
    raise UnknownRecord(f"the store has no {table.name} {record_id}")


def hold_fund(connection: sa.Connection, fund: str) -> None:
    """Let those who write about a fund pass one by one until the transaction ends; raises UnknownRecord.

    Every write begins here: whoever publishes, records or restores queues in one place, never in a circle.
    """
    if connection.scalar(sa.select(FUNDS.c.code).where(FUNDS.c.code == fund).with_for_update()) is None:
        raise UnknownRecord("the store has no such fund")


def hold_fund_with(connection: sa.Connection, fund: str, version_id: int) -> None:
    """Hold a fund that has that version; raises UnknownRecord, UnknownVersion, WithdrawnVersion."""
    hold_fund(connection, fund)
    if find_standing(connection, version_id).fund != fund:
        raise UnknownVersion(f"version {version_id} is another fund's")


def differences(record: Record, columns: Mapping[str, object]) -> dict[str, str]:
    """What each column of a record that would change was and would be, for people: « to_do → done »."""
    pairs = {name: (getattr(record, name), value) for name, value in columns.items()}
    return {name: f"{_shown(old)} → {_shown(new)}" for name, (old, new) in pairs.items() if old != new}


def _shown(value: object) -> str:
    return "—" if value in {None, ""} else str(value)


def kept_text(text: str, longest: int, *, needed: bool = False) -> str:
    """The text without blanks around it, what no document could hold replaced by U+FFFD.

    Raises InvalidRecord when it has more than `longest` characters, or none where one is `needed`.
    """
    kept = NOT_IN_XML.sub("\ufffd", text.strip())
    if len(kept) > longest or (needed and not kept):
        raise InvalidRecord(f"a text of {len(kept)} characters cannot be kept: {int(needed)} to {longest} can")
    return kept
