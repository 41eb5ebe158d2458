"""Many histories of real stores: `python -m tests.nightly.stores [SEEDS] [FIRST]`.

Each is lived through once, on all cores; prints each seed that fails with its reason,
and ends with status 1 if one did.
"""

import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.store.upheavals import Upheavals

SEEDS, FIRST = 2000, 1


def live(seed: int) -> str:
    """Live through one history; gives what went wrong."""
    with tempfile.TemporaryDirectory() as home:
        field = Upheavals(seed, Path(home))
        try:
            field.run()
        except Exception as failure:  # noqa: BLE001 (every seed counts, whatever fails)
            return f"seed {seed}: {failure!r}"
        finally:
            field.close()
    return ""


def main(seeds: int, first: int) -> int:
    """Live through histories; tell which failed."""
    with ProcessPoolExecutor() as pool:
        failures = list(filter(None, pool.map(live, range(first, first + seeds))))
    print(*failures, f"{seeds} histories, {len(failures)} failed", sep="\n")
    return int(bool(failures))


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    raise SystemExit(main(*given, *[SEEDS, FIRST][len(given) :]))
