"""The store's key: who can open it, and how often somebody may guess.

Two copies of the slots lie beside the database. The older one is rewritten first and
read back before the other is touched, so that some copy is whole at every moment.
"""

import json
import math
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from enrolment_app.store import files
from enrolment_app.store.errors import (
    DiskFull,
    NotKnown,
    SlotsDamaged,
    StoreDamaged,
    StoreExists,
    TooManyGuesses,
    WrongPassphrase,
)
from enrolment_app.store.slots import (
    KEY_BYTES,
    Cost,
    Slot,
    Table,
    decode,
    encode,
    is_whole,
    unwrap,
    wrap,
)

COPIES = ("keys.a", "keys.b")
FREE_GUESSES = 5
WAIT_SECONDS_MAX = 300
CALIBRATED_KIB_MAX = 256 * 1024
CALIBRATED_SECONDS = 1.0

Random = Callable[[int], bytes]


def calibrated(ticks: Callable[[], float] = time.perf_counter) -> Cost:
    """Give the cost that this computer bears in about a second, never under 64 MiB.

    The ceiling of 256 MiB lets a slot made here open on a small computer.
    """
    cost = Cost()
    while cost.memory_kib < CALIBRATED_KIB_MAX:
        dearer = replace(cost, memory_kib=cost.memory_kib * 2)
        start = ticks()
        wrap(
            bytes(KEY_BYTES),
            "",
            store="",
            person="",
            cost=dearer,
            salt=bytes(16),
            nonce=bytes(12),
        )
        if ticks() - start > CALIBRATED_SECONDS:
            break
        cost = dearer
    return cost


@dataclass(frozen=True, slots=True)
class Unlocked:
    """An opened vault: the key, the salt of the database, and whose slot it was."""

    key: bytes
    db_salt: bytes
    store: str
    person: str


