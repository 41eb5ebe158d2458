"""The registry's tables: the same on SQLite and on PostgreSQL."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
    true,
)

VERSION = "0020"
"""Of the tables below: the newest migration's, which the program reads and writes."""

metadata = MetaData()

# Alembic's own: which migration a database has reached.
version = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", Text, primary_key=True),
)

settings = Table(
    "settings",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

areas = Table(
    "areas",
    metadata,
    Column("code", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("parent", Text, nullable=True, index=True),
    # The number of the newest entry, taken before anything else in a transaction, so
    # that whoever has number n commits before n + 1 can exist.
    Column("counter", BigInteger, nullable=False, default=0),
    Column("link", LargeBinary, nullable=False, default=b""),
    # The newest entry that a verified copy elsewhere holds.
    Column("durable", BigInteger, nullable=False, server_default="0"),
    # What the next version of the geography will say of it (`sync.geography`).
    Column("level", Text, nullable=False, server_default=""),
    Column("name_ur", Text, nullable=False, server_default=""),
    Column("since", Text, nullable=False, server_default=""),
    Column("until", Text, nullable=False, server_default=""),
    Column("becomes", Text, nullable=False, server_default=""),
)

entries = Table(
    "entries",
    metadata,
    Column("area", Text, primary_key=True),
    Column("counter", BigInteger, primary_key=True),
    Column("kind", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("link", LargeBinary, nullable=False),
    # `entry_sum` of both; none of what an earlier program wrote.
    Column("sum", BigInteger, nullable=True),
)

segments = Table(
    "segments",
    metadata,
    Column("area", Text, primary_key=True),
    Column("counter", BigInteger, primary_key=True),
    Column("device", BigInteger, nullable=False),
    Column("first", BigInteger, nullable=False),
    Column("last", BigInteger, nullable=False),
    Column("head", LargeBinary, nullable=False),
    Column("prev", LargeBinary, nullable=False),
    Column("forked", Boolean, nullable=False),
    # Nothing follows it: found at once, however long the chain has grown.
    Column("tip", Boolean, nullable=False),
    Column("held", LargeBinary, nullable=False),
    Column("received", BigInteger, nullable=False),
    UniqueConstraint("device", "area", "head"),
    Index("segments_tips", "device", "area", "tip"),
)

changes = Table(
    "changes",
    metadata,
    Column("area", Text, primary_key=True),
    Column("counter", BigInteger, primary_key=True),
    Column("index", Integer, primary_key=True),
    Column("name", LargeBinary, nullable=False, index=True),
    Column("device", BigInteger, nullable=False),
    Column("person", Text, nullable=False),
    Column("time", BigInteger, nullable=False),
)

# What is held back: by place in the log, for a change may not even be readable yet.
quarantine = Table(
    "quarantine",
    metadata,
    Column("area", Text, primary_key=True),
    Column("counter", BigInteger, primary_key=True),
    Column("index", Integer, primary_key=True),
    Column("device", BigInteger, nullable=False),
    Column("code", Text, nullable=False, index=True),
    Column("layout", Text, nullable=False, index=True),
    # It came as what is left of it, and no order told of that.
    Column("unproved", Boolean, nullable=False, server_default=true()),
    Column("released", BigInteger, nullable=True),
    Column("rejected", BigInteger, nullable=True),
    Column("why", Text, nullable=True),
)

places = Table(
    "places",
    metadata,
    Column("area", Text, primary_key=True),
    Column("record", Text, primary_key=True),
    Column("position", BigInteger, primary_key=True),
    Column("counter", BigInteger, nullable=False),
    Column("index", Integer, nullable=False),
    Index("places_of", "record"),
)

devices = Table(
    "devices",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("key", LargeBinary, nullable=True),
    Column("token_hash", LargeBinary, nullable=False, unique=True),
    Column("token_until", BigInteger, nullable=False),
    Column("added", BigInteger, nullable=False),
    Column("enrolled", BigInteger, nullable=True),
    Column("revoked", BigInteger, nullable=True),
    Column("seen", BigInteger, nullable=True),
    Column("role", Text, nullable=False, server_default="enumerator"),
)

device_areas = Table(
    "device_areas",
    metadata,
    Column("device", BigInteger, primary_key=True, autoincrement=False),
    Column("area", Text, primary_key=True),
)

people = Table(
    "people",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_ur", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("added", BigInteger, nullable=False),
    Column("ended", BigInteger, nullable=True),
)

# Which devices a log has introduced, and where a revocation cut their chain.
introduced = Table(
    "introduced",
    metadata,
    Column("area", Text, primary_key=True),
    Column("device", BigInteger, primary_key=True),
    Column("cut", BigInteger, nullable=True),
)

access = Table(
    "access",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("device", BigInteger, nullable=False),
    Column("until", BigInteger, nullable=False, index=True),
)

forms = Table(
    "forms",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("form", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("xform", LargeBinary, nullable=False),
    Column("layout", Text, nullable=False),
    Column("published", BigInteger, nullable=False),
)

# What could not be taken but is not thrown away: a person looks at it.
aside = Table(
    "aside",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    Column("device", BigInteger, nullable=False, index=True),
    Column("code", Text, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    Column("received", BigInteger, nullable=False),
    Column("bringer", BigInteger, nullable=False, server_default="0", index=True),
)

# Keyed marks of identity numbers (`sync.membership`), never the numbers themselves.
identities = Table(
    "identities",
    metadata,
    Column("mark", LargeBinary, primary_key=True),
    Column("record", Text, primary_key=True, index=True),
    Column("area", Text, nullable=False),
    Column("filtered", Boolean, nullable=False, server_default=false(), index=True),
)

identity_cursors = Table(
    "identity_cursors",
    metadata,
    Column("area", Text, primary_key=True),
    Column("counter", BigInteger, nullable=False),
)

filters = Table(
    "filters",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    Column("numbers", BigInteger, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

# What was ordered to be erased, to the byte, and every record that is erased.
erasures = Table(
    "erasures",
    metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("known", BigInteger, nullable=False),
)

erased = Table(
    "erased",
    metadata,
    Column("record", Text, primary_key=True),
    Column("erasure", LargeBinary, nullable=False),
)

# Stretches of a log, packed together for laptops that lack much of it.
runs = Table(
    "runs",
    metadata,
    Column("area", Text, primary_key=True),
    Column("first", BigInteger, primary_key=True),
    Column("last", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

# Keys under which a device signed before it took another.
former_keys = Table(
    "former_keys",
    metadata,
    Column("device", BigInteger, primary_key=True, autoincrement=False),
    Column("key", LargeBinary, primary_key=True),
    Column("until", BigInteger, nullable=False),
)
