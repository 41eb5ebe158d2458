"""Letters in every order over many seeds, by hand: `python -m tests.nightly.letters`.

With a number: so many districts. Each has three laptops, a registry that is restored
once, and letters that go late, twice or never. Ends at the first that is not even.
"""

import sys
import tempfile
import time
from pathlib import Path

from tests.sync.registry.offices import an_office
from tests.sync.registry.test_restores import backed_up, restored
from tests.sync.unhurried import District

SEEDS, STEPS = 500, 60


def one(seed: int, home: Path) -> int:
    """Run one district to its end; gives how many changes were written."""
    district = District(an_office(home / "registry"), seed)
    for _ in range(STEPS):
        district.step()
    backup = backed_up(district.office, home)
    for _ in range(STEPS):
        district.step()
    district.restore(restored(district.office, home, backup))
    for _ in range(STEPS):
        district.step()
    district.come_even()
    district.must_be_even()
    district.office.storage.close()
    return len(district.written)


def main(seeds: int) -> int:
    """Run so many districts."""
    started, changes = time.monotonic(), 0
    for seed in range(seeds):
        with tempfile.TemporaryDirectory() as home:
            changes += one(seed, Path(home))
    took = time.monotonic() - started
    print(f"{seeds} districts, {changes} changes, none lost, all even ({took:.0f} s)")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS))
