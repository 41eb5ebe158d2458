"""Measures how a laptop takes in the households of others, against a naive client.

python tests/bench/pull.py [--households 5000] [--profile]

The naive client of the same run reads the same answers as JSON lines, and puts each
household with its indexed words into plain SQLite. Prints CPU seconds and the ratio,
and what plain SQLite takes for the very rows that a pull leaves in a store.
"""

import argparse
import cProfile
import gzip
import json
import pstats
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from enrolment_app.actions.find_duplicates import alike_at_entry  # noqa: E402
from enrolment_app.actions.install_form import installable  # noqa: E402
from enrolment_app.actions.reading import project  # noqa: E402
from enrolment_app.actions.work import Machine, Person, Work  # noqa: E402
from enrolment_app.cli.publishing import body_of  # noqa: E402
from enrolment_app.household.filling import fill  # noqa: E402
from enrolment_app.household.layout import layout_of  # noqa: E402
from enrolment_app.household.opening import begin  # noqa: E402
from enrolment_app.household.visit import Setting  # noqa: E402
from enrolment_app.questionnaire import Questionnaire, convert  # noqa: E402
from enrolment_app.store import Enrolment, Query, StaffMember, Store  # noqa: E402
from sync import run  # noqa: E402
from sync.change import Change, Part  # noqa: E402
from sync.registry import devices, publishing  # noqa: E402
from sync.values import record_id  # noqa: E402
from tests.bench.households import make_households  # noqa: E402
from tests.bench.pull_floor import floor, rows_of  # noqa: E402
from tests.store.builders import a_store, chance  # noqa: E402
from tests.store.laptops import keys_of  # noqa: E402
from tests.sync.registry.line import Line  # noqa: E402
from tests.sync.registry.offices import AREA, an_office  # noqa: E402

FORM = ROOT / "resources" / "questionnaires" / "kp-household" / "kp-household.md"
NOW = datetime(2031, 5, 4, 9, 30, tzinfo=UTC)
NOW_MS = 1_935_500_000_000
PAGES = 7  # transactions that a pull of 5,000 households takes
DIFFERENT = 500  # households that are answered; the others repeat them elsewhere


def questionnaire() -> Questionnaire:
    found = convert(FORM).questionnaire
    assert found is not None
    return found


def answered(form: Questionnaire) -> Iterator[tuple[tuple[Part, ...], dict[str, Any]]]:
    """Yield what visits to different households write, and the same as JSON."""
    setting = Setting(form, layout_of(form), NOW)
    for number, document in enumerate(make_households(DIFFERENT)):
        visit = begin(setting, nonce=_nonce(number), area=AREA)
        problems = fill(visit, document)
        assert not problems, problems
        yield visit.parts("submitted"), document


def _nonce(number: int) -> bytes:
    return b"v" + number.to_bytes(9, "big")


def captured(form: Questionnaire, count: int, device: int) -> Iterator[Change]:
    """Yield the changes of `count` new households."""
    layout = layout_of(form)
    known = [parts for parts, _ in answered(form)]
    for number in range(count):
        parts = known[number % DIFFERENT]
        old, new = _nonce(number % DIFFERENT), _nonce(DIFFERENT + number)
        ids = {record_id(old, n): record_id(new, n) for n in range(40)}
        yield Change(
            visit=new,
            parts=tuple(_moved(part, ids) for part in parts),
            layout=layout.id,
            area=AREA,
            person="p",
            device=device,
            time=NOW_MS + number << 16,
        )


def _moved(part: Part, ids: dict[str, str]) -> Part:
    writes = dict(part.writes)
    if "@parent" in writes:
        writes["@parent"] = {"@parent": ids[str(writes["@parent"]["@parent"])]}
    return replace(part, record=ids[part.record], writes=writes)


def an_enrolled(place: Path, office: Any, name: str) -> Store:
    person = StaffMember(f"p-{name}", name.title())
    store = a_store(place, person, random=chance(name.encode()), project=project)
    device, secret = devices.add_device(office, name, (AREA,))
    store.enrol(Enrolment(device, name, (AREA,), token=secret))
    devices.enrol(office, device, secret, store.device.public_key)
    return store


