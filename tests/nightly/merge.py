"""The fault model over many seeds, by hand: `python -m tests.nightly.merge [SEEDS]`.

Prints a line a fault and ends with status 1 at the first write that got lost.
"""

import sys
import time

from tests.sync.model import FAULTS, History

SEEDS = 100_000


def main(seeds: int) -> int:
    """Run `seeds` histories, spread over no fault, each fault, and all at once."""
    sets = [
        frozenset[str](),
        *(frozenset([fault]) for fault in FAULTS),
        frozenset(FAULTS),
    ]
    failed = False
    for faults in sets:
        started, writes, lost, false, extras, diverged = time.monotonic(), 0, 0, 0, 0, 0
        for seed in range(seeds // len(sets) + 1):
            outcome = History(seed, faults).run()
            writes += outcome.writes
            lost += outcome.lost
            false += outcome.false
            diverged += outcome.diverged
            extras = max(extras, outcome.extras_max)
        name = "all" if len(faults) > 1 else next(iter(faults), "none")
        print(
            f"{name:17} histories {seed + 1} writes {writes} lost {lost} "
            f"false conflicts {false} diverged {diverged} extras at most {extras} "
            f"({time.monotonic() - started:.0f} s)",
            flush=True,
        )
        failed |= bool(lost or diverged)
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS))
