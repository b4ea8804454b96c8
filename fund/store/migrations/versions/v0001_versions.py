"""The first schema: contents, versions, public pointers, remembered headers, the audit list."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "blob",
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_blob"),
    )
    op.create_table(
        "version",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("fund", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("based_on", sa.Integer),
        sa.Column("restored_from", sa.Integer),
        sa.Column("summary", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_version"),
        sa.ForeignKeyConstraint(["based_on"], ["version.id"], name="fk_version_based_on"),
        sa.ForeignKeyConstraint(["restored_from"], ["version.id"], name="fk_version_restored_from"),
        sa.UniqueConstraint("fund", "number", name="uq_version_fund"),
    )
    op.create_table(
        "version_file",
        sa.Column("version_id", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("version_id", "name", name="pk_version_file"),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name="fk_version_file_version_id"),
        sa.ForeignKeyConstraint(["sha256"], ["blob.sha256"], name="fk_version_file_sha256"),
    )
    op.create_table(
        "fund",
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("public_version", sa.Integer),
        sa.PrimaryKeyConstraint("code", name="pk_fund"),
        sa.ForeignKeyConstraint(["public_version"], ["version.id"], name="fk_fund_public_version"),
    )
    op.create_table(
        "header_match",
        sa.Column("fund", sa.Text, nullable=False),
        sa.Column("sheet", sa.Text, nullable=False),
        sa.Column("header", sa.Text, nullable=False),
        sa.Column("matched_column", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("fund", "sheet", "header", name="pk_header_match"),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("fund", sa.Text, nullable=False),
        sa.Column("version_id", sa.Integer),
        sa.Column("details", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name="fk_audit_version_id"),
    )
