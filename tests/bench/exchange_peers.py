"""An exchange beside PouchDB and Kinto: the same households, the same line, one run.

    mkdir peers && cd peers && npm install pouchdb@9 express-pouchdb@4 express@4
    python -m venv kinto
    kinto/bin/pip install kinto waitress psycopg2-binary zope.sqlalchemy
    python -m tests.bench.exchange_peers PEERS [--households 1000] [--slow 200]

Each peer is used as its own documents say: PouchDB replicates between LevelDBs in
batches of 100, Kinto takes batches of 100 with If-Match and is polled by `_since`.
Neither encrypts, signs or receipts. Bytes are counted on the line, without TLS.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import requests

from sync.change import NOTHING_SEEN
from tests.bench.captured import EDITED, captured, documents, edits
from tests.bench.exchange import (
    LINES,
    TICKS,
    Ours,
    Plain,
    Server,
    Took,
    closing,
)
from tests.postgres import Cluster

HERE = Path(__file__).parent / "peers"
BATCH = 100
RECORDS = "/v1/buckets/register/collections/households/records"
Step = tuple[str, int, Took]


def households(count: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Give the documents, and the patches of every tenth."""
    changes = captured(count)
    ids = [change.parts[0].record for change in changes]
    rows = [{"id": i, **d} for i, d in zip(ids, documents(count), strict=True)]
    some = [e.parts[0] for e in edits(changes, lambda _: NOTHING_SEEN)]
    return rows, [{"id": p.record, "set": p.writes[EDITED]} for p in some]


