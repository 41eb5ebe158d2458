"""What an exchange costs: bytes, seconds and CPU, beside plain gzip JSON in one run.

python -m tests.bench.exchange [--households 1000 5000] [--slow 200] [--database URL]

Real stores, the real registry in a process of its own, real HTTP. Households are those
of kp-household, invented. Bytes are all that crosses the line but TLS, TCP and IP.
"""

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import requests

from enrolment_app.actions.reading import project
from enrolment_app.store import Cost, Enrolment, Settings, StaffMember, Store
from sync import run
from sync.change import NOTHING_SEEN
from sync.geography import Place
from sync.registry import devices, durable, founding, publishing
from sync.transports import HttpTransport, Keys
from tests.bench.captured import AREA, BODY, EDITED, captured, documents, edits

ROOT = Path(__file__).parents[2]
CHEAP = Settings(cost=Cost(memory_kib=64, rounds=1, lanes=1), reserve_bytes=0)
PYTHON = (sys.executable, "-m")
TICKS = os.sysconf("SC_CLK_TCK")
PUSH_ROWS, PULL_ROWS = 100, 500
LINES = {
    "300 ms, 50 kbit/s": ["--rtt", "300", "--bps", "50000"],
    "300 ms, 20 kbit/s, 2 % lost": [
        *("--rtt", "300", "--bps", "20000"),
        *("--loss", "0.02"),
    ],
}


@dataclass
class Took:
    """What one step took."""

    seconds: float
    cpu_here: float
    cpu_there: float
    up: int
    down: int


class Server:
    """A process that serves, seen through a line that counts."""

    def __init__(self, words: list[str], line: list[str], folder: Path = ROOT) -> None:
        self.process = subprocess.Popen(
            words, cwd=folder, stdout=subprocess.PIPE, text=True
        )
        told = self.process.stdout.readline()
        port = told.strip() if told.strip().isdecimal() else json.loads(told)["url"]
        self.line = subprocess.Popen(
            [
                *(sys.executable, "-m", "tests.bench.slow_line"),
                *(port.rpartition(":")[2], *line),
            ],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.url = f"http://127.0.0.1:{self.line.stdout.readline().strip()}"

    def passed(self) -> dict[str, int]:
        self.line.stdin.write("\n")
        self.line.stdin.flush()
        return json.loads(self.line.stdout.readline())

    def cpu(self) -> float:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2]
        return sum(map(int, fields.split()[11:13])) / TICKS

    def measured(self, work: Callable[[], object]) -> Took:
        self.passed()
        cpu, there, start = time.process_time(), self.cpu(), time.perf_counter()
        work()
        seconds, here = time.perf_counter() - start, time.process_time() - cpu
        return Took(seconds, here, self.cpu() - there, **self.passed())

    def close(self) -> None:
        for process in (self.line, self.process):
            process.kill()
            process.wait()


class Ours:
    """Laptops with real stores and their registry."""

    def __init__(self, place: Path, database: str, line: list[str]) -> None:
        data = place / "registry"
        clock = lambda: int(time.time() * 1000)  # noqa: E731
        self.office = founding.found(
            data, database, [Place(AREA, "Here")], clock, os.urandom
        )
        publishing.publish(self.office, BODY)
        self.stores = [self._store(place / name) for name in ("asha", "bilal")]
        words = [*PYTHON, "enrolment_app", "registry", "serve", "--data", str(data)]
        self.server = Server([*words, "--database", database], line)
        self.tokens = ["", ""]

    def _store(self, place: Path) -> Store:
        device, secret = devices.add_device(self.office, place.name, [AREA])
        store = Store.create(
            place,
            "passphrase of a bench",
            StaffMember("p", place.name),
            project=project,
            clock=lambda: datetime.now(UTC),
            random=os.urandom,
            settings=CHEAP,
        )
        store.enrol(Enrolment(device, place.name, (AREA,), token=secret))
        devices.enrol(self.office, device, secret, store.device.public_key)
        return store

    def talk(self, which: int) -> run.Result:
        store = self.stores[which]
        device = store.device
        keys = Keys(
            device.number, device.public_key, device.sign_token, self.office.key.public
        )
        transport = HttpTransport(
            self.server.url,
            keys,
            now=time.time,
            random=os.urandom,
            token=self.tokens[which],
        )
        result = run.exchange(store.exchange, transport, keys)
        self.tokens[which] = transport.token
        transport.close()
        assert not result.waiting, result
        return result

    def steps(self, count: int) -> Iterator[tuple[str, int, Took]]:
        for which in range(2):
            self.talk(which)
        changes = captured(count)
        asha, bilal = (store.journal for store in self.stores)
        for change in changes:
            asha.seal(change)
        yield "push", count, self.server.measured(lambda: self.talk(0))
        yield "pull", count, self.server.measured(lambda: self.talk(1))
        later = edits(changes, lambda record: asha.context(record, AREA))
        for change in later:
            asha.seal(change)
        yield "push edits", len(later), self.server.measured(lambda: self.talk(0))
        yield "pull edits", len(later), self.server.measured(lambda: self.talk(1))
        assert len(bilal.history(changes[0].parts[0].record)) == 2
        yield "nothing changed", 1, self.server.measured(lambda: self.talk(1))

    def at_rest(self) -> Iterator[tuple[str, int, Took]]:
        """Exchange where nothing changed, as the laptop that wrote all of it."""
        yield "by its author", 1, self.server.measured(lambda: self.talk(0))
        durable.say_durable(self.office, durable.listed(self.office), attachments=False)
        self.talk(0)
        yield "all durable", 1, self.server.measured(lambda: self.talk(0))

    def close(self) -> None:
        self.server.close()
        for store in self.stores:
            store.close()
        self.office.storage.close()


