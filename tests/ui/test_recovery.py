"""A forgotten passphrase: a code read over the telephone opens the lock, once."""

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QPdfWriter
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from enrolment_app.actions import create_store as creating
from enrolment_app.actions.recover import recover_with_code
from enrolment_app.actions.staff import give_code
from enrolment_app.actions.unlock import unlock
from enrolment_app.store import WrongPassphrase, WrongRecoveryCode
from enrolment_app.store.recovery_codes import _check
from enrolment_app.ui.lock import code_printed, code_sheet
from enrolment_app.ui.lock.code_field import CodeField
from enrolment_app.ui.window import Window
from sync.session.activation import LETTERS
from tests.store.builders import cheaply

NEW = "a new one indeed"


@pytest.fixture
def place(tmp_path):
    return tmp_path / "store"


@pytest.fixture
def code(place, machine, monkeypatch):
    """The code of a store whose passphrase somebody forgot."""
    cheaply(monkeypatch)
    work = creating.create_store(place, "forgotten", "Demo Zarak", machine)
    code = give_code(work)
    work.store.close()
    return code


@pytest.fixture
def a_locked(qtbot, dressed, background, machine, place, settled, tmp_path):  # noqa: PLR0913
    def build(language="en"):
        settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        window = Window(
            dressed(language),
            background,
            place=place,
            machine=machine,
            settings=settings,
        )
        qtbot.addWidget(window)
        window.setFixedSize(1366, 768)
        window.show()
        window.lock.focus_here()
        return window

    yield build
    settled()


def press(window, key):
    QTest.keyClick(window.focusWidget(), key)


def type_in(window, text):
    QTest.keyClicks(window.focusWidget(), text)


def shown(window):
    labels = [each for each in window.findChildren(QLabel) if each.isVisible()]
    return "\n".join(each.text() for each in labels)


def ask_with(window, code, passphrase=NEW, again=NEW):
    """By keyboard: from the passphrase to the code, and asked."""
    window.lock.unlock.forgot.setFocus()
    press(window, Qt.Key.Key_Return)
    type_in(window, code)
    press(window, Qt.Key.Key_Return)
    type_in(window, passphrase)
    press(window, Qt.Key.Key_Return)
    type_in(window, again)
    press(window, Qt.Key.Key_Return)


@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_code_opens_once_by_keyboard_and_the_next_is_shown(  # noqa: PLR0913
    a_locked, code, qtbot, settled, machine, place, language
):
    window = a_locked(language)
    press(window, Qt.Key.Key_Tab)
    press(window, Qt.Key.Key_Tab)
    assert window.focusWidget() is window.lock.unlock.forgot

    ask_with(window, code.lower().replace("-", " ").replace("0", "o"))
    qtbot.waitUntil(lambda: window.lock.sheet is not None, timeout=20_000)
    following = "-".join(
        each.text().strip("\u2066\u2069") for each, _ in window.lock.sheet._groups
    )
    assert following != code
    press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.shell is not None, timeout=20_000)
    assert following[:4] not in shown(window)
    window.lock_now()
    settled()

    with pytest.raises(WrongPassphrase):
        unlock(place, "forgotten", machine)
    with pytest.raises(WrongRecoveryCode):
        recover_with_code(place, code, "again", machine)
    work = unlock(place, NEW, machine)
    assert work.person.name == "Demo Zarak"
    work.store.close()


def test_a_misheard_letter_is_told_before_anything_is_tried(a_locked, code, place):
    window = a_locked()
    wrong = ("Z" if code[0] != "Z" else "Y") + code[1:]

    ask_with(window, wrong)

    assert "A letter is wrong" in shown(window)
    assert window.focusWidget() is window.lock.recover.code
    assert not (place / "guesses").exists()


