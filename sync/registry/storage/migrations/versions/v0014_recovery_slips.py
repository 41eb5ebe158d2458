"""Recovery codes that laptops sealed to the office, and who had one opened."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "recovery_slips",
        sa.Column("device", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("person", sa.Text(), primary_key=True),
        sa.Column("number", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("slip", sa.LargeBinary(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "recovery_reads",
        sa.Column("number", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("device", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("slip", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
    )
