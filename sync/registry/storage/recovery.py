"""Sealed recovery codes of laptops, and who had one opened."""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from sync.registry.storage.tables_told import recovery_reads, recovery_slips
from sync.registry.storage.upsert import upsert


@dataclass(frozen=True, slots=True)
class KeptSlip:
    """A sealed code as it came; of one person's the largest number is the newest."""

    device: int
    person: str
    number: int
    slip: bytes
    received: int


@dataclass(frozen=True, slots=True)
class Read:
    """Somebody had a code opened: whose, which, why, when."""

    number: int
    device: int
    person: str
    slip: int
    by: str
    why: str
    at: int


@dataclass(frozen=True)
class Slips:
    """The sealed codes as one transaction sees them."""

    connection: Connection

    def keep(self, kept: KeptSlip, most: int, people_most: int) -> None:
        """Keep a code, and of the same person's the newest `most` alone.

        Of a laptop's people those whose codes came last: nobody fills the database.
        """
        s = recovery_slips.c
        key = {"device": kept.device, "person": kept.person, "number": kept.number}
        upsert(
            self.connection,
            recovery_slips,
            key,
            {"slip": kept.slip, "received": kept.received},
        )
        mine = (s.device == kept.device) & (s.person == kept.person)
        newest = select(s.number).where(mine).order_by(s.number.desc()).limit(most)
        numbers = list(self.connection.execute(newest).scalars())
        older = delete(recovery_slips).where(mine, s.number < numbers[-1])
        self.connection.execute(older)
        latest = func.max(s.received)
        ours = s.device == kept.device
        by_person = select(s.person).where(ours).group_by(s.person)
        last = by_person.order_by(latest.desc(), s.person).offset(people_most)
        gone = list(self.connection.execute(last).scalars())
        if gone and kept.person not in gone:
            self.connection.execute(
                delete(recovery_slips).where(ours, s.person.in_(gone))
            )

    def all(self, device: int | None = None) -> tuple[KeptSlip, ...]:
        """Give the codes of one laptop or of all, each person's newest first."""
        s = recovery_slips.c
        asked = select(recovery_slips)
        if device is not None:
            asked = asked.where(s.device == device)
        rows = self.connection.execute(
            asked.order_by(s.device, s.person, s.number.desc())
        )
        return tuple(KeptSlip(**row) for row in rows.mappings())

    def note_read(self, read: Read) -> None:
        """Write down that a code is opened; its number is the next one."""
        last = self.connection.execute(select(func.max(recovery_reads.c.number)))
        values = {name: getattr(read, name) for name in Read.__slots__}
        values["number"] = (last.scalar() or 0) + 1
        self.connection.execute(insert(recovery_reads).values(values))

    def reads(self) -> tuple[Read, ...]:
        """Give who had codes opened, the latest first."""
        asked = select(recovery_reads).order_by(recovery_reads.c.number.desc())
        rows = self.connection.execute(asked).mappings()
        return tuple(Read(**row) for row in rows)
