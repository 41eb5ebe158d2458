"""An invented province in a PostgreSQL that stays: laptops that filled its registry.

python -m tests.bench.province FOLDER --households 1000000

Makes or goes on with a registry in FOLDER: 25 districts of 40 areas, a laptop for each
area that writes there and helps in its neighbour's, a supervisor's laptop a district;
beside them one area that alone holds a tenth of everything. Every household came in as
a signed segment through `accept`; `capacity` and `load` measure on what stands here.
"""

import argparse
import json
import multiprocessing
import os
import random
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import psycopg

from sync.change import Change, Part
from sync.geography import Place
from sync.journal import FIRST_PREVIOUS, decode_segment, encode_segment
from sync.registry import devices, founding, publishing
from sync.registry.acceptance import accept
from sync.registry.office import Office
from sync.seal import SigningKey
from sync.values import GroupValue, record_id
from tests.bench.captured import BODY, LAYOUT, captured
from tests.bench.ingest import cpu_of
from tests.postgres import Cluster

PROVINCE, LARGE = "PK5", "PK53202"
DISTRICTS, AREAS_EACH = 25, 40
LAPTOPS = DISTRICTS * AREAS_EACH
HELPERS = 10
"""So many laptops fill the large area."""
SEGMENT, SEGMENTS = 20, 5
"""A laptop's day, and how many days go in at once."""
BATCH = SEGMENT * SEGMENTS
PATTERNS = 500
AHEAD = 100
PARENT, AREA_OF, DOCUMENT, NUMBER = "@parent", "@area", "document", "cnic"
DATABASE = "province"
SETTINGS = {"shared_buffers": "1GB", "max_wal_size": "4GB", "max_connections": 300}


@dataclass
class Chain:
    """What one laptop wrote in one area, as far as it has come."""

    device: int
    area: str
    head: bytes = FIRST_PREVIOUS
    last: int = 0
    written: list[Change] = field(default_factory=list)
    """What the last segment holds, as it was sealed."""

    def segment(self, changes: list[Change]) -> bytes:
        """Seal what a laptop wrote in a day."""
        mine = [replace(c, device=self.device, area=self.area) for c in changes]
        self.written = mine
        data = encode_segment(
            mine,
            first=self.last + 1,
            previous=self.head,
            receipt=b"",
            layouts={LAYOUT.id: LAYOUT},
            sign=key_of(self.device).sign,
        )
        self.head, self.last = decode_segment(data).head, self.last + len(mine)
        return data


def key_of(device: int) -> SigningKey:
    """Give the key of an invented laptop."""
    return SigningKey(device.to_bytes(32, "big"))


def district(number: int) -> str:
    return f"{PROVINCE}{number + 1:02}"


def area_of(laptop: int) -> str:
    """Give the area of a laptop, from 0 on."""
    return f"{district(laptop // AREAS_EACH)}{laptop % AREAS_EACH + 1:02}"


def geography() -> Iterator[Place]:
    yield Place(PROVINCE, "Province")
    yield Place("PK532", "District", parent=PROVINCE)
    yield Place(LARGE, "Large", parent="PK532")
    for number in range(DISTRICTS):
        yield Place(district(number), f"District {number + 1}", parent=PROVINCE)
    for laptop in range(LAPTOPS):
        code = area_of(laptop)
        yield Place(code, f"Area {code}", parent=code[:5])


def enrol_all(office: Office) -> None:
    """Add and enrol every laptop: of areas, of the large area, of supervisors."""
    wanted = [([area_of(n), area_of(n ^ 1)], "enumerator") for n in range(LAPTOPS)]
    wanted += [([LARGE], "enumerator")] * HELPERS
    wanted += [([district(n)], "supervisor") for n in range(DISTRICTS)]
    for number, (areas, role) in enumerate(wanted, 1):
        name = f"{role} {areas[0]}"
        device, secret = devices.add_device(office, name, areas, role=role)
        assert device == number, "numbers go on from 1"
        devices.enrol(office, device, secret, key_of(device).public)


def writer(batch: int) -> tuple[int, str]:
    """Give who writes a batch, and where: a tenth goes to the large area."""
    rounds, place = divmod(batch, 10)
    if place == 0:
        return LAPTOPS + 1 + rounds % HELPERS, LARGE
    lap, at = divmod(rounds * 9 + place - 1, LAPTOPS)
    return (at ^ (lap % 3 == 0)) + 1, area_of(at)


@cache
def known_patterns() -> list[Change]:
    """Give the households that all others are made after."""
    return captured(PATTERNS)


