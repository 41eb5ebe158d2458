"""The tables, as steps that are only ever added to at the end.

`changes`, `touches`, `entries`, `segments`, `visits` and `forms` are what is known;
`households`, `states`, `found`, `marks`, `parents` and `naming` are projections that
`Projections.rebuild` makes anew from them.
"""

from typing import Any

from sqlite_utils import Database, Migrations

from enrolment_app.store.attachment_tables import ATTACHED
from enrolment_app.store.by_order import (
    ERASED,
    KEYS_OF,
    PLACES,
    PROVINCE,
    REFUSED,
    TOLD,
)
from enrolment_app.store.connection import Connection, translated
from enrolment_app.store.errors import StoreDamaged, StoreNewer
from enrolment_app.store.facts import REBUILD_DUE, Facts
from enrolment_app.store.list_tables import (
    BY_PERSON,
    GATHERED,
    IN_PLACES,
    NAMED_TWICE,
    PROJECTED,
)
from enrolment_app.store.tallied import TALLIED

SCHEMA_VERSION = 18
MIGRATIONS = Migrations("indraj")

KNOWN = (
    """CREATE TABLE facts (key TEXT PRIMARY KEY, value) WITHOUT ROWID""",
    """CREATE TABLE people (id TEXT PRIMARY KEY, name TEXT NOT NULL,
        role TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE forms (hash TEXT PRIMARY KEY, form TEXT NOT NULL,
        version TEXT NOT NULL, title TEXT NOT NULL, layout TEXT NOT NULL,
        xform BLOB NOT NULL, installed INTEGER NOT NULL)""",
    """CREATE TABLE published (hash TEXT PRIMARY KEY, form TEXT NOT NULL,
        version TEXT NOT NULL) WITHOUT ROWID""",
    # row: what lists show of the household meanwhile, as the visit said it last.
    """CREATE TABLE visits (visit BLOB PRIMARY KEY, household TEXT NOT NULL,
        layout TEXT NOT NULL, person TEXT NOT NULL, changed_ms INTEGER NOT NULL,
        draft BLOB NOT NULL, row TEXT NOT NULL)""",
    "CREATE INDEX visits_of ON visits (household)",
    # own: made here. shown: own or delivered, so that it counts for what is seen.
    # entered/place: the entry that brought it, and its index there. placed: the entry
    # that delivered it. link: hash chain over the names of one (device, area).
    """CREATE TABLE changes (id INTEGER PRIMARY KEY, name BLOB NOT NULL UNIQUE,
        device INTEGER NOT NULL, area TEXT NOT NULL, number INTEGER NOT NULL,
        own INTEGER NOT NULL, shown INTEGER NOT NULL, entered INTEGER, place INTEGER,
        placed INTEGER, link BLOB, body BLOB NOT NULL)""",
    """CREATE INDEX changes_own ON changes (device, area, number, name, id)
        WHERE own = 1""",
    "CREATE INDEX changes_entered ON changes (area, entered, place)",
    "CREATE INDEX changes_placed ON changes (area, placed)",
    """CREATE TABLE touches (record TEXT NOT NULL,
        change INTEGER NOT NULL REFERENCES changes (id), position INTEGER,
        PRIMARY KEY (record, change)) WITHOUT ROWID""",
    "CREATE INDEX touches_of ON touches (change)",
    """CREATE TABLE aliases (old BLOB PRIMARY KEY, new BLOB NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE segments (device INTEGER NOT NULL, area TEXT NOT NULL,
        first INTEGER NOT NULL, last INTEGER NOT NULL, head BLOB NOT NULL,
        content BLOB NOT NULL, PRIMARY KEY (device, area, first))""",
    """CREATE TABLE areas (area TEXT PRIMARY KEY, cursor INTEGER NOT NULL DEFAULT 0,
        link BLOB NOT NULL DEFAULT x'', folded INTEGER NOT NULL DEFAULT 0)
        WITHOUT ROWID""",
    """CREATE TABLE entries (area TEXT NOT NULL, counter INTEGER NOT NULL,
        link BLOB NOT NULL, content BLOB NOT NULL, PRIMARY KEY (area, counter))""",
    # Segments of others that a restored registry may lack.
    """CREATE TABLE relayed (area TEXT NOT NULL, device INTEGER NOT NULL,
        last INTEGER NOT NULL, head BLOB PRIMARY KEY, content BLOB NOT NULL)""",
    """CREATE TABLE ended (area TEXT NOT NULL, epoch TEXT NOT NULL,
        counter INTEGER NOT NULL, PRIMARY KEY (area, epoch)) WITHOUT ROWID""",
    """CREATE TABLE survived (record TEXT NOT NULL, epoch TEXT NOT NULL,
        places INTEGER NOT NULL, area TEXT NOT NULL, counter INTEGER NOT NULL,
        PRIMARY KEY (record, epoch, area)) WITHOUT ROWID""",
    # number: receipted by the registry in its present epoch. handed: given to a hub
    # or a bundle.
    """CREATE TABLE receipts (device INTEGER NOT NULL, area TEXT NOT NULL,
        number INTEGER NOT NULL DEFAULT 0, head BLOB NOT NULL DEFAULT x'',
        time_ms INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL DEFAULT '',
        content BLOB NOT NULL DEFAULT x'', handed INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (device, area)) WITHOUT ROWID""",
    """CREATE TABLE devices (device INTEGER PRIMARY KEY, name TEXT NOT NULL,
        key BLOB NOT NULL)""",
    """CREATE TABLE revoked (device INTEGER NOT NULL, area TEXT NOT NULL,
        number INTEGER NOT NULL, PRIMARY KEY (device, area)) WITHOUT ROWID""",
)


