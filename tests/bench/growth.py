"""Whether an exchange grows with the registry: it must not.

python -m tests.bench.growth [--households 1000 10000 100000] [--sqlite]

Fills a registry step by step and measures, at each size, what a laptop of one area
pays when nothing has changed and when it brings one household: bytes of request and
answer, and CPU seconds of the registry and of the database. A tenth of all households
is in that area. The ratio to the smallest size is what counts.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sync.change import Change
from sync.geography import Place
from sync.journal import decode_segment
from sync.registry import devices, founding, publishing
from sync.registry.acceptance import accept
from sync.registry.conversation import answer
from sync.registry.office import Office
from sync.session.messages import CHECK_BYTES, Request, Standing, encode_request
from sync.values import record_id
from tests.bench.captured import AREA, BODY, captured
from tests.bench.ingest import cpu_of
from tests.bench.province import Chain, key_of
from tests.postgres import Cluster

AREAS = [AREA, *(f"{AREA}{n:02}" for n in range(9))]
SEGMENT, SAMPLES = 100, 20


def invented(seed: int = 5) -> Iterator[Change]:
    """Give households without end: the same answers under ever new identities."""
    dice = random.Random(seed)
    patterns = captured(500)
    while True:
        for pattern in patterns:
            visit = dice.randbytes(10)
            parts = tuple(
                replace(part, record=record_id(visit, place))
                for place, part in enumerate(pattern.parts)
            )
            yield replace(pattern, visit=visit, parts=parts)


def a_laptop(office: Office, area: str) -> Chain:
    device, secret = devices.add_device(office, f"of {area}", [area])
    devices.enrol(office, device, secret, key_of(device).public)
    return Chain(device, area)


def a_request(office: Office, laptop: Chain, *segments: bytes) -> bytes:
    with office.storage.reading() as books:
        ends = [books.areas.get(code) for code in ("", laptop.area)]
    number = (
        laptop.last if not segments else decode_segment(segments[0]).header.first - 1
    )
    head = laptop.head if not segments else decode_segment(segments[0]).header.previous
    areas = {end.code: Standing(end.counter, end.link[:CHECK_BYTES]) for end in ends}
    if number:
        at = areas[laptop.area]
        areas[laptop.area] = Standing(at.cursor, at.link, number, head[:CHECK_BYTES])
    with office.storage.reading() as books:
        epoch = books.setting("epoch")
    return encode_request(Request(laptop.device, epoch, areas, segments))


def cost(
    office: Office,
    server: int,
    laptop: Chain,
    households: Iterator[Change],
    count: int,
) -> tuple[float, float]:
    """Give bytes and CPU seconds of one exchange that brings `count` households."""
    size, seconds = 0, 0.0
    for _ in range(SAMPLES):
        brought = [laptop.segment([next(households)])] if count else []
        asked = a_request(office, laptop, *brought)
        begin, before = time.process_time(), cpu_of(server)
        said = answer(office, laptop.device, asked)
        seconds += time.process_time() - begin + cpu_of(server) - before
        size += len(asked) + len(said)
    return size / SAMPLES, seconds / SAMPLES


def main(arguments: list[str]) -> None:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, nargs="*", default=[1000, 10_000])
    parser.add_argument("--sqlite", action="store_true")
    asked = parser.parse_args(arguments)
    cluster = None if asked.sqlite else Cluster().start()
    server = cluster.process.pid if cluster else 0
    households, there, first = invented(), 0, None
    with tempfile.TemporaryDirectory() as folder:
        office = founding.found(
            Path(folder) / "r",
            cluster.database() if cluster else "",
            [Place(code, code) for code in AREAS],
            lambda: int(time.time() * 1000),
            os.urandom,
        )
        publishing.publish(office, BODY)
        writers = [a_laptop(office, area) for area in AREAS]
        one, idle = a_laptop(office, AREA), a_laptop(office, AREA)
        for size in asked.households:
            begin = time.process_time()
            for at in range(there, size, SEGMENT):
                writer = writers[at // SEGMENT % len(writers)]
                data = writer.segment([next(households) for _ in range(SEGMENT)])
                accept(office, [data])
            rate = (size - there) / (time.process_time() - begin)
            there = size
            told = [
                cost(office, server, which, households, count)
                for which, count in ((idle, 0), (one, 1))
            ]
            first = first or told
            line = f"{size:8} households"
            for (what, (up, cpu)), (up_1, cpu_1) in zip(
                zip(("nothing changed", "one household"), told, strict=True),
                first,
                strict=True,
            ):
                line += f"  {what}: {up:6.0f} B ({up / up_1:4.2f})"
                line += f" {1000 * cpu:6.2f} ms CPU ({cpu / cpu_1:4.2f})"
            print(f"{line}  filled at {rate:.0f}/s of our CPU", flush=True)
        office.storage.close()
    if cluster:
        cluster.close()


if __name__ == "__main__":
    main(sys.argv[1:])
