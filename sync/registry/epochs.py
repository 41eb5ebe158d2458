"""Epochs: whatever is counted is counted in one; a restore from a backup ends it."""

import json
from collections.abc import Iterable

from sync.registry.holding import hold_all
from sync.registry.office import ENDED, EPOCH, NUMBERS_ABOVE, Office
from sync.registry.storage import Books, NewEntry
from sync.session.entries import EpochEntry
from sync.session.entrycode import NUMBERS, encode_entry

EPOCH_BYTES = 4
NUMBERS_APART = 1000
"""More laptops than anybody adds between a backup and its restore."""


def begin_epoch(office: Office, lost: Iterable[str] = ()) -> str:
    """Say that the registry was restored from a backup; give the new epoch.

    Each log tells where the old epoch ended in it. Laptops then send again what the
    backup lacks, and no count of an old epoch covers anything that comes after.
    `lost` are epochs that began after the backup was made: it does not know of them.
    Nor does it know the laptops that were added since: no number that one of them may
    have is given again.
    """
    epoch = office.random(EPOCH_BYTES).hex()
    with office.storage.writing() as books:
        # A log that begins meanwhile begins in the new epoch, and says so.
        hold_all(books)
        over = [books.setting(EPOCH), *lost]
        before = ended(books)
        over = [one for one in dict.fromkeys(over) if one not in before]
        books.put_setting(EPOCH, epoch)
        # What copies held of the time that is lost counts no more.
        books.areas.forget_durable()
        books.attachments.forget_durable()
        books.resumed.forget()
        books.put_setting(ENDED, json.dumps([*before, *over]))
        # By chance, as the same backup may be restored twice.
        gap = NUMBERS_APART * (1 + int.from_bytes(office.random(2), "big"))
        books.put_setting(NUMBERS_ABOVE, str(books.devices.last() + gap))
        for area in books.areas.written():
            books.log.append(area.code, _entries(over, epoch))
    return epoch


def ended(books: Books) -> tuple[str, ...]:
    """Give the epochs that are over, oldest first."""
    return tuple(json.loads(books.setting(ENDED) or "[]"))


def begin_log(books: Books, area: str) -> None:
    """Say in a log that begins now which epochs were over before it.

    It may have had entries in one of them, of which the backup knew nothing.
    """
    over = ended(books)
    if over:
        books.log.append(area, _entries(over, books.setting(EPOCH)))


def _entries(over: Iterable[str], epoch: str) -> list[NewEntry]:
    said = [encode_entry(EpochEntry(one, epoch)) for one in over]
    return [NewEntry(NUMBERS[EpochEntry], entry, entry) for entry in said]
