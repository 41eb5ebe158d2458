"""What a verified copy elsewhere holds: of each log up to where, and which contents."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Note what is durable; of what was copied before, nobody can tell any more."""
    durable = sa.Column("durable", sa.BigInteger(), nullable=False, server_default="0")
    op.add_column("areas", durable)
    op.add_column(
        "attachments",
        sa.Column("durable", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
