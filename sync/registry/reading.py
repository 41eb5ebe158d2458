"""Who may read the letters of an area: told in its log, the keys to those laptops only.

Laptops seal to the registry and to each area above their own. Whoever supervises one
gets its key sealed to the key of their laptop; a laptop that was revoked gets no more.
"""

from collections.abc import Iterable, Sequence

from sync.bundle.sealing import recipient_of, seal_to_key
from sync.registry.introducing import introduce
from sync.registry.keyring import OWN, Ring
from sync.registry.office import Office
from sync.registry.storage import Books, DeviceRow
from sync.registry.telling import tell
from sync.session.entries import ReadersEntry, Share
from sync.session.provisioned import SUPERVISOR
from sync.succession import FIRST, decode_succession


def tell_readers(books: Books, ring: Ring) -> None:
    """Tell in the log of each area that laptops work in who reads from now on.

    And who they are: a supervisor believes no former key that vouches for a laptop.
    """
    known = [row for row in books.devices.all() if row.revoked is None]
    areas = {row.number: books.devices.areas(row.number) for row in known}
    for code in assigned(books):
        here = [row for row in known if code in areas[row.number]]
        tell(books, code, _entry(books, ring, code, here))
        for row in here:
            introduce(books, code, row.number)


def catch_up(office: Office, books: Books, device: int, *, always: bool) -> None:
    """Tell of a laptop, and to it, what its file could not know: it is older.

    `always`: also where it is not, as the laptop's own key is another one since then.
    """
    ring, row = office.as_of(books).ring, books.devices.get(device)
    if row is None or ring.number == FIRST:
        return
    if always or row.added <= decode_succession(ring.successions[-1]).time:
        for code in sorted(books.devices.areas(device)):
            introduce(books, code, device)
            if row.role == SUPERVISOR:
                tell(books, code, _entry(books, ring, code, [row]))


def _entry(
    books: Books, ring: Ring, code: str, rows: Sequence[DeviceRow]
) -> ReadersEntry:
    keys = "\n".join(ring.identities(code)).encode()
    shares = (
        Share(row.number, seal_to_key(keys, row.key))
        for row in rows
        if row.role == SUPERVISOR and row.key is not None
    )
    return ReadersEntry(ring.number, recipients(ring, books, [code]), tuple(shares))


def recipients(ring: Ring, books: Books, codes: Iterable[str]) -> tuple[str, ...]:
    """Give whom a laptop of these areas seals to, the registry first."""
    areas = (OWN, *upwards(books, codes))
    return tuple(recipient_of(ring.identity(area)) for area in areas)


def assigned(books: Books) -> tuple[str, ...]:
    """Give the areas that laptops work in, those of revoked ones not."""
    known = (row.number for row in books.devices.all() if row.revoked is None)
    return tuple(sorted({code for one in known for code in books.devices.areas(one)}))


def upwards(books: Books, codes: Iterable[str]) -> tuple[str, ...]:
    """Give areas and all in which they lie, from the smallest, each once."""
    found: dict[str, None] = {}
    for code in codes:
        at = books.areas.get(code)
        while at is not None and at.code and at.code not in found:
            found[at.code] = None
            at = books.areas.get(at.parent) if at.parent else None
    return tuple(found)
