"""A laptop goes on under another key: countersigned by telling everybody."""

import hashlib
from collections.abc import Iterable

from sync.errors import BadSignature, DeviceRevoked, DeviceUnknown, IntegrityError
from sync.registry.office import Office
from sync.registry.reading import catch_up
from sync.registry.storage import Books, DeviceRow, NewEntry
from sync.registry.telling import tell
from sync.rotation import decode_rotation
from sync.session.entries import EVERYBODY, DeviceEntry, RotatedEntry
from sync.session.entrycode import NUMBERS, encode_entry
from sync.session.messages import CHECK_BYTES, Refusal

FORMER_KEYS_MAX = 16
"""That a device only tells of: whoever has its key could tell of any number."""


def rotate_all(office: Office, rotations: Iterable[bytes]) -> list[Refusal]:
    """Carry out rotations that laptops bring; give those that are none.

    One that cannot be is refused like any other: who carries it did nothing.
    """
    refused = []
    for data in rotations:
        try:
            rotate(office, data)
        except (IntegrityError, DeviceUnknown, DeviceRevoked) as failure:
            digest = hashlib.sha256(data).digest()
            refused.append(Refusal(digest[:CHECK_BYTES], failure.code))
    return refused


def rotate(office: Office, data: bytes) -> bool:
    """Let a device go on under another key; False for a repeat.

    Raises `BadSignature` unless the key that it has now and the new one both signed.
    Its access ends: it shows the new key for more.

    A revoked device keeps the key that counts. What it signed with the other one, which
    a restored registry may have forgotten, can be verified from now on, and is held.
    Who was let in again under a later key tells of those before by the same words.
    """
    said = decode_rotation(data)
    with office.storage.writing() as books:
        books.log.hold(EVERYBODY)
        row = books.devices.get(said.device)
        if row is None:
            raise DeviceUnknown
        former = books.devices.former_keys(said.device)
        if {said.old, said.new} <= {row.key, *former}:
            return False
        if said.new in (row.key, *former) and len(former) < FORMER_KEYS_MAX:
            _tell_before(books, row, said.old, office.clock())
        elif row.revoked is not None:
            if len(former) >= FORMER_KEYS_MAX or said.old not in (row.key, *former):
                raise DeviceRevoked
            books.devices.keep_key(said.device, said.new, office.clock())
        elif row.key == said.old:
            books.devices.rotate(said.device, said.old, said.new, office.clock())
            books.devices.withdraw(said.device)
        else:
            raise BadSignature("a rotation from another key")
        entry = encode_entry(RotatedEntry(data))
        books.log.append(EVERYBODY, [NewEntry(NUMBERS[RotatedEntry], entry, entry)])
        catch_up(office, books, said.device, always=True)
    return True


def _tell_before(books: Books, row: DeviceRow, key: bytes, now: int) -> None:
    """Know a key that a device had before those that are known of it."""
    books.devices.keep_key(row.number, key, now)
    # Laptops read no rotation from a key that they were not told of.
    for known in filter(None, (key, row.key)):
        tell(books, EVERYBODY, DeviceEntry(row.number, row.name, known))
