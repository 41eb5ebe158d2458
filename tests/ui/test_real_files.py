"""Files of answers in the window over a real, encrypted store."""

import dataclasses
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from enrolment_app.actions.create_store import create_store
from enrolment_app.actions.install_form import install_form
from enrolment_app.actions.unlock import unlock as unlock_store
from enrolment_app.ui.editors.preview import Preview
from enrolment_app.ui.window import Window

PASSPHRASE = "three plain words"
FORM = Path(__file__).parent / "questionnaire" / "media.md"
LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def at_the_questions(  # noqa: PLR0913 - fixtures
    qtbot, dressed, background, machine, tmp_path, settled
):
    """Open a window over a store with the form of files, at a new household."""
    place = tmp_path / "store"
    own = dataclasses.replace(machine, resources=tmp_path)
    work = create_store(place, PASSPHRASE, "Asha", own)
    assert not isinstance(install_form(work, FORM), tuple)
    work.store.close()
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    window = Window(
        dressed("en"), background, place=place, machine=own, settings=settings
    )
    qtbot.addWidget(window)
    window.setFixedSize(1366, 768)
    window.show()
    settled()
    unlock(window, settled)
    window.shell.go("household")
    settled()
    yield window
    window.lock_now()
    settled()


@pytest.fixture
def photo(tmp_path):
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    image.save(str(tmp_path / "photo.jpg"))
    return tmp_path / "photo.jpg"


def unlock(window, settled):
    field = window.lock.unlock.field
    QTest.keyClicks(field, PASSPHRASE)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settled()


def questions(window):
    return window.shell.front.questionnaire


def editor(window, address):
    return questions(window).front.card(address).editor


def test_a_photo_is_there_again_after_locking_and_gone_while_locked(
    at_the_questions, photo, settled, tmp_path
):
    window = at_the_questions
    editor(window, "g/photo").take_file(photo)
    settled()
    reference = questions(window).sitting.node("g/photo").value
    assert editor(window, "g/photo").preview.held.thumbnail

    window.lock_now()
    settled()
    QApplication.processEvents()
    assert not [
        each
        for top in QApplication.topLevelWidgets()
        for each in top.findChildren(Preview)
    ]
    unlock(window, settled)

    assert questions(window).sitting.node("g/photo").value == reference
    preview = editor(window, "g/photo").preview
    assert preview.held.reference == reference
    assert preview.held.thumbnail
    assert not preview._image.isNull()


def test_a_signature_drawn_a_moment_before_locking_is_there_afterwards(
    at_the_questions, settled
):
    window = at_the_questions
    questions(window).go_to("g/sign")
    surface = editor(window, "g/sign")._surface
    QTest.mousePress(surface, LEFT, PLAIN, QPoint(20, 20))
    QTest.mouseMove(surface, QPoint(90, 60))
    QTest.mouseRelease(surface, LEFT, PLAIN, QPoint(90, 60))

    window.lock_now()
    settled()
    unlock(window, settled)

    reference = questions(window).sitting.node("g/sign").value
    assert reference.endswith(".png")
    assert editor(window, "g/sign").preview.held.here


def test_submitting_at_once_takes_the_photo_along(  # noqa: PLR0913 - fixtures
    qtbot, at_the_questions, photo, settled, tmp_path, machine
):
    window = at_the_questions
    editor(window, "g/photo").take_file(photo)
    household = questions(window).sitting.visit.household

    questions(window).submit_wanted.emit()
    qtbot.waitUntil(lambda: window.shell.where[0] == "home")
    window.lock_now()
    settled()

    store = unlock_store(tmp_path / "store", PASSPHRASE, machine).store
    assert store.visits.of(household) is None
    kept = store.attachments.counted()
    store.close()
    assert (kept.here, kept.awaiting) == (1, 0)