def seconds_of(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def naive(folder: Path, form: Questionnaire, count: int) -> float:
    """Take in the same as gzipped JSON lines; gives its CPU seconds."""
    documents = [document for _, document in answered(form)]
    lines = [
        json.dumps({"id": n, "at": NOW_MS + n, **documents[n % DIFFERENT]})
        for n in range(count)
    ]
    came = gzip.compress("\n".join(lines).encode())
    plain = sqlite3.connect(folder / "naive.db", isolation_level=None)
    plain.execute("PRAGMA journal_mode = WAL")
    plain.execute("CREATE TABLE docs (id INTEGER PRIMARY KEY, village, doc TEXT)")
    plain.execute("CREATE VIRTUAL TABLE found USING fts5(words, prefix='2 3')")

    def take() -> None:
        plain.execute("BEGIN")
        for line in gzip.decompress(came).decode().splitlines():
            read = json.loads(line)
            names = " ".join(row["name_latin"] for row in read["members"])
            village = read["location"]["village"]
            plain.execute(
                "INSERT INTO docs VALUES (?, ?, ?)", (read["id"], village, line)
            )
            plain.execute(
                "INSERT INTO found (rowid, words) VALUES (?, ?)",
                (read["id"], f"{names} {village}"),
            )
        plain.execute("COMMIT")

    spent = seconds_of(take)
    plain.close()
    return spent


def _at_entry(store: Store, count: int) -> None:
    """Tell how long it takes to say of one household which others may be it."""
    machine = Machine(lambda: NOW, chance(b"e"), ROOT / "resources")
    work = Work(store, Person("p", "Bilal"), machine)
    spent, pairs = [], 0
    for number in random.Random(2).sample(range(count), 10):
        house = record_id(_nonce(DIFFERENT + number), 0)
        pairs = max(pairs, len(alike_at_entry(work, house).alike))
        spent.append(seconds_of(lambda one=house: alike_at_entry(work, one)))
    middle, most = sorted(spent)[len(spent) // 2], max(spent)
    print(
        f"likely duplicates of one household, up to {pairs} of them:"
        f" {middle * 1000:.1f} ms, at most {most * 1000:.1f} ms of CPU"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, default=5000)
    parser.add_argument("--profile", action="store_true")
    asked = parser.parse_args()
    form = questionnaire()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        office = an_office(folder / "registry", published=False)
        publishing.publish(office, body_of(form))
        with an_enrolled(folder / "a", office, "asha") as asha:
            asha.forms.install(installable(form))
            with asha._connection.transaction():
                for change in captured(form, asked.households, asha.device.number):
                    asha.journal.append(change)
            line = Line(office, asha.device.number)
            sending = seconds_of(
                lambda: run.exchange(asha.exchange, line, keys_of(office, asha))
            )
            waiting = seconds_of(asha.exchange.waiting)
            print(
                f"handing over the same: {sending:.2f} s with the registry's own;"
                f" asking how many wait: {waiting * 1000:.1f} ms"
            )
        with an_enrolled(folder / "b", office, "bilal") as bilal:
            _measure(folder, form, office, bilal, asked)
        office.storage.close()


def _measure(
    folder: Path, form: Questionnaire, office: Any, store: Store, asked: Any
) -> None:
    line = Line(office, store.device.number)
    registry = 0.0
    ask = line.ask

    def timed(*given: Any) -> bytes:
        nonlocal registry
        start = time.process_time()
        try:
            answer: bytes = ask(*given)
        finally:
            registry += time.process_time() - start
        return answer

    line.ask = timed
    profiler = cProfile.Profile() if asked.profile else None
    if profiler:
        profiler.enable()
    spent = seconds_of(
        lambda: run.exchange(store.exchange, line, keys_of(office, store))
    )
    if profiler:
        profiler.disable()
    listing = seconds_of(lambda: store.households.page(Query()))
    assert store.households.page(Query()).total == asked.households
    ours = spent - registry + listing
    plain = naive(folder, form, asked.households)
    least = floor(folder, rows_of(store), PAGES)
    print(
        f"pull of {asked.households} households: {ours:.2f} s of CPU"
        f" ({ours / asked.households * 1000:.2f} ms each; first list {listing:.2f} s);"
        f" naive {plain:.2f} s, ratio {ours / plain:.2f}; registry {registry:.2f} s;"
        f" the same rows into plain SQLite {least:.2f} s, ratio {ours / least:.2f}"
    )
    _at_entry(store, asked.households)
    asked_again = random.Random(1).sample(range(asked.households), 5)
    for number in asked_again:
        house = record_id(_nonce(DIFFERENT + number), 0)
        assert store.households.row(house).head
    if profiler:
        pstats.Stats(profiler).sort_stats("tottime").print_stats(45)


if __name__ == "__main__":
    main()
