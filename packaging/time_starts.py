#!/usr/bin/env python3
"""Time the start to the first paint: an installed package against an environment.

    time_starts.py ROOT PYTHON [RUNS]

ROOT is a tree with the Debian package in it, PYTHON an environment's python. Both
start in turn, offscreen, without a store; medians and their ratio are printed.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
RUNS = 7
PAINTED = """
import sys
from PySide6.QtCore import QTimer
from enrolment_app import __main__
from enrolment_app.ui import app
from enrolment_app.ui.window import Window
class Painted(Window):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, self.told)
    def told(self):
        print("painted", flush=True)
        app.QApplication.quit()
app.Window = Painted
sys.argv = ["indraj"]
__main__.main()
"""
SURROUNDINGS = {"QT_QPA_PLATFORM": "offscreen", "INDRAJ_STORE": "/tmp/none/store"}  # noqa: S108 - nothing is kept there


def main(root: str, python: str, runs: int = RUNS) -> int:
    """Print both medians and their ratio."""
    words = [f"{name}={value}" for name, value in SURROUNDINGS.items()]
    packaged = [
        *("chroot", root, "env", *words, "PYTHONPATH=/usr/lib/indraj/lib"),
        *("/usr/bin/python3", "-s", "-P", "-c", PAINTED),
    ]
    plain = ["env", *words, f"PYTHONPATH={PROJECT}", python, "-c", PAINTED]
    times: dict[str, list[float]] = {"package": [], "environment": []}
    for _ in range(runs):
        times["package"].append(seconds(packaged))
        times["environment"].append(seconds(plain))
    package, environment = (statistics.median(each) for each in times.values())
    print(
        f"    package {package:.2f} s, environment {environment:.2f} s, "
        f"ratio {package / environment:.2f} (medians of {runs})"
    )
    return 0


def seconds(command: list[str]) -> float:
    """Give how long until the process says that it has painted."""
    surroundings = {**os.environ, "PYTHONPYCACHEPREFIX": ""}
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.perf_counter()
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=surroundings,
    ) as process:
        for line in process.stdout or ():
            if line.strip() == "painted":
                return time.perf_counter() - begun
    raise RuntimeError(f"ended with {process.returncode} before it painted")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3], *(int(word) for word in sys.argv[3:4])))
