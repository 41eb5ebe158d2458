"""Laptops that a restored backup does not know: let in again under number and key."""

from collections.abc import Sequence
from dataclasses import dataclass

from sync.errors import DeviceUnknown
from sync.registry.devices import SECRET_BYTES, hashed
from sync.registry.office import Office
from sync.registry.reading import catch_up
from sync.registry.storage import Books, DeviceRow
from sync.registry.waiting import try_again
from sync.session.entries import EVERYBODY
from sync.session.provisioned import ENUMERATOR
from sync.transports.keys import base64url


@dataclass(frozen=True, slots=True)
class Former:
    """A laptop as its owner, and lists kept on paper, know it."""

    number: int
    name: str
    key: bytes
    areas: Sequence[str]
    role: str = ENUMERATOR


def readmit(office: Office, former: Former) -> int | None:
    """Let a laptop in again; give how many segments were waiting aside for that.

    None where the number is somebody's: nothing changes then. Where it is this laptop's
    own, what waits still is taken: letting it in was cut off. Whoever calls this has
    made sure that the key is that of the laptop: its work counts from now on. A backup
    made before it first came knows the number, and no key.
    """
    with office.storage.writing() as books:
        books.log.hold(EVERYBODY)
        known = books.devices.get(former.number)
        if known is not None and known.key not in (None, former.key):
            return None
        lacking = known is None or known.key is None
        if known is None:
            _put_back(office, books, former)
        elif known.key is None:
            here = {"key": former.key, "enrolled": office.clock()}
            books.devices.change(former.number, **here)
        if lacking:
            catch_up(office, books, former.number, always=True)
    taken = try_again(office, DeviceUnknown.code)
    return taken if lacking else taken or None


def _put_back(office: Office, books: Books, former: Former) -> None:
    secret = base64url(office.random(SECRET_BYTES))
    now = office.clock()
    books.areas.add((code, code, None) for code in former.areas)
    books.devices.put_back(
        DeviceRow(
            number=former.number,
            name=former.name,
            key=former.key,
            token_hash=hashed(secret),
            token_until=now,
            added=now,
            enrolled=now,
            revoked=None,
            seen=None,
            role=former.role,
        )
    )
    books.devices.set_areas(former.number, former.areas)
