"""What lists are kept in, as each version of the tables made it."""

# A row without its long parts is narrow, and the two orders that lists open with are
# answered from an index alone: with the state in the row a page cost ten times more.
LISTED = (
    "household, number, head, village, status, custody, people, area, contested,"
    " problems, open"
)
PROJECTED = (
    """CREATE TABLE parents (record TEXT NOT NULL, parent TEXT NOT NULL,
        PRIMARY KEY (parent, record)) WITHOUT ROWID""",
    "CREATE INDEX parents_of ON parents (record, parent)",
    """CREATE TABLE households (id INTEGER PRIMARY KEY, household TEXT NOT NULL UNIQUE,
        number TEXT NOT NULL, head TEXT NOT NULL, head_key TEXT NOT NULL,
        village TEXT NOT NULL, village_key TEXT NOT NULL, status TEXT NOT NULL,
        custody INTEGER NOT NULL, people INTEGER NOT NULL, area TEXT NOT NULL,
        changed_ms INTEGER NOT NULL, contested INTEGER NOT NULL,
        problems INTEGER NOT NULL, open INTEGER NOT NULL)""",
    f"CREATE INDEX by_time ON households (changed_ms, {LISTED})",
    f"CREATE INDEX by_head ON households (head_key, changed_ms, {LISTED})",
    "CREATE INDEX by_number ON households (number)",
    "CREATE INDEX by_village ON households (village_key, village)",
    "CREATE INDEX by_status ON households (status)",
    "CREATE INDEX by_custody ON households (custody)",
    "CREATE INDEX by_contested ON households (contested) WHERE contested > 0",
    "CREATE INDEX by_open ON households (open) WHERE open = 1",
    """CREATE TABLE states (id INTEGER PRIMARY KEY REFERENCES households (id),
        state BLOB NOT NULL)""",
    # Prefixes up to 5: a district's code begins most identity numbers of a laptop.
    """CREATE VIRTUAL TABLE found USING fts5(words, content='',
        contentless_delete=1, tokenize='unicode61 remove_diacritics 0',
        prefix='1 2 3 4 5')""",
)

# Who captured or corrected a household last; both orders that lists open with are
# again answered from an index alone, and work is counted by person from a third.
BY_PERSON = (
    "ALTER TABLE households ADD COLUMN enumerator TEXT NOT NULL DEFAULT ''",
    "DROP INDEX by_time",
    "DROP INDEX by_head",
    f"CREATE INDEX by_time ON households (changed_ms, {LISTED}, enumerator)",
    f"CREATE INDEX by_head ON households (head_key, changed_ms, {LISTED}, enumerator)",
    "CREATE INDEX by_enumerator ON households (enumerator, status, changed_ms)",
)

# The head's name in the other script; both orders that lists open with are again
# answered from an index alone.
NAMED = f"{LISTED}, enumerator, head_other"
NAMED_TWICE = (
    "ALTER TABLE households ADD COLUMN head_other TEXT NOT NULL DEFAULT ''",
    "DROP INDEX by_time",
    "DROP INDEX by_head",
    f"CREATE INDEX by_time ON households (changed_ms, {NAMED})",
    f"CREATE INDEX by_head ON households (head_key, changed_ms, {NAMED})",
)

# The village's name in Urdu and its code where it is a place of the geography; both
# orders that lists open with are again answered from an index alone.
PLACED = f"{NAMED}, village_ur, place"
IN_PLACES = (
    "ALTER TABLE households ADD COLUMN village_ur TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE households ADD COLUMN place TEXT NOT NULL DEFAULT ''",
    "DROP INDEX by_time",
    "DROP INDEX by_head",
    f"CREATE INDEX by_time ON households (changed_ms, {PLACED})",
    f"CREATE INDEX by_head ON households (head_key, changed_ms, {PLACED})",
)

# The index gathers four times what it would before it writes a part of itself: fewer
# parts are merged while many households come, and fewer are read by a search.
GATHERED = "INSERT INTO found (found, rank) VALUES ('hashsize', 4194304)"

# What belongs to a row of a list, itself last.
OF_A_ROW = (("found", "rowid"), ("marks", "id"), ("states", "id"), ("households", "id"))
IDS = (
    "SELECT household, id FROM households"
    " WHERE household IN (SELECT value FROM json_each(?))"
)
PUT = (
    "INSERT INTO households (household, number, head, head_key, village, village_key,"
    " status, custody, people, area, changed_ms, contested, problems, open, enumerator,"
    " head_other, village_ur, place)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (household)"
    " DO UPDATE SET number = excluded.number, head = excluded.head,"
    " head_key = excluded.head_key, village = excluded.village,"
    " village_key = excluded.village_key, status = excluded.status,"
    " people = excluded.people, area = excluded.area,"
    " changed_ms = excluded.changed_ms, contested = excluded.contested,"
    " problems = excluded.problems, custody = excluded.custody, open = excluded.open,"
    " enumerator = excluded.enumerator, head_other = excluded.head_other,"
    " village_ur = excluded.village_ur, place = excluded.place"
)
