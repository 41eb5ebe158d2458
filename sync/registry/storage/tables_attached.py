"""The registry's tables of attachments, beside the others."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    false,
)

from sync.registry.storage.tables import metadata

# A content that delivered changes of an area refer to, the first one's `device` and
# `record`; `durable`: a verified copy elsewhere holds its bytes. Each area for itself.
attachments = Table(
    "attachments",
    metadata,
    Column("area", Text, primary_key=True),
    Column("digest", LargeBinary, primary_key=True),
    Column("device", BigInteger, nullable=False),
    Column("record", Text, nullable=False),
    Column("state", Integer, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("stored", BigInteger, nullable=True),
    Column("durable", Boolean, nullable=False, server_default=false()),
    Index("attachments_by_state", "state", "area"),
    Index("attachments_by_digest", "digest"),
)

# Every record that refers to a content of an area.
naming = Table(
    "naming",
    metadata,
    Column("area", Text, primary_key=True),
    Column("digest", LargeBinary, primary_key=True),
    Column("record", Text, primary_key=True),
    Index("naming_of", "record"),
)

# What is not whole yet, of each laptop by itself: nobody spoils another's beginning.
pieces = Table(
    "attachment_pieces",
    metadata,
    Column("area", Text, primary_key=True),
    Column("digest", LargeBinary, primary_key=True),
    Column("device", BigInteger, primary_key=True, autoincrement=False),
    Column("offset", BigInteger, primary_key=True, autoincrement=False),
    Column("end", BigInteger, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    Index("attachment_pieces_of", "device"),
)
