"""Photos, each stored once, and which versions have which."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "picture",
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("width", sa.Integer, nullable=False),
        sa.Column("height", sa.Integer, nullable=False),
        sa.Column("large", sa.LargeBinary),
        sa.Column("small", sa.LargeBinary),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True)),
        sa.Column("withdrawn_by", sa.Text),
        sa.Column("withdrawal_reason", sa.Text),
        sa.PrimaryKeyConstraint("sha256", name="pk_picture"),
    )
    op.create_table(
        "version_picture",
        sa.Column("version_id", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("version_id", "name", name="pk_version_picture"),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name="fk_version_picture_version_id"),
        sa.ForeignKeyConstraint(["sha256"], ["picture.sha256"], name="fk_version_picture_sha256"),
    )
