"""The store's key: who can open it.

Two copies of the slots lie beside the database. The older one is rewritten first and
read back before the other is touched, so that some copy is whole at every moment.
"""

import time
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from enrolment_app.store import files
from enrolment_app.store.costs import KEY_BYTES, SALT_BYTES, Cost, calibrated
from enrolment_app.store.errors import (
    DiskFailed,
    DiskFull,
    NotKnown,
    SlotsDamaged,
    StoreDamaged,
    StoreExists,
    WrongPassphrase,
    WrongProvinceKey,
    WrongRecoveryCode,
)
from enrolment_app.store.guesses import Guesses
from enrolment_app.store.recovery_codes import new_code, read_code
from enrolment_app.store.slots import (
    OFFICE,
    OFFICE_NEXT,
    OFFICES,
    PERSON,
    PROVINCE,
    RECOVERY,
    STORE_ID_BYTES,
    Slot,
    Table,
    decode,
    encode,
    is_whole,
)
from enrolment_app.store.wrapping import (
    Lock,
    Random,
    Secret,
    kinds_of,
    new_slot,
    opened,
    province_slot,
    resealed,
)

WRONG = {
    PERSON: WrongPassphrase,
    RECOVERY: WrongRecoveryCode,
    PROVINCE: WrongProvinceKey,
}
COPIES = ("keys.a", "keys.b")


@dataclass(frozen=True, slots=True)
class Unlocked:
    """An opened vault: the key, the salt of the database, and whose slot it was.

    `kind` is the slot's, `wrong` how often somebody guessed wrong before.
    """

    key: bytes
    db_salt: bytes
    store: str
    person: str
    kind: str = PERSON
    wrong: int = 0


