"""What was made to be taken home, and with which photos."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "pack",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("version_id", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("photos", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pack"),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name="fk_pack_version_id"),
    )
