"""Orders to erase in a file beside the database: a backup of it may not know them all.

One order a line, in hexadecimal. Whoever keeps a copy of the file elsewhere can tell a
restored registry what was ordered since its backup, before any laptop does.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from sync.errors import BackupDamaged, IntegrityError
from sync.registry.erasure import heed
from sync.registry.office import Office

ERASURES_FILE = "erasures"


def level(office: Office, data: Path, *others: Path) -> int:
    """Let file and database know the same orders; give how many the database lacked.

    `others` are copies of the file. Raises `BackupDamaged` where a line is no order of
    this registry: the orders before it are carried out then.
    """
    try:
        orders = _read((data / ERASURES_FILE, *others))
        lacked = sum(heed(office, order) for order in orders)
    except (IntegrityError, ValueError) as cause:
        raise BackupDamaged from cause
    with office.storage.reading() as books:
        known = books.erasures.all()
    written = set(_read([data / ERASURES_FILE]))
    _add(data / ERASURES_FILE, [order for order in known if order not in written])
    return lacked


def _read(files: Iterable[Path]) -> list[bytes]:
    lines = [file.read_text().split() for file in files if file.exists()]
    return [bytes.fromhex(line) for of_file in lines for line in of_file]


def _add(file: Path, orders: Iterable[bytes]) -> None:
    lines = "".join(f"{order.hex()}\n" for order in orders)
    if not lines:
        return
    file.touch(mode=0o600)
    with file.open("a") as target:
        target.write(lines)
        target.flush()
        os.fsync(target.fileno())
