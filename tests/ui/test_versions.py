"""Opening a household of an older version: the offer, the move, and its undo."""

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from enrolment_app.actions.create_store import create_store
from enrolment_app.ui.screens.versions import VersionPage
from enrolment_app.ui.widgets.buttons import Button, KeyCap
from enrolment_app.ui.window import Window
from tests.actions.versions import NEW, OLD, a_household, take
from tests.ui.at_work import PASSPHRASE, unlock

ANSWERS = {
    "village": "Demo Kalam",
    "roof": "tin",
    "rooms": 3,
    "gone": "old words",
    "people": [{"name": "Gul", "age": 40}],
}
BOTH = pytest.mark.parametrize("code", ["en", "ur"])


@pytest.fixture
def at_household(  # noqa: PLR0913 - fixtures
    qtbot, dressed, background, machine, tmp_path, settled
):
    """Open a household of version 1 in a window whose store holds version 2."""

    def build(code="en"):
        work = create_store(tmp_path / "store", PASSPHRASE, "Asha", machine)
        take(work, tmp_path, OLD)
        household = a_household(work, ANSWERS)
        take(work, tmp_path, NEW)
        work.store.close()
        settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        look = dressed(code)
        window = Window(
            look,
            background,
            place=tmp_path / "store",
            machine=machine,
            settings=settings,
        )
        qtbot.addWidget(window)
        window.setFixedSize(1366, 768)
        window.lock.focus_here()
        window.show()
        unlock(window, settled)
        window.shell.go("household", household=household)
        settled()
        return window

    yield build
    settled()


def texts(window):
    found = [one.text() for one in window.findChildren(QLabel) if one.isVisible()]
    return [one.translate({0x2066: None, 0x2068: None, 0x2069: None}) for one in found]


def press(window, code, settled):
    window.findChild(Button, code).click()
    settled()


@BOTH
def test_the_offer_comes_first_with_everything_that_would_become(
    at_household, code, settled
):
    window = at_household(code)

    page = window.findChild(VersionPage)
    assert page.isVisible()
    said = texts(page)
    for words in ("Gone", "old words", "Rooms", "3", "Fresh", "Roof", "Cover"):
        assert words in said
    assert not clipped(page)


def clipped(page):
    return [
        label.text()
        for label in page.findChildren(QLabel)
        if label.isVisible()
        and label.wordWrap()
        and label.height() + 1 < label.heightForWidth(label.width())
    ]


def test_staying_leaves_it_as_it_is_and_the_strip_offers_it_again(
    at_household, settled
):
    window = at_household()

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    settled()

    screen = window.shell.front.questionnaire
    assert screen.isVisible()
    assert screen.sitting.visit.setting.layout.version == "1"
    assert "See what would move" in window.findChild(Button, "version.act").text()
    assert not screen.sitting.visit.kept
    press(window, "version.act", settled)
    assert window.findChild(VersionPage).isVisible()


def test_a_moved_visit_goes_on_and_control_z_takes_the_move_back(at_household, settled):
    window = at_household()

    press(window, "version.move", settled)

    screen = window.shell.front.questionnaire
    assert screen.sitting.visit.setting.layout.version == "2"
    assert screen.sitting.interview.answers()["cover"] == "tin"
    assert any("Moved from version 1 to version 2" in one for one in texts(window))

    screen.undo()
    settled()

    screen = window.shell.front.questionnaire
    assert screen.sitting.visit.setting.layout.version == "1"
    assert screen.sitting.interview.answers()["roof"] == "tin"


def test_answers_since_the_move_are_undone_before_the_move_is(at_household, settled):
    window = at_household()
    press(window, "version.move", settled)
    screen = window.shell.front.questionnaire
    screen.answer("fresh", "given since")
    settled()

    screen.undo()
    settled()

    screen = window.shell.front.questionnaire
    assert screen.sitting.visit.setting.layout.version == "2"
    assert "fresh" not in screen.sitting.interview.answers()


def caps(window):
    return [one.text() for one in window.shell._keys.findChildren(KeyCap)]


def test_the_key_bar_shows_the_keys_of_what_is_in_front(at_household, settled):
    window = at_household()
    assert caps(window)[0] == "Esc", "the offer"

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    settled()
    screen = window.shell.front.questionnaire
    assert caps(window)[0] == "Enter"
    screen.open_section(1)
    settled()
    assert "Alt+N" in caps(window)

    screen.open_review()
    settled()
    assert caps(window)[0] == "Ctrl+Enter"
    screen.explain("village")
    settled()
    assert caps(window)[0] == "Esc"
    screen.leave()
    screen.leave()
    settled()
    assert caps(window)[0] == "Enter"
