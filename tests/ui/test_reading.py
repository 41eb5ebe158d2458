"""A supervisor reads a household: comments, approve or return, all by keyboard."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from enrolment_app.problems import Problem
from enrolment_app.ui.readings.reviewing import DRAFTS
from enrolment_app.ui.screens import SUPERVISOR
from enrolment_app.ui.screens import reading as reading_screen
from tests.ui import district
from tests.ui.conftest import NOW

BOTH = pytest.mark.parametrize("code", ["en", "ur"])
HOUSEHOLD = "h000000000000001"


def texts(widget):
    shown = [each for each in widget.findChildren(QLabel) if each.isVisible()]
    return " ".join(each.text() for each in shown)


@pytest.fixture
def reviews(monkeypatch):
    """What was decided, in the order of asking; the answer can be set."""
    asked = []

    def review(work, household, seen, comments):
        asked.append((household, comments))
        return asked.answer

    class Asked(list):
        answer = None

    asked = Asked()
    monkeypatch.setattr(reading_screen, "review", review)
    return asked


@pytest.fixture
def reading(a_window, settled, reviews):
    def build(code="en"):
        window = a_window(code, role=SUPERVISOR)
        window.shell.go("household", household=HOUSEHOLD)
        settled()
        return window.shell.front

    return build


@BOTH
def test_down_and_j_go_from_answer_to_answer_past_headings(reading, code):
    screen = reading(code)
    seen = [screen.lines.line.address]

    for key in (Qt.Key.Key_Down, Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_Down):
        QTest.keyClick(screen.lines, key)
        seen.append(screen.lines.line.address)

    assert seen == [
        "",
        "contact/phone",
        "contact/language",
        "members[a]",
        "members[a]/age",
    ]
    QTest.keyClick(screen.lines, Qt.Key.Key_K)
    assert screen.lines.line.address == "members[a]"


@BOTH
def test_what_is_wrong_is_found_and_what_was_said_is_shown(reading, settled, code):
    screen = reading(code)
    screen.lines.go_on(1)
    assert screen.lines.line.address == "members[a]/age"
    assert "97" in texts(screen.side)

    screen.lines.go_to("contact/phone")
    settled()

    said = district.WORDS[code]
    assert said["before"] in texts(screen.side)
    assert said["by"] in texts(screen.side)


@BOTH
def test_without_a_comment_ctrl_enter_approves(reading, reviews, settled, code):
    screen = reading(code)
    assert screen.approve.property("role") == "primary"
    assert not screen.give_back.isEnabled()

    QTest.keyClick(screen.lines, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()

    assert reviews == [(HOUSEHOLD, ())]
    assert screen.parts.work.store.settings.get(DRAFTS, {}) == {}


@BOTH
def test_enter_comments_escape_goes_back_and_ctrl_enter_returns(
    reading, reviews, settled, code
):
    screen = reading(code)
    QTest.keyClick(screen.lines, Qt.Key.Key_Down)
    QTest.keyClick(screen.lines, Qt.Key.Key_Return)
    assert screen.side.field.hasFocus()
    QTest.keyClicks(screen.side.field, "Call again")
    QTest.keyClick(screen.side.field, Qt.Key.Key_Escape)
    assert screen.lines.hasFocus()
    assert screen.give_back.property("role") == "primary"
    assert not screen.approve.isEnabled()

    QTest.keyClick(screen.lines, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()

    assert reviews == [(HOUSEHOLD, (("contact/phone", "Call again"),))]


def test_a_comment_taken_away_again_is_none(reading):
    screen = reading()
    screen.side.field.setPlainText("Really?")
    assert screen.drafts == {"": "Really?"}

    screen.side.field.setPlainText("  ")

    assert screen.drafts == {}
    assert screen.approve.isEnabled()


def test_what_was_begun_is_kept_when_she_leaves(reading, settled):
    screen = reading()
    screen.side.field.setPlainText("Really?")

    screen.parts.go("households")
    settled()

    kept = screen.parts.work.store.settings[DRAFTS]
    assert kept == {HOUSEHOLD: {"": "Really?"}}


def test_what_was_begun_is_there_when_she_comes_back(a_window, settled, monkeypatch):
    window = a_window("en", role=SUPERVISOR)
    monkeypatch.setattr(
        reading_screen,
        "read_household",
        lambda work, household, code: district.a_reading(
            work.store.households.row(household), code, NOW, [("contact/phone", "Hm?")]
        ),
    )
    window.shell.go("household", household=HOUSEHOLD)
    settled()
    screen = window.shell.front

    screen.lines.go_to("contact/phone")

    assert screen.side.field.toPlainText() == "Hm?"
    assert screen.give_back.isEnabled()


@BOTH
def test_a_refusal_is_told_and_nothing_is_lost(reading, reviews, settled, code):
    screen = reading(code)
    reviews.answer = Problem("review.settle_first", values={"count": "2"})
    screen.side.field.setPlainText("Really?")

    screen.give_back.click()
    settled()

    assert screen.drafts == {"": "Really?"}
    assert screen.isVisible()
    assert screen.give_back.isEnabled()


def test_the_next_household_follows_and_the_last_leads_home(reading, reviews, settled):
    screen = reading()
    window = screen.window()
    reviews.answer = window.shell.parts.work.store.households.rows[3]
    screen.approve.click()
    settled()
    assert window.shell.where == ("household", {"household": "h000000000000003"})

    reviews.answer = None
    screen.approve.click()
    settled()
    assert window.shell.where[0] == "home"


def test_a_comment_is_at_most_as_long_as_it_may_be(reading, settled):
    screen = reading()

    screen.side.field.setPlainText("x" * 1001)
    settled()

    assert len(screen.side.field.toPlainText()) == 1000
    assert len(screen.drafts[""]) == 1000


def test_the_language_changes_and_what_is_typed_stays(reading, settled):
    screen = reading()
    screen.lines.go_to("contact/phone")
    screen.side.field.setPlainText("Call again")

    screen.window().do("language")
    settled()

    assert screen.lines.line.address == "contact/phone"
    assert screen.side.field.toPlainText() == "Call again"
    assert screen.lines.line.label == district.WORDS["ur"]["phone"]


def test_what_was_begun_is_kept_when_the_window_locks(reading, settled):
    screen = reading()
    window, work = screen.window(), screen.parts.work
    screen.side.field.setPlainText("Really?")

    window.lock_now()
    settled()

    assert work.store.settings[DRAFTS] == {HOUSEHOLD: {"": "Really?"}}
    assert "Really?" not in texts(window)


@BOTH
def test_what_is_contested_leads_to_its_decision(a_window, settled, monkeypatch, code):
    window = a_window(code, role=SUPERVISOR)
    contested = window.shell.parts.work.store.households.rows[10]
    refused = Problem("review.settle_first", values={"count": "1"})
    monkeypatch.setattr(
        reading_screen,
        "read_household",
        lambda work, household, code: replace(
            district.a_reading(work.store.households.row(household), code, NOW),
            no_approval=refused,
        ),
    )
    window.shell.go("household", household=contested.household)
    settled()
    assert window.shell.front.approve.isEnabled()

    window.shell.front.approve.click()
    settled()

    assert window.shell.where[0] == "conflicts"
    assert window.shell.front._shown.listed.household == contested.household
