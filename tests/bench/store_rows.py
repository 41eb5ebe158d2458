"""Invented rows of a list, put into a store and into plain SQLite alike."""

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from enrolment_app.household.folding import sound
from enrolment_app.store import Row, Store
from enrolment_app.store.list_tables import (
    BY_PERSON,
    GATHERED,
    IN_PLACES,
    NAMED_TWICE,
    PROJECTED,
)
from enrolment_app.store.querying import counting, hits, listing
from enrolment_app.store.rows import Query
from enrolment_app.store.schema import ALIKE, KNOWN
from enrolment_app.store.search import index_text
from enrolment_app.store.tallied import TALLIED

LATIN = "Gul Zaman Khan Nur Bibi Sher Afzal Bakht Rehman Hazrat Fazal Amin Zarghuna"
URDU = "گل زمان خان نور بی بی شیر افضل بخت رحمان حضرت فضل امین زرغونہ"
SYLLABLES = "ba gul zar min shah wa li nor jan da khel taj mir sul han pa ri ka zo mu"
ONE_OF_MANY = "0{:012}"  # an identity number that stands in several households
AT_ONCE = 1000


def plain_database(path: Path) -> sqlite3.Connection:
    """Open plain SQLite with the tables of a store."""
    plain = sqlite3.connect(path, isolation_level=None)
    for line in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -16000"):
        plain.execute(f"PRAGMA {line}")
    lists = PROJECTED + BY_PERSON + NAMED_TWICE + IN_PLACES
    for line in (*KNOWN, *lists, *ALIKE, *TALLIED, GATHERED):
        # Older SQLites lack it, and nothing is deleted here.
        plain.execute(line.replace("contentless_delete=1,", ""))
    return plain


def invented(count: int) -> Iterator[Row]:
    """Yield rows of households of seven, each found by some forty words."""
    dice = random.Random(count)
    latin, urdu, syllables = LATIN.split(), URDU.split(), SYLLABLES.split()

    def rare() -> str:
        return "".join(dice.choices(syllables, k=3)).title()

    for number in range(count):
        heads = (
            f"{dice.choice(latin)} {rare()}",
            f"{dice.choice(urdu)} {dice.choice(urdu)}",
        )
        cnic = f"0{dice.randrange(10**12):012}"
        members = [f"{dice.choice(latin)} {rare()}" for _ in range(6)]
        village = f"{dice.choice(latin)} Khel {number % 97}"
        people = [cnic, *(f"0{dice.randrange(10**12):012}" for _ in range(6))]
        if number % 500 == 0:
            people[1] = ONE_OF_MANY.format(number % 20_000)
        yield Row(
            household=f"{number:016}",
            number=f"KP-{number:06}",
            head=dice.choice(heads),
            village=village,
            status=dice.choice(["submitted", "unfinished", "approved"]),
            people=7,
            area=f"PK50{number % 9}",
            changed_ms=dice.randrange(10**12),
            words=(
                f"KP-{number:06}",
                *heads,
                village,
                *people,
                "0300" + cnic[-7:],
                *members,
            ),
            marks=(
                *(f"i{each}" for each in people),
                f"p300{cnic[-7:]}",
                f"h{sound(heads[0].split()[0])}|{sound(village)}",
            ),
        )


def filled(store: Store, plain: sqlite3.Connection, count: int) -> tuple[float, float]:
    """List so many households in both; gives the CPU seconds of each."""
    rows = list(invented(count))
    start = time.process_time()
    for first in range(0, count, AT_ONCE):
        with store._connection.transaction():
            store._projections._put(rows[first : first + AT_ONCE], ())
    ours = time.process_time() - start
    columns = [c[1] for c in plain.execute("PRAGMA table_info (households)")]
    copied = store._connection.read(
        f"SELECT {', '.join(columns)} FROM households ORDER BY id"  # noqa: S608
    )
    marks = ", ".join("?" * len(columns))
    start = time.process_time()
    for first in range(0, count, AT_ONCE):
        some = range(first, min(first + AT_ONCE, count))
        plain.execute("BEGIN")
        plain.executemany(
            f"INSERT INTO households VALUES ({marks})",  # noqa: S608
            copied[some.start : some.stop],
        )
        plain.executemany(
            "INSERT INTO found (rowid, words) VALUES (?, ?)",
            ((n + 1, index_text(rows[n].words)) for n in some),
        )
        plain.executemany(
            "INSERT INTO marks VALUES (?, ?)",
            ((mark, n + 1) for n in some for mark in rows[n].marks),
        )
        plain.execute("COMMIT")
    return ours, time.process_time() - start


def asked_plainly(plain: sqlite3.Connection, query: Query) -> None:
    """Ask plain SQLite the same: how many, and the rows of the page."""
    found, total = None, 0
    if (asked := hits(query)) is not None:
        found = total = plain.execute(*asked).fetchone()[0]
    if (count := counting(query, found)) is not None:
        total = plain.execute(*count).fetchone()[0]
    plain.execute(*listing(query, found, total)).fetchall()


def alternated(
    ours: Callable[[], object], theirs: Callable[[], object], rounds: int = 40
) -> tuple[list[float], list[float]]:
    """Do both in turn; gives the CPU seconds of each time."""
    for work in (ours, theirs):
        work()
    pairs = [(cpu_of(ours), cpu_of(theirs)) for _ in range(rounds)]
    return [one for one, _ in pairs], [other for _, other in pairs]


def cpu_of(work: Callable[[], object]) -> float:
    """Give the CPU seconds of some work: others may be busy on this machine."""
    start = time.process_time()
    work()
    return time.process_time() - start
