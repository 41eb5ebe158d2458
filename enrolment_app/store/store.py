"""One laptop's store: opened with a passphrase, owned by one thread, closed at the end.

In its folder: `lock`, `keys.a` and `keys.b` (key slots), `guesses`, `store.db` with its
log, `device` (the device's key), `reserve` (bytes for a full disk), `attachments`. No
name of a file says anything about a person or a place.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Self

from enrolment_app.store import files, opening, rekeying, spare
from enrolment_app.store.adoption import adopt
from enrolment_app.store.attaching import Attaching
from enrolment_app.store.audit import Audit
from enrolment_app.store.backup import BackedUp, back_up
from enrolment_app.store.check import Checked, check
from enrolment_app.store.device import Device
from enrolment_app.store.duplicates import Duplicates
from enrolment_app.store.enrolment import Enrolment
from enrolment_app.store.errors import DiskFull, NoStore
from enrolment_app.store.facts import Facts
from enrolment_app.store.fitting import Base, fitted
from enrolment_app.store.forms import Forms
from enrolment_app.store.households import Households
from enrolment_app.store.journal import LATEST_TIME
from enrolment_app.store.letters import Letters
from enrolment_app.store.lock import Lock
from enrolment_app.store.news import News
from enrolment_app.store.office_codes import OfficeCodes
from enrolment_app.store.outside import Outsides
from enrolment_app.store.people import SLOTS_GENERATION, People
from enrolment_app.store.province import Province
from enrolment_app.store.rows import Project, StaffMember
from enrolment_app.store.settings import USUAL, Settings
from enrolment_app.store.sweeping import Swept
from enrolment_app.store.told import Told
from enrolment_app.store.vault import Unlocked, Vault
from enrolment_app.store.wrapping import Random, Secret

LAST_BACKUP = "last_backup_ms"


class Store:
    """An opened store. Only the thread that opened it may use it."""

    def __init__(
        self,
        place: Path,
        lock: Lock,
        vault: Vault,
        unlocked: Unlocked,
        given: opening.Given,
    ) -> None:
        key, random = unlocked.key, given.random
        came = opening.brought_up(place, unlocked, given, new=not vault.exists())
        connection, self.earlier, self.following = came
        self.place, self.id = place, unlocked.store
        self._lock, self._vault, self._unlocked = lock, vault, unlocked
        self._clock = given.clock
        self._connection = connection
        self._reserve = files.Reserve(
            place / "reserve", given.settings.reserve_bytes, random
        )
        self.facts = Facts(connection)
        self.audit = Audit(connection, given.clock, unlocked.person)
        self.people = People(connection, self.facts, vault, unlocked, self.audit)
        self.forms, self.duplicates = Forms(connection), Duplicates(connection)
        self.households = Households(connection)
        self.province = Province(connection, self.facts)
        outsides = Outsides(place / opening.DEVICE, key, random)
        where = f"{lock.file_number}:{given.machine}"
        self.device = Device(connection, self.facts, outsides, random, where)
        self.office_codes = OfficeCodes(self.facts, self.device, self.people)
        self._attaching = Attaching(connection, self.facts, place, key, given)
        self.attachments, self.lane = self._attaching.attachments, self._attaching.lane
        fit = fitted(
            Base(
                connection,
                self.facts,
                self.forms,
                self.province,
                self.device,
                self.office_codes,
                self._reserve,
                self._attaching.kept,
                given.project,
            )
        )
        self._projections, self.erasing = fit.projections, fit.erasing
        self.visits, self.journal = fit.visits, fit.journal
        self.exchange, self.relaying = fit.exchange, fit.relaying
        self.trust, self.places = fit.trust, fit.places
        self.letters, self.told = Letters(connection), Told(connection)
        self.news = News(connection, self._projections)

    @staticmethod
    def exists(place: Path) -> bool:
        """Tell whether there is a store at a place."""
        return Vault(place, random=bytes, cost=None).exists()

    @classmethod
    def create(  # noqa: PLR0913 - all that a store is made of, each by name
        cls,
        place: Path,
        passphrase: str,
        person: StaffMember,
        *,
        project: Project,
        clock: Callable[[], datetime],
        random: Random,
        settings: Settings = USUAL,
        machine: str = "",
    ) -> "Store":
        """Make a new store that this person can open; raises `StoreExists`."""
        given = opening.Given(project, clock, random, settings, machine)
        files.make_folder(place)
        lock = Lock(place / "lock")
        with opening.released_on_failure(lock):
            vault = given.vault(place)
            vault.must_be_new()
            unlocked = vault.new_key(person.id)
            # Without slots nobody can open what an interrupted creation left.
            for left in place.glob(opening.DATABASE + "*"):
                files.remove(left)
            store = cls(place, lock, vault, unlocked, given)
        with opening.closed_on_failure(store):
            store.facts.set("made_ms", round(clock().timestamp() * 1000))
            store.people.put(person)
            store.audit.note("audit.made")
            store.device.begin()
            store.exchange.admit_areas(())
            store.fill_reserve()
            store.settle()
            vault.keep_first(unlocked, passphrase)
            store.facts.set(SLOTS_GENERATION, vault.generation())
        return store

    @classmethod
    def open(  # noqa: PLR0913 - all that opening takes, each by name
        cls,
        place: Path,
        secret: Secret,
        *,
        project: Project,
        clock: Callable[[], datetime],
        random: Random,
        settings: Settings = USUAL,
        person: str | None = None,
        machine: str = "",
    ) -> "Store":
        """Open a store with a passphrase, a recovery code or the province's key.

        `person` tries only that person's slot. Raises `NoStore`, `StoreInUse`,
        `WrongPassphrase`, `TooManyGuesses`, `StoreDamaged`, `StoreNewer`.
        """
        if not cls.exists(place):
            raise NoStore
        given = opening.Given(project, clock, random, settings, machine)
        lock = Lock(place / "lock")
        with opening.released_on_failure(lock):
            vault = given.vault(place)
            unlocked = vault.open(secret, person=person)
            rekeying.finish(place, unlocked)
            opening.must_have(place / opening.DATABASE)
            store = cls(place, lock, vault, unlocked, given)
        with opening.closed_on_failure(store):
            vault.not_before(store.facts.get(SLOTS_GENERATION, 0))
            store.wake()
            store._attaching.sweeping.begin()
        return store

    def wake(self) -> None:
        """Begin a new opening; a full disk hinders nobody from reading."""
        try:
            self.device.wake()
            self._let_in_province()
            self.audit.note_opening(self._unlocked.kind, self._unlocked.wrong)
            self.fill_reserve()
            if self.earlier:
                self.rebuild()
        except DiskFull:
            self._reserve.release()
            with suppress(DiskFull):
                self.device.wake()
            self.visits.low_on_space = True

    def settle(self) -> None:
        """Fold the log into the database file."""
        self._connection.checkpoint()

    def fill_reserve(self) -> None:
        """Set bytes aside for a full disk where there is room for them."""
        self._reserve.fill()

    @property
    def person(self) -> StaffMember:
        """Whose passphrase opened the store."""
        return self.people.present

    @property
    def latest_time(self) -> int:
        """The largest hybrid time that any change here claims; 0 before the first."""
        return int(self.facts.get(LATEST_TIME, 0))

    @property
    def low_on_space(self) -> bool:
        """Tell whether the disk was full: hand over, then free space."""
        return self.visits.low_on_space or not self._reserve.is_full()

    def enrol(self, enrolment: Enrolment) -> int:
        """Become the device of a provisioning file, for good.

        What was written here before becomes that device's work; gives how many
        changes that were.
        """
        with self._connection.transaction():
            self.device.become(enrolment)
            self.exchange.admit_areas(enrolment.areas)
            self.audit.note("audit.enrolled", str(enrolment.device))
            adopted = adopt(
                self._connection,
                self.journal,
                self._projections,
                device=enrolment.device,
                areas=enrolment.areas,
            )
        self.device.after_becoming()
        self._let_in_province()
        return adopted

    def _let_in_province(self) -> None:
        enrolment = self.device.enrolment
        if enrolment is not None and enrolment.recovery_key:
            self.people.let_in_province(enrolment.recovery_key)

    def check(self) -> Checked:
        """Look at everything in the store, changing nothing."""
        return check(
            self._connection,
            self.journal,
            self.device,
            self._projections,
            self._attaching.attached,
        )

    def back_up(self, file: Path, *, apart: bool = False) -> BackedUp:
        """Write a verified, encrypted copy that `backup.put_back` makes a store of.

        `apart`: its attachments lie beside it, once for all backups of the folder.
        """
        made_ms = round(self._clock().timestamp() * 1000)
        given = (
            self._unlocked,
            self._vault.content(),
            self._attaching.sweeping.present(),
        )
        done = back_up(self._connection, *given, file, made_ms, apart=apart)
        self.facts.set(LAST_BACKUP, made_ms)
        self.audit.note("audit.backed_up")
        return done

    def rekey(self) -> None:
        """Put the whole store under another key, and close it.

        Everybody opens it as before; copies of it and of its slots that were made
        before no longer tell anything of what comes. It needs room for a second copy.
        """
        new = self._vault.new_key(self._unlocked.person, self.id)
        next_one = self._vault.generation() + 1
        self.audit.note("audit.rekeying")
        kept, place = self._attaching.kept, self.place
        rekeying.prepare(self._connection, self.device, kept, place, new, next_one)
        self._connection.close()
        spare.remove(place / spare.SPARE)
        with self._lock:
            self._vault.rekeyed(new)
            rekeying.finish(place, new)

    def sweep(self) -> Swept:
        """Take away attachments that need not stay; what may not go is as it was."""
        return self._attaching.sweeping.sweep()

    def rebuild(self) -> int:
        """Make lists, search and the spare anew; gives how many households."""
        spare.refill(self._connection)
        return self._projections.rebuild()

    def close(self) -> None:
        """Close the store; another process may open it now."""
        self._connection.close()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
