"""Every call of a store's session fails once, with every error: an hour or two.

    python -m tests.nightly.calls [EVERY]

With EVERY only each so-many-th call. Says how many stood; ends with 1 if one did not.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from tests.store.injected import ERRORS, count_of, must_stand, session


def main() -> int:
    """Try them all; keep the folders of those that do not stand."""
    every = int(sys.argv[1]) if sys.argv[1:] else 1
    folder = Path(tempfile.mkdtemp(prefix="calls-"))
    calls = count_of(folder / "whole")
    tried, refused, fallen = 0, 0, 0
    for error in ERRORS:
        for number in range(1, calls + 1, every):
            place = folder / f"{error}-{number}"
            was = session(place, number, error)
            tried, refused = tried + 1, refused + bool(was.refused)
            try:
                must_stand(place, was)
            except BaseException as wrong:  # noqa: BLE001 - each is told, all are tried
                fallen += 1
                print(f"{place}: {type(wrong).__name__} {wrong}", flush=True)
            else:
                shutil.rmtree(place)
    print(f"{tried} calls failed, {refused} sessions refused, {fallen} did not stand")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
