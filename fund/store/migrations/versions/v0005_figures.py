"""Figures kept later than a version was published: at its first opening, at the end of a meeting."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "kept_figures",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("version_id", sa.Integer, nullable=False),
        sa.Column("meeting_id", sa.Integer),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("figures", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_kept_figures"),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name="fk_kept_figures_version_id"),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name="fk_kept_figures_meeting_id"),
    )