class Vault:
    """The key slots of the store at `place`."""

    def __init__(self, place: Path, *, random: Random, cost: Cost | None) -> None:
        self._place = place
        self._random = random
        self._cost = cost
        self._guesses = Guesses(place / "guesses")

    def exists(self) -> bool:
        """Tell whether there are key slots at all."""
        return any((self._place / name).exists() for name in COPIES)

    def must_be_new(self) -> None:
        """Raise `StoreExists` where there are key slots already."""
        if self.exists():
            raise StoreExists

    def new_key(self, person: str) -> Unlocked:
        """Make the random key and salt of a new store, kept nowhere yet."""
        key, salt = self._random(KEY_BYTES), self._random(16)
        return Unlocked(key, salt, self._random(16).hex(), person)

    def keep_first(self, new: Unlocked, passphrase: str) -> None:
        """Keep a new key under its first person's passphrase: now there is a store."""
        slot = self._slot(new.key, new.store, new.person, passphrase)
        table = Table(new.store, new.db_salt.hex(), 1, (slot,))
        self._write(table, new.key)

    def not_before(self, generation: int) -> None:
        """Refuse slots older than the database knows them to be.

        They were put back from a copy, and may let in whoever was dismissed since.
        """
        if self.generation() < generation:
            raise SlotsDamaged("the key slots are older than the database")

    def open(
        self, passphrase: str, *, now: datetime, person: str | None = None
    ) -> Unlocked:
        """Unwrap the key, trying one person's slot or all of them.

        Raises `TooManyGuesses` without trying, `WrongPassphrase`, `SlotsDamaged`.
        """
        self._guesses.allow(now)
        table, content = self._newest()
        # Counted before it is tried: ending the process must not save a guess.
        self._guesses.count(now)
        for slot in table.slots:
            if person is None or slot.id == person:
                key = unwrap(slot, passphrase, store=table.store)
                if key is not None:
                    return self._opened(table, content, slot, key)
        raise WrongPassphrase

    def _opened(self, table: Table, content: bytes, slot: Slot, key: bytes) -> Unlocked:
        if not is_whole(content, key):
            raise SlotsDamaged("the table was altered")
        self._guesses.forget()
        for name in COPIES:
            if files.read(self._place / name) != content:
                files.write(self._place / name, content)
        return Unlocked(key, bytes.fromhex(table.db_salt), table.store, slot.id)

    def generation(self) -> int:
        """Give the number of times the slots were written."""
        return self._newest()[0].gen

    def content(self) -> bytes:
        """Give the bytes of the newest copy."""
        return self._newest()[1]

    def people(self) -> tuple[str, ...]:
        """Give the ids of the people who have a slot."""
        return tuple(slot.id for slot in self._newest()[0].slots)

    def put(self, key: bytes, person: str, passphrase: str) -> None:
        """Give a person a slot, or a new passphrase in place of the old one."""
        table, _ = self._newest()
        slot = self._slot(key, table.store, person, passphrase)
        others = tuple(each for each in table.slots if each.id != person)
        self._write(replace(table, gen=table.gen + 1, slots=(*others, slot)), key)

    def remove(self, key: bytes, person: str) -> None:
        """Take a person's slot away; the last one stays."""
        table, _ = self._newest()
        others = tuple(each for each in table.slots if each.id != person)
        if not others or len(others) == len(table.slots):
            raise NotKnown(person)
        self._write(replace(table, gen=table.gen + 1, slots=others), key)

    def _slot(self, key: bytes, store: str, person: str, passphrase: str) -> Slot:
        return wrap(
            key,
            passphrase,
            store=store,
            person=person,
            cost=self._cost or calibrated(),
            salt=self._random(16),
            nonce=self._random(12),
        )

    def _copies(self) -> list[tuple[int, str, bytes, Table | None]]:
        found: list[tuple[int, str, bytes, Table | None]] = []
        for name in COPIES:
            content = files.read(self._place / name) or b""
            try:
                table = decode(content)
            except SlotsDamaged:
                found.append((0, name, content, None))
            else:
                found.append((table.gen, name, content, table))
        return sorted(found, key=lambda copy: copy[0])

    def _newest(self) -> tuple[Table, bytes]:
        _, _, content, table = self._copies()[-1]
        if table is None:
            raise SlotsDamaged("neither copy is whole")
        return table, content

    def _write(self, table: Table, key: bytes) -> None:
        content = encode(table, key)
        for _, name, _, _ in self._copies():
            files.write(self._place / name, content)
            if files.read(self._place / name) != content:
                raise StoreDamaged("the disk does not give back what was written")


class Guesses:
    """Wrong passphrases in a row, remembered across restarts; they only slow down."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def allow(self, now: datetime) -> None:
        """Raise `TooManyGuesses` where the next one must still wait."""
        wrong, last = self._read()
        over = wrong - FREE_GUESSES
        if over < 0:
            return
        wait = min(2.0 ** min(over, 20), WAIT_SECONDS_MAX)
        passed = now.timestamp() - last
        # A clock set back must not lock anybody out for longer than the wait.
        left = min(wait, wait - passed)
        if left > 0 and passed >= -WAIT_SECONDS_MAX:
            raise TooManyGuesses(math.ceil(left))

    def count(self, now: datetime) -> None:
        """Remember one more."""
        self._write(self._read()[0] + 1, now.timestamp())

    def forget(self) -> None:
        """Start from nothing, after the right one."""
        self._path.unlink(missing_ok=True)

    def _read(self) -> tuple[int, float]:
        try:
            read = json.loads(files.read(self._path) or b"{}")
            return int(read.get("wrong", 0)), float(read.get("last", 0))
        except (ValueError, AttributeError, TypeError):
            return FREE_GUESSES, 0.0

    def _write(self, wrong: int, last: float) -> None:
        text = json.dumps({"wrong": wrong, "last": last})
        # On a full disk people must still get at their work; Argon2 is the real wall.
        with suppress(DiskFull):
            files.write(self._path, text.encode())
