"""Areas: the tree of the geography, and what stands at the end of each log."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, case, select, update

from sync.registry.storage.tables import areas
from sync.registry.storage.upsert import insert_missing


@dataclass(frozen=True, slots=True)
class Area:
    """One node of the geography; `counter` and `link` are its log's end.

    `durable` is the newest entry that a verified copy elsewhere holds.
    """

    code: str
    name: str
    parent: str | None
    counter: int = 0
    link: bytes = b""
    durable: int = 0


@dataclass(frozen=True)
class Areas:
    """The areas as one transaction sees them."""

    connection: Connection

    def add(self, nodes: Iterable[tuple[str, str, str | None]]) -> None:
        """Add (code, name, parent) where the code is not there yet."""
        rows = [
            {"code": code, "name": name, "parent": parent, "counter": 0, "link": b""}
            for code, name, parent in nodes
        ]
        insert_missing(self.connection, areas, rows)

    def get(self, code: str) -> Area | None:
        """Give one area."""
        rows = self.connection.execute(_asked().where(areas.c.code == code))
        return next((Area(**row) for row in rows.mappings()), None)

    def all(self) -> tuple[Area, ...]:
        """Give every area by its code."""
        rows = self.connection.execute(_asked().order_by(areas.c.code))
        return tuple(Area(**row) for row in rows.mappings())

    def written(self) -> tuple[Area, ...]:
        """Give every area whose log has entries."""
        asked = _asked().where(areas.c.counter > 0).order_by(areas.c.code)
        return tuple(Area(**row) for row in self.connection.execute(asked).mappings())

    def make_durable(self, held: Mapping[str, int]) -> None:
        """Note up to which entry of each log a verified copy elsewhere holds it."""
        a = areas.c
        for code, counter in sorted(held.items()):
            further = update(areas).where(a.code == code, a.durable < counter)
            upto = case((a.counter < counter, a.counter), else_=counter)
            self.connection.execute(further.values(durable=upto))

    def forget_durable(self) -> None:
        """Call nothing durable any more."""
        self.connection.execute(update(areas).values(durable=0))

    def durable(self, codes: Iterable[str]) -> dict[str, int]:
        """Give the newest entry of these logs that a verified copy elsewhere holds."""
        a = areas.c
        asked = select(a.code, a.durable).where(a.code.in_(list(codes)), a.durable > 0)
        return {row.code: row.durable for row in self.connection.execute(asked)}

    def above(self, code: str) -> set[str]:
        """Give an area and all in which it lies."""
        a = areas.c
        up = select(a.code, a.parent).where(a.code == code).cte(recursive=True)
        over = select(a.code, a.parent).join(up, a.code == up.c.parent)
        tree = up.union(over)
        return set(self.connection.execute(select(tree.c.code)).scalars())

    def below(self, codes: Sequence[str]) -> Mapping[str, Area]:
        """Give these areas, and all below them whose log has entries."""
        top = select(areas.c.code).where(areas.c.code.in_(codes)).cte(recursive=True)
        under = select(areas.c.code).join(top, areas.c.parent == top.c.code)
        tree = top.union(under)
        here = areas.c.code.in_(select(tree.c.code))
        wanted = (areas.c.counter > 0) | areas.c.code.in_(codes)
        rows = self.connection.execute(_asked().where(here, wanted))
        return {row["code"]: Area(**row) for row in rows.mappings()}


def _asked() -> Select[Any]:
    a = areas.c
    return select(a.code, a.name, a.parent, a.counter, a.link, a.durable)
