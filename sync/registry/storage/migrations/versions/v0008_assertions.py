"""Assertions that were answered: each counts once, whichever process answers."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table of assertions."""
    op.create_table(
        "assertions",
        sa.Column("mark", sa.LargeBinary(), primary_key=True),
        sa.Column("device", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_assertions_device", "assertions", ["device"])
    op.create_index("ix_assertions_until", "assertions", ["until"])