def test_another_stores_code_is_refused_and_says_how_many_tries_are_left(
    a_locked, code, settled
):
    window = a_locked()
    letters = "0" * 18

    ask_with(window, letters + _check(letters))
    settled()

    face = window.lock.recover
    assert "Tries before a wait: \u20684\u2069" in shown(window)
    assert face.first.text() == NEW
    assert window.focusWidget() is face.code
    for _ in range(4):
        face.button.click()
        settled()
    face.button.click()
    settled()
    assert not face.button.isEnabled()
    assert face.button.accessibleName().startswith("Wait ")
    for _ in range(2):
        face._count_down()
    assert face.button.isEnabled()


def test_two_different_passphrases_and_none_are_told(a_locked, code):
    window = a_locked()

    ask_with(window, code, "one", "other")
    assert window.focusWidget() is window.lock.recover.again
    window.lock.recover.first.clear()
    window.lock.recover.button.click()

    assert window.focusWidget() is window.lock.recover.first
    assert "Choose a passphrase." in shown(window)


def test_esc_leads_back_and_nothing_typed_is_left(a_locked, code):
    window = a_locked()
    window.lock.unlock.forgotten.emit()
    type_in(window, code)

    press(window, Qt.Key.Key_Escape)

    assert window.lock.recover is None
    assert window.focusWidget() is window.lock.unlock.field
    assert window.findChildren(CodeField) == []


def test_a_sheet_left_alone_locks_and_closes_the_store(  # noqa: PLR0913 - fixtures
    a_locked, code, qtbot, settled, machine, place
):
    window = a_locked()
    ask_with(window, code)
    qtbot.waitUntil(lambda: window.lock.sheet is not None, timeout=20_000)

    window._entrance._shown_long.timeout.emit()
    settled()

    assert window.shell is None
    assert window.lock.sheet is None
    unlock(place, NEW, machine).store.close()


@pytest.mark.parametrize(
    ("typed", "shows"),
    [
        ("k7qf2", "K7QF-2"),
        ("K7QF-2M9X-", "K7QF-2M9X"),
        ("oil", "011"),
        ("\u06f7\u06677", "777"),
        ("k7qf 2m9x pd4w 0a1b cd34 zz", "K7QF-2M9X-PD4W-0A1B-CD34"),
    ],
)
def test_the_field_forgives_and_groups(qtbot, typed, shows):
    field = CodeField("recover.code")
    qtbot.addWidget(field)

    # Pasting tells the same as typing, and takes letters that no key here has.
    QApplication.clipboard().setText(typed)
    field.paste()

    assert field.text() == shows


def test_a_letter_put_in_the_middle_keeps_the_cursor_there(qtbot):
    field = CodeField("recover.code")
    qtbot.addWidget(field)
    QTest.keyClicks(field, "K7QF2M9")
    field.setCursorPosition(1)

    QTest.keyClicks(field, "ab")

    assert field.text() == "KAB7-QF2M-9"
    assert field.cursorPosition() == 3


@pytest.mark.parametrize("language", ["en", "ur"])
def test_every_letter_has_a_word_to_say(dressed, language):
    look = dressed(language)

    words = code_sheet.spelled_out(LETTERS)

    assert look.language.code == language
    assert len(set(words)) == len(code_sheet._words().split(" ")) == 32


@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_sheet_is_printed_on_one_page(dressed, tmp_path, language):
    look = dressed(language)
    file = tmp_path / "sheet.pdf"
    code = "K7QF-2M9X-PD4W-0A1B-CD34"

    code_printed.paint(QPdfWriter(str(file)), ("Heading", "Words " * 60), code)

    assert look.language.code == language
    assert file.read_bytes().count(b"/Type /Page\n") == 1


def test_without_a_printer_paper_and_pen_are_named(a_locked, monkeypatch):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    window = a_locked()
    window.lock.show_code("K7QF-2M9X-PD4W-0A1B-CD34", "Demo Zarak")

    window.lock.sheet.print.click()

    assert "no printer" in shown(window)