class Pouch:
    """Two PouchDBs and an express-pouchdb server."""

    def __init__(self, peers: Path, place: Path, line: list[str]) -> None:
        served = place / "served"
        served.mkdir()
        words = ["node", str(HERE / "pouch_server.js"), str(served)]
        self.server = Server(words, line, folder=peers)
        url = f"{self.server.url}/households"
        self.client = subprocess.Popen(
            ["node", str(HERE / "pouch_client.js"), str(place), url],
            cwd=peers,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def do(self, step: str, argument: object) -> int:
        self.client.stdin.write(json.dumps([step, argument]) + "\n")
        self.client.stdin.flush()
        said = self.client.stdout.readline()
        assert said, "PouchDB failed"
        return int(said)

    def measured(self, step: str, which: int) -> Took:
        before = cpu_of(self.client.pid)
        took = self.server.measured(lambda: self.do(step, which))
        took.cpu_here = cpu_of(self.client.pid) - before
        return took

    def steps(self, count: int) -> Iterator[Step]:
        rows, patches = households(count)
        self.do("load", rows)
        yield "push", count, self.measured("push", 0)
        yield "pull", count, self.measured("pull", 1)
        assert self.do("count", 1) == count
        # The first look of each at the other's feed is not counted as "no change".
        self.do("pull", 0)
        self.do("edit", patches)
        yield "push edits", len(patches), self.measured("push", 0)
        yield "pull edits", len(patches), self.measured("pull", 1)
        self.do("push", 1)
        yield "nothing changed", 1, self.measured("pull", 1)

    def close(self) -> None:
        self.client.kill()
        self.client.wait()
        self.server.close()


class Kinto:
    """A Kinto server on PostgreSQL, and two clients that only keep in memory."""

    def __init__(self, peers: Path, cluster: Cluster, line: list[str]) -> None:
        python = peers / "kinto" / "bin" / "python"
        words = [str(python), str(HERE / "kinto_server.py"), cluster.database()]
        self.server = Server(words, line, folder=peers)
        self.asha, self.bilal = self._session(), self._session()
        for part in ("", "/collections/households"):
            url = f"{self.server.url}/v1/buckets/register{part}"
            self.asha.put(url, json={}).raise_for_status()
        self.stamps: dict[str, int] = {}
        self.since, self.etag = 0, ""
        self.got: dict[str, object] = {}

    @staticmethod
    def _session() -> requests.Session:
        session = requests.Session()
        session.auth = ("enumerator", "of a bench")
        return session

    def push(self, rows: list[dict[str, Any]], method: str) -> None:
        for first in range(0, len(rows), BATCH):
            asked = [self._asked(row, method) for row in rows[first : first + BATCH]]
            batch = {"defaults": {"method": method}, "requests": asked}
            said = self.asha.post(f"{self.server.url}/v1/batch", json=batch)
            said.raise_for_status()
            for one in said.json()["responses"]:
                assert one["status"] in (200, 201), one
                told = one["body"]["data"]
                self.stamps[told["id"]] = told["last_modified"]

    def _asked(self, row: dict[str, Any], method: str) -> dict[str, Any]:
        known = self.stamps.get(row["id"])
        seen = {"If-Match": f'"{known}"'} if known else {"If-None-Match": "*"}
        data = row["set"] if method == "PATCH" else row
        path = f"{RECORDS}/{row['id']}"
        return {"path": path, "headers": seen, "body": {"data": data}}

    def pull(self) -> None:
        asked: dict[str, str] = {"_sort": "last_modified"}
        headers = {}
        if self.since:
            asked["_since"], headers["If-None-Match"] = f'"{self.since}"', self.etag
        url = f"{self.server.url}{RECORDS}"
        while url:
            said = self.bilal.get(url, params=asked, headers=headers)
            if said.status_code == requests.codes.not_modified:
                return
            said.raise_for_status()
            self.etag = said.headers["ETag"]
            for row in said.json()["data"]:
                self.since = max(self.since, row["last_modified"])
                self.got[row["id"]] = row
            url, asked = said.headers.get("Next-Page", ""), {}

    def steps(self, count: int) -> Iterator[Step]:
        rows, patches = households(count)
        measured = self.server.measured
        yield "push", count, measured(lambda: self.push(rows, "PUT"))
        yield "pull", count, measured(self.pull)
        assert len(self.got) == count
        several = len(patches)
        yield "push edits", several, measured(lambda: self.push(patches, "PATCH"))
        yield "pull edits", several, measured(self.pull)
        yield "nothing changed", 1, measured(self.pull)

    def close(self) -> None:
        self.server.close()


def cpu_of(process: int) -> float:
    """Give the CPU seconds of a process."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / TICKS


def compare(peers: Path, cluster: Cluster, count: int, line: list[str]) -> None:
    """Print each step of ours beside the others'."""
    found: dict[str, list[Step]] = {}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        makers = {
            "ours": lambda: Ours(place, cluster.database(), line),
            "gzip JSON": lambda: Plain(place, line),
            "PouchDB": lambda: Pouch(peers, place, line),
            "Kinto": lambda: Kinto(peers, cluster, line),
        }
        for name, make in makers.items():
            with closing(make()) as one:
                found[name] = list(one.steps(count))
    head = "".join(f"{name:>26}" for name in found)
    print(f"{'':16}{head}\n{'':16}" + f"{'B each':>10}{'s':>8}{'CPU':>8}" * len(found))
    for steps in zip(*found.values(), strict=True):
        line_of = f"{steps[0][0]:16}"
        for _, each, took in steps:
            size = (took.up + took.down) / each
            line_of += f"{size:10.0f}{took.seconds:8.2f}{took.cpu_here:8.2f}"
        print(line_of, flush=True)


def main(arguments: list[str]) -> None:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("peers", type=Path)
    parser.add_argument("--households", type=int, nargs="*", default=[1000])
    parser.add_argument("--slow", type=int, default=200)
    asked = parser.parse_args(arguments)
    cluster = Cluster().start()
    try:
        for count in asked.households:
            print(f"\n{count} households, loopback; load {os.getloadavg()[0]:.1f}")
            compare(asked.peers, cluster, count, [])
        for name, line in LINES.items() if asked.slow else ():
            print(f"\n{asked.slow} households, {name}; load {os.getloadavg()[0]:.1f}")
            compare(asked.peers, cluster, asked.slow, line)
    finally:
        cluster.close()


if __name__ == "__main__":
    main(sys.argv[1:])
