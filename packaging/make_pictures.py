#!/usr/bin/env python3
"""Make the pictures of `docs/`, of the real program in a made-up district.

    PYTHONPATH=. python packaging/make_pictures.py [--out DIR]

Offscreen, in English and Urdu, at the size of the cheapest laptop. Clock and chance
are fixed, so that a picture changes only where the program does. Colours are brought
down to 64, for a picture must stay below 60 kB.
"""

from __future__ import annotations

import argparse
import os
import random  # noqa: TID251 - a demonstration's chance is fixed here
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from enrolment_app.actions.create_store import create_store
from enrolment_app.actions.enrol_device import enrol_device
from enrolment_app.actions.exchange import exchange
from enrolment_app.actions.work import Machine
from enrolment_app.cli.demo_district import LAPTOPS, PASSPHRASE, make_district
from enrolment_app.problems import Problem
from enrolment_app.start import resources
from enrolment_app.store import Listed, Query
from enrolment_app.ui import sticks
from enrolment_app.ui.app import FUSION, make_window
from enrolment_app.ui.background import Background
from enrolment_app.ui.window import Window
from sync.registry.founding import open_office
from sync.registry.office import Office
from sync.registry.provisioning import NewPerson, Order, make_laptop
from sync.session.provisioned import SUPERVISOR, read_provisioning

ROOT = Path(__file__).resolve().parent.parent
BEGUN = datetime(2026, 9, 3, 4, 20, tzinfo=UTC)
SIZE = (1366, 768)
COLOURS = 64
BYTES_MAX = 60_000
LANGUAGES = ("en", "ur")
WAIT_SECONDS = 60.0


def main() -> int:
    """Make every picture and say how large they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "pictures")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QApplication(["indraj", *FUSION])
    QApplication.setCursorFlashTime(0)
    machine = a_machine()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        with make_district(home / "district", machine) as district:
            set_up_supervisor(home, machine, district.url)
            for language in LANGUAGES:
                first_use(home, machine, language, asked.out)
                at_work(home, machine, language, asked.out)
                at_the_office(home, machine, language, asked.out)
    application.processEvents()
    return 0


def a_machine() -> Machine:
    """Give a clock that goes on by itself from one moment, and fixed chance."""
    chance = random.Random(20260903)  # noqa: S311 - a demonstration's
    ticks = iter(range(10**9))
    return Machine(
        clock=lambda: BEGUN + timedelta(milliseconds=20 * next(ticks)),
        random=chance.randbytes,
        resources=resources(),
    )


class Desk:
    """A window on a store, and how to wait for it."""

    def __init__(self, place: Path, machine: Machine, language: str) -> None:
        place.parent.mkdir(parents=True, exist_ok=True)
        file = str(place.parent / "window.ini")
        settings = QSettings(file, QSettings.Format.IniFormat)
        settings.setValue("language", language)
        settings.sync()
        self.language = language
        self.background = Background()
        self.window: Window = make_window(place, machine, self.background)
        self.window.setFixedSize(*SIZE)
        self.window.show()

    def wait(self, until: Callable[[], bool] = lambda: True) -> None:
        """Let everything that was asked for arrive and be painted."""
        end = time.monotonic() + WAIT_SECONDS
        quiet = 0
        while quiet < 20 and time.monotonic() < end:  # noqa: PLR2004 - a moment's peace
            QApplication.processEvents()
            time.sleep(0.01)
            quiet = quiet + 1 if self.background.idle and until() else 0
        if not until():
            raise SystemExit("The window did not come to what the picture shows.")

    def picture(self, name: str, out: Path) -> None:
        """Keep what the window shows now."""
        self.wait()
        file = out / f"{name}_{self.language}.png"
        save_small(self.window.grab().toImage(), file)
        print(f"{file.name}  {file.stat().st_size / 1000:.0f} kB")

    def close(self) -> None:
        """End it as a person would."""
        self.window.close()
        self.wait()
        self.background.stop()


def an_office(home: Path, machine: Machine) -> Office:
    """Open the demonstration's registry beside the one that serves."""
    return open_office(
        home / "district" / "registry",
        "",
        lambda: int(machine.clock().timestamp() * 1000),
        machine.random,
    )


def set_up_supervisor(home: Path, machine: Machine, url: str) -> None:
    """Make the laptop of somebody who reviews the district."""
    office = an_office(home, machine)
    person = NewPerson("Demo supervisor Palwasha", "ڈیمو نگران پلوشہ")
    order = Order("Demo office", ["PK532"], SUPERVISOR, [person], url=url)
    made = make_laptop(office, order)
    office.storage.close()
    work = create_store(home / "office" / "store", PASSPHRASE, person.name, machine)
    enrolled = enrol_device(work, read_provisioning(made.file), made.codes[0][1])
    if isinstance(enrolled, Problem):
        raise SystemExit(enrolled.code)
    exchange(work)
    work.store.close()


