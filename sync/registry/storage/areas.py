"""Areas: the tree of the geography, and what stands at the end of each log."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, case, select, update

from sync.registry.storage.tables import areas
from sync.registry.storage.upsert import insert_missing

TOGETHER = 5000
"""Codes in one question: below the bound of every database."""


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
        """Give these areas, and all below them whose log has entries.

        Level by level: a recursive question reads all of the geography each time, for
        no database guesses how little lies below an area.
        """
        found: dict[str, Area] = {}
        seen = set(codes)
        level = list(self._under(codes, themselves=True))
        while level:
            found |= {
                one.code: one for one in level if one.counter or one.code in codes
            }
            new = [one.code for one in level if one.code not in seen]
            seen.update(new)
            level = list(self._under(new))
        return found

    def _under(
        self, codes: Sequence[str], *, themselves: bool = False
    ) -> Iterator[Area]:
        """Give what lies right below these areas, and where it is wished themselves."""
        a = areas.c
        for start in range(0, len(codes), TOGETHER):
            some = codes[start : start + TOGETHER]
            here = a.parent.in_(some)
            rows = self.connection.execute(
                _asked().where(here | a.code.in_(some) if themselves else here)
            )
            yield from (Area(**row) for row in rows.mappings())


def _asked() -> Select[Any]:
    a = areas.c
    return select(a.code, a.name, a.parent, a.counter, a.link, a.durable)
