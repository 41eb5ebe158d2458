"""How fast a registry takes work in, beside COPY of the same bytes in the same run.

python -m tests.bench.ingest [--households 5000]

It starts a PostgreSQL of its own. Requests of REQUEST households each go straight into
the registry's half of an exchange: what one serving process does, without HTTP. CPU
seconds are counted, of the registry and of the database, as if both had one core.
"""

import argparse
import cProfile
import os
import pstats
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import psycopg

from sync.change import Change
from sync.geography import Place
from sync.journal import FIRST_PREVIOUS, decode_segment, encode_segment
from sync.registry import devices, founding, publishing
from sync.registry.conversation import answer
from sync.registry.office import Office
from sync.seal import SigningKey
from sync.session.messages import CHECK_BYTES, Request, Standing, encode_request
from tests.bench.captured import AREA, BODY, LAYOUT, captured
from tests.postgres import Cluster

REQUEST = 100
LAPTOPS = 10
TICKS = os.sysconf("SC_CLK_TCK")


def segments(changes: list[Change], device: int, key: SigningKey) -> list[bytes]:
    """Cut one laptop's work into segments as they travel."""
    found, previous, first = [], FIRST_PREVIOUS, 1
    for start in range(0, len(changes), REQUEST):
        run = [replace(c, device=device) for c in changes[start : start + REQUEST]]
        data = encode_segment(
            run,
            first=first,
            previous=previous,
            receipt=b"",
            layouts={LAYOUT.id: LAYOUT},
            sign=key.sign,
        )
        previous, first = decode_segment(data).head, first + len(run)
        found.append(data)
    return found


def cpu_of(parent: int) -> float:
    """Give the CPU seconds of a process and of its children that still run."""
    if not parent:
        return 0.0
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    seconds = 0.0
    for number in (parent, *children):
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        seconds += sum(map(int, fields[11:13])) / TICKS
    return seconds


def a_request(office: Office, device: int, data: bytes) -> bytes:
    """Ask as a laptop does that has all there is, and brings one segment."""
    with office.storage.reading() as books:
        ends = [books.areas.get(code) for code in ("", AREA)]
    areas = {end.code: Standing(end.counter, end.link[:CHECK_BYTES]) for end in ends}
    return encode_request(Request(device, "", areas, (data,)))


def ingest(
    database: str, changes: list[Change], server: int, *, profiled: bool = False
) -> tuple[float, float]:
    """Take all of it in; give the CPU seconds of the registry and of the database."""
    with tempfile.TemporaryDirectory() as folder:
        office = founding.found(
            Path(folder) / "r",
            database,
            [Place(AREA, "Here")],
            lambda: int(time.time() * 1000),
            os.urandom,
        )
        publishing.publish(office, BODY)
        work = []
        for number in range(LAPTOPS):
            device, secret = devices.add_device(office, f"laptop {number}", [AREA])
            key = SigningKey(bytes([number]) * 32)
            devices.enrol(office, device, secret, key.public)
            cut = segments(changes[number::LAPTOPS], device, key)
            work += [(device, data) for data in cut]
        watch = cProfile.Profile()
        here, there = 0.0, 0.0
        for device, data in work:
            asked = a_request(office, device, data)
            begin, before = time.process_time(), cpu_of(server)
            if profiled:
                watch.enable()
            answer(office, device, asked)
            watch.disable()
            here += time.process_time() - begin
            there += cpu_of(server) - before
        office.storage.close()
        if profiled:
            pstats.Stats(watch).sort_stats("tottime").print_stats(25)
        return here, there


def copied(database: str, changes: list[Change], server: int) -> tuple[float, float]:
    """Put the same segments, and a row for each record, in by COPY."""
    data = segments(changes, 1, SigningKey(b"k" * 32))
    with psycopg.connect(database, autocommit=True) as line:
        line.execute("CREATE TABLE plain_entries (n bigint PRIMARY KEY, body bytea)")
        line.execute(
            "CREATE TABLE plain_places (record text, position bigint, n bigint,"
            " PRIMARY KEY (record, position))"
        )
        begin, there = time.process_time(), cpu_of(server)
        for number, body in enumerate(data):
            run = changes[number * REQUEST : (number + 1) * REQUEST]
            with line.transaction(), line.cursor() as cursor:
                with cursor.copy("COPY plain_entries FROM STDIN") as copy:
                    copy.write_row((number, body))
                with cursor.copy("COPY plain_places FROM STDIN") as copy:
                    for change in run:
                        for part in change.parts:
                            copy.write_row((part.record, 0, number))
        return time.process_time() - begin, cpu_of(server) - there


def main(arguments: list[str]) -> None:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, default=5000)
    parser.add_argument("--profile", action="store_true")
    asked = parser.parse_args(arguments)
    changes = captured(asked.households)
    cluster = Cluster().start()
    server = cluster.process.pid
    ours = ingest(cluster.database(), changes, server, profiled=asked.profile)
    plain = copied(cluster.database(), changes, server)
    embedded = ingest("", changes, 0)
    cluster.close()
    print(
        f"{len(changes)} households, {REQUEST} a request; CPU, one core for all of it"
    )
    for name, (here, there) in (
        ("PostgreSQL", ours),
        ("COPY of the same", plain),
        ("SQLite", embedded),
    ):
        rate = len(changes) / (here + there)
        print(
            f"{name:18}{rate:8.0f} households/s"
            f"  ({here:.2f} s here, {there:.2f} s in the database)"
        )
    print(f"ratio to COPY {sum(ours) / sum(plain):.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
