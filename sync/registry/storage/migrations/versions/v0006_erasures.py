"""What was ordered to be erased; where a record stands, whatever its area."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables of erasures, and find the places of a record by itself."""
    op.create_table(
        "erasures",
        sa.Column("id", sa.LargeBinary(), primary_key=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("known", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "erased",
        sa.Column("record", sa.Text(), primary_key=True),
        sa.Column("erasure", sa.LargeBinary(), nullable=False),
    )
    op.create_index("places_of", "places", ["record"])
