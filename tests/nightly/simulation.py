"""Many seeds of the simulated district: `python -m tests.nightly.simulation [SEEDS]`.

A second number is the first seed, a third how many seconds to go on at most. Prints
each seed that fails with its reason, and ends with status 1 if one did.
"""

import sys
import time
from collections import Counter

from tests.sync.simulation.world import World, sized

SEEDS = 100_000
FIRST = 1_000_000
TELL_SECONDS = 60


def main(seeds: int, first: int, seconds_max: float) -> int:
    """Play seeds until they or the time are over; tell how many were really played."""
    began = told = time.monotonic()
    failed, steps, acts = 0, 0, Counter[str]()
    seed = first
    while seed < first + seeds and time.monotonic() - began < seconds_max:
        world = World(seed, **sized(seed))
        try:
            world.run()
        except Exception as failure:  # noqa: BLE001 (every seed counts, whatever fails)
            failed += 1
            print(f"seed {seed}: {failure!r}", flush=True)
        acts.update(world.counts)
        steps += world.counts.total()
        seed += 1
        if time.monotonic() - told > TELL_SECONDS:
            told = time.monotonic()
            print(f"{seed - first} seeds, {steps} steps, {failed} failed", flush=True)
    played = seed - first
    spent = time.monotonic() - began
    print(f"{played} seeds, {steps} steps, {failed} failed, {spent:.0f} s")
    print(", ".join(f"{act} {count}" for act, count in acts.most_common()))
    return int(failed > 0)


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    defaults = [SEEDS, FIRST, 10**9]
    raise SystemExit(main(*given, *defaults[len(given) :]))
