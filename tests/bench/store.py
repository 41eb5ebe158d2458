"""Measures the store against plain SQLite doing the same, in the same run.

python tests/bench/store.py [--households 1000 10000 100000] [--answers 1500]

Prints ratios (ours / plain); the milliseconds beside them are this machine's: of wall
for an answer that is kept, of CPU for everything else.
"""

import argparse
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from enrolment_app.actions.work import Machine, Person, Work  # noqa: E402
from enrolment_app.store import OpenVisit, Query, Row, Sort, Store  # noqa: E402
from enrolment_app.store.visits import REWRITE  # noqa: E402
from enrolment_app.ui.readings.today import read_today, read_waiting  # noqa: E402
from tests.bench.store_rows import (  # noqa: E402
    alternated,
    asked_plainly,
    cpu_of,
    filled,
    plain_database,
)
from tests.store.builders import LAYOUT, NOW, a_store, chance, opened  # noqa: E402

DRAFT_BYTES = 6000
ROUNDS = 20


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


def wall_of(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


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
            ours.append(wall_of(lambda kept=kept: store.visits.keep(kept, row)))
            given = (number, draft, visit)
            theirs.append(wall_of(lambda g=given: plain.execute(REWRITE, g)))
        told(f"an answer kept durably ({DRAFT_BYTES} bytes of draft)", ours, theirs)
    plain.close()


LISTS = (
    ("newest", Query()),
    ("by head", Query(sort=Sort.HEAD)),
    ("one village", Query(village="Gul Khel 7")),
    ("one status, newest", Query(statuses=("approved",))),
    ("the hundredth page", Query(offset=5000)),
)
# Two, three and four letters, Urdu, across scripts, a telephone, an identity number,
# a village, and what hardly anybody has.
SEARCHES = (
    "gu",
    "gul",
    "zarm",
    "gul z",
    "خان",
    "گل ز",
    "karim",
    "0300",
    "03001",
    "0173",
    "kp-004",
    "sher khel 7",
)


def lists(folder: Path, count: int) -> None:
    """Measure pages, searches, counts and duplicates among `count` households."""
    plain = plain_database(folder / "plain.db")
    with a_store(folder / "store") as store:
        ours, theirs = filled(store, plain, count)
        print(f"-- {count} households")
        print(
            f"{'listed, each':52} {ours / count * 1000:8.3f} ms CPU"
            f"  ratio {ours / theirs:5.2f}"
        )
        for name, query in LISTS:
            told(f"a page of 50, {name}", *asked_in_turn(store, plain, query))
        for text in SEARCHES:
            query = Query(text=text)
            total = store.households.page(query).total
            told(f"search {text!r}, {total} found", *asked_in_turn(store, plain, query))
        firsts(store)
        duplicates(store, count)
    plain.close()
    openings = [cpu_of(lambda: opened(folder / "store").close()) for _ in range(ROUNDS)]
    told("the store opened and closed, a cheap passphrase", openings)


def asked_in_turn(
    store: Store, plain: sqlite3.Connection, query: Query
) -> tuple[list[float], list[float]]:
    return alternated(
        lambda: store.households.page(query), lambda: asked_plainly(plain, query)
    )


def firsts(store: Store) -> None:
    """Measure what the first screen and the badges count."""
    machine = Machine(lambda: NOW, chance(), ROOT / "resources")
    work = Work(store, Person("p", "Asha"), machine)
    told("the first screen read", [cpu_of(lambda: read_today(work)) for _ in range(40)])
    told("the badges read", [cpu_of(lambda: read_waiting(work)) for _ in range(40)])


def duplicates(store: Store, count: int) -> None:
    """Measure the pairs of one household, as while it is entered, and of all."""
    asked = [f"{n * 500 % count:016}" for n in range(40)]
    told(
        f"pairs of one household ({len(store.duplicates.pairs(asked[0]))})",
        [cpu_of(lambda one=one: store.duplicates.pairs(one)) for one in asked],
    )
    all_of_them = cpu_of(store.duplicates.pairs)
    print(f"{'pairs of all households':52} {all_of_them * 1000:8.3f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    sizes = [1000, 10_000, 100_000]
    parser.add_argument("--households", type=int, nargs="*", default=sizes)
    parser.add_argument("--answers", type=int, default=1500)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if chosen.answers:
            (Path(folder) / "answers").mkdir()
            answers(Path(folder) / "answers", chosen.answers)
        for count in chosen.households:
            (Path(folder) / str(count)).mkdir()
            lists(Path(folder) / str(count), count)


if __name__ == "__main__":
    main()