@MIGRATIONS()
def first_tables(db: Any) -> None:
    """Make everything that version 1 has."""
    for line in KNOWN + PROJECTED:
        db.execute(line)


@MIGRATIONS()
def who_worked_on_it(db: Any) -> None:
    """Let lists say who worked on a household."""
    for line in BY_PERSON:
        db.execute(line)


# Letters that are carried by hand, and what they leave behind.
BY_HAND = (
    # Requests that were written: an answer is heard against them whenever it comes.
    """CREATE TABLE asked (question BLOB PRIMARY KEY, written_ms INTEGER NOT NULL,
        content BLOB NOT NULL)""",
    # Every letter that was taken, by the hash of its sealed bytes; those of and to
    # others with their bytes, until they have done their work.
    """CREATE TABLE letters (digest BLOB PRIMARY KEY, kind INTEGER NOT NULL,
        question BLOB NOT NULL, device INTEGER NOT NULL, came_ms INTEGER NOT NULL,
        content BLOB NOT NULL)""",
    "CREATE INDEX letters_of ON letters (device, kind, came_ms)",
    "CREATE INDEX letters_about ON letters (question, kind)",
    # Relayed segments that travel in a letter, and whether they could be shown here.
    """CREATE TABLE carried (head BLOB PRIMARY KEY, question BLOB NOT NULL,
        device INTEGER NOT NULL, changes INTEGER NOT NULL, shown INTEGER NOT NULL)""",
    """CREATE INDEX changes_by_hand ON changes (device)
        WHERE own = 0 AND shown = 1 AND entered IS NULL""",
    """CREATE TABLE laptops (device INTEGER PRIMARY KEY, name TEXT NOT NULL,
        key BLOB NOT NULL, recipient TEXT NOT NULL, seen_ms INTEGER NOT NULL)""",
    # How far chains are held by hand: others' here, this laptop's by a supervisor.
    """CREATE TABLE custodies (device INTEGER NOT NULL, area TEXT NOT NULL,
        number INTEGER NOT NULL, head BLOB NOT NULL, question BLOB NOT NULL,
        proof BLOB NOT NULL, holder INTEGER NOT NULL, written_ms INTEGER NOT NULL,
        PRIMARY KEY (device, area)) WITHOUT ROWID""",
)


@MIGRATIONS()
def letters_by_hand(db: Any) -> None:
    """Make room for letters that are carried by hand."""
    for line in BY_HAND:
        db.execute(line)


# `marks` is a projection; `apart` is what people said: two households, not one.
ALIKE = (
    """CREATE TABLE marks (mark TEXT NOT NULL, id INTEGER NOT NULL,
        PRIMARY KEY (mark, id)) WITHOUT ROWID""",
    "CREATE INDEX marks_of ON marks (id)",
    """CREATE TABLE apart (one TEXT NOT NULL, other TEXT NOT NULL, shared TEXT NOT NULL,
        person TEXT NOT NULL, said_ms INTEGER NOT NULL, PRIMARY KEY (one, other))
        WITHOUT ROWID""",
)


