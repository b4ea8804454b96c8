"""Files keep the hash of what was dropped beside that of what is stored; those published already lose their pictures.

Who is on them was asked of nobody. An audit line of each version tells it.
"""

import logging
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256

import sqlalchemy as sa
from alembic import op

from fund.workbook.cleaning.clean_workbook import clean_workbook

revision = "0008"
down_revision = "0007"

LOG = logging.getLogger("fund.store")
BLOB = sa.table("blob", sa.column("sha256", sa.Text), sa.column("content", sa.LargeBinary))
FILE = sa.table("version_file", *(sa.column(name) for name in ("version_id", "name", "sha256", "dropped_sha256")))
VERSION = sa.table("version", *(sa.column(name) for name in ("id", "fund", "number", "digest")))
AUDIT = sa.table(
    "audit",
    sa.column("at", sa.DateTime(timezone=True)),
    *(sa.column(name) for name in ("action", "actor", "fund", "version_id")),
    sa.column("details", sa.JSON),
)


def upgrade() -> None:
    """Add the column, clean the files."""
    op.add_column("version_file", sa.Column("dropped_sha256", sa.Text))
    rows = op.get_bind()
    changed = [
        each for each in rows.scalars(sa.select(BLOB.c.sha256).order_by(BLOB.c.sha256)).all() if _clean(rows, each)
    ]
    touched = rows.scalars(sa.select(FILE.c.version_id).where(FILE.c.dropped_sha256.in_(changed)).distinct()).all()
    for version in sorted(touched):
        _tell(rows, version)
    if changed:
        LOG.warning("pictures were removed from %d published files; back-ups made before still hold them", len(changed))


def _clean(rows: sa.Connection, digest: str) -> bool:
    """One content after the other, as many are large; whether this one changed."""
    content = bytes(rows.execute(sa.select(BLOB.c.content).where(BLOB.c.sha256 == digest)).scalar_one())
    clean = clean_workbook(content)
    if clean is content:
        return False
    new = sha256(clean).hexdigest()
    if rows.execute(sa.select(BLOB.c.sha256).where(BLOB.c.sha256 == new)).first() is None:
        rows.execute(sa.insert(BLOB).values(sha256=new, content=clean))
    rows.execute(sa.update(FILE).where(FILE.c.sha256 == digest).values(sha256=new, dropped_sha256=digest))
    rows.execute(sa.delete(BLOB).where(BLOB.c.sha256 == digest))
    return True


def _tell(rows: sa.Connection, version_id: int) -> None:
    """A version's digest is that of what is stored of it now; the audit list says which files changed."""
    files = rows.execute(sa.select(FILE).where(FILE.c.version_id == version_id).order_by(FILE.c.name)).all()
    digest = _digest((file.name, file.sha256) for file in sorted(files, key=lambda file: str(file.name)))
    rows.execute(sa.update(VERSION).where(VERSION.c.id == version_id).values(digest=digest))
    version = rows.execute(sa.select(VERSION).where(VERSION.c.id == version_id)).one()
    names = sorted(file.name for file in files if file.dropped_sha256)
    line = {"action": "pictures_removed", "actor": "system", "fund": version.fund, "version_id": version_id}
    details = {"number": version.number, "files": names}
    rows.execute(sa.insert(AUDIT).values(at=datetime.now(UTC), details=details, **line))


def _digest(files: Iterable[tuple[str, str]]) -> str:
    digest = sha256()
    for name, content in files:
        digest.update(sha256(name.encode()).digest() + bytes.fromhex(content))
    return digest.hexdigest()
