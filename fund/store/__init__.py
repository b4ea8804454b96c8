"""Published versions of the funds and what staff keep beside them, in SQLite or PostgreSQL."""

from fund.records import AuditEntry, Version
from fund.store.errors import (
    InvalidFundCode,
    InvalidPublication,
    InvalidRecord,
    MeetingUnderWay,
    NewerStore,
    StaleBase,
    StaleRecord,
    StoreUnavailable,
    UnknownRecord,
    UnknownVersion,
    UnsupportedDatabase,
)
from fund.store.opening import SYSTEM, default_url, open_store
from fund.store.store import Store
from fund.store.version_rows import fund_code

__all__ = [
    "SYSTEM",
    "AuditEntry",
    "InvalidFundCode",
    "InvalidPublication",
    "InvalidRecord",
    "MeetingUnderWay",
    "NewerStore",
    "StaleBase",
    "StaleRecord",
    "Store",
    "StoreUnavailable",
    "UnknownRecord",
    "UnknownVersion",
    "UnsupportedDatabase",
    "Version",
    "default_url",
    "fund_code",
    "open_store",
]
