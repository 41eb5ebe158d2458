"""The window over a real store with a small questionnaire, and its passphrase."""

from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest

from enrolment_app.actions.create_store import create_store
from enrolment_app.actions.install_form import install_form
from enrolment_app.ui.window import Window

FORM = Path(__file__).parent / "questionnaire" / "small.md"
PASSPHRASE = "three plain words"


def window_at_work(qtbot, look, background, machine, folder):
    """Give a window, still locked."""
    place = folder / "store"
    work = create_store(place, PASSPHRASE, "Asha", machine)
    assert not isinstance(install_form(work, FORM), tuple)
    work.store.close()
    settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    window = Window(look, background, place=place, machine=machine, settings=settings)
    qtbot.addWidget(window)
    window.setFixedSize(1366, 768)
    window.lock.focus_here()
    window.show()
    return window


def unlock(window, settled) -> None:
    QTest.keyClicks(window.lock.unlock.field, PASSPHRASE)
    QTest.keyClick(window.lock.unlock.field, Qt.Key.Key_Return)
    settled()
