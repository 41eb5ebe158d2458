"""The log of what we failed at, for whoever mends the program."""

import sys
import traceback
from pathlib import Path

LOG_BYTES_MAX = 1024 * 1024
"""Beyond that it begins anew; what it was until then stays beside it, once."""


def noted(failure: Exception) -> Path:
    """Write where our own failure happened to a file, and give the file.

    Names of files and functions only: a message may hold somebody's answers.
    """
    from platformdirs import user_log_path  # noqa: PLC0415 - read where it is needed

    frames = traceback.extract_tb(failure.__traceback__)
    lines = [type(failure).__name__]
    lines += [f"  {f.filename}:{f.lineno} in {f.name}" for f in frames]
    file = user_log_path("indraj", appauthor=False) / "failures.log"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists() and file.stat().st_size > LOG_BYTES_MAX:
            file.replace(file.with_suffix(".before.log"))
        with file.open("a", encoding="utf-8") as log:
            log.write("\n".join(lines) + "\n")
    except OSError:
        # A program without a console has none to write to.
        if sys.stderr is not None:
            sys.stderr.write("\n".join(lines) + "\n")
    return file
