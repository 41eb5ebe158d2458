"""What a registry costs at the size it has: exchanges, pulls, upkeep, bytes, memory.

python -m tests.bench.capacity FOLDER [--households 1000 10000 100000 300000 1000000]

Fills the province of FOLDER (`province`) to each size and measures there. Exchanges go
over HTTP to `indraj registry serve` in a process of its own; its CPU and that of the
database are counted apart. CPU seconds are what can be compared: others may compute on
the same machine.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

import psycopg

from sync import run
from sync.registry import household
from sync.registry.office import Office
from sync.transports import HttpTransport
from tests.bench.ingest import TICKS, cpu_of
from tests.bench.light import Light, Sealed, fresh, keys_to, settled
from tests.bench.province import (
    BATCH,
    LAPTOPS,
    LARGE,
    Chain,
    area_of,
    chains_in,
    fill,
    households,
    province,
)
from tests.postgres import Cluster
from tests.sync.registry.processes import Process

SAMPLES = 40
PYTHON = (sys.executable, "-m")
LISTS = (
    "device list",
    "area list PK501",
    "area list",
    "quarantine list",
    "attachments status",
    "attachments list",
    "durable",
    "erasures",
    "person list",
    "index make",
    "index show",
    "index find 1730100000000",
)
"""Verbs that read much, or may; the last three only with --index."""


@dataclass
class Place:
    """A registry to measure: served by a process, opened here too."""

    office: Office
    folder: Path
    cluster: Cluster
    server: Process

    @property
    def database(self) -> str:
        return f"{self.cluster.address}/province"

    def cpu(self) -> tuple[float, float]:
        """Give the CPU seconds of the registry's process and of the database."""
        return spent(self.server.running.pid), spent(self.cluster.process.pid)

    def line(self, laptop: Light) -> HttpTransport:
        keys = keys_to(self.office, laptop.device)
        return HttpTransport(self.server.url, keys, now=time.time, random=os.urandom)


def spent(parent: int) -> float:
    """Give the CPU seconds of a process and of its children, ended ones too."""
    fields = Path(f"/proc/{parent}/stat").read_text().rpartition(")")[2].split()
    return cpu_of(parent) + sum(map(int, fields[13:15])) / TICKS


def cost(
    place: Place, laptop: Light, sealed: Iterator[Sealed] | None, area: str
) -> str:
    """Say what exchanges cost that bring one household each, or nothing."""
    line, keys = place.line(laptop), keys_to(place.office, laptop.device)
    run.exchange(laptop, line, keys)
    took, up = [], line.traffic.up + line.traffic.down
    before = place.cpu()
    for _ in range(SAMPLES):
        if sealed is not None:
            laptop.give(area, next(sealed))
        began = time.perf_counter()
        done = run.exchange(laptop, line, keys)
        took.append(1000 * (time.perf_counter() - began))
        assert (done.waiting, done.refused) == (0, ()), done
    cpu = [1000 * (b - a) / SAMPLES for a, b in zip(before, place.cpu(), strict=True)]
    size = (line.traffic.up + line.traffic.down - up) / SAMPLES
    line.close()
    return (
        f"{size:.0f} B, CPU registry {cpu[0]:.1f} + database {cpu[1]:.1f} ms,"
        f" p50 {median(took):.1f} ms, p95 {quantiles(took, n=20)[-1]:.1f} ms"
    )


def ones(place: Place, chain: Chain, seed: int) -> Iterator[Sealed]:
    """Give households, each sealed by itself."""
    batch = seed
    while True:
        for change in households(batch, chain.area):
            yield Sealed.of(chain.segment([change]), chain.written)
        batch += 1


def pull(place: Place, device: int) -> str:
    """Say what a laptop costs that comes for the first time, and once more."""
    told = []
    for _ in range(2):
        laptop = fresh(device)
        line, before, began = place.line(laptop), place.cpu(), time.perf_counter()
        run.exchange(laptop, line, keys_to(place.office, device))
        took = time.perf_counter() - began
        cpu = [b - a for a, b in zip(before, place.cpu(), strict=True)]
        told.append(
            f"{laptop.received} entries, {line.traffic.down:,} B down in"
            f" {line.traffic.requests} requests, {took:.2f} s,"
            f" CPU registry {cpu[0]:.2f} + database {cpu[1]:.2f} s"
        )
        line.close()
    return "; again: ".join(told)


def timed(place: Place, what: str, act: Callable[[], object]) -> None:
    """Print how long something took, and its CPU here and in the database."""
    began, before = time.perf_counter(), (sum(os.times()[:4]), place.cpu()[1])
    act()
    here, there = sum(os.times()[:4]) - before[0], place.cpu()[1] - before[1]
    took = time.perf_counter() - began
    print(
        f"  {what}: {took:.2f} s, CPU {here:.2f} + database {there:.2f} s", flush=True
    )


