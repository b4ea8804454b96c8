"""The store's tables, the same in SQLite and PostgreSQL. A change here needs a migration beside it."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

from fund.unwritable import NOT_IN_SQL


class PlainText(TypeDecorator[str]):
    """Text of any origin: what UTF-8 or PostgreSQL cannot hold (NUL, half a character) becomes U+FFFD."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> str | None:
        """On the way in."""
        return value if value is None else NOT_IN_SQL.sub("\ufffd", value)


class UtcMoment(TypeDecorator[datetime]):
    """A moment, aware and in UTC in Python whatever the database keeps."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """On the way in."""
        return value if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """On the way out. SQLite forgets the zone; PostgreSQL answers in the session's."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


METADATA = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

BLOBS = sa.Table(
    "blob",
    METADATA,
    sa.Column("sha256", PlainText, primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
)
"""Contents, each stored once."""

VERSIONS = sa.Table(
    "version",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("fund", PlainText, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("created_at", UtcMoment, nullable=False),
    sa.Column("author", PlainText, nullable=False),
    sa.Column("note", PlainText, nullable=False),
    sa.Column("digest", PlainText, nullable=False),
    sa.Column("based_on", sa.ForeignKey("version.id")),
    sa.Column("restored_from", sa.ForeignKey("version.id")),
    sa.Column("summary", sa.JSON, nullable=False),
    sa.Column("withdrawn_at", UtcMoment),
    sa.Column("withdrawn_by", PlainText),
    sa.Column("withdrawal_reason", PlainText),
    sa.UniqueConstraint("fund", "number"),
)
"""Rows are added and never changed, but for what a summary tells menus of the version, which rules make anew, and
when the version is withdrawn."""

VERSION_FILES = sa.Table(
    "version_file",
    METADATA,
    sa.Column("version_id", sa.ForeignKey("version.id"), primary_key=True),
    sa.Column("name", PlainText, primary_key=True),
    sa.Column("sha256", sa.ForeignKey("blob.sha256"), nullable=False),
    sa.Column("dropped_sha256", PlainText),
)
"""`dropped_sha256` is of the content before its pictures were removed; empty where that is as it was dropped."""

PICTURES = sa.Table(
    "picture",
    METADATA,
    sa.Column("sha256", PlainText, primary_key=True),
    sa.Column("width", sa.Integer, nullable=False),
    sa.Column("height", sa.Integer, nullable=False),
    sa.Column("large", sa.LargeBinary),
    sa.Column("small", sa.LargeBinary),
    sa.Column("withdrawn_at", UtcMoment),
    sa.Column("withdrawn_by", PlainText),
    sa.Column("withdrawal_reason", PlainText),
)
"""Photos, each stored once, by the SHA-256 of its large form. Of one that was withdrawn the two forms are gone."""

VERSION_PICTURES = sa.Table(
    "version_picture",
    METADATA,
    sa.Column("version_id", sa.ForeignKey("version.id"), primary_key=True),
    sa.Column("name", PlainText, primary_key=True),
    sa.Column("sha256", sa.ForeignKey("picture.sha256"), nullable=False),
)
"""Which pictures a version has, by the names under which its rows find them."""

PACKS = sa.Table(
    "pack",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("version_id", sa.ForeignKey("version.id"), nullable=False),
    sa.Column("kind", PlainText, nullable=False),
    sa.Column("language", PlainText, nullable=False),
    sa.Column("author", PlainText, nullable=False),
    sa.Column("made_at", UtcMoment, nullable=False),
    sa.Column("photos", sa.JSON, nullable=False),
)
"""What was made to be taken home: a meeting, a donor's sheet, original files (`kind`), with its photos' SHA-256.

Its author is empty where nobody was signed in. The same documents made by the same person are written once a day.
"""

FUNDS = sa.Table(
    "fund",
    METADATA,
    sa.Column("code", PlainText, primary_key=True),
    # Empty only inside the transaction that opens a fund: the row is what publishers queue for.
    sa.Column("public_version", sa.ForeignKey("version.id")),
)
"""The public pointer of each fund."""

HEADER_MATCHES = sa.Table(
    "header_match",
    METADATA,
    sa.Column("fund", PlainText, primary_key=True),
    sa.Column("sheet", PlainText, primary_key=True),
    sa.Column("header", PlainText, primary_key=True),
    sa.Column("matched_column", PlainText, nullable=False),
)

SHEET_MATCHES = sa.Table(
    "sheet_match",
    METADATA,
    sa.Column("fund", PlainText, primary_key=True),
    sa.Column("sheet", PlainText, primary_key=True),
    sa.Column("headers", PlainText, primary_key=True),
    # Empty: the sheet is none of the tables.
    sa.Column("matched_table", PlainText, nullable=False),
)

AUDIT = sa.Table(
    "audit",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", UtcMoment, nullable=False),
    sa.Column("action", PlainText, nullable=False),
    sa.Column("actor", PlainText, nullable=False),
    sa.Column("fund", PlainText, nullable=False),
    sa.Column("version_id", sa.ForeignKey("version.id")),
    sa.Column("details", sa.JSON, nullable=False),
)

SCENARIOS = sa.Table(
    "scenario",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("fund", sa.ForeignKey("fund.code"), nullable=False),
    sa.Column("version_id", sa.ForeignKey("version.id"), nullable=False),
    sa.Column("name", PlainText, nullable=False),
    sa.Column("link", PlainText, nullable=False),
    sa.Column("shared", sa.Boolean, nullable=False),
    sa.Column("author", PlainText, nullable=False),
    sa.Column("kept_at", UtcMoment, nullable=False),
    # Rows can be deleted: an old screen's button must never share what took a deleted row's number.
    sqlite_autoincrement=True,
)

MEETINGS = sa.Table(
    "meeting",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("fund", sa.ForeignKey("fund.code"), nullable=False),
    sa.Column("held_on", sa.Date, nullable=False),
    sa.Column("place", PlainText, nullable=False),
    sa.Column("version_id", sa.ForeignKey("version.id"), nullable=False),
    sa.Column("author", PlainText, nullable=False),
    sa.Column("opened_at", UtcMoment, nullable=False),
    sa.Column("closed_at", UtcMoment),
)

DECISIONS = sa.Table(
    "decision",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("fund", sa.ForeignKey("fund.code"), nullable=False),
    sa.Column("meeting_id", sa.ForeignKey("meeting.id")),
    sa.Column("text", PlainText, nullable=False),
    sa.Column("programme", PlainText, nullable=False),
    sa.Column("amount_cents", sa.BigInteger),
    sa.Column("due", sa.Date),
    sa.Column("state", PlainText, nullable=False),
    sa.Column("author", PlainText, nullable=False),
    sa.Column("recorded_at", UtcMoment, nullable=False),
    sa.Column("changed_at", UtcMoment, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
)

DECKS = sa.Table(
    "deck",
    METADATA,
    sa.Column("fund", sa.ForeignKey("fund.code"), primary_key=True),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("entries", sa.JSON, nullable=False),
)
"""The slides in order: each its code, whether it is shown, its line."""

EXPLANATIONS = sa.Table(
    "explanation",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("fund", sa.ForeignKey("fund.code"), nullable=False),
    sa.Column("key", sa.JSON, nullable=False),
    sa.Column("said", PlainText, nullable=False),
    sa.Column("reason", PlainText, nullable=False),
    sa.Column("author", PlainText, nullable=False),
    sa.Column("explained_at", UtcMoment, nullable=False),
    sa.Column("withdrawn_by", PlainText),
    sa.Column("withdrawn_at", UtcMoment),
)
"""Why warnings are none; rows are withdrawn, never deleted. The key: code, table, who, value and turn of a warning."""

KEPT_FIGURES = sa.Table(
    "kept_figures",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("version_id", sa.ForeignKey("version.id"), nullable=False),
    sa.Column("meeting_id", sa.ForeignKey("meeting.id")),
    sa.Column("kept_at", UtcMoment, nullable=False),
    sa.Column("figures", sa.JSON, nullable=False),
)
"""What a version's figures were later than it was published; the first of a version or of a meeting counts."""

SESSIONS = sa.Table(
    "session",
    METADATA,
    sa.Column("id", PlainText, primary_key=True),
    sa.Column("name", PlainText, nullable=False),
    sa.Column("role", PlainText, nullable=False),
    sa.Column("vouched", PlainText, nullable=False),
    sa.Column("opened_at", sa.Double, nullable=False),
    sa.Column("seen_at", sa.Double, nullable=False),
)
"""Who is signed in, by the hash of what their cookie holds; moments in seconds since the epoch, as below."""

ATTEMPTS = sa.Table(
    "attempt",
    METADATA,
    sa.Column("kind", PlainText, primary_key=True),
    sa.Column("name", PlainText, primary_key=True),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("last_at", sa.Double, nullable=False),
)
"""Failures to sign in of the last hour, by network address and by the hash of the name that was typed."""

OF_THE_MOMENT = (SESSIONS, ATTEMPTS)
"""What no back-up holds: one that is restored signs nobody in."""