@MIGRATIONS()
def households_alike(db: Any) -> None:
    """Let households that may be one be found."""
    for line in ALIKE:
        db.execute(line)


@MIGRATIONS()
def access_journal(db: Any) -> None:
    """Make room for who opened the store, and who changed who can."""
    db.execute(
        """CREATE TABLE accesses (number INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL,
        person TEXT NOT NULL, what TEXT NOT NULL, about TEXT NOT NULL,
        link BLOB NOT NULL)"""
    )


@MIGRATIONS()
def attachments(db: Any) -> None:
    """Make room for what is known of attachments, and which changes name them."""
    for line in ATTACHED:
        db.execute(line)


@MIGRATIONS()
def numbers_of_the_province(db: Any) -> None:
    """Make room for the filters of the province's identity numbers."""
    for line in PROVINCE:
        db.execute(line)


@MIGRATIONS()
def looks(db: Any) -> None:
    """Make room for who saw which household."""
    db.execute(
        """CREATE TABLE looks (number INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL,
        person TEXT NOT NULL, what TEXT NOT NULL, about TEXT NOT NULL,
        link BLOB NOT NULL)"""
    )
    db.execute("CREATE INDEX looks_about ON looks (about)")


@MIGRATIONS()
def erasures(db: Any) -> None:
    """Make room for what was ordered to be erased."""
    for line in ERASED:
        db.execute(line)


@MIGRATIONS()
def tallies(db: Any) -> None:
    """Count households as they are listed."""
    for line in TALLIED:
        db.execute(line)


@MIGRATIONS()
def told_by_the_office(db: Any) -> None:
    """Make room for the directory, for whose work is whose, and for messages."""
    for line in TOLD:
        db.execute(line)


@MIGRATIONS()
def refusals(db: Any) -> None:
    """Make room for what the registry did not take of what is relayed."""
    db.execute(REFUSED)


@MIGRATIONS()
def durable(db: Any) -> None:
    """Tell what is in a copy of the registry; when it was asked of an attachment."""
    for named in ("receipts ADD durable", "attachments ADD asked_ms"):
        db.execute(f"ALTER TABLE {named} INTEGER NOT NULL DEFAULT 0")


@MIGRATIONS()
def heads_in_both_scripts(db: Any) -> None:
    """Let lists name the head in the script that is read."""
    for line in NAMED_TWICE:
        db.execute(line)


@MIGRATIONS()
def keys_of_devices(db: Any) -> None:
    """Let a device have had other keys."""
    for line in KEYS_OF:
        db.execute(line)


@MIGRATIONS()
def places(db: Any) -> None:
    """Make room for the geography, and let lists name villages by it."""
    for line in (PLACES, *IN_PLACES):
        db.execute(line)


@MIGRATIONS()
def larger_parts_of_the_index(db: Any) -> None:
    """Let the search index be written in larger parts."""
    db.execute(GATHERED)


@MIGRATIONS()
def order_of_the_log(db: Any) -> None:
    """Read a record's order from the log; show nothing of others that is held."""
    db.execute("ALTER TABLE touches DROP COLUMN position")
    db.execute(
        "UPDATE changes SET shown = 0"
        " WHERE own = 0 AND entered IS NOT NULL AND placed IS NULL"
    )


def bring_up(connection: Connection, *, new: bool) -> bool:
    """Bring the tables to this version; refuse those of a later one.

    Only a `new` store may be blank: a database that lost everything stays refused.
    Tells whether an earlier version wrote it, so that its projections are made anew;
    also where that was begun and cut off.
    """
    facts = Facts(connection)
    found = connection.value("PRAGMA user_version")
    if found == 0 and not new:
        raise StoreDamaged("the database is blank")
    if found > SCHEMA_VERSION:
        raise StoreNewer(str(found))
    if found == SCHEMA_VERSION:
        return bool(facts.get(REBUILD_DUE))
    with connection.transaction():
        # Plug-ins of sqlite-utils have no business in a register of people.
        with translated():
            MIGRATIONS.apply(Database(connection.raw, execute_plugins=False))
        facts.set(REBUILD_DUE, bool(found))
        connection.write(f"PRAGMA user_version = {SCHEMA_VERSION}")
    return bool(found)
