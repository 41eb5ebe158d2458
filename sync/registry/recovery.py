"""Recovery codes for people who ring up: kept sealed, opened by the office alone."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from sync.errors import BadSignature, DeviceUnknown, IntegrityError
from sync.recovery import Slip, check_slip, decode_slip, opened_code, short_of
from sync.registry.office import OFFICE_KEY, Office
from sync.registry.storage import KeptSlip, Read
from sync.registry.telling import tell
from sync.session.entries import EVERYBODY, OfficeKeyEntry
from sync.session.messages import CHECK_BYTES, Refusal

KEPT_MOST = 3
"""Of one person: the newest, and two for a laptop that was put back from a backup."""

PEOPLE_MOST = 50
"""Of one laptop: far more than work with any."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A code as it is read out; `latest` unless an earlier one was asked for."""

    person: str
    number: int
    code: str
    received: int
    latest: bool


def set_office_key(office: Office, key: bytes) -> bool:
    """Let laptops seal their codes to a key from now on; False where they do already.

    An empty key: they hand up none any more.
    """
    with office.storage.writing() as books:
        books.log.hold(EVERYBODY)
        if books.setting(OFFICE_KEY) == key.hex():
            return False
        books.put_setting(OFFICE_KEY, key.hex())
        tell(books, EVERYBODY, OfficeKeyEntry(key))
    return True


def keep_all(office: Office, slips: Iterable[bytes]) -> list[Refusal]:
    """Keep sealed codes that laptops bring; give those that are none.

    Each is durable when this returns, so that its laptop may forget the code before.
    """
    refused = []
    for data in slips:
        try:
            keep(office, data)
        except (IntegrityError, DeviceUnknown) as failure:
            digest = hashlib.sha256(data).digest()
            refused.append(Refusal(digest[:CHECK_BYTES], failure.code))
    return refused


def keep(office: Office, data: bytes) -> None:
    """Keep one; raises `BadSignature` where its device did not sign it."""
    slip, signature = decode_slip(data)
    with office.storage.writing() as books:
        row = books.devices.get(slip.device)
        if row is None or row.key is None:
            raise DeviceUnknown
        keys = (row.key, *books.devices.former_keys(slip.device))
        if not any(_signed(slip, signature, key) for key in keys):
            raise BadSignature("a slip of another device")
        received = office.clock()
        kept = KeptSlip(slip.device, slip.person, slip.number, data, received)
        books.recovery.keep(kept, KEPT_MOST, PEOPLE_MOST)


def openable(office: Office, device: int, key: X25519PrivateKey) -> tuple[Opened, ...]:
    """Open what a laptop sealed to a key, each person's newest first.

    Raises `DeviceUnknown`. Nothing may be told of it before `note_read`.
    """
    with office.storage.reading() as books:
        if books.devices.get(device) is None:
            raise DeviceUnknown
        kept = books.recovery.all(device)
    public = short_of(key.public_key().public_bytes_raw())
    found: list[Opened] = []
    for one in kept:
        slip, _ = decode_slip(one.slip)
        code = opened_code(slip, key) if slip.office == public else None
        if code is not None:
            latest = all(other.person != one.person for other in found)
            found.append(Opened(one.person, one.number, code, one.received, latest))
    return tuple(found)


def note_read(
    office: Office, device: int, told: Sequence[Opened], by: str, why: str
) -> None:
    """Write down who is told which codes, before they are."""
    with office.storage.writing() as books:
        books.log.hold(EVERYBODY)
        for one in told:
            read = Read(0, device, one.person, one.number, by, why, office.clock())
            books.recovery.note_read(read)


def _signed(slip: Slip, signature: bytes, key: bytes) -> bool:
    try:
        check_slip(slip, signature, key)
    except BadSignature:
        return False
    return True
