"""Power cuts by replay: what a disk was told, cut off anywhere, with its last part torn.

What was written since a file's last sync may have reached the disk whole, in part, in
any order, sector by sector, or as garbage.
"""

import shutil
from dataclasses import dataclass

from tests.store.builders import a_row, a_store, a_visit, birth, opened
from tests.store.disk import Operation, recorded
from tests.store.writer import ANSWERS_A_VISIT, acknowledged, draft_of, holds

SECTOR = 512
CHECKPOINT_PAGES = 40
WAYS = ("none", "all", "prefix", "some", "torn", "garbage")


@dataclass(frozen=True)
class Recording:
    """A stretch of work: the folder, the files as it began, and all the disk was told.

    Before operation number `first` the store was only being opened.
    """

    place: object
    before: dict
    operations: list
    first: int


def worked(place, answers):
    """Record a person's work, checkpoints included."""
    a_store(place).close()
    before = {"store.db": (place / "store.db").read_bytes(), "store.db-wal": b""}
    with recorded() as disk:
        with opened(place) as store:
            store._connection.write(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
            first = len(disk.operations)
            for count in range(answers):
                seed = count // ANSWERS_A_VISIT
                visit = a_visit(seed, draft_of(count), changed_ms=count)
                store.visits.keep(visit, a_row(seed))
                disk.mark(f"draft {count}")
                if count % ANSWERS_A_VISIT == ANSWERS_A_VISIT - 1:
                    store.journal.seal(birth(seed), visit.visit)
                    disk.mark(f"sealed {seed}")
        operations = disk.operations
    return Recording(place, before, operations, first)


def cut(recording, chance, *, lies=False):
    """Give the database's files after a power cut, and what had been acknowledged.

    Half of the cuts fall beside a write to the database, that is, into a checkpoint.
    A disk that `lies` takes syncs for nothing.
    """
    operations = recording.operations
    numbers = range(recording.first, len(operations) + 1)
    beside = [n for n in numbers[:-1] if operations[n].file == "store.db"]
    at = chance.choice(beside if beside and chance.random() < 0.5 else numbers)
    done = operations[:at]
    files = {}
    for name, content in recording.before.items():
        told = [each for each in done if each.file == name]
        synced = [n for n, each in enumerate(told) if each.kind == "sync"]
        sure = 0 if lies or not synced else synced[-1] + 1
        files[name] = survived(applied(content, told[:sure]), told[sure:], chance)
    said = [each.file for each in done if each.kind == "said"]
    return files, acknowledged(said)


def survived(content, pending, chance):
    """Give a file of which not all that was told has reached the disk."""
    way = chance.choice(WAYS)
    if way == "none":
        pending = []
    elif way == "prefix":
        pending = pending[: chance.randint(0, len(pending))]
    elif way == "some":
        pending = [each for each in pending if chance.random() < 0.5]
    elif way in ("torn", "garbage"):
        pending = [
            part for each in pending for part in sectors(each, chance, way == "garbage")
        ]
    return applied(content, pending)


def sectors(operation, chance, garbage):
    """Yield the sectors of a write that came through; some as noise."""
    if operation.kind != "write":
        yield operation
        return
    for start in range(0, len(operation.data), SECTOR):
        data = operation.data[start : start + SECTOR]
        if garbage and chance.random() < 0.1:
            data = chance.randbytes(len(data))
        elif chance.random() < 0.5:
            continue
        yield Operation("write", operation.file, operation.at + start, data)


def applied(content, operations):
    """Give a file's content after some operations."""
    content = bytearray(content)
    for each in operations:
        if each.kind == "write":
            if len(content) < each.at:
                content.extend(bytes(each.at - len(content)))
            content[each.at : each.at + len(each.data)] = each.data
        elif each.kind == "truncate":
            del content[each.at :]
    return bytes(content)


def stands(recording, files, said, place):
    """Tell whether a store in that state has all that was acknowledged, and goes on."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(recording.place, place)
    for name, content in files.items():
        (place / name).write_bytes(content)
    with opened(place) as store:
        if not holds(store, *said):
            return False
        store.journal.seal(birth(10_000))
        return store.check().sound
