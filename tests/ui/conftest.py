"""A desk for the screens: the look in both languages, a small district's rows."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from enrolment_app.actions.work import Machine, Person, Work
from enrolment_app.store import Counted, ToSend
from enrolment_app.store.rows import (
    Custody,
    Listed,
    StaffMember,
)
from enrolment_app.ui import opening, tokens
from enrolment_app.ui.background import Background
from enrolment_app.ui.languages import language
from enrolment_app.ui.readings import bundles
from enrolment_app.ui.readings.files import Offered
from enrolment_app.ui.screens import bundles as bundles_screen
from enrolment_app.ui.screens import conflicts as conflicts_screen
from enrolment_app.ui.screens import files as files_screen
from enrolment_app.ui.screens import reading as reading_screen
from enrolment_app.ui.screens import sync as sync_screen
from enrolment_app.ui.session import Session
from enrolment_app.ui.theme import Look
from enrolment_app.ui.window import Window
from tests.ui import district
from tests.ui.disagreement import contests
from tests.ui.in_memory import FakeHouseholds, FakeTold

RESOURCES = Path(__file__).parents[2] / "resources"
KARACHI = timezone(timedelta(hours=5))
NOW = datetime(2026, 9, 3, 9, 41, tzinfo=KARACHI)
SIZE = (1366, 768)
HEADS = {
    "en": ("Gul Zaman Khan", "Noor Jehan", "Sher Ali", "Zarina Bibi", "Taj Muhammad"),
    "ur": ("گل زمان خان", "نور جہاں", "شیر علی", "زرینہ بی بی", "تاج محمد"),
}
VILLAGES = {
    "en": ("Kalam Bala", "Bahrain", "Madyan", "Matta"),
    "ur": ("کالام بالا", "بحرین", "مدین", "مٹہ"),
}
STATUSES = ("unfinished", "submitted", "returned", "submitted", "approved")
CUSTODIES = (Custody.ONLY_HERE, Custody.HANDED_OVER, Custody.CONFIRMED)


def ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def listed(number: int, code: str = "en") -> Listed:
    """One invented household; everything follows from its number."""
    return Listed(
        household=f"h{number:015d}",
        number=f"{142 + number:04d}",
        head="" if number % 11 == 10 else HEADS[code][number % 5],
        village=VILLAGES[code][number % 4],
        status=STATUSES[number % 5],
        custody=CUSTODIES[number % 3],
        people=2 + number % 9,
        area="PK53202",
        changed_ms=ms(NOW - timedelta(minutes=12 + 97 * number)),
        contested=2 if number % 7 == 3 else 0,
        problems=1 if number % 6 == 0 else 0,
        open=number % 5 == 0,
        enumerator=district.ENUMERATORS[code][number % 3],
    )


@dataclass
class FakeStore:
    """What the screens read of a store, in memory."""

    households: FakeHouseholds
    settings: dict[str, object] = field(default_factory=dict)
    closed: bool = False
    enrolled: bool = True
    role: str = ""
    photos: tuple[int, int] = (0, 0)  # waiting to go, of how many
    told: FakeTold = field(default_factory=FakeTold)

    @property
    def lane(self) -> SimpleNamespace:
        waiting = [ToSend(f"{n}.jpg", 60_000, "PK53") for n in range(self.photos[0])]
        return SimpleNamespace(to_send=lambda: tuple(waiting))

    @property
    def attachments(self) -> SimpleNamespace:
        return SimpleNamespace(counted=lambda: Counted(here=self.photos[1]))

    @property
    def device(self) -> SimpleNamespace:
        enrolment = SimpleNamespace(
            name="SWT-07",
            url="https://registry.example",
            role=self.role,
            policies={},
        )
        return SimpleNamespace(
            name="SWT-07" if self.enrolled else "",
            number=7,
            trouble="",
            enrolment=enrolment if self.enrolled else None,
        )

    @property
    def letters(self) -> SimpleNamespace:
        return SimpleNamespace(laptops=lambda _device: district.laptops(NOW))

    @property
    def people(self) -> SimpleNamespace:
        return SimpleNamespace(get=lambda person: StaffMember(person, person))

    @property
    def facts(self) -> SimpleNamespace:
        return SimpleNamespace(get=self.settings.get, set=self.settings.__setitem__)

    def close(self) -> None:
        self.closed = True


@pytest.fixture(autouse=True)
def nobody_answers_a_dialog(monkeypatch: pytest.MonkeyPatch) -> None:
    """Choosing a file waits for a person, here for ever: a test says what is chosen."""

    def asked(*_: object) -> None:
        pytest.fail("a dialog for files that no test answers")

    for name in ("getOpenFileName", "getSaveFileName", "getExistingDirectory"):
        monkeypatch.setattr(QFileDialog, name, asked)


@pytest.fixture
def machine() -> Machine:
    return Machine(clock=lambda: NOW, random=os.urandom, resources=RESOURCES)


@pytest.fixture
def a_work(machine: Machine) -> Callable[..., Work]:
    """Build a work over an in-memory store with some households."""

    def build(count: int = 60, code: str = "en", **store: object) -> Work:
        rows = [listed(number, code) for number in range(count)]
        name = "Ayesha Bibi" if code == "en" else "عائشہ بی بی"
        fake = FakeStore(FakeHouseholds(rows), **store)
        return Work(fake, Person("p1", name), machine)

    return build


@pytest.fixture
def dressed(qapp: QApplication) -> Callable[..., Look]:
    """Dress the application in a language, theme and size."""
    QApplication.setCursorFlashTime(0)

    def dress(code: str = "en", *, dark: bool = False, scale: float = 1.0) -> Look:
        colours = tokens.DARK if dark else tokens.LIGHT
        look = Look(RESOURCES, colours=colours, language=language(code), scale=scale)
        look.apply()
        dressed_looks.append(look)
        return look

    # The application keeps no reference to its translator and style.
    dressed_looks: list[Look] = []
    yield dress
    for look in dressed_looks:
        look.undress()


@pytest.fixture
def background(qapp: QApplication) -> Background:
    one = Background()
    yield one
    one.stop()


@pytest.fixture
def settled(qtbot, background: Background) -> Callable[[], None]:
    """Wait until everything asked of the worker has been delivered."""

    def wait() -> None:
        for _ in range(4):
            # What is delivered may ask the worker for more.
            qtbot.waitUntil(lambda: background.idle, timeout=10_000)
            QApplication.processEvents()

    return wait


@pytest.fixture
def a_window(  # noqa: PLR0913 - fixtures
    qtbot, dressed, background, machine, a_work, settled, tmp_path, monkeypatch
):
    """Open a window on an in-memory store, unlocked, at a screen."""

    def build(code: str = "en", screen: str = "home", count: int = 60, **store: object):
        look = dressed(code)
        work = a_work(count, code, **store)
        monkeypatch.setattr(
            opening,
            "open_store",
            lambda *_: Session(work, work.store.device.name, 0, work.store.role),
        )
        # What is plugged into the machine of the tests is no part of them.
        monkeypatch.setattr(
            bundles, "look_around", lambda _work: bundles.Around((), ())
        )
        for module in (sync_screen, bundles_screen):
            monkeypatch.setattr(module, "look_around", bundles.look_around)
        monkeypatch.setattr(
            files_screen,
            "read_offered",
            lambda work: Offered(
                (("kp", "Household"),), len(work.store.households.rows)
            ),
        )
        monkeypatch.setattr(
            reading_screen,
            "read_household",
            lambda work, household, code: district.a_reading(
                work.store.households.row(household), code, NOW
            ),
        )
        monkeypatch.setattr(
            conflicts_screen,
            "read_contests",
            lambda work, household, code: contests(
                work.store.households.row(household), code, NOW
            ),
        )
        place = tmp_path / "store"
        place.mkdir(exist_ok=True)
        (place / "keys.a").write_bytes(b"")
        settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        window = Window(
            look, background, place=place, machine=machine, settings=settings
        )
        qtbot.addWidget(window)
        window.setFixedSize(*SIZE)
        window.show()
        window.lock.unlock_asked.emit("x")
        settled()
        if screen != "home":
            window.shell.go(screen)
            settled()
        return window

    return build


@pytest.fixture
def shown(qtbot) -> Callable[[QWidget], QWidget]:
    """Show a widget at the size of the cheapest laptop."""

    def show(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        widget.setFixedSize(*SIZE)
        widget.show()
        for _ in range(6):
            QApplication.processEvents()
        return widget

    return show
