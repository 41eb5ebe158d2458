"""The registry's tables of what it tells laptops besides what laptops wrote."""

from sqlalchemy import BigInteger, Column, Table, Text

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
