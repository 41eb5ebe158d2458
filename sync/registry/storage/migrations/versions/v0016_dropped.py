"""What was thrown away of what was put aside; and how much of that a laptop brought."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Make the table, and find by its bringer what lies there."""
    op.create_table(
        "dropped",
        sa.Column("hash", sa.LargeBinary(), primary_key=True),
        sa.Column("at", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("device", sa.BigInteger(), nullable=False),
        sa.Column("bringer", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
    )
    op.create_index("ix_aside_bringer", "aside", ["bringer"])
