"""Keys under which a device signed before it took another."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the table of former keys."""
    op.create_table(
        "former_keys",
        sa.Column("device", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("key", sa.LargeBinary(), primary_key=True),
        sa.Column("until", sa.BigInteger(), nullable=False),
    )
