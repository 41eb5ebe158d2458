"""A laptop goes on under another key: countersigned by telling everybody."""

import hashlib
from collections.abc import Iterable

from sync.errors import BadSignature, DeviceRevoked, DeviceUnknown, IntegrityError
from sync.registry.office import Office
from sync.registry.reading import catch_up
from sync.registry.storage import NewEntry
from sync.rotation import decode_rotation
from sync.session.entries import EVERYBODY, RotatedEntry
from sync.session.entrycode import NUMBERS, encode_entry
from sync.session.messages import CHECK_BYTES, Refusal

FORMER_KEYS_MAX = 16
"""Of a revoked device: whoever has its key could tell of any number of others."""


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
        if row.revoked is not None:
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
