"""A laptop goes on under another key: countersigned by telling everybody."""

import hashlib
from collections.abc import Iterable

from sync.errors import BadSignature, DeviceRevoked, DeviceUnknown, IntegrityError
from sync.registry.devices import known
from sync.registry.office import Office
from sync.registry.reading import catch_up
from sync.registry.storage import NewEntry
from sync.rotation import decode_rotation
from sync.session.entries import EVERYBODY, RotatedEntry
from sync.session.entrycode import NUMBERS, encode_entry
from sync.session.messages import CHECK_BYTES, Refusal


def rotate_all(office: Office, rotations: Iterable[bytes]) -> list[Refusal]:
    """Carry out rotations that laptops bring; give those that are none.

    One of a revoked device is refused like any other: who carries it did nothing.
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
    """
    said = decode_rotation(data)
    with office.storage.writing() as books:
        row = known(books, said.device)
        if row.key == said.new and said.old in books.devices.former_keys(said.device):
            return False
        if row.key != said.old:
            raise BadSignature("a rotation from another key")
        books.devices.rotate(said.device, said.old, said.new, office.clock())
        books.devices.withdraw(said.device)
        entry = encode_entry(RotatedEntry(data))
        books.log.append(EVERYBODY, [NewEntry(NUMBERS[RotatedEntry], entry, entry)])
        catch_up(office, books, said.device, always=True)
    return True
