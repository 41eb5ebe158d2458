"""The geography in versions, and what its next version will say of each area."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
DRAFT = ("level", "name_ur", "since", "until", "becomes")
SAID = ("name", "name_ur", "level", "parent", "since", "until", "becomes")


def upgrade() -> None:
    """Make room for versions; nothing of what is there was ever told to laptops."""
    for name in DRAFT:
        column = sa.Column(name, sa.Text(), nullable=False, server_default="")
        op.add_column("areas", column)
    op.create_table(
        "geography",
        sa.Column("code", sa.Text(), primary_key=True),
        sa.Column("version", sa.BigInteger(), primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in SAID),
    )
    op.create_table(
        "geography_told",
        sa.Column("area", sa.Text(), primary_key=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
    )
