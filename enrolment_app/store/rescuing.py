# ruff: noqa: S608 - the statements are our own words, values are bound
"""A sound store made of what a damaged one still gives, the damaged one untouched.

Work that nobody else has comes first. The new store is a new writer, like a backup put
back: what never left is its own again, what had left and has no receipt is passed on,
and everything that the registry holds is asked for anew. What does not read is told by
household, so that people know where to look.
"""

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from enrolment_app.store import files
from enrolment_app.store.adoption import adopt
from enrolment_app.store.attachment_files import FOLDER
from enrolment_app.store.backup import beside
from enrolment_app.store.bodies import read_body
from enrolment_app.store.connection import Connection
from enrolment_app.store.damaged import Damaged
from enrolment_app.store.device import ENROLMENT, NONCE, NONCE_BEFORE, TROUBLE, WHERE
from enrolment_app.store.errors import NoStore, StoreDamaged
from enrolment_app.store.lock import Lock
from enrolment_app.store.opening import (
    DATABASE,
    Given,
    closed_on_failure,
    released_on_failure,
)
from enrolment_app.store.people import SLOTS_GENERATION
from enrolment_app.store.rekeying import LOGS
from enrolment_app.store.rescuing_files import bring_files
from enrolment_app.store.rows import Project
from enrolment_app.store.settings import USUAL, Settings
from enrolment_app.store.spare import SPARE
from enrolment_app.store.store import Store
from enrolment_app.store.trust import HEARD
from enrolment_app.store.vault import COPIES
from enrolment_app.store.wrapping import Random, Secret
from sync.erasure import touched

OF_THE_WRITER = (ENROLMENT, TROUBLE, NONCE, NONCE_BEFORE, WHERE, *HEARD, "epoch")
UNENROLLED, UNNUMBERED = 0, -1
LEFT_WITHOUT_RECEIPT = (
    "INSERT OR IGNORE INTO relayed SELECT s.area, s.device, s.last, s.head, s.content"
    " FROM segments s LEFT JOIN receipts r ON r.device = s.device AND r.area = s.area"
    " WHERE s.last > coalesce(r.number, 0)"
)


@dataclass
class Rescued:
    """What came over and what did not.

    `lost` says what does not read, without names of people; `households` are those of
    which something is missing until the registry brings it again, if it has it.
    """

    changes: int = 0
    visits: int = 0
    own: int = 0
    attachments: int = 0
    lost: list[str] = field(default_factory=list)
    households: tuple[str, ...] = ()


def rescue(  # noqa: PLR0913 - all that opening takes, each by name
    place: Path,
    secret: Secret,
    into: Path,
    *,
    project: Project,
    clock: Callable[[], datetime],
    random: Random,
    settings: Settings = USUAL,
) -> Rescued:
    """Make a store at `into` of what the damaged one at `place` still gives.

    Raises `StoreExists`, what opening raises for a wrong passphrase, and
    `StoreDamaged` where neither the database nor its spare can be read at all.
    """
    if not Store.exists(place):
        raise NoStore
    given = Given(project, clock, random, settings, "")
    with Lock(place / "lock"):
        vault = given.vault(place)
        unlocked = vault.open(secret)
        keys = vault.content()
        files.make_folder(into)
        lock = Lock(into / "lock")
        with released_on_failure(lock), beside(into / DATABASE) as parts:
            new_vault = given.vault(into)
            new_vault.must_be_new()
            for name in (DATABASE, SPARE):
                for source in (place / (name + log) for log in ("", *LOGS)):
                    if source.exists():
                        shutil.copyfile(source, parts / source.name)
            damaged = Damaged(parts, unlocked)
            for left in into.glob(DATABASE + "*"):
                if left.is_file():
                    files.remove(left)
            store = Store(into, lock, new_vault, unlocked, given)
            with closed_on_failure(store):
                rescued = _filled(store, damaged, vault.generation())
                rescued.attachments = bring_files(
                    place / FOLDER, unlocked.key, store, rescued.lost
                )
                store.settle()
            store.close()
            damaged.close()
        # With the slots there is a store: they come last.
        for name in COPIES:
            files.write(into / name, keys)
    return rescued


