"""A new laptop, a stick in it, and the office's file on the stick."""

import os

import pytest
from PySide6.QtCore import QSettings

from enrolment_app.ui import sticks
from enrolment_app.ui.window import Window
from sync.registry.founding import found
from sync.registry.provisioning import NewPerson, Order, make_laptop
from sync.session.provisioned import ENUMERATOR
from tests.store.builders import cheaply
from tests.ui.conftest import NOW

PEOPLE = (NewPerson("Demo Gulalai", "ڈیمو گلالئی"), NewPerson("Demo Zarak", "ڈیمو زرک"))
NOW_MS = int(NOW.timestamp() * 1000)


@pytest.fixture
def stick(tmp_path, monkeypatch):
    """A stick in the laptop, with nothing on it yet."""
    folder = tmp_path / "DEMO STICK"
    folder.mkdir()
    monkeypatch.setattr(sticks, "sticks", lambda: ((folder, "DEMO STICK"),))
    return folder


@pytest.fixture
def a_file(tmp_path, stick):
    """Make a provisioning file on the stick; give it and the codes."""
    office = found(tmp_path / "registry", "", (), lambda: NOW_MS, os.urandom)

    def make(days=30, people=PEOPLE, role=ENUMERATOR, **policies):
        asked = Order("SWT-07", ["PK532"], role, people, days, policies=policies)
        made = make_laptop(office, asked)
        file = stick / "SWT-07.indraj-laptop"
        file.write_bytes(made.file)
        return file, [code for _, code in made.codes]

    yield make
    office.storage.close()


@pytest.fixture
def a_new_laptop(  # noqa: PLR0913 - fixtures
    qtbot, dressed, background, machine, tmp_path, settled, monkeypatch
):
    """A window where there is no store yet; the one to come is cheap to open."""
    cheaply(monkeypatch)

    def build(code="en"):
        settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        window = Window(
            dressed(code),
            background,
            place=tmp_path / "home" / "store",
            machine=machine,
            settings=settings,
        )
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        window.lock.focus_here()
        return window

    yield build
    settled()
