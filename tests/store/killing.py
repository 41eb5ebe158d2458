"""Kill a writer at a random moment, and look whether what it said is there."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.store.builders import a_store, opened
from tests.store.photographer import SIZE
from tests.store.pictures import a_picture, name_of
from tests.store.writer import acknowledged, holds

ROOT = Path(__file__).resolve().parents[2]


def kill_at_random_moments(place, times, chance):
    """Kill a writer `times` times; gives how many answers it had acknowledged."""
    a_store(place).close()
    said_in_all = 0
    for _ in range(times):
        count, seconds = chance.randint(1, 12), chance.uniform(0.0, 0.03)
        lines = lines_until_killed(place, count=count, seconds=seconds)
        said_in_all += len(lines)
        draft, sealed = acknowledged(lines)
        with opened(place) as store:
            assert holds(store, draft, sealed), (draft, sealed)
    return said_in_all


def photos_killed_at_random_moments(place, times, chance):
    """Kill who keeps pictures `times` times; gives the numbers of those it had kept."""
    a_store(place).close()
    kept = set()
    for _ in range(times):
        lines = lines_until_killed(
            place, "for-ever", who="photographer", seconds=chance.uniform(0.0, 0.3)
        )
        kept |= {int(line.split()[1]) for line in lines if line.startswith("kept")}
        with opened(place) as store:
            assert store.check().sound
            for seed in kept:
                content = a_picture(seed, SIZE)
                assert b"".join(store.attachments.read(name_of(content))) == content
    return kept


def lines_until_killed(place, *more, who="writer", count=1, seconds):
    """Give what a process said until it was killed, so long after so many lines."""
    writer = subprocess.Popen(
        [sys.executable, "-m", f"tests.store.{who}", str(place), *more],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    first = b"".join(writer.stdout.readline() for _ in range(count))
    time.sleep(seconds)
    writer.send_signal(signal.SIGKILL)
    rest, _ = writer.communicate()
    # The last line may be torn: what was not said whole was not acknowledged.
    whole = (first + rest).decode().rpartition("\n")[0]
    return whole.splitlines()
