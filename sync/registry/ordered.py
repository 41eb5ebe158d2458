"""Orders to erase in a file beside the database: a backup of it may not know them all.

One order a line, in hexadecimal. Whoever keeps a copy of the file elsewhere can tell a
restored registry what was ordered since its backup, before any laptop does.
"""

from collections.abc import Iterable
from pathlib import Path

from sync.erasure import decode_order
from sync.errors import BackupDamaged, IntegrityError
from sync.folders import write_private
from sync.registry.erasure import heed
from sync.registry.keyring import Ring
from sync.registry.office import Office
from sync.registry.succession import must_have_ordered
from sync.session.entries import EVERYBODY

ERASURES_FILE = "erasures"


def add_copies(data: Path, ring: Ring, copies: Iterable[Path]) -> None:
    """Add to the file what copies of it tell: `level` has it carried out.

    Raises `BackupDamaged`, and adds nothing, where a line is no order of the registry
    that signs with this ring.
    """
    try:
        told = [order for copy in copies for order in _orders(copy.read_text())]
        for order in told:
            must_have_ordered(ring, order)
        known = _own(data / ERASURES_FILE)
    except (IntegrityError, ValueError) as cause:
        raise BackupDamaged from cause
    if told:
        _write(data / ERASURES_FILE, dict.fromkeys([*known, *told]))


def level(office: Office, data: Path) -> int:
    """Let file and database know the same orders; give how many the database lacked.

    Raises `BackupDamaged` where a line is no order of this registry: the orders before
    it are carried out then.
    """
    own = data / ERASURES_FILE
    try:
        lacked = sum(heed(office, order) for order in _own(own))
    except (IntegrityError, ValueError) as cause:
        raise BackupDamaged from cause
    with office.storage.writing() as books:
        # Nobody else writes it meanwhile.
        books.log.hold(EVERYBODY)
        written = dict.fromkeys(_own(own))
        known = written | dict.fromkeys(books.erasures.all())
        if len(known) > len(written):
            _write(own, known)
    # Where somebody read for long, or all was cut off, it lies there still.
    office.storage.forget()
    return lacked


def _write(own: Path, orders: Iterable[bytes]) -> None:
    write_private(own, "".join(f"{one.hex()}\n" for one in orders).encode())


def _own(file: Path) -> list[bytes]:
    """Read our own file, but for a last line that was cut short.

    The database knew that order before its line was begun.
    """
    text = file.read_text() if file.exists() else ""
    whole, _, last = text.rpartition("\n")
    try:
        decode_order(bytes.fromhex(last))
    except (IntegrityError, ValueError):
        text = whole
    return _orders(text)


def _orders(text: str) -> list[bytes]:
    return [bytes.fromhex(line) for line in text.split()]
