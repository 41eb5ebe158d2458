"""What holds for every screen in every language (ux: AC-ALL)."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from enrolment_app.ui.languages import LANGUAGES, language_after
from enrolment_app.ui.screens import SUPERVISOR, places

PLACES = [place.code for place in places("") if place.name]
DISTRICT = [f"district {place.code}" for place in places(SUPERVISOR) if place.name]
FACES = ["locked", "first use", "forgotten", "recovery code"]
CODES = [one.code for one in LANGUAGES]
TARGET = 24
# Names of keys and of kinds of files are the same in every language.
LATIN_ALLOWED = re.compile(
    r"CNIC|CSV|JSON|SWT-\d+|Ctrl|Alt|Shift|Enter|Esc|F\d+|PgUp|PgDn|Down|Up|https?://\S+"
    r"|English|EN|KB|[A-H]|N|K|L|T|R|D|Y|Z|O = 0, I = L = 1|[0-9A-Z]{4}"
)
ARABIC = re.compile(r"[\u0600-\u06ff]")


@pytest.fixture(params=CODES)
def code(request) -> str:
    return request.param


@pytest.fixture(params=[*PLACES, *DISTRICT, "reading", *FACES, "keys"])
def screen(request, a_window, code, settled):
    """Each screen of the window, and the two faces of the lock."""
    if request.param in DISTRICT:
        place = request.param.removeprefix("district ")
        return a_window(code, place, role=SUPERVISOR)
    if request.param == "reading":
        window = a_window(code, role=SUPERVISOR)
        window.shell.go("household", household="h000000000000001")
        settled()
        return window
    if request.param in PLACES:
        return a_window(code, request.param)
    if request.param == "keys":
        window = a_window(code)
        window.do("keys")
        return window
    window = a_window(code)
    window.lock_now()
    if request.param == "first use":
        window.lock.begin_first_use()
    if request.param == "forgotten":
        window.lock.ask_for_code()
    if request.param == "recovery code":
        window.lock.show_code("K7QF-2M9X-PD4W-0A1B-CD34", "SWT-07")
    for _ in range(4):
        QApplication.processEvents()
    return window


def visible(window: QWidget, kind: type) -> list:
    return [each for each in window.findChildren(kind) if each.isVisible()]


def test_no_label_is_smaller_than_its_text(screen):
    clipped = []
    for label in visible(screen, QLabel):
        if not label.text():
            continue
        wrapped = label.wordWrap()
        high = label.heightForWidth(label.width()) if wrapped else 0
        high = high if high > 0 else label.sizeHint().height()
        wide = 0 if wrapped else label.sizeHint().width()
        if label.height() + 1 < high or label.width() + 1 < wide:
            clipped.append((label.text(), label.size().toTuple(), (wide, high)))

    assert clipped == []


def test_everything_that_takes_the_keyboard_has_a_name(screen):
    unnamed = []
    for widget in visible(screen, QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        if isinstance(widget, QScrollArea) or widget.objectName().startswith("qt_"):
            continue
        seen = QAccessible.queryAccessibleInterface(widget)
        if not seen.text(QAccessible.Text.Name).strip():
            unnamed.append((type(widget).__name__, widget.objectName()))

    assert unnamed == []


def test_every_button_can_be_hit(screen):
    small = [
        (button.objectName(), button.size().toTuple())
        for button in visible(screen, QAbstractButton)
        if min(button.width(), button.height()) < TARGET
    ]

    assert small == []


def test_every_button_has_a_name_for_tests_and_scripts(screen):
    unnamed = [
        type(button).__name__
        for button in visible(screen, QAbstractButton)
        if not button.objectName()
    ]

    assert unnamed == []


def test_tab_visits_what_takes_the_keyboard_once_and_returns(screen):
    if screen.focusWidget() is None:
        screen.setFocus()
    start = QApplication.focusWidget() or screen.focusWidget()
    visited = [start]

    for _ in range(200):
        QTest.keyClick(QApplication.focusWidget() or start, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is start:
            break
        visited.append(now)

    assert QApplication.focusWidget() is start
    assert len(set(map(id, visited))) == len(visited)


def test_only_one_primary_button_is_shown(screen):
    primary = [
        button.objectName()
        for button in visible(screen, QAbstractButton)
        if button.property("role") == "primary"
    ]

    assert len(primary) <= 1


def test_no_text_is_left_in_another_language(screen, code):
    other = language_after(next(one for one in LANGUAGES if one.code == code)).name
    foreign = []
    texts = [each.text() for each in visible(screen, QLabel)]
    texts += [each.text() for each in visible(screen, QAbstractButton)]
    texts += [each.placeholderText() for each in visible(screen, QLineEdit)]
    for text in texts:
        if text.strip() == other:
            continue
        plain = LATIN_ALLOWED.sub("", text)
        wrong = ARABIC.search(text) if code == "en" else re.search("[A-Za-z]{2}", plain)
        if wrong:
            foreign.append(text)

    assert foreign == []


def test_escape_changes_nothing_that_is_kept(screen):
    before = _kept(screen)

    QTest.keyClick(QApplication.focusWidget() or screen, Qt.Key.Key_Escape)
    QApplication.processEvents()

    assert _kept(screen) == before


def _kept(window) -> dict[str, object] | None:
    return dict(window.shell.parts.work.store.settings) if window.shell else None