class Plain:
    """Whole documents in gzip JSON, as a straightforward program would."""

    def __init__(self, place: Path, line: list[str]) -> None:
        self.server = Server(
            [*PYTHON, "tests.bench.plain_server", str(place / "plain")], line
        )
        self.session = requests.Session()
        self.after = 0
        self.got: list[dict[str, Any]] = []

    def push(self, rows: list[dict[str, Any]]) -> None:
        for first in range(0, len(rows), PUSH_ROWS):
            batch = rows[first : first + PUSH_ROWS]
            text = json.dumps(batch, ensure_ascii=False, separators=(",", ":"))
            body = gzip.compress(text.encode(), 6)
            assert self.session.post(f"{self.server.url}/push", body).ok

    def pull(self) -> None:
        while True:
            asked = f"{self.server.url}/pull?after={self.after}&limit={PULL_ROWS}"
            said = self.session.get(asked).json()
            self.after = said["last"]
            self.got += said["documents"]
            if len(said["documents"]) < PULL_ROWS:
                return

    def steps(self, count: int) -> Iterator[tuple[str, int, Took]]:
        changes = captured(count)
        ids = [change.parts[0].record for change in changes]
        told = zip(ids, documents(count), strict=True)
        rows = [{"id": record, **answers} for record, answers in told]
        measured = self.server.measured
        yield "push", count, measured(lambda: self.push(rows))
        yield "pull", count, measured(self.pull)
        some = [e.parts[0] for e in edits(changes, lambda _: NOTHING_SEEN)]
        patches = [{"id": p.record, "set": p.writes[EDITED]} for p in some]
        yield "push edits", len(some), measured(lambda: self.push(patches))
        yield "pull edits", len(some), measured(self.pull)
        yield "nothing changed", 1, measured(self.pull)

    def close(self) -> None:
        self.server.close()


@contextmanager
def closing(thing: Any) -> Iterator[Any]:
    try:
        yield thing
    finally:
        thing.close()


def compare(count: int, database: str, line: list[str], named: str) -> None:
    """Print each step of ours beside the plain one."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with closing(Ours(place, database, line)) as ours:
            mine, rest = list(ours.steps(count)), list(ours.at_rest())
        with closing(Plain(place, line)) as plain:
            theirs = list(plain.steps(count))
    print(f"\n{count} households, {named}")
    head = f"{'':16}{'B each':>9}{'(plain)':>9}{'ratio':>7}{'s':>8}{'(plain)':>9}"
    print(f"{head}{'ratio':>7}{'CPU here':>10}{'there':>8}{'(plain)':>16}")
    for (step, each, our), (_, _, other) in zip(mine, theirs, strict=True):
        size, plain_size = (our.up + our.down) / each, (other.up + other.down) / each
        print(
            f"{step:16}{size:9.1f}{plain_size:9.1f}{size / plain_size:7.2f}"
            f"{our.seconds:8.2f}{other.seconds:9.2f}{our.seconds / other.seconds:7.2f}"
            f"{our.cpu_here:10.2f}{our.cpu_there:8.2f}"
            f"{other.cpu_here:8.2f}{other.cpu_there:8.2f}",
            flush=True,
        )
    for step, _, our in rest:
        print(f"{step:16}{our.up + our.down:9.1f}{our.seconds:24.2f}")


def main(arguments: list[str]) -> None:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, nargs="*", default=[1000, 5000])
    parser.add_argument("--slow", type=int, default=200)
    parser.add_argument("--database", default="")
    asked = parser.parse_args(arguments)
    for count in asked.households:
        compare(count, asked.database, [], "loopback")
    for name, line in LINES.items() if asked.slow else ():
        compare(asked.slow, asked.database, line, name)


if __name__ == "__main__":
    main(sys.argv[1:])
