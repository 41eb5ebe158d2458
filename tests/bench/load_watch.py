"""What a load costs those who carry it: processes, database, connections, questions."""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import psycopg
import requests

from tests.bench.ingest import TICKS, cpu_of
from tests.sync.registry.processes import Process

EVERY_SECONDS = 1.0
CONNECTIONS = """
    SELECT count(*), count(*) FILTER (WHERE state = 'active'),
        count(*) FILTER (WHERE wait_event_type = 'Lock'),
        coalesce(max(extract(epoch FROM now() - xact_start)), 0)
    FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
SCANS = "SELECT relname, seq_scan, seq_tup_read FROM pg_stat_user_tables"
COSTLY = """
    SELECT calls, total_exec_time, max_exec_time, left(query, 160)
    FROM pg_stat_statements JOIN pg_database d ON d.oid = dbid
    WHERE d.datname = current_database() ORDER BY total_exec_time DESC LIMIT 8
"""


def spent(parent: int) -> float:
    """Give the CPU seconds of a process and of its children, ended ones too."""
    fields = Path(f"/proc/{parent}/stat").read_text().rpartition(")")[2].split()
    return cpu_of(parent) + sum(map(int, fields[13:15])) / TICKS


def memory_mib(process: int, what: str = "VmRSS") -> float:
    """Give what a process has in memory, or had at most (`VmHWM`)."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith(what):
            return int(line.split()[1]) / 1024
    return 0.0


@dataclass
class Watch:
    """Looks once a second, on a connection of its own, until told to stop."""

    database: str
    postgres: int
    servers: list[Process]
    connections_max: int = 0
    active_max: int = 0
    waiting_max: int = 0
    transaction_max: float = 0.0
    over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        self.line = psycopg.connect(self.database, autocommit=True)
        self.line.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
        self.line.execute("SELECT pg_stat_statements_reset()")
        self.scans = self._scans()
        self.began, self.cpu = time.monotonic(), self._cpu()
        self.looker = threading.Thread(target=self._look, daemon=True)
        self.looker.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.looker.join()
        self.seconds = time.monotonic() - self.began
        now = self._cpu()
        self.spent = {name: now[name] - before for name, before in self.cpu.items()}

    def _cpu(self) -> Mapping[str, float]:
        return {
            "registry": sum(spent(one.running.pid) for one in self.servers),
            "database": spent(self.postgres),
            "laptops": time.process_time(),
        }

    def _scans(self) -> dict[str, tuple[int, int]]:
        rows = self.line.execute(SCANS).fetchall()
        return {name: (scans, read or 0) for name, scans, read in rows}

    def _look(self) -> None:
        while not self.over.wait(EVERY_SECONDS):
            row = self.line.execute(CONNECTIONS).fetchone()
            assert row is not None, "an aggregate gives a row"
            self.connections_max = max(self.connections_max, row[0])
            self.active_max = max(self.active_max, row[1])
            self.waiting_max = max(self.waiting_max, row[2])
            self.transaction_max = max(self.transaction_max, float(row[3]))

    def report(self) -> None:
        """Print all of it."""
        cpu = ", ".join(f"{name} {used:.1f} s" for name, used in self.spent.items())
        print(f"  {self.seconds:.0f} s; CPU: {cpu}")
        rss = [memory_mib(one.running.pid, "VmHWM") for one in self.servers]
        print("  memory at most:", ", ".join(f"registry {one:.0f} MiB" for one in rss))
        print(
            f"  connections to the database {self.connections_max} at most, active"
            f" {self.active_max}, waiting for a lock {self.waiting_max}, longest"
            f" transaction {self.transaction_max:.1f} s"
        )
        now = self._scans()
        for name, (scans, read) in sorted(now.items()):
            before = self.scans.get(name, (0, 0))
            if read - before[1] > 100_000:
                print(
                    f"  read whole: {name} {scans - before[0]} times, {read - before[1]} rows"
                )
        for calls, total, worst, text in self.line.execute(COSTLY).fetchall():
            said = " ".join(text.split())
            print(
                f"    {calls} x {total / calls:.2f} ms (at most {worst:.0f}),"
                f" {total / 1000:.1f} s: {said}"
            )
        for one in self.servers:
            told = requests.get(one.url + "/metrics", timeout=60).text.splitlines()
            counted = ("indraj_requests_total", "indraj_refusals_total")
            said = [line for line in told if line.startswith(counted)]
            print("  ", one.url, "; ".join(said))
        self.line.close()
