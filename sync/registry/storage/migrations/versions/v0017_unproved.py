"""Which held changes came as what is left of them, that no order told of."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Doubt what is held already until an order tells of it: how it came is lost."""
    unproved: sa.Column[bool] = sa.Column(
        "unproved", sa.Boolean(), nullable=False, server_default=sa.true()
    )
    op.add_column("quarantine", unproved)
