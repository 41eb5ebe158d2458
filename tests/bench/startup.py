"""Process start to lock screen painted, against a bare PySide6 window.

    python tests/bench/startup.py [RUNS]

Both are new processes of this interpreter, in turn in one run; the budget is a
ratio of medians, so the machine does not matter. Each process says on its
standard output when its window has been painted.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUDGET = 1.5
RUNS = 9

BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, self.told)
    def told(self):
        print("painted", flush=True)
        app.quit()
app = QApplication(sys.argv)
window = Window()
window.setCentralWidget(QLabel("Indraj"))
window.resize(1280, 720)
window.show()
app.exec()
"""

OURS = """
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


def seconds_until_painted(code: str, place: Path) -> float:
    """Start a process and return how long until it says that it has painted."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    surroundings.setdefault("QT_QPA_PLATFORM", "offscreen")
    # An installation has its modules compiled; a working copy may forbid it.
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    surroundings["INDRAJ_STORE"] = str(place)
    surroundings["PYTHONPYCACHEPREFIX"] = str(place.parent / "compiled")
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with process:
        for line in process.stdout or ():
            if line.strip() == "painted":
                return time.perf_counter() - start
    raise RuntimeError(f"ended with {process.returncode} before it painted")


def main() -> int:
    """Print both medians and their ratio; 1 where the budget is exceeded."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    bare, ours = [], []
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "store"
        place.mkdir()
        (place / "keys.a").write_bytes(b"")
        for code in (BARE, OURS):
            seconds_until_painted(code, place)  # files into the disk's cache
        for _ in range(runs):
            bare.append(seconds_until_painted(BARE, place))
            ours.append(seconds_until_painted(OURS, place))
    ratio = statistics.median(ours) / statistics.median(bare)
    print(
        f"lock screen painted {statistics.median(ours):.3f} s, "
        f"bare window {statistics.median(bare):.3f} s, "
        f"ratio {ratio:.2f} (budget {BUDGET})"
    )
    return 0 if ratio <= BUDGET else 1


if __name__ == "__main__":
    sys.exit(main())
