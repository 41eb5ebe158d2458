"""Attachments: which contents answers refer to, and those that are on their way."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make room for what is awaited and stored, and for pieces of what is not whole."""
    op.create_table(
        "attachments",
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("device", sa.BigInteger(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("state", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("stored", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("area", "digest"),
    )
    op.create_index("attachments_by_state", "attachments", ["state", "area"])
    op.create_index("attachments_by_digest", "attachments", ["digest"])
    op.create_table(
        "attachment_pieces",
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("device", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("offset", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end", sa.BigInteger(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("area", "digest", "device", "offset"),
    )
    op.create_index("attachment_pieces_of", "attachment_pieces", ["device"])
