"""What photos cost in an exchange, beside a plain HTTP PUT of the same bytes.

python -m tests.bench.attachments [--photos 200] [--size 60000] [--slow 6]

A real store, the real registry in a process of its own, real HTTP. The plain server
writes each body durably to a file under its name and answers nothing else: what it
leaves out is encryption on the laptop, hashes, signatures, receipts and resuming.
Bytes are all that crosses the line but TLS, TCP and IP.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import requests

from enrolment_app.actions.carrying import Carrying
from enrolment_app.actions.work import Machine, Person, Work
from enrolment_app.store import Enrolment, StaffMember
from sync import lane, run
from sync.geography import Place
from sync.lane import Budget
from sync.registry import devices, founding, publishing
from sync.transports import HttpTransport, Keys
from tests.bench.exchange import LINES, PYTHON, Server, Took
from tests.store.builders import a_store, birth
from tests.sync.registry.offices import AREA, a_body

LOOPBACK: list[str] = []
SLOW = LINES["300 ms, 50 kbit/s"]


def photos(count: int, size: int) -> list[bytes]:
    """Give invented photos: bytes that nobody can pack."""
    return [random.Random(number).randbytes(size) for number in range(count)]


class Ours:
    """A laptop whose records are through and whose photos wait."""

    def __init__(self, place: Path, line: list[str], contents: Sequence[bytes]) -> None:
        data = place / "registry"
        clock = lambda: int(time.time() * 1000)  # noqa: E731
        office = founding.found(data, "", [Place(AREA, "Here")], clock, os.urandom)
        publishing.publish(office, a_body())
        device, secret = devices.add_device(office, "asha", [AREA])
        self.store = a_store(place / "asha", StaffMember("p", "asha"))
        self.store.enrol(Enrolment(device, "asha", (AREA,), token=secret))
        devices.enrol(office, device, secret, self.store.device.public_key)
        here = self.store.device
        self.keys = Keys(device, here.public_key, here.sign_token, office.key.public)
        for number, content in enumerate(contents):
            name = self.store.attachments.keep([content], "jpg")
            answers = {"q/file": name}
            change = birth(number, area=AREA, device=device, answers=answers)
            self.store.journal.seal(change)
        office.storage.close()
        words = [*PYTHON, "enrolment_app", "registry", "serve", "--data", str(data)]
        self.server = Server(words, line)
        self.line = HttpTransport(
            self.server.url, self.keys, now=time.time, random=os.urandom
        )
        run.exchange(self.store.exchange, self.line, self.keys)
        machine = Machine(clock=lambda: None, random=os.urandom, resources=Path())
        self.local = Carrying(
            Work(self.store, Person("p", "asha"), machine), supervisor=False
        )
        self.count = len(contents)

    def carry(self) -> None:
        budget = Budget(bytes=1 << 40)
        result = lane.carry(self.local, self.line, self.keys, budget)
        assert (result.sent, result.waiting) == (self.count, 0), result

    def measured(self) -> tuple[Took, Took]:
        took = self.server.measured(self.carry)

        def nothing_new() -> None:
            run.exchange(self.store.exchange, self.line, self.keys)
            lane.carry(self.local, self.line, self.keys)

        return took, self.server.measured(nothing_new)

    def close(self) -> None:
        self.line.close()
        self.server.close()
        self.store.close()


class Plain:
    """Each photo by a PUT of its own, over one connection that is kept."""

    def __init__(self, place: Path, line: list[str], contents: Sequence[bytes]) -> None:
        folder = place / "plain"
        folder.mkdir()
        self.server = Server([*PYTHON, "tests.bench.put_server", str(folder)], line)
        self.contents = contents
        self.session = requests.Session()
        # The first connection of ours was made before it was measured, too.
        assert self.session.put(f"{self.server.url}/warm", data=b"x").ok

    def carry(self) -> None:
        for number, content in enumerate(self.contents):
            assert self.session.put(f"{self.server.url}/{number}", data=content).ok

    def measured(self) -> Took:
        return self.server.measured(self.carry)

    def close(self) -> None:
        self.session.close()
        self.server.close()


def compare(what: str, line: list[str], contents: Sequence[bytes]) -> None:
    """Send the same photos both ways and print what each took."""
    size = sum(map(len, contents))
    with tempfile.TemporaryDirectory() as folder:
        plain = Plain(Path(folder), line, contents)
        theirs = plain.measured()
        plain.close()
        ours = Ours(Path(folder), line, contents)
        took, idle = ours.measured()
        ours.close()
    print(f"{what}: {len(contents)} photos, {size:,} bytes")
    for name, one in (("plain PUT", theirs), ("attachments", took)):
        extra = one.up + one.down - size
        print(
            f"  {name:12} {one.seconds:8.2f} s  up {one.up:,}  down {one.down:,}"
            f"  over the photos {extra:,} ({100 * extra / size:.2f} %)"
            f"  CPU here {one.cpu_here:.2f} there {one.cpu_there:.2f}"
        )
    print(
        f"  ours / plain: seconds {took.seconds / theirs.seconds:.2f},"
        f" bytes {(took.up + took.down) / (theirs.up + theirs.down):.4f}"
    )
    print(f"  nothing new then: {idle.up + idle.down} bytes, {idle.seconds:.2f} s")


def main(words: Sequence[str]) -> None:
    """Print both lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=200)
    parser.add_argument("--size", type=int, default=60_000)
    parser.add_argument("--slow", type=int, default=6)
    asked = parser.parse_args(words)
    compare("loopback", LOOPBACK, photos(asked.photos, asked.size))
    if asked.slow:
        compare("300 ms, 50 kbit/s", SLOW, photos(asked.slow, asked.size))


if __name__ == "__main__":
    main(sys.argv[1:])
