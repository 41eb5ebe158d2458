"""Whose laptop it is: what only a supervisor may say is held from others."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Give every laptop a role; those of before are nobody's supervisor's."""
    enumerator = sa.text("'enumerator'")
    role = sa.Column("role", sa.Text(), nullable=False, server_default=enumerator)
    op.add_column("devices", role)
