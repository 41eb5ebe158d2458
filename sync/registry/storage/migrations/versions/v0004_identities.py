"""Marks of identity numbers, and the filters that laptops ask of the province."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables; `registry index make` fills them from the logs."""
    op.create_table(
        "identities",
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("filtered", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("mark", "record"),
    )
    op.create_index("ix_identities_record", "identities", ["record"])
    op.create_index("ix_identities_filtered", "identities", ["filtered"])
    op.create_table(
        "identity_cursors",
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("counter", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("area"),
    )
    op.create_table(
        "filters",
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("numbers", sa.BigInteger(), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("hash"),
    )
