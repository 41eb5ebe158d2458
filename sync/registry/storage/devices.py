"""Devices: who may speak, with which key, about which areas, until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from sync.registry.storage.passing import assertions
from sync.registry.storage.tables import (
    access,
    device_areas,
    devices,
    former_keys,
)
from sync.registry.storage.upsert import insert_new

NUMBER_END = 1 << 31


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A laptop as the registry knows it; times in milliseconds since 1970."""

    number: int
    name: str
    key: bytes | None
    token_hash: bytes
    token_until: int
    added: int
    enrolled: int | None
    revoked: int | None
    seen: int | None
    role: str


@dataclass(frozen=True)
class Devices:
    """The devices as one transaction sees them."""

    connection: Connection

    def add(  # noqa: PLR0913 - a laptop is all this
        self,
        name: str,
        token_hash: bytes,
        token_until: int,
        now: int,
        *,
        role: str,
        above: int = 0,
    ) -> int:
        """Add a device that has not enrolled yet; give its number, beyond `above`.

        Whoever adds holds an area meanwhile (`Log.hold`): no sequence is needed, which
        not every database has.
        """
        number = max(self.last(), above) + 1
        row = {
            "number": number,
            "name": name,
            "role": role,
            "token_hash": token_hash,
            "token_until": token_until,
            "added": now,
        }
        self.connection.execute(insert(devices).values(row))
        return number

    def put_back(self, row: DeviceRow) -> None:
        """Add a device as it was known before."""
        values = {name: getattr(row, name) for name in DeviceRow.__slots__}
        self.connection.execute(insert(devices).values(values))

    def last(self) -> int:
        """Give the highest number of a device, 0 where there is none."""
        last = self.connection.execute(select(func.max(devices.c.number))).scalar()
        return int(last or 0)

    def get(self, number: int) -> DeviceRow | None:
        """Give a device by its number; None for one that none can have."""
        if not 0 < number < NUMBER_END:
            return None
        row = self.connection.execute(_asked().where(devices.c.number == number))
        return next((DeviceRow(**one) for one in row.mappings()), None)

    def all(self) -> tuple[DeviceRow, ...]:
        """Give every device in the order of their numbers."""
        rows = self.connection.execute(_asked().order_by(devices.c.number))
        return tuple(DeviceRow(**row) for row in rows.mappings())

    def change(self, number: int, **values: object) -> None:
        """Give a device's columns new values."""
        changed = update(devices).where(devices.c.number == number).values(**values)
        self.connection.execute(changed)

    def former_keys(self, number: int) -> tuple[bytes, ...]:
        """Give the keys under which a device signed before, the oldest first."""
        f = former_keys.c
        asked = select(f.key).where(f.device == number).order_by(f.until, f.key)
        return tuple(self.connection.execute(asked).scalars())

    def rotate(self, number: int, old: bytes, new: bytes, now: int) -> None:
        """Let a device go on under another key."""
        self.keep_key(number, old, now)
        self.change(number, key=new)

    def keep_key(self, number: int, key: bytes, now: int) -> None:
        """Let what a device signed with a key that counts no more be verified."""
        row = {"device": number, "key": key, "until": now}
        insert_new(self.connection, former_keys, row)

    def areas(self, number: int) -> tuple[str, ...]:
        """Give the areas a device was enrolled for."""
        asked = select(device_areas.c.area).where(device_areas.c.device == number)
        return tuple(self.connection.execute(asked.order_by("area")).scalars())

    def set_areas(self, number: int, codes: Sequence[str]) -> None:
        """Give a device these areas instead of those it has."""
        mine = device_areas.c.device == number
        self.connection.execute(delete(device_areas).where(mine))
        rows = [{"device": number, "area": code} for code in codes]
        if rows:
            self.connection.execute(insert(device_areas), rows)

    def grant(self, token_hash: bytes, device: int, until: int, now: int) -> None:
        """Let a token speak for a device; forget those past their end."""
        self.connection.execute(delete(access).where(access.c.until < now))
        row = {"token_hash": token_hash, "device": device, "until": until}
        self.connection.execute(insert(access).values(row))

    def spend(self, mark: bytes, device: int, until: int, now: int) -> bool:
        """Remember an assertion for as long as it would count; False for a repeat."""
        self.connection.execute(delete(assertions).where(assertions.c.until < now))
        row = {"mark": mark, "device": device, "until": until}
        return insert_new(self.connection, assertions, row)

    def spent(self, device: int, now: int) -> int:
        """Count the assertions of a device that are remembered."""
        of_device = (assertions.c.device == device) & (assertions.c.until >= now)
        asked = select(func.count()).where(of_device)
        return self.connection.execute(asked).scalar_one()

    def withdraw(self, device: int) -> None:
        """Let no token of a device count any more."""
        self.connection.execute(delete(access).where(access.c.device == device))

    def holder(self, token_hash: bytes, now: int) -> int | None:
        """Give the device that a token speaks for, while it lasts."""
        asked = select(access.c.device).where(
            access.c.token_hash == token_hash, access.c.until >= now
        )
        return self.connection.execute(asked).scalar()


def _asked() -> Select[Any]:
    return select(*(devices.c[name] for name in DeviceRow.__slots__))
