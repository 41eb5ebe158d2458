"""A bundle of invented households against the same as gzip JSON, in the same run.

python -m tests.bench.bundle [HOUSEHOLDS]

Bytes and seconds to write one (sealed, read back) and to read it on a supervisor's
laptop, at the registry, and back on its own; the plain file is written and synced, and
read and parsed, with nothing kept of it.
"""

import gzip
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from enrolment_app.actions.read_bundle import BundleRead, read_bundle
from enrolment_app.actions.work import Work
from enrolment_app.actions.write_bundle import BundleWritten, Towards, write_bundle
from enrolment_app.store import InstalledForm, Query
from sync.bundle import open_bundle
from sync.registry.conversation import answer
from sync.registry.devices import enrol
from sync.registry.letters import answer_bundle
from sync.registry.office import Office
from sync.registry.publishing import publish
from sync.run import exchange
from sync.transports import Keys, MemoryTransport
from tests.actions.sticks import a_laptop, a_supervisor
from tests.bench.fresh import fill
from tests.bench.wire_households import AREA, LAYOUT, made
from tests.sync.registry.offices import AREA as SEASON
from tests.sync.registry.offices import a_body, an_office

T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[T, float]:
    started = time.perf_counter()
    found = work()
    return found, time.perf_counter() - started


def cpu(work: Callable[[], T]) -> tuple[T, float]:
    started = time.process_time()
    found = work()
    return found, time.process_time() - started


def plain(file: Path, rows: list[dict[str, object]]) -> tuple[float, float]:
    """Write and read the plain file; gives the seconds of both."""

    def write() -> None:
        with file.open("wb") as out:
            text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
            out.write(gzip.compress(text.encode(), 6))
            out.flush()
            os.fsync(out.fileno())

    def read() -> list[object]:
        lines = gzip.decompress(file.read_bytes()).decode().splitlines()
        return [json.loads(line) for line in lines]

    return timed(write)[1], timed(read)[1]


class Table:
    """Prints each figure beside the plain file's."""

    def __init__(self, file: Path, rows: list[dict[str, object]]) -> None:
        self.written, self.read = plain(file, rows)
        self.size = file.stat().st_size
        print(f"plain: {self.size:,} bytes, {self.written:.3f} s, {self.read:.3f} s")

    def say(self, what: str, took: float, base: float, size: int = 0) -> None:
        line = f"{what:34} {took:7.2f} s, ratio {took / base:6.1f}"
        if size:
            line += f"; {size:9,} bytes, ratio {size / self.size:.2f}"
        print(line)


def main(count: int) -> None:
    """Print one line for each leg of a bundle's journey."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        office = an_office(home / "registry")
        publish(office, a_body(LAYOUT))
        asha = a_laptop(home, office, "asha", (AREA,))
        nazia = a_supervisor(home, office, "nazia", (AREA,))
        filled(nazia, 0)
        table = Table(home / "plain.json.gz", filled(asha, count))
        journey(home, office, asha, nazia, table)
        # The same work once more, as a laptop has it that stands on a line.
        bilal = a_laptop(home, office, "bilal", (AREA,))
        filled(bilal, count, seed=8)
        line(office, bilal, table)
        first(home, count)


def first(home: Path, count: int) -> None:
    """A laptop that only a stick reaches gets a season's work of others: both ways."""
    office = an_office(home / "season", published=False)
    fill(office, count, a_day=5)
    never = replace(office, run_entries=1 << 60)
    plain_size, plain_took = first_answer(home, never, "singly", count)
    size, took = first_answer(home, office, "packed", count)
    shares = f"bytes {size / plain_size:.2f}, read {took / plain_took:.2f}"
    print(f"packed / entry by entry: {shares}")


def first_answer(
    home: Path, office: Office, name: str, count: int
) -> tuple[int, float]:
    """Let a fresh laptop ask by letter; gives the bytes and its CPU seconds."""
    work = a_laptop(home, office, name, (SEASON,))
    asked, reply = home / f"{name}.asked", home / f"{name}.reply"
    write_bundle(work, asked)
    _, made_in = cpu(lambda: answer_bundle(office, open_bundle(asked), reply))
    _, again = cpu(lambda: answer_bundle(office, open_bundle(asked), reply))
    came, took = cpu(lambda: read_bundle(work, reply))
    assert isinstance(came, BundleRead)
    assert len(table_of(work)) == count
    size = reply.stat().st_size
    print(
        f"a first answer, {name}: {size:9,} bytes, {size / count:5.0f} a household;"
        f" read {took:.2f} s; answered {made_in:.2f} s, again {again:.2f} s"
    )
    return size, took


def filled(work: Work, count: int, seed: int = 7) -> list[dict[str, object]]:
    """Give a laptop its questionnaire and work; the same as plain rows."""
    form = InstalledForm(LAYOUT.form, "1", "A form", LAYOUT, b"<h:html/>")
    work.store.forms.install(form)
    rows = []
    for change, row in made(count, random.Random(seed)):
        change_here = replace(change, device=work.store.device.number)
        work.store.journal.seal(change_here)
        rows.append(row)
    return rows


def line(office: Office, work: Work, table: Table) -> None:
    """The same households handed over without a file: all that the store itself costs."""
    device, enrolment = work.store.device, work.store.device.enrolment
    assert enrolment is not None
    enrol(office, device.number, enrolment.token, device.public_key)
    keys = Keys(device.number, device.public_key, device.sign_token, office.key.public)
    route = MemoryTransport(lambda asked: answer(office, device.number, asked))
    done, took = timed(lambda: exchange(work.store.exchange, route, keys))
    assert done.waiting == 0
    table.say("the same over a line in memory", took, table.read, done.bytes_up)


def journey(home: Path, office: Office, asha: Work, nazia: Work, table: Table) -> None:
    up, on, reply, back = (home / f"{n}.indraj" for n in range(4))
    written, took = timed(lambda: write_bundle(asha, up))
    assert isinstance(written, BundleWritten)
    table.say("written by a laptop", took, table.written, written.size_bytes)
    came, took = timed(lambda: read_bundle(nazia, up))
    assert isinstance(came, BundleRead)
    assert came.new == len(table_of(nazia))
    table.say("read and shown by a supervisor", took, table.read)
    _, took = timed(lambda: write_bundle(nazia, on, Towards.REGISTRY))
    table.say("carried on by her", took, table.written, on.stat().st_size)
    _, took = timed(lambda: answer_bundle(office, open_bundle(on), reply))
    table.say("taken and answered", took, table.read, reply.stat().st_size)
    _, took = timed(lambda: read_bundle(nazia, reply))
    table.say("its answer read by her", took, table.read)
    write_bundle(nazia, back, Towards.LAPTOPS)
    came, took = timed(lambda: read_bundle(asha, back))
    assert isinstance(came, BundleRead)
    assert asha.store.exchange.waiting() == 0
    table.say("its answer read by the laptop", took, table.read)


def table_of(work: Work) -> tuple[str, ...]:
    return tuple(work.store.households.ids(Query()))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
