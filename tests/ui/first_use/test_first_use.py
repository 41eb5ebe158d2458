"""A new laptop is set up from a stick: by keyboard, offline, and by nobody else."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from enrolment_app.__main__ import opened_file
from enrolment_app.actions.unlock import unlock
from enrolment_app.ui.lock.begin import FILE, PASSPHRASE, PERSON
from enrolment_app.ui.lock.begin_said import FirstUse
from sync.session.provisioned import SUPERVISOR
from tests.ui.conftest import NOW
from tests.ui.first_use.conftest import PEOPLE
from tests.ui.first_use.keys import WORDS, press, type_in


def shown(window):
    labels = [each for each in window.findChildren(QLabel) if each.isVisible()]
    return "\n".join(each.text() for each in labels)


@pytest.mark.parametrize("code", ["en", "ur"])
def test_a_laptop_is_set_up_by_keyboard_from_a_stick(  # noqa: PLR0913 - fixtures
    a_new_laptop, a_file, qtbot, settled, machine, tmp_path, code
):
    _, (_, zarak) = a_file(idle_minutes=3)
    window = a_new_laptop(code)
    begin = window.lock.begin
    qtbot.waitUntil(
        lambda: window.focusWidget().objectName() == "begin.found.0",
        timeout=10_000,
    )

    press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: begin.step == PERSON)
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Return)
    type_in(window, zarak.lower())
    press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: begin.step == PASSPHRASE)
    type_in(window, WORDS)
    press(window, Qt.Key.Key_Tab)
    type_in(window, WORDS)
    press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.lock.sheet is not None, timeout=20_000)
    assert window.shell is None  # nobody goes past the recovery sheet unasked
    press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.shell is not None, timeout=20_000)
    assert window._idle.interval() == 3 * 60_000
    window.lock_now()
    settled()

    work = unlock(tmp_path / "home" / "store", WORDS, machine)
    assert work.person.name == "Demo Zarak"
    assert work.store.device.name == "SWT-07"
    names = {person.name for person in work.store.people.all()}
    assert names == {"Demo Gulalai", "Demo Zarak"}
    work.store.close()


def test_a_stick_that_comes_later_is_noticed(a_new_laptop, a_file, qtbot, settled):
    window = a_new_laptop()
    settled()
    assert "Put the stick" in shown(window)

    a_file()

    qtbot.waitUntil(lambda: "Put the stick" not in shown(window), timeout=10_000)


def test_a_wrong_code_makes_nothing_and_can_be_typed_again(
    a_new_laptop, a_file, settled, tmp_path
):
    file, codes = a_file()
    window = a_new_laptop()
    begin = window.lock.begin
    begin.take(file)
    settled()
    begin.person._radios[0].setChecked(True)
    begin.person.code.setText(codes[1])

    begin.button.click()
    settled()

    assert begin.step == PERSON
    assert "not the activation code" in shown(window)
    assert begin.person.code.isEnabled()
    assert not (tmp_path / "home" / "store").exists()


def test_the_last_step_asks_the_file_once_more(a_new_laptop, a_file, settled, tmp_path):
    file, _ = a_file()
    window = a_new_laptop()
    window.lock.begin.take(file)
    settled()
    given = window.lock.begin._setup.given

    window.lock.begin_asked.emit(FirstUse("Demo Zarak", WORDS, given, "", ""))
    settled()

    assert window.shell is None
    assert not (tmp_path / "home" / "store").exists()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda file: file.write_text("{}"), "no provisioning file"),
        (lambda file: file.unlink(), "cannot be read"),
        (
            lambda file: file.write_text(file.read_text().replace("PK532", "PK533")),
            "altered",
        ),
    ],
)
def test_a_file_that_is_not_right_is_refused(
    a_new_laptop, a_file, settled, spoil, said
):
    file, _ = a_file()
    window = a_new_laptop()
    settled()
    spoil(file)

    window.lock.begin.take(file)
    settled()

    assert said in shown(window)
    assert window.lock.begin.step == FILE
    assert window.lock.begin.file.choose.isEnabled()


def test_an_expired_file_is_refused(a_new_laptop, a_file, settled, machine):
    file, _ = a_file(days=1)
    window = a_new_laptop()
    later = NOW + timedelta(days=2)
    object.__setattr__(machine, "clock", lambda: later)

    window.lock.begin.take(file)
    settled()

    assert "could be used until" in shown(window)


def test_the_files_rules_hold_for_the_passphrase(a_new_laptop, a_file, settled):
    file, codes = a_file(people=PEOPLE[:1], passphrase_length_min=12)
    window = a_new_laptop()
    begin = window.lock.begin
    begin.take(file)
    settled()
    begin.person.code.setText(codes[0])
    begin.button.click()
    settled()

    begin.passphrase.first.setText("short")
    begin.passphrase.again.setText("short")
    begin.button.click()
    settled()

    assert window.shell is None
    assert begin.passphrase.first.accessibleDescription() == "At least 12 letters"


def test_escape_goes_back_and_loses_nothing(a_new_laptop, a_file, settled):
    file, _ = a_file()
    window = a_new_laptop()
    begin = window.lock.begin
    begin.take(file)
    settled()

    press(window, Qt.Key.Key_Escape)

    assert begin.step == FILE
    assert window.isVisible()


def test_without_a_file_a_name_is_asked_and_what_is_missing_is_told(
    a_new_laptop, stick, settled
):
    window = a_new_laptop()
    begin = window.lock.begin
    asked = []
    window.lock.begin_asked.disconnect()
    window.lock.begin_asked.connect(asked.append)

    begin.file.without.click()
    begin.button.click()
    nameless = begin.person.name.accessibleDescription()
    begin.person.name.setText("Asha")
    begin.button.click()
    begin.passphrase.first.setText("one")
    begin.passphrase.again.setText("two")
    press(window, Qt.Key.Key_Return)
    told_apart = begin.passphrase.again.accessibleDescription()
    begin.passphrase.again.setText("one")
    begin.button.click()

    assert "your name" in nameless
    assert "differ" in told_apart
    assert asked[-1] == FirstUse("Asha", "one")


def test_a_file_that_was_opened_from_outside_begins_at_once(
    a_new_laptop, a_file, settled
):
    file, _ = a_file()
    window = a_new_laptop()

    window.take(file)
    settled()

    assert window.lock.begin.step == PERSON


@pytest.mark.parametrize(
    ("words", "opens"),
    [
        (["/media/x/SWT-07.indraj-laptop"], True),
        (["week.indraj-bundle"], True),
        (["household"], False),
        (["device", "enrol", "SWT-07.indraj-laptop"], False),
        ([], False),
    ],
)
def test_only_a_lone_file_of_ours_opens_the_window(words, opens):
    assert (opened_file(words) is not None) == opens


def test_a_supervisors_code_opens_the_key_to_her_bundles(
    a_new_laptop, a_file, settled, qtbot
):
    file, codes = a_file(people=PEOPLE[:1], role=SUPERVISOR)
    window = a_new_laptop()
    begin = window.lock.begin
    begin.take(file)
    settled()
    begin.person.code.setText(codes[0])
    begin.button.click()
    settled()
    begin.passphrase.first.setText(WORDS)
    begin.passphrase.again.setText(WORDS)

    begin.button.click()
    qtbot.waitUntil(lambda: window.lock.sheet is not None, timeout=20_000)
    window.lock.sheet.button.click()
    qtbot.waitUntil(lambda: window.shell is not None, timeout=20_000)

    enrolment = window.shell.parts.work.store.device.enrolment
    assert enrolment.role == SUPERVISOR
    assert len(enrolment.reading_identities) == 1
    window.lock_now()
