"""What plain SQLite takes to insert the rows that a pull leaves: the floor of a pull.

The same rows into the same tables and indexes, in as many transactions, unencrypted.
"""

import time
from pathlib import Path

from enrolment_app.store import Store
from enrolment_app.store.search import index_text
from tests.bench.store_rows import plain_database

ROWS_OF = ("entries", "changes", "touches", "parents", "households", "marks")
FOUND = "INSERT INTO found (rowid, words) VALUES (?, ?)"
MANY = 250

Rows = dict[str, list[tuple[object, ...]]]
"""What inserts them -> rows."""


def rows_of(store: Store) -> Rows:
    """Read everything that a pull has written."""
    read = store._connection.read
    kept = {table: read(f"SELECT * FROM {table}") for table in ROWS_OF}  # noqa: S608
    for table in ("touches", "parents", "marks"):
        # As they came: by change, not in the order of their keys.
        kept[table].sort(key=lambda row: hash(row[-1]))
    ids = dict(read("SELECT household, id FROM households"))
    names = sorted(ids)
    words: list[tuple[object, ...]] = []
    for first in range(0, len(names), MANY):
        made = store._projections._made(names[first : first + MANY])
        words += (
            (ids[name], index_text(each.row.words))
            for name, each in made.items()
            if each is not None
        )
    told = {_inserting(store, table): rows for table, rows in kept.items()}
    return told | {FOUND: sorted(words, key=lambda row: str(row[0]).zfill(9))}


def floor(folder: Path, rows: Rows, pages: int) -> float:
    """Insert them; gives the CPU seconds."""
    plain = plain_database(folder / "floor.db")
    start = time.process_time()
    for page in range(pages):
        plain.execute("BEGIN")
        for inserting, all_of_it in rows.items():
            size = len(all_of_it)
            some = all_of_it[size * page // pages : size * (page + 1) // pages]
            if some:
                plain.executemany(inserting, some)
        plain.execute("COMMIT")
    spent = time.process_time() - start
    plain.close()
    return spent


def _inserting(store: Store, table: str) -> str:
    columns = [row[1] for row in store._connection.read(f"PRAGMA table_info({table})")]
    places = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608