class Vault:
    """The key slots of the store at `place`."""

    def __init__(
        self,
        place: Path,
        *,
        random: Random,
        cost: Cost | None,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._place = place
        self._random = random
        self._cost = cost
        self._guesses = Guesses(place / "guesses", ticks)

    def exists(self) -> bool:
        """Tell whether there are key slots at all."""
        return any((self._place / name).exists() for name in COPIES)

    def must_be_new(self) -> None:
        """Raise `StoreExists` where there are key slots already."""
        if self.exists():
            raise StoreExists

    def new_key(self, person: str, store: str = "") -> Unlocked:
        """Make a random key and salt, kept nowhere yet; of a new store if not told."""
        key, salt = self._random(KEY_BYTES), self._random(SALT_BYTES)
        return Unlocked(key, salt, store or self._random(STORE_ID_BYTES).hex(), person)

    def keep_first(self, new: Unlocked, passphrase: str) -> None:
        """Keep a new key under its first person's passphrase: now there is a store."""
        slot = new_slot(
            new.key, new.store, new.person, self._lock(PERSON, passphrase), self._random
        )
        table = Table(new.store, new.db_salt.hex(), 1, (slot,))
        self._write(table, new.key)

    def not_before(self, generation: int) -> None:
        """Refuse slots older than the database knows them to be.

        They were put back from a copy, and may let in whoever was dismissed since.
        """
        if self.generation() < generation:
            raise SlotsDamaged("the key slots are older than the database")

    def open(self, secret: Secret, *, person: str | None = None) -> Unlocked:
        """Open the key, trying one person's slot or all of them.

        Raises `TooManyGuesses` without trying, `WrongPassphrase`, `SlotsDamaged`.
        """
        self._guesses.allow()
        table, content = self._newest()
        kinds = kinds_of(secret)
        # Before it is tried: ending the process must not save a guess.
        if PROVINCE not in kinds:
            self._guesses.count()
        tried = [slot for slot in table.slots if slot.kind in kinds]
        for slot in sorted(tried, key=lambda slot: kinds.index(slot.kind)):
            if person in (None, slot.id):
                key = opened(slot, table.store, secret)
                if key is not None:
                    return self._opened(table, content, slot, key)
        raise WRONG[kinds[0]](self._guesses.left())

    def _opened(self, table: Table, content: bytes, slot: Slot, key: bytes) -> Unlocked:
        if not is_whole(content, key):
            raise SlotsDamaged("the table was altered")
        # The right one was counted too, but for the province's key.
        wrong = self._guesses.so_far() - (slot.kind != PROVINCE)
        self._guesses.forget()
        for name in COPIES:
            if files.read(self._place / name) != content:
                self._mend(name, content)
        person = "" if slot.kind == PROVINCE else slot.id
        salt = bytes.fromhex(table.db_salt)
        return Unlocked(key, salt, table.store, person, slot.kind, max(0, wrong))

    def _mend(self, name: str, content: bytes) -> None:
        # The other copy is whole; a full disk must not hinder opening.
        with suppress(DiskFull, DiskFailed):
            files.write(self._place / name, content)

    def generation(self) -> int:
        """Give the number of times the slots were written."""
        return self._newest()[0].gen

    def content(self) -> bytes:
        """Give the bytes of the newest copy."""
        return self._newest()[1]

    def people(self) -> tuple[str, ...]:
        """Give the ids of the people whose passphrase opens the store."""
        return self._named(PERSON)

    def with_code(self) -> tuple[str, ...]:
        """Give the ids of the people who have a recovery code."""
        return self._named(RECOVERY)

    def province(self) -> str:
        """Give the short name of the province's key that opens the store, or ""."""
        return next(iter(self._named(PROVINCE)), "")

    def _named(self, kind: str) -> tuple[str, ...]:
        return tuple(slot.id for slot in self._newest()[0].slots if slot.kind == kind)

    def put(self, key: bytes, person: str, passphrase: str) -> None:
        """Give a person a slot, or a new passphrase in place of the old one."""
        self._put(key, [self._slot(key, person, PERSON, passphrase)])

    def put_code(self, key: bytes, person: str) -> str:
        """Give a person a new recovery code in place of the old one."""
        slot, code = self._code(key, person)
        self._put(key, [slot])
        return code

    def renew(self, key: bytes, person: str, passphrase: str, used: str) -> str:
        """Give a person a new passphrase and a new recovery code, in one writing.

        What was `used` to come in opens nothing more: the office gets another code.
        """
        slot, code = self._code(key, person)
        slots = [self._slot(key, person, PERSON, passphrase), slot]
        spent = OFFICES if used in OFFICES else ()
        self._put(key, slots, without=[(kind, person) for kind in spent])
        return code

    def put_next_code(self, key: bytes, person: str) -> tuple[str, str]:
        """Make the code that goes to the office next; give it and its slot's public.

        The one that the office has opens as before until `office_has` the next.
        """
        slot, code = self._code(key, person, OFFICE_NEXT)
        self._put(key, [slot])
        return code, slot.public

    def office_has(self, key: bytes, public: str) -> None:
        """Let the next code take the place of the one that the office had before."""
        for slot in self._newest()[0].slots:
            if (slot.kind, slot.public) == (OFFICE_NEXT, public):
                has = replace(slot, kind=OFFICE)
                self._put(key, [has], without=[(OFFICE_NEXT, slot.id)])

    def office_codes(self) -> dict[str, tuple[str, ...]]:
        """Give the public halves of the slots of each person's codes at the office."""
        slots = [slot for slot in self._newest()[0].slots if slot.kind in OFFICES]
        ids = dict.fromkeys(slot.id for slot in slots)
        return {one: tuple(s.public for s in slots if s.id == one) for one in ids}

    def put_province(self, key: bytes, public: bytes) -> None:
        """Let the province's key open the store, and no earlier one of its keys."""
        table, _ = self._newest()
        kept = tuple(slot for slot in table.slots if slot.kind != PROVINCE)
        slot = province_slot(key, table.store, public)
        self._write(replace(table, gen=table.gen + 1, slots=(*kept, slot)), key)

    def remove(self, key: bytes, person: str) -> None:
        """Take a person's slots away; the last person stays."""
        table, _ = self._newest()
        kept = tuple(s for s in table.slots if s.kind == PROVINCE or s.id != person)
        if len(kept) == len(table.slots) or not any(s.kind == PERSON for s in kept):
            raise NotKnown(person)
        self._write(replace(table, gen=table.gen + 1, slots=kept), key)

    def rekeyed(self, new: Unlocked) -> None:
        """Seal another key to everybody who could open the old one: it counts now."""
        table, _ = self._newest()
        slots = tuple(resealed(slot, table.store, new.key) for slot in table.slots)
        self._write(
            Table(table.store, new.db_salt.hex(), table.gen + 1, slots), new.key
        )

    def _put(
        self,
        key: bytes,
        slots: Iterable[Slot],
        without: Collection[tuple[str, str]] = (),
    ) -> None:
        table, _ = self._newest()
        named = {(slot.kind, slot.id): slot for slot in (*table.slots, *slots)}
        named = {name: named[name] for name in named if name not in without}
        changed = replace(table, gen=table.gen + 1, slots=tuple(named.values()))
        self._write(changed, key)

    def _lock(self, kind: str, secret: str) -> Lock:
        # A code is long enough by itself: the floor makes one path of both.
        cost = self._cost or (calibrated() if kind == PERSON else Cost())
        return Lock(kind, secret, cost)

    def _slot(self, key: bytes, person: str, kind: str, secret: str) -> Slot:
        store = self._newest()[0].store
        return new_slot(key, store, person, self._lock(kind, secret), self._random)

    def _code(self, key: bytes, person: str, kind: str = RECOVERY) -> tuple[Slot, str]:
        code = new_code(self._random)
        plain = read_code(code)
        assert plain is not None, "a code of ours reads"
        return self._slot(key, person, kind, plain), code

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
        (_, older, _, _), (_, newer, _, _) = self._copies()
        files.write(self._place / older, content)
        if files.read(self._place / older) != content:
            raise StoreDamaged("the disk does not give back what was written")
        # From here on it counts; the other copy is brought up whenever there is room.
        self._mend(newer, content)
