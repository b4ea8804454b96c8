"""The steps of a transaction on what staff keep: hold the fund, say what changed."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from fund.store.errors import UnknownRecord, UnknownVersion
from fund.store.tables import FUNDS
from fund.store.version_rows import LARGEST_ID, find_version


def hold_fund(connection: sa.Connection, fund: str) -> None:
    """Let those who write about a fund pass one by one until the transaction ends; raises UnknownRecord.

    Every write begins here: whoever publishes, records or restores queues in one place, never in a circle.
    """
    if connection.scalar(sa.select(FUNDS.c.code).where(FUNDS.c.code == fund).with_for_update()) is None:
        raise UnknownRecord("the store has no such fund")


def check_version(connection: sa.Connection, fund: str, version_id: int) -> None:
    """Raise UnknownVersion unless the fund has that version."""
    if find_version(connection, version_id).fund != fund:
        raise UnknownVersion(f"version {version_id} is another fund's")


def find_row(connection: sa.Connection, table: sa.Table, record_id: int) -> sa.RowMapping:
    """The record's row; raises UnknownRecord."""
    if 0 < record_id <= LARGEST_ID:
        row = connection.execute(sa.select(table).where(table.c.id == record_id)).mappings().first()
        if row:
            return row
    raise UnknownRecord(f"the store has no {table.name} {record_id}")


def hold_row(connection: sa.Connection, table: sa.Table, record_id: int) -> sa.RowMapping:
    """The record's row as it stands once its fund is held; raises UnknownRecord."""
    hold_fund(connection, find_row(connection, table, record_id)["fund"])
    return find_row(connection, table, record_id)


def add_row(connection: sa.Connection, table: sa.Table, **columns: object) -> sa.RowMapping:
    """Add a record; its row as the database keeps it."""
    return connection.execute(sa.insert(table).values(columns).returning(table)).mappings().one()


def change_row(connection: sa.Connection, table: sa.Table, record_id: int, **columns: object) -> sa.RowMapping:
    """Change these columns of a record that is held; its row as the database keeps it."""
    statement = sa.update(table).where(table.c.id == record_id).values(columns).returning(table)
    return connection.execute(statement).mappings().one()


def differences(row: sa.RowMapping, columns: Mapping[str, object]) -> dict[str, str]:
    """What each column of a row that would change was and would be, for people: « to_do → done »."""
    return {name: f"{_shown(row[name])} → {_shown(value)}" for name, value in columns.items() if row[name] != value}


def _shown(value: object) -> str:
    return "—" if value in {None, ""} else str(value)