def first_use(home: Path, machine: Machine, language: str, out: Path) -> None:
    """Show the three steps of a new laptop."""
    office = an_office(home, machine)
    people = [
        NewPerson("Demo Gulalai", "ڈیمو گلالئی"),
        NewPerson("Demo Zarak", "ڈیمو زرک"),
    ]
    order = Order("SWT-07", ["PK532"], people=people, url="https://registry.example")
    made = make_laptop(office, order)
    stick = home / "stick"
    stick.mkdir(exist_ok=True)
    (stick / "SWT-07.indraj-laptop").write_bytes(made.file)
    sticks.sticks = lambda: ((stick, "DEMO STICK"),)
    desk = Desk(home / f"new-{language}" / "store", machine, language)
    begin = desk.window.lock.begin
    if begin is None:
        raise SystemExit("There is a store already.")
    desk.wait(lambda: desk.window.focusWidget().objectName() == "begin.found.0")
    QTest.keyClick(desk.window.focusWidget(), Qt.Key.Key_Return)
    desk.wait(lambda: begin.step == 1)
    QTest.keyClick(desk.window.focusWidget(), Qt.Key.Key_Return)
    QTest.keyClicks(desk.window.focusWidget(), made.codes[0][1])
    desk.picture("first_use_person", out)
    desk.close()
    office.storage.close()


def at_work(home: Path, machine: Machine, language: str, out: Path) -> None:
    """Show a day of an enumerator, and two answers to one question."""
    desk = Desk(home / "district" / LAPTOPS[0].folder, machine, language)
    desk.window.lock.unlock_asked.emit(PASSPHRASE)
    desk.wait(lambda: desk.window.shell is not None)
    shell = desk.window.shell
    if shell is None:
        raise SystemExit("The demonstration's passphrase does not open its store.")
    desk.picture("today", out)
    for place in ("conflicts", "sync"):
        shell.go(place)
        desk.picture(place, out)
    unfinished = Query(statuses=("unfinished",), limit=1)
    shell.go("household", household=first_of(desk, unfinished))
    desk.picture("household", out)
    QTest.keyClick(desk.window.focusWidget() or desk.window, Qt.Key.Key_F10)
    desk.picture("review", out)
    desk.close()


def at_the_office(home: Path, machine: Machine, language: str, out: Path) -> None:
    """Show what a supervisor reviews, and what comes by stick."""
    desk = Desk(home / "office" / "store", machine, language)
    desk.window.lock.unlock_asked.emit(PASSPHRASE)
    desk.wait(lambda: desk.window.shell is not None)
    shell = desk.window.shell
    if shell is None:
        raise SystemExit("The demonstration's passphrase does not open its store.")
    desk.picture("district", out)
    for place in ("bundles", "laptops"):
        shell.go(place)
        desk.picture(place, out)
    submitted = Query(statuses=("submitted",), limit=1)
    shell.go("household", household=first_of(desk, submitted))
    desk.picture("reading", out)
    desk.close()


def first_of(desk: Desk, query: Query) -> str:
    """Give the first household that a list would show."""
    rows: list[Listed] = []
    shell = desk.window.shell
    if shell is not None:
        store = shell.parts.work.store
        desk.background.run(
            lambda: store.households.page(query).rows[0], done=rows.append
        )
    desk.wait(lambda: bool(rows))
    return rows[0].household


def save_small(image: QImage, file: Path) -> None:
    """Write a picture of few colours, no larger than a page may carry."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(plain.constBits()).cast("B").cast("I")
    counted = Counter(pixels)
    palette = [colour for colour, _ in counted.most_common(COLOURS)]
    indices = {colour: at for at, colour in enumerate(palette)}
    for colour in counted:
        if colour not in indices:
            indices[colour] = nearest(colour, palette)
    drawn = bytes(indices[colour] for colour in pixels)
    indexed = QImage(
        drawn,
        plain.width(),
        plain.height(),
        plain.width(),
        QImage.Format.Format_Indexed8,
    )
    indexed.setColorTable(palette)
    if not indexed.save(str(file), "PNG", 0) or file.stat().st_size > BYTES_MAX:
        raise SystemExit(f"{file} is too large or cannot be written.")


def nearest(colour: int, palette: list[int]) -> int:
    """Give the place of the colour that differs least."""
    r, g, b = colour >> 16 & 255, colour >> 8 & 255, colour & 255
    return min(
        range(len(palette)),
        key=lambda at: (
            ((palette[at] >> 16 & 255) - r) ** 2
            + ((palette[at] >> 8 & 255) - g) ** 2
            + ((palette[at] & 255) - b) ** 2
        ),
    )


if __name__ == "__main__":
    sys.exit(main())
