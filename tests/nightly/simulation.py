"""Many seeds of the simulated district: `python -m tests.nightly.simulation [SEEDS]`.

A second number is the first seed, a third how many seconds to go on at most. Each seed
is played twice, which must give one history, on all cores. Prints each seed that fails
with its reason, and ends with status 1 if one did.
"""

import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import repeat

from tests.sync.simulation.world import World, sized

SEEDS = 100_000
FIRST = 1_000_000
CHUNK = 50
TELL_SECONDS = 60


@dataclass
class Played:
    """What came of some seeds; `acts` counts the first history of each."""

    seeds: int = 0
    failures: list[str] = field(default_factory=list)
    acts: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Played") -> None:
        """Count others in."""
        self.seeds += other.seeds
        self.failures += other.failures
        self.acts.update(other.acts)

    def __str__(self) -> str:
        steps, failed = self.acts.total(), len(self.failures)
        return f"{self.seeds} seeds, {steps} steps, {failed} failed"


def play(seeds: range, end: float) -> Played:
    """Play each seed twice, as long as there is time."""
    done = Played()
    for seed in seeds:
        if time.time() > end:
            break
        world = World(seed, **sized(seed))
        try:
            if world.run() != World(seed, **sized(seed)).run():
                done.failures.append(f"seed {seed}: two histories")
        except Exception as failure:  # noqa: BLE001 (every seed counts, whatever fails)
            done.failures.append(f"seed {seed}: {failure!r}")
        done.acts.update(world.counts)
        done.seeds += 1
    return done


def main(seeds: int, first: int, seconds_max: float) -> int:
    """Play seeds until they or the time are over; tell how many were really played."""
    began = told = time.time()
    whole, beyond = Played(), first + seeds
    parts = [range(n, min(n + CHUNK, beyond)) for n in range(first, beyond, CHUNK)]
    with ProcessPoolExecutor() as pool:
        for part in pool.map(play, parts, repeat(began + seconds_max)):
            whole.add(part)
            for failure in part.failures:
                print(failure, flush=True)
            if time.time() - told > TELL_SECONDS:
                told = time.time()
                print(whole, flush=True)
    print(f"{whole}, {time.time() - began:.0f} s")
    print(", ".join(f"{act} {count}" for act, count in whole.acts.most_common()))
    return int(bool(whole.failures))


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    defaults = [SEEDS, FIRST, 10**9]
    raise SystemExit(main(*given, *defaults[len(given) :]))
