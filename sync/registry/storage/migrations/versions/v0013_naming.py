"""Every record that refers to a content: erasing one leaves it to the others."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Make the table of who names what; what is known of it so far are the first."""
    op.create_table(
        "naming",
        sa.Column("area", sa.Text(), primary_key=True),
        sa.Column("digest", sa.LargeBinary(), primary_key=True),
        sa.Column("record", sa.Text(), primary_key=True),
    )
    op.create_index("naming_of", "naming", ["record"])
    op.execute(
        "INSERT INTO naming (area, digest, record)"
        " SELECT area, digest, record FROM attachments"
    )
