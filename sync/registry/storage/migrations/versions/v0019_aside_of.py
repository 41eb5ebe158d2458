"""What lies aside of a laptop is found by its number, at each exchange with work."""

from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Make the index."""
    op.create_index("ix_aside_device", "aside", ["device"])
