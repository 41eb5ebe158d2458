# ruff: noqa: S608 - the statements are our own words, values are bound
"""What a damaged database still gives, and its spare where it does not."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from enrolment_app.store.connection import Connection
from enrolment_app.store.errors import StoreDamaged, StoreError, WrongKey
from enrolment_app.store.opening import DATABASE, PAGE_BYTES
from enrolment_app.store.schema import bring_up
from enrolment_app.store.spare import MIRRORED, SPARE, SpareRows
from enrolment_app.store.vault import Unlocked

# Whatever is here alone, before what others have too.
FIRST = (
    *("erased", "erasures", "visits", "segments", "letters"),
    *("asked", "relayed", "carried", "forms"),
)
DERIVED = (
    *("households", "states", "marks", "naming", "tallies"),
    *("parents", "touches", "entries", "ended", "survived"),
)
BY_THEMSELVES = ("facts", "areas", "changes")


class Damaged:
    """Copies in `folder` of a database and its spare, read around what does not read.

    What the database does not give is taken from the spare, where that has it.
    """

    def __init__(self, folder: Path, unlocked: Unlocked) -> None:
        self._path, self._unlocked = folder / DATABASE, unlocked
        self._spare = SpareRows(folder / SPARE, unlocked.key, unlocked.db_salt)
        self._connection: Connection | None = None
        for name in (DATABASE, SPARE):
            _make_unreadable(folder / name)
        try:
            self._connection = self._opened()
            bring_up(self._connection, new=False)
        except (WrongKey, StoreDamaged) as unreadable:
            self.let_go()
            if not self._spare.readable:
                raise StoreDamaged("the first page does not read") from unreadable

    def _opened(self) -> Connection:
        return Connection(self._path, self._unlocked.key, self._unlocked.db_salt)

    def close(self) -> None:
        """Let go of the copies."""
        self.let_go()
        self._spare.close()

    def let_go(self) -> None:
        """Read no more of the database itself."""
        if self._connection is not None:
            with suppress(StoreError):
                self._connection.close()
        self._connection = None

    def tables(self) -> list[str]:
        """Give the names of the tables that are not made from others."""
        if self._connection is None:
            return [name for name in MIRRORED if name not in BY_THEMSELVES]
        rows = self._connection.read(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
            " AND name NOT LIKE 'found%' AND substr(name, 1, 1) <> '_'"
            " AND name NOT LIKE 'sqlite%'"
        )
        named = {name for (name,) in rows} - {*DERIVED, *BY_THEMSELVES}
        return [*(name for name in FIRST if name in named), *sorted(named - {*FIRST})]

    def rows(self, table: str, lost: list[str]) -> list[tuple[Any, ...]]:
        """Give the rows that read: from the front, from the back, then one by one."""
        if self._connection is None:
            return self._spare.rows(table)
        forward, whole = self._until_damage(f"SELECT * FROM {table}")
        if whole:
            return forward
        back, _ = self._until_damage(
            f"SELECT * FROM {table} ORDER BY {self._key(table)}"
        )
        found = dict.fromkeys((*forward, *back))
        if table == "changes":
            found |= dict.fromkeys(self._one_by_one(forward, back))
        elif table not in MIRRORED:
            lost.append(f"{table}: some rows")
        there = {row[0] for row in found}
        spared = self._spare.rows(table)
        if table == "changes":
            # The same change may stand there without what came of it since.
            spared = [row for row in spared if row[0] not in there]
        return list(found | dict.fromkeys(spared))

    def _key(self, table: str) -> str:
        assert self._connection is not None, "only a database that opens is asked"
        columns = self._connection.read(f"PRAGMA table_info ({table})")
        keys = [(column[5], column[1]) for column in columns if column[5]]
        return ", ".join(f"{name} DESC" for _, name in sorted(keys)) or "rowid DESC"

    def _one_by_one(
        self, forward: list[tuple[Any, ...]], back: list[tuple[Any, ...]]
    ) -> Iterator[tuple[Any, ...]]:
        first = forward[-1][0] + 1 if forward else 1
        last = back[-1][0] if back else first + len(forward) + 1
        for row_id in range(first, last):
            rows, _ = self._until_damage(f"SELECT * FROM changes WHERE id = {row_id}")
            yield from rows

    def _until_damage(self, sql: str) -> tuple[list[tuple[Any, ...]], bool]:
        rows: list[tuple[Any, ...]] = []
        assert self._connection is not None, "only a database that opens is asked"
        try:
            for row in self._connection.each(sql):
                rows.append(row)  # noqa: PERF402 - what came before stays
        except (StoreDamaged, WrongKey):
            # After one bad page a connection may go on refusing good ones.
            self.let_go()
            self._connection = self._opened()
            return rows, False
        return rows, True


def _make_unreadable(path: Path) -> None:
    """Let a page of nothing but zeros be an error when it is read.

    The engine takes such a page as it is, without its HMAC, and a long value that lies
    in several pages would come out with a hole. None of ours is ever all zeros.
    """
    if not path.exists():
        return
    with path.open("r+b") as file:
        for at in range(0, path.stat().st_size, PAGE_BYTES):
            file.seek(at)
            if not any(file.read(PAGE_BYTES)):
                file.seek(at)
                file.write(b"\xff" * PAGE_BYTES)
