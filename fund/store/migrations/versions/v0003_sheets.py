"""What people say that sheets of unknown names are."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "sheet_match",
        sa.Column("fund", sa.Text, nullable=False),
        sa.Column("sheet", sa.Text, nullable=False),
        sa.Column("headers", sa.Text, nullable=False),
        sa.Column("matched_table", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("fund", "sheet", "headers", name="pk_sheet_match"),
    )
