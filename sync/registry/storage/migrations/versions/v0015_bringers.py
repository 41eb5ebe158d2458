"""Who brought what was put aside: its own device may hand over what others may not."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Nobody is known to have brought what lies there."""
    brought = sa.Column("bringer", sa.BigInteger(), nullable=False, server_default="0")
    op.add_column("aside", brought)
