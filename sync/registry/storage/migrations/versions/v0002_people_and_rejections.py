"""The people who work with the register; who turned a held change down, and why."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the directory of people, and the columns of a rejection."""
    op.create_table(
        "people",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_ur", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("added", sa.BigInteger(), nullable=False),
        sa.Column("ended", sa.BigInteger(), nullable=True),
    )
    op.add_column("quarantine", sa.Column("rejected", sa.BigInteger(), nullable=True))
    op.add_column("quarantine", sa.Column("why", sa.Text(), nullable=True))
