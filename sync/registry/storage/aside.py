"""What could not be taken, and is not thrown away: each with the reason."""

import hashlib
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace

from sqlalchemy import Connection, delete, select, update

from sync.registry.storage.tables import aside
from sync.registry.storage.upsert import BATCH, insert_missing


@dataclass(frozen=True, slots=True)
class PutAside:
    """A segment that could not be taken, by the hash of its bytes.

    `device` is 0 where nobody is known to have signed it, `bringer` 0 where nobody is
    known to have brought it.
    """

    hash: bytes
    device: int
    code: str
    bytes: bytes
    received: int
    bringer: int = 0


@dataclass(frozen=True)
class Aside:
    """What was put aside, as one transaction sees it."""

    connection: Connection

    def put(self, one: PutAside) -> None:
        """Keep bytes that could not be taken; what lies there waits for this now.

        That its own device brought it is not forgotten when somebody else does too.
        """
        insert_missing(self.connection, aside, [asdict(one)])
        new: dict[str, object] = {"code": one.code, "device": one.device}
        if one.bringer == one.device:
            new["bringer"] = one.bringer
        here = update(aside).where(aside.c.hash == one.hash)
        self.connection.execute(here.values(new))

    def all(
        self, code: str = "", devices: Collection[int] = ()
    ) -> tuple[PutAside, ...]:
        """Give what lies there, the oldest first; for one reason, of some devices."""
        a = aside.c
        asked = select(*(a[name] for name in PutAside.__slots__))
        asked = asked.where(a.code == code) if code else asked
        asked = asked.where(a.device.in_(list(devices))) if devices else asked
        rows = self.connection.execute(asked.order_by(a.received, a.hash))
        return tuple(PutAside(*row) for row in rows)

    def rewrite(self, one: PutAside, data: bytes) -> None:
        """Let less stand in the place of what was put aside."""
        self.let_go([one.hash])
        self.put(replace(one, hash=hashlib.sha256(data).digest(), bytes=data))

    def let_go(self, hashes: Collection[bytes]) -> None:
        """Forget what stands in its log now."""
        gone = list(hashes)
        for start in range(0, len(gone), BATCH):
            some = aside.c.hash.in_(gone[start : start + BATCH])
            self.connection.execute(delete(aside).where(some))
