"""Measures the store against plain SQLite doing the same, in the same run.

python tests/bench/store.py [--households 10000 100000] [--answers 1500]

Prints ratios (ours / plain); the milliseconds beside them are this machine's.
"""

import argparse
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from enrolment_app.store import OpenVisit, Query, Row, Sort, Store  # noqa: E402
from enrolment_app.store.querying import counting, hits, listing  # noqa: E402
from enrolment_app.store.schema import BY_PERSON, KNOWN, PROJECTED  # noqa: E402
from enrolment_app.store.search import index_text  # noqa: E402
from enrolment_app.store.visits import REWRITE  # noqa: E402
from tests.store.builders import LAYOUT, a_store  # noqa: E402

LATIN = "Gul Zaman Khan Nur Bibi Sher Afzal Bakht Rehman Hazrat Fazal Amin Zarghuna"
URDU = "گل زمان خان نور بی بی شیر افضل بخت رحمان حضرت فضل امین زرغونہ"
SYLLABLES = "ba gul zar min shah wa li nor jan da khel taj mir sul han pa ri ka zo mu"
DRAFT_BYTES = 6000


def seconds_of(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def told(what: str, ours: list[float], plain: list[float] | None = None) -> None:
    """Print medians and 95th percentiles in milliseconds, and their ratios."""
    middle, high = spread(ours)
    line = f"{what:52} {middle:8.3f} ms  p95 {high:8.3f} ms"
    if plain:
        plain_middle, plain_high = spread(plain)
        line += f"  ratio {middle / plain_middle:5.2f}  p95 {high / plain_high:5.2f}"
        line += f"  (plain {plain_middle:.3f})"
    print(line, flush=True)


def spread(seconds: list[float]) -> tuple[float, float]:
    hundredths = statistics.quantiles(seconds, n=100)
    return hundredths[49] * 1000, hundredths[94] * 1000


def plain_database(path: Path) -> sqlite3.Connection:
    plain = sqlite3.connect(path, isolation_level=None)
    for line in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -16000"):
        plain.execute(f"PRAGMA {line}")
    for line in KNOWN + PROJECTED + BY_PERSON:
        # Older SQLites lack it, and nothing is deleted here.
        plain.execute(line.replace("contentless_delete=1,", ""))
    return plain


def answers(folder: Path, count: int) -> None:
    """Measure an answer: from the call to the row being durable on the disk."""
    plain = plain_database(folder / "plain.db")
    dice = random.Random(1)
    with a_store(folder / "store") as store:
        visit, house = bytes(10), "0" * 16
        plain.execute(
            "INSERT INTO visits VALUES (?, ?, ?, ?, 0, x'', '')",
            (visit, house, LAYOUT.id, "p"),
        )
        row = Row(house, head="Gul", words=("Gul",))
        ours, theirs = [], []
        for number in range(count):
            draft = dice.randbytes(DRAFT_BYTES)
            kept = OpenVisit(visit, house, LAYOUT.id, "p", number, draft)
            ours.append(seconds_of(lambda kept=kept: store.visits.keep(kept, row)))
            given = (number, draft, visit)
            theirs.append(seconds_of(lambda g=given: plain.execute(REWRITE, g)))
        told(f"an answer kept durably ({DRAFT_BYTES} bytes of draft)", ours, theirs)
    plain.close()


def invented(count: int) -> Iterable[Row]:
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
        yield Row(
            household=f"{number:016}",
            number=f"KP-{number:06}",
            head=dice.choice(heads),
            village=f"{dice.choice(latin)} Khel {number % 97}",
            status=dice.choice(["submitted", "unfinished", "approved"]),
            people=7,
            area=f"PK50{number % 9}",
            changed_ms=dice.randrange(10**12),
            words=(f"KP-{number:06}", *heads, cnic, "0300" + cnic[-7:], *members),
        )


def filled(store: Store, plain: sqlite3.Connection, count: int) -> None:
    rows = list(invented(count))
    with store._connection.transaction():
        for row in rows:
            store._projections.show_open(row)
    plain.execute("BEGIN")
    for row_id, row in enumerate(rows, 1):
        plain.execute(
            "INSERT INTO found (rowid, words) VALUES (?, ?)",
            (row_id, index_text(row.words)),
        )
    columns = [c[1] for c in plain.execute("PRAGMA table_info (households)")]
    copied = store._connection.read(f"SELECT {', '.join(columns)} FROM households")  # noqa: S608
    marks = ", ".join("?" * len(columns))
    plain.executemany(f"INSERT INTO households VALUES ({marks})", copied)  # noqa: S608
    plain.execute("COMMIT")


LISTS = (
    ("newest", Query()),
    ("by head", Query(sort=Sort.HEAD)),
    ("one village", Query(village="Gul Khel 7")),
    ("one status, newest", Query(statuses=("approved",))),
    ("the hundredth page", Query(offset=5000)),
)
SEARCHES = (
    "gu",
    "gul",
    "gul z",
    "zarmin",
    "خان",
    "گل ز",
    "karim",
    "0300",
    "1730",
    "kp-004",
)


def lists(folder: Path, count: int) -> None:
    """Measure pages and searches among `count` households."""
    plain = plain_database(folder / "plain.db")
    with a_store(folder / "store") as store:
        filled(store, plain, count)
        print(f"-- {count} households")
        for name, query in LISTS:
            ours, theirs = alternated(
                lambda q=query: store.households.page(q),
                lambda q=query: asked_plainly(plain, q),
            )
            told(f"a page of 50, {name}", ours, theirs)
        for text in SEARCHES:
            query = Query(text=text)
            ours, theirs = alternated(
                lambda q=query: store.households.page(q),
                lambda q=query: asked_plainly(plain, q),
            )
            total = store.households.page(query).total
            told(f"search {text!r}, {total} found", ours, theirs)
    plain.close()


def asked_plainly(plain: sqlite3.Connection, query: Query) -> None:
    """Ask plain SQLite the same: how many, and the rows of the page."""
    found, total = None, 0
    if (asked := hits(query)) is not None:
        found = total = plain.execute(*asked).fetchone()[0]
    if (count := counting(query, found)) is not None:
        total = plain.execute(*count).fetchone()[0]
    plain.execute(*listing(query, found, total)).fetchall()


def alternated(
    ours: Callable[[], object], theirs: Callable[[], object]
) -> tuple[list[float], list[float]]:
    for work in (ours, theirs):
        work()
    pairs = [(seconds_of(ours), seconds_of(theirs)) for _ in range(40)]
    return [one for one, _ in pairs], [other for _, other in pairs]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--answers", type=int, default=1500)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "answers").mkdir()
        answers(Path(folder) / "answers", chosen.answers)
        for count in chosen.households:
            (Path(folder) / str(count)).mkdir()
            lists(Path(folder) / str(count), count)


if __name__ == "__main__":
    main()
