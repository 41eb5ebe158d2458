"""The registry's tables of what it tells laptops besides what laptops wrote."""

from sqlalchemy import BigInteger, Column, LargeBinary, Table, Text

from sync.registry.storage.tables import metadata

# What each published version of the geography said of a place, for good.
geography = Table(
    "geography",
    metadata,
    Column("code", Text, primary_key=True),
    Column("version", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("name_ur", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("parent", Text, nullable=False),
    Column("since", Text, nullable=False),
    Column("until", Text, nullable=False),
    Column("becomes", Text, nullable=False),
)

# Up to which version an area's log tells the geography that concerns it.
geography_told = Table(
    "geography_told",
    metadata,
    Column("area", Text, primary_key=True),
    Column("version", BigInteger, nullable=False),
)

# Recovery codes, sealed to the office by laptops; the registry cannot read them.
recovery_slips = Table(
    "recovery_slips",
    metadata,
    Column("device", BigInteger, primary_key=True, autoincrement=False),
    Column("person", Text, primary_key=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("slip", LargeBinary, nullable=False),
    Column("received", BigInteger, nullable=False),
)

# Who had which of them opened, and why: written before it is told.
recovery_reads = Table(
    "recovery_reads",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("device", BigInteger, nullable=False),
    Column("person", Text, nullable=False),
    Column("slip", BigInteger, nullable=False),
    Column("by", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)

# What a person threw away of what was put aside: what it was, and why.
dropped = Table(
    "dropped",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    Column("at", BigInteger, primary_key=True, autoincrement=False),
    Column("device", BigInteger, nullable=False),
    Column("bringer", BigInteger, nullable=False),
    Column("code", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("why", Text, nullable=False),
)