def households(batch: int, area: str = "") -> list[Change]:
    """Give a batch of households that nobody else has: patterns under new names."""
    dice, area = random.Random(batch), area or writer(batch)[1]
    patterns = known_patterns()
    found = []
    for at in range(batch * BATCH, (batch + 1) * BATCH):
        visit = dice.randbytes(10)
        pattern = patterns[at % PATTERNS]
        household = record_id(visit, 0)
        parts = tuple(
            Part(
                record_id(visit, n), part.context, its_own(part, household, area, dice)
            )
            for n, part in enumerate(pattern.parts)
        )
        found.append(replace(pattern, visit=visit, parts=parts))
    return found


def its_own(
    part: Part, household: str, area: str, dice: random.Random
) -> dict[str, GroupValue]:
    """Give the answers of a pattern with what no two households share."""
    writes = dict(part.writes)
    for group, own in ((PARENT, household), (AREA_OF, area)):
        if group in writes:
            writes[group] = {group: own}
    if NUMBER in writes.get(DOCUMENT, ()):
        number = f"{dice.randrange(10**13):013}"
        writes[DOCUMENT] = {**writes[DOCUMENT], NUMBER: number}
    return writes


def seal_all(
    batches: range, chains: dict[tuple[int, str], Chain], out: "multiprocessing.Queue"
) -> None:
    """Seal batch after batch, as its laptops would, ahead of the registry."""
    os.nice(5)
    for batch in batches:
        at = writer(batch)
        chain = chains.setdefault(at, Chain(*at))
        written = households(batch)
        days = [written[n : n + SEGMENT] for n in range(0, BATCH, SEGMENT)]
        out.put([chain.segment(day) for day in days])


def chains_in(office: Office, batches: int) -> dict[tuple[int, str], Chain]:
    """Give the chains that the registry holds after so many batches."""
    found = {}
    with office.storage.reading() as books:
        for device, area in dict.fromkeys(map(writer, range(batches))):
            tip = books.log.tips(device, area)[0]
            found[device, area] = Chain(device, area, tip.head, tip.last)
    return found


def fill(office: Office, folder: Path, wanted: int, server: int) -> None:
    """Bring the registry to so many households, and say what that cost."""
    kept = folder / "filled.json"
    done = json.loads(kept.read_text()) if kept.exists() else 0
    batches = range(done, wanted // BATCH)
    out: multiprocessing.Queue[list[bytes]] = multiprocessing.Queue(AHEAD)
    told = (batches, chains_in(office, done), out)
    sealer = multiprocessing.Process(target=seal_all, args=told, daemon=True)
    sealer.start()
    began, here, there = time.monotonic(), time.process_time(), cpu_of(server)
    for batch in batches:
        taken = accept(office, out.get())
        assert not taken.refused, taken.refused
        kept.write_text(json.dumps(batch + 1))
        if (batch + 1) % 500 == 0 or batch + 1 == batches.stop:
            count = (batch + 1 - batches.start) * BATCH
            cpu = time.process_time() - here, cpu_of(server) - there
            print(
                f"{(batch + 1) * BATCH} households; {count} in"
                f" {time.monotonic() - began:.0f} s: registry {1e3 * cpu[0] / count:.3f}"
                f" ms, database {1e3 * cpu[1] / count:.3f} ms of CPU each",
                flush=True,
            )
    sealer.join()


@contextmanager
def province(folder: Path, **settings: object) -> Iterator[tuple[Cluster, Office]]:
    """Open the province of a folder; made where there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    cluster = Cluster(folder / "postgres", **SETTINGS, **settings).start()
    address = f"{cluster.address}/{DATABASE}"
    data = folder / "registry"

    def clock() -> int:
        return int(time.time() * 1000)

    try:
        if data.exists():
            facts = founding.facts_of(data)
            founding.write_facts(data, {**facts, "database": address})
            founding.upgrade(data, address)
            office = founding.open_office(data, address, clock, os.urandom)
        else:
            with psycopg.connect(
                cluster.address + "/postgres", autocommit=True
            ) as line:
                line.execute(f"CREATE DATABASE {DATABASE}")
            office = founding.found(data, address, [*geography()], clock, os.urandom)
            enrol_all(office)
        # The questionnaire may be another one than when the province was made.
        publishing.publish(office, BODY)
        yield cluster, office
        office.storage.close()
    finally:
        cluster.close()


def main(arguments: list[str]) -> None:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--households", type=int, default=1_000_000)
    parser.add_argument("--anew", action="store_true")
    asked = parser.parse_args(arguments)
    if asked.anew:
        shutil.rmtree(asked.folder, ignore_errors=True)
    with province(asked.folder) as (cluster, office):
        fill(office, asked.folder, asked.households, cluster.process.pid)


if __name__ == "__main__":
    main(sys.argv[1:])
