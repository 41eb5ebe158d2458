"""A thousand laptops against a registry: a working day in minutes, and the worst hour.

python -m tests.bench.load FOLDER day|back [--processes 2] [--seconds 600]

On the province that `province` made in FOLDER. `day`: each laptop comes in the morning
and in the evening with what it captured, some with photos; some are new; supervisors
approve what came. `back`: everybody was offline for a month and comes within
--seconds. Each speaks as the program does, over HTTP, from an address of its own. Ends
with status 1 where a laptop got an error, or anything receipted is not there.
"""

import argparse
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import quantiles

from sync.registry.office import Office
from tests.bench.load_day import Bringer, Coming, Load, a_day, all_back
from tests.bench.load_laptops import Tally
from tests.bench.load_verify import verify
from tests.bench.load_watch import Watch
from tests.bench.province import DATABASE, LAPTOPS, province
from tests.sync.registry.processes import Process

SHARES = (50, 95, 99)
SCENES = {"day": a_day, "back": all_back}
STATEMENTS = {"shared_preload_libraries": "pg_stat_statements"}
STACK_BYTES = 512 * 1024


def play(comings: Sequence[Coming], seconds: float) -> None:
    """Let laptops come when it is their time, however many are there already."""
    threading.stack_size(STACK_BYTES)
    began, there = time.monotonic(), []
    for one in sorted(comings, key=lambda coming: coming.at):
        wait = began + one.at * seconds - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        thread = threading.Thread(target=one.caller.come)
        thread.start()
        there.append(thread)
    for thread in there:
        thread.join()


def shares(seconds: list[float]) -> str:
    """Give the usual shares of some durations, and the longest."""
    cuts = quantiles(seconds, n=100)
    said = [f"p{share} {1000 * cuts[share - 1]:.0f}" for share in SHARES]
    return ", ".join(said) + f", at most {1000 * max(seconds):.0f} ms"


def report(tally: Tally, watch: Watch) -> None:
    """Print what laptops saw, and what it cost."""
    for error in tally.errors[:10]:
        print("     ", error)
    done, spent = max(len(tally.exchanges), 1), watch.spent
    print(
        f"  {done} exchanges, {tally.sent} changes up, {tally.received} entries down,"
        f" {tally.photos} photos; {tally.bytes_up:,} B up, {tally.bytes_down:,} B down"
    )
    print(
        f"  {done / watch.seconds:.1f} exchanges/s, {tally.sent / watch.seconds:.0f}"
        f" changes/s; {tally.speaking_max} laptops at once; of registry and database"
        f" {1000 * (spent['registry'] + spent['database']) / done:.1f} ms an exchange"
    )
    print(f"  an exchange: {shares(tally.exchanges)}")
    print(f"  a request:   {shares(tally.requests)}")
    waits = f", told to wait up to {max(tally.busy, default=0):.0f} s"
    print(
        f"  refused for later {len(tally.busy)}{waits}; came"
        f" before that {tally.too_early}; silence {dict(tally.silent)}; laptops that"
        f" tried again later {tally.later}; errors {len(tally.errors)}"
    )
    watch.report()


def ends(office: Office) -> dict[str, int]:
    with office.storage.reading() as books:
        return {area.code: area.counter for area in books.areas.written()}


def prepared(
    office: Office, servers: Sequence[Process], asked: argparse.Namespace
) -> tuple[list[Coming], list[Bringer], Tally]:
    """Seal what laptops will bring, before anything is measured."""
    tally = Tally()
    load = Load(asked.laptops, asked.each, days=asked.days, seed=asked.seed)
    urls = [server.url for server in servers]
    comings, callers = SCENES[asked.scene](office, urls, load, tally)
    for caller in callers:
        caller.one_address = asked.one_address
    return comings, callers, tally


def main(arguments: list[str]) -> int:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("scene", choices=SCENES)
    parser.add_argument("--laptops", type=int, default=LAPTOPS)
    parser.add_argument("--each", type=int, default=20, help="Households a day.")
    parser.add_argument("--days", type=int, default=22, help="How many were missed.")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--one-address", action="store_true")
    asked = parser.parse_args(arguments)
    with province(asked.folder, **STATEMENTS) as (cluster, office):
        database = f"{cluster.address}/{DATABASE}"
        data = asked.folder / "registry"
        servers = [Process(data, database) for _ in range(asked.processes)]
        try:
            comings, callers, tally = prepared(office, servers, asked)
            begun = ends(office)
            print(
                f"{asked.scene}: {len(callers)} laptops, {len(comings)} comings within"
                f" {asked.seconds:.0f} s, {asked.processes} processes",
                flush=True,
            )
            with Watch(database, cluster.process.pid, servers) as watch:
                play(comings, asked.seconds)
            report(tally, watch)
            print("  nothing lost:", verify(office, callers, begun), flush=True)
        finally:
            for server in servers:
                server.kill()
    return int(bool(tally.errors))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