def verb(place: Place, *words: str, data: Path | None = None) -> str:
    """Run a verb of the registry as its administrator does."""
    where = ["--data", str(data or place.folder / "registry"), "--json"]
    asked = [*PYTHON, "enrolment_app", "registry", *words, *where]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (words, done.stderr[-2000:])
    return done.stdout


def sizes(place: Place, count: int) -> None:
    """Print what the database holds, table by table."""
    with psycopg.connect(place.database, autocommit=True) as to:
        timed(place, "VACUUM ANALYZE", lambda: to.execute("VACUUM ANALYZE"))
        whole = to.execute("SELECT pg_database_size(current_database())").fetchone()[0]
        rows = to.execute(
            "SELECT relname, pg_table_size(oid), pg_indexes_size(oid) FROM pg_class"
            " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            " ORDER BY pg_total_relation_size(oid) DESC LIMIT 6"
        ).fetchall()
    print(f"  database {whole / 2**20:.0f} MiB, {whole / count:.0f} B a household")
    for name, table, index in rows:
        print(f"    {name}: {table / count:.0f} + indexes {index / count:.0f} B")


def upkeep(place: Place, count: int, verbs: Sequence[str]) -> None:
    """Print what keeping it costs: backup, the drill of putting it back, lists."""
    file = place.folder / "backup.zip"
    file.unlink(missing_ok=True)
    timed(place, "backup", lambda: verb(place, "backup", str(file)))
    print(f"  backup {file.stat().st_size / count:.0f} B a household")
    with psycopg.connect(place.cluster.address + "/postgres", autocommit=True) as to:
        to.execute("DROP DATABASE IF EXISTS drill")
        to.execute("CREATE DATABASE drill")
        again = place.folder / "drill"
        words = ["restore", str(file), "--database", f"{place.cluster.address}/drill"]
        timed(place, "drill: restore", lambda: verb(place, *words, data=again))
        subprocess.run(["rm", "-r", str(again)], check=True)
        to.execute("DROP DATABASE drill")
    for words in verbs:
        timed(
            place, f"registry {words}", lambda words=words: verb(place, *words.split())
        )


def look_up(place: Place) -> None:
    """Print how long it takes to find which records are a household's."""
    for what, batch, code in (("an area", 1, ""), ("the large area", 0, LARGE)):
        record = households(batch, code)[0].parts[0].record
        with place.office.storage.reading() as books:
            timed(
                place,
                f"household of {what}",
                lambda books=books, record=record: household.find(
                    place.office, books, record
                ),
            )


def measure(place: Place, count: int, verbs: Sequence[str]) -> None:
    """Print everything at the size that the registry has."""
    print(f"{count} households", flush=True)
    sizes(place, count)
    chains = chains_in(place.office, count // BATCH)
    seed = 10_000_000 + count
    for what, device, area in (
        ("area", 2, area_of(0)),
        ("large area", LAPTOPS + 1, LARGE),
    ):
        areas = (area,) if area == LARGE else (area_of(0), area_of(1))
        nothing = settled(place.office, device, areas)
        print(f"  {what}, nothing changed: {cost(place, nothing, None, area)}")
        chain = chains.get((device, area), Chain(device, area))
        one = settled(place.office, device, areas)
        sealed = ones(place, chain, seed)
        print(f"  {what}, one household: {cost(place, one, sealed, area)}", flush=True)
    if not verbs:
        return
    print(f"  fresh laptop, two areas: {pull(place, 1)}", flush=True)
    print(f"  fresh laptop, large area: {pull(place, LAPTOPS + 1)}", flush=True)
    look_up(place)
    upkeep(place, count, verbs)
    status = Path(f"/proc/{place.server.running.pid}/status").read_text()
    said = [line for line in status.splitlines() if line.startswith(("VmHWM", "VmRSS"))]
    print("  registry's process:", *(" ".join(line.split()) for line in said))


def main(arguments: list[str]) -> None:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--households", type=int, nargs="*", default=[1000, 10_000])
    parser.add_argument("--index", action="store_true", help="Read all numbers too.")
    parser.add_argument("--quick", action="store_true", help="No pulls, no upkeep.")
    asked = parser.parse_args(arguments)
    verbs = LISTS if asked.index else LISTS[:-3]
    verbs = () if asked.quick else verbs
    for count in asked.households:
        with province(asked.folder) as (cluster, office):
            fill(office, asked.folder, count, cluster.process.pid)
            database = f"{cluster.address}/province"
            server = Process(asked.folder / "registry", database)
            try:
                measure(Place(office, asked.folder, cluster, server), count, verbs)
            finally:
                server.kill()


if __name__ == "__main__":
    main(sys.argv[1:])
