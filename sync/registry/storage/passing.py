"""Tables of what is kept for a while only: hours, or a day."""

from sqlalchemy import BigInteger, Column, LargeBinary, Table

from sync.registry.storage.tables import metadata

# Assertions that were answered, until none as old counts any more: each counts once.
assertions = Table(
    "assertions",
    metadata,
    Column("mark", LargeBinary, primary_key=True),
    Column("device", BigInteger, nullable=False, index=True),
    Column("until", BigInteger, nullable=False, index=True),
)

# The request of each laptop that comes in stretches, and its answer, for a day.
resumed = Table(
    "resumed",
    metadata,
    Column("device", BigInteger, primary_key=True, autoincrement=False),
    Column("digest", LargeBinary, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("answer", LargeBinary, nullable=False),
    Column("touched", BigInteger, nullable=False),
)