def _filled(store: Store, damaged: Damaged, generation: int) -> Rescued:
    rescued = Rescued()
    connection = store._connection  # noqa: SLF001 - it is filled before it is one
    with connection.transaction():
        kept = damaged.rows("facts", rescued.lost)
        for table in damaged.tables():
            rows = damaged.rows(table, rescued.lost)
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                sql = f"INSERT OR IGNORE INTO {table} VALUES ({marks})"
                connection.write_many(sql, iter(rows))
        connection.write_many(
            "INSERT OR REPLACE INTO facts VALUES (?, ?)",
            ((key, value) for key, value in kept if key not in OF_THE_WRITER),
        )
        store.facts.set(SLOTS_GENERATION, generation)
        gone = _changes(store, connection, damaged, rescued)
        _as_a_new_writer(store, connection)
        store.device.begin()
        store.exchange.admit_areas(())
        store.rebuild()
        _count(connection, damaged, rescued, gone)
    return rescued


def _changes(
    store: Store, connection: Connection, damaged: Damaged, rescued: Rescued
) -> list[int]:
    """Bring the changes over; gives the ids of those that do not read."""
    good = []
    rows = damaged.rows("changes", rescued.lost)
    for row in rows:
        row_id, name, device, area, number, own, shown, *_, link, body = row
        with suppress(StoreDamaged):
            change = read_body(body)
            if change.name == name or touched(change, store.erasing.records):
                device = UNNUMBERED if own and device == UNENROLLED else device
                good.append(
                    (row_id, name, device, area, number, own, shown, link, body)
                )
    connection.write_many(
        "INSERT INTO changes (id, name, device, area, number, own, shown, link, body)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        iter(good),
    )
    for row_id, *_, body in good:
        change = read_body(body)
        connection.write_many(
            "INSERT INTO touches (record, change) VALUES (?, ?)",
            ((part.record, row_id) for part in change.parts),
        )
        store._projections.note([change])  # noqa: SLF001 - as above
    kept = {row[0] for row in good}
    # What a change touches is kept beside it, so a lost one still has its households.
    named = {change for _, change, *_ in damaged.rows("touches", [])}
    return sorted((named | {row[0] for row in rows}) - kept)


def _as_a_new_writer(store: Store, connection: Connection) -> None:
    """Make what never left this store's own again, and pass on what had left."""
    own = connection.read("SELECT DISTINCT area FROM changes WHERE own = 1")
    areas = tuple(area for (area,) in own)
    connection.write_many("INSERT OR IGNORE INTO areas (area) VALUES (?)", iter(own))
    if areas:
        adopt(
            connection,
            store.journal,
            store._projections,  # noqa: SLF001 - as above
            device=UNENROLLED,
            areas=areas,
        )
    connection.write("UPDATE changes SET own = 0, link = NULL WHERE device <> 0")
    connection.write(LEFT_WITHOUT_RECEIPT)
    connection.write("DELETE FROM segments")


def _count(
    connection: Connection, damaged: Damaged, rescued: Rescued, gone: list[int]
) -> None:
    rescued.changes = int(connection.value("SELECT count(*) FROM changes"))
    rescued.own = int(connection.value("SELECT count(*) FROM changes WHERE own = 1"))
    rescued.visits = int(connection.value("SELECT count(*) FROM visits"))
    rescued.lost += [f"change {row_id}" for row_id in gone]
    records = {
        record for record, change, *_ in damaged.rows("touches", []) if change in gone
    }
    above: dict[str, str] = {
        record: parent for record, parent, *_ in damaged.rows("parents", [])
    }
    rescued.households = tuple(sorted({_top(record, above) for record in records}))


def _top(record: str, above: dict[str, str]) -> str:
    while record in above:
        record = above[record]
    return record
