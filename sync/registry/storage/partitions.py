# ruff: noqa: S608 - the names are the program's own and checked codes
"""The logs of a province in partitions by district, on PostgreSQL.

Every large table's key begins with the area, so each district's rows can lie in tables
of their own: indexes stay small, a district is vacuumed, moved or kept on other disks
by itself. The program notices nothing. Whoever runs the database runs the statements,
while the registry is stopped.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sync.registry.storage.tables import changes, entries, places, segments

LARGE = (entries, segments, changes, places)
_PLAIN = re.compile("[A-Za-z0-9_-]+")


def is_plain(code: str) -> bool:
    """Tell whether a district's code can be part of a table's name."""
    return _PLAIN.fullmatch(code) is not None


def statements(districts: Sequence[str]) -> Iterator[str]:
    """Give the statements, all of one transaction, that split the large tables.

    A district's partition takes its own code and every code that sorts after it and
    before the next district's: what lies in it, where codes nest. The first takes what
    sorts before all, the last what sorts after. ValueError for codes that are no
    plain words, or none at all.
    """
    codes = sorted(set(districts))
    if not codes or not all(map(is_plain, codes)):
        raise ValueError("districts are plain codes, one at least")
    bounds = ["MINVALUE", *(f"'{code}'" for code in codes[1:]), "MAXVALUE"]
    yield "BEGIN"
    for table in LARGE:
        name = table.name
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        yield f"ALTER TABLE {name} RENAME TO {name}_whole"
        yield (
            f"CREATE TABLE {name} (LIKE {name}_whole INCLUDING ALL)"
            " PARTITION BY RANGE (area)"
        )
        for code, (low, high) in zip(codes, pairwise(bounds), strict=True):
            part = f'"{name}_{code.lower()}"'
            yield (
                f"CREATE TABLE {part} PARTITION OF {name}"
                f" FOR VALUES FROM ({low}) TO ({high})"
            )
        yield f"INSERT INTO {name} ({columns}) SELECT {columns} FROM {name}_whole"
        yield f"DROP TABLE {name}_whole"
    yield "COMMIT"
