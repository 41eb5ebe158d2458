"""Every screen looks as it did when somebody last looked at it.

Pictures are of 1366x768 pixels, offscreen, with the fonts that ship. Write them
anew with INDRAJ_WRITE_PICTURES=1 after looking at every one.
"""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, qBlue, qGreen, qRed
from PySide6.QtWidgets import QApplication

from enrolment_app.ui.screens import SUPERVISOR, places

BASELINES = Path(__file__).parent / "baselines"
WRITE = "INDRAJ_WRITE_PICTURES"
LEVELS = 12
SHARE_MAX = 0.001
PLACES = [place.code for place in places("") if place.name]
DISTRICT = [place.code for place in places(SUPERVISOR) if place.name]

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="pictures are of Linux's font engine"
)


@pytest.mark.parametrize("code", ["en", "ur"])
@pytest.mark.parametrize("screen", [*PLACES, "lock", "begin", "keys"])
def test_the_screen_looks_as_it_did(a_window, screen, code, tmp_path):
    place = screen if screen in PLACES else "home"
    window = a_window(code, place, settings=three_days_ago())
    if screen == "keys":
        window.do("keys")
    elif screen not in PLACES:
        window.lock_now()
        if screen == "begin":
            window.lock.begin_first_use()
    for _ in range(8):
        QApplication.processEvents()

    compare(window, BASELINES / f"{screen}_{code}.png", tmp_path)


def compare(window, baseline, tmp_path):
    """Compare a window with its picture, or write the picture anew."""
    actual = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    if os.environ.get(WRITE):
        BASELINES.mkdir(exist_ok=True)
        actual.save(str(baseline))
        return
    expected = QImage(str(baseline)).convertToFormat(QImage.Format.Format_RGB32)
    assert actual.size() == expected.size(), baseline
    share = share_that_differs(actual, expected)
    if share > SHARE_MAX:
        actual.save(str(tmp_path / "actual.png"))
        pytest.fail(f"{share:.2%} of {baseline.name} differs: {tmp_path}/actual.png")


@pytest.mark.parametrize("code", ["en", "ur"])
@pytest.mark.parametrize("screen", [*DISTRICT, "reading"])
def test_a_supervisors_screen_looks_as_it_did(
    a_window, settled, screen, code, tmp_path
):
    place = screen if screen in DISTRICT else "home"
    window = a_window(code, place, settings=three_days_ago(), role=SUPERVISOR)
    if screen == "reading":
        window.shell.go("household", household="h000000000000001")
        settled()
        window.shell.front.lines.go_to("members[a]/age")
    for _ in range(8):
        QApplication.processEvents()

    compare(window, BASELINES / f"district_{screen}_{code}.png", tmp_path)


def three_days_ago() -> dict[str, object]:
    """What the last exchanges left behind: one that failed after two that did not."""
    day, last = (
        86_400_000,
        int(datetime(2026, 8, 31, 13, 20, tzinfo=UTC).timestamp() * 1000),
    )
    stopped = {"at_ms": last + 2 * day, "code": "sync.peer_unreachable"}
    past = [
        {"sent": 0, "received": 0, "waiting": 9} | stopped,
        {"sent": 12, "received": 3, "waiting": 0, "at_ms": last, "code": ""},
        {"sent": 21, "received": 40, "waiting": 2, "at_ms": last - day, "code": ""},
    ]
    return {"last_exchange_ms": last, "window.exchanges": past}


def share_that_differs(one: QImage, other: QImage) -> float:
    """Return the share of pixels that differ by more than `LEVELS` in a channel."""
    if one.constBits() == other.constBits():
        return 0.0
    different = 0
    for y in range(one.height()):
        if one.constScanLine(y) == other.constScanLine(y):
            continue
        for x in range(one.width()):
            a, b = one.pixel(x, y), other.pixel(x, y)
            if a != b and any(
                abs(channel(a) - channel(b)) > LEVELS
                for channel in (qRed, qGreen, qBlue)
            ):
                different += 1
    return different / (one.width() * one.height())
