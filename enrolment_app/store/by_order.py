"""The tables of what the office orders, tells and does not take."""

ERASED = (
    # counter: where everybody's log tells the order; none once that was taken back.
    """CREATE TABLE erasures (number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE,
        content BLOB NOT NULL, counter INTEGER)""",
    """CREATE TABLE erased (record TEXT PRIMARY KEY, erasure BLOB NOT NULL)
        WITHOUT ROWID""",
)

# mark: the first 8 bytes of a hash, as refusals name it. cursor: how far the area's log
# was folded then.
REFUSED = """CREATE TABLE refused (mark BLOB PRIMARY KEY, code TEXT NOT NULL,
    area TEXT NOT NULL, cursor INTEGER NOT NULL) WITHOUT ROWID"""

# Every key that logs told of a device, in the order in which they were told.
KEYS_OF = (
    """CREATE TABLE device_keys (number INTEGER PRIMARY KEY, device INTEGER NOT NULL,
        key BLOB NOT NULL, UNIQUE (device, key))""",
    "INSERT INTO device_keys (device, key) SELECT device, key FROM devices",
)

TOLD = (
    """CREATE TABLE directory (id TEXT PRIMARY KEY, name TEXT NOT NULL,
        name_ur TEXT NOT NULL, role TEXT NOT NULL, ended INTEGER NOT NULL)
        WITHOUT ROWID""",
    # household: empty where the whole area is meant.
    """CREATE TABLE assignments (area TEXT NOT NULL, household TEXT NOT NULL,
        person TEXT NOT NULL, at_ms INTEGER NOT NULL, PRIMARY KEY (area, household))
        WITHOUT ROWID""",
    "CREATE INDEX assignments_of ON assignments (person)",
    # A log that is told again after a restore tells nothing twice.
    """CREATE TABLE messages (at_ms INTEGER NOT NULL, area TEXT NOT NULL,
        author TEXT NOT NULL, reader TEXT NOT NULL, said TEXT NOT NULL,
        seen_ms INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (at_ms, area, author, reader, said)) WITHOUT ROWID""",
)

# Every version that was told of a place: the newest counts, none is overwritten.
PLACES = """CREATE TABLE places (code TEXT NOT NULL, version INTEGER NOT NULL,
    name TEXT NOT NULL, name_ur TEXT NOT NULL, level TEXT NOT NULL,
    parent TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL,
    becomes TEXT NOT NULL, PRIMARY KEY (code, version)) WITHOUT ROWID"""

PROVINCE = (
    "CREATE TABLE filters (hash BLOB PRIMARY KEY, size INTEGER NOT NULL, body BLOB)",
    """CREATE TABLE filter_pieces (hash BLOB NOT NULL, at INTEGER NOT NULL,
        bytes BLOB NOT NULL, PRIMARY KEY (hash, at))""",
)
