"""Measures keeping and reading photos against plain files and against database rows.

python tests/bench/photos.py [--photos 100] [--kib 250] [--rounds 3]

Each way keeps the same photos durably one by one, in turns within one run; the ratios
are ours to theirs, the milliseconds and MB/s beside them are this machine's. The rows
are those of an encrypted database like the store's, a photo in one transaction.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from enrolment_app.store import files  # noqa: E402
from enrolment_app.store.connection import Connection  # noqa: E402
from tests.store.builders import a_store  # noqa: E402

Measured = tuple[list[float], float]


def timed(work: Callable[[int], object], count: int) -> Measured:
    """Give the seconds of each of many pieces of work, and the CPU seconds of all."""
    seconds, cpu = [], time.process_time()
    for number in range(count):
        start = time.perf_counter()
        work(number)
        seconds.append(time.perf_counter() - start)
    return seconds, time.process_time() - cpu


class Photos:
    """The same photos kept in three ways below one folder."""

    def __init__(self, folder: Path, photos: list[bytes]) -> None:
        self.photos = photos
        self.plain = folder / "plain"
        self.plain.mkdir()
        self.store = a_store(folder / "store", random=os.urandom)
        self.rows = Connection(folder / "rows.db", bytes(32), bytes(16))
        self.rows.write("CREATE TABLE photos (id INTEGER PRIMARY KEY, content BLOB)")
        self.names: dict[int, str] = {}

    def keep(self, number: int) -> None:
        self.names[number] = self.store.attachments.keep([self.photos[number]], "jpg")

    def keep_plain(self, number: int) -> None:
        files.write(self.plain / f"{number}.jpg", self.photos[number])

    def keep_row(self, number: int) -> None:
        with self.rows.transaction():
            self.rows.write(
                "INSERT OR REPLACE INTO photos VALUES (?, ?)",
                (number, self.photos[number]),
            )

    def read(self, number: int) -> None:
        read = b"".join(self.store.attachments.read(self.names[number]))
        assert read == self.photos[number]

    def read_plain(self, number: int) -> None:
        assert (self.plain / f"{number}.jpg").read_bytes() == self.photos[number]

    def read_row(self, number: int) -> None:
        sql = "SELECT content FROM photos WHERE id = ?"
        assert self.rows.value(sql, (number,)) == self.photos[number]

    def piece(self, number: int) -> None:
        self.store.attachments.piece(self.names[number], 128 * 1024, 128 * 1024)

    def close(self) -> None:
        self.store.close()
        self.rows.close()


def one_round(photos: list[bytes], found: dict[str, list[Measured]]) -> None:
    with tempfile.TemporaryDirectory(dir=ROOT) as name:
        kept = Photos(Path(name), photos)
        ways = {
            "keep ours": kept.keep,
            "keep plain file": kept.keep_plain,
            "keep row": kept.keep_row,
            "read ours": kept.read,
            "read plain file": kept.read_plain,
            "read row": kept.read_row,
            "piece of 128 KiB": kept.piece,
        }
        for way, work in ways.items():
            found.setdefault(way, []).append(timed(work, len(photos)))
        checked, cpu = timed(lambda _: kept.store.check(), 1)
        found.setdefault("check all", []).append((checked, cpu))
        swept, cpu = timed(lambda _: kept.store.sweep(), 1)
        found.setdefault("sweep", []).append((swept, cpu))
        kept.close()


def tell(found: dict[str, list[Measured]], photo_bytes: int, count: int) -> None:
    def middle(way: str) -> float:
        return statistics.median(each for seconds, _ in found[way] for each in seconds)

    def cpu(way: str) -> float:
        return statistics.median(spent for _, spent in found[way]) / count

    for way in ("keep", "read"):
        ours = f"{way} ours"
        rate = photo_bytes / cpu(ours) / 1e6
        print(f"{ours:18} {middle(ours) * 1000:8.3f} ms  {rate:7.0f} MB/s of CPU")
        for other in ("plain file", "row"):
            theirs = f"{way} {other}"
            print(
                f"{theirs:18} {middle(theirs) * 1000:8.3f} ms  "
                f"{photo_bytes / cpu(theirs) / 1e6:7.0f} MB/s of CPU  ratio "
                f"{middle(ours) / middle(theirs):5.2f}  CPU {cpu(ours) / cpu(theirs):5.2f}"
            )
    print(f"{'piece of 128 KiB':18} {middle('piece of 128 KiB') * 1000:8.3f} ms")
    for way in ("check all", "sweep"):
        print(f"{way:18} {middle(way) * 1000:8.3f} ms for {count} photos")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=100)
    parser.add_argument("--kib", type=int, default=250)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    dice = random.Random(1)
    photos = [dice.randbytes(asked.kib * 1024) for _ in range(asked.photos)]
    found: dict[str, list[Measured]] = {}
    for _ in range(asked.rounds):
        one_round(photos, found)
    print(f"{asked.photos} photos of {asked.kib} KiB, {asked.rounds} rounds")
    tell(found, asked.kib * 1024, asked.photos)


if __name__ == "__main__":
    main()
