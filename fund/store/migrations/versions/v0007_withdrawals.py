"""Who withdrew a version, when and why."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("version", sa.Column("withdrawn_at", sa.DateTime(timezone=True)))
    op.add_column("version", sa.Column("withdrawn_by", sa.Text))
    op.add_column("version", sa.Column("withdrawal_reason", sa.Text))
