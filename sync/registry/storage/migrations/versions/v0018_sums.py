"""What each entry adds up to: a disk may give back other bytes than it was given."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Nobody knows of what is there already whether it is as it was written."""
    op.add_column("entries", sa.Column("sum", sa.BigInteger(), nullable=True))
