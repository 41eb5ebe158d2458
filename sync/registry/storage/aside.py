"""What could not be taken, and is not thrown away: each with the reason."""

import hashlib
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace

from sqlalchemy import Connection, delete, func, select, update

from sync.registry.storage.tables import aside
from sync.registry.storage.tables_told import dropped
from sync.registry.storage.upsert import BATCH, insert_missing, upsert

HASH_BYTES = 32


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


@dataclass(frozen=True, slots=True)
class Dropped:
    """What a person threw away of what was put aside: what it was, why and when."""

    hash: bytes
    device: int
    bringer: int
    code: str
    size: int
    why: str
    at: int


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

    def find(self, named: bytes) -> tuple[bytes, ...]:
        """Give the hashes that begin so of what lies there, two of them at most."""
        first, last = (named.ljust(HASH_BYTES, end) for end in (b"\0", b"\xff"))
        asked = select(aside.c.hash).where(aside.c.hash.between(first, last))
        return tuple(map(bytes, self.connection.execute(asked.limit(2)).scalars()))

    def lying(self, bringer: int) -> int:
        """Give how many bytes lie there of what a laptop brought."""
        a = aside.c
        asked = select(func.sum(func.length(a.bytes))).where(a.bringer == bringer)
        return int(self.connection.execute(asked).scalar() or 0)

    def drop(self, digest: bytes, why: str, now: int) -> Dropped:
        """Throw one thing away, and note what it was."""
        a = aside.c
        about = (a.hash, a.device, a.bringer, a.code, func.length(a.bytes))
        row = self.connection.execute(select(*about).where(a.hash == digest)).one()
        gone = Dropped(*row, why, now)
        key = {"hash": gone.hash, "at": gone.at}
        upsert(self.connection, dropped, key, asdict(gone))
        self.let_go([digest])
        return gone

    def dropped(self) -> tuple[Dropped, ...]:
        """Give what was thrown away, the oldest first."""
        d = dropped.c
        asked = select(*(d[name] for name in Dropped.__slots__))
        rows = self.connection.execute(asked.order_by(d.at, d.hash))
        return tuple(Dropped(*row) for row in rows)

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
