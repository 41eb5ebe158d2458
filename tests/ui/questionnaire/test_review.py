"""Review: what is in the way, where it is, and submitting once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from enrolment_app.ui.widgets.buttons import Button

BOTH = pytest.mark.parametrize("code", ["en", "ur"])
CONTROL = Qt.KeyboardModifier.ControlModifier


def button(screen, code):
    return screen.review.findChild(Button, code)


@BOTH
def test_the_counts_are_the_interviews(a_screen, type_keys, code):
    screen = a_screen(code)
    type_keys("|99|1")

    screen.open_review()

    found = screen.review.findings
    assert len(found.errors) == len(screen.sitting.problems()) == 2
    assert [one.address for one in found.errors] == [
        "place/village",
        "place/size_told",
    ]
    assert found.answered == 2


def test_go_leads_to_the_exact_field(a_screen, type_keys, qtbot):
    screen = a_screen()
    type_keys("|99|1")
    screen.open_review()
    second = screen.review.findChildren(Button, "review.go")[1]

    second.click()

    assert screen.current == "place/size_told"
    card = screen.page.card("place/size_told")
    assert card.editor.lines()[0].hasFocus()


@BOTH
def test_submit_waits_and_says_what_for_and_partial_never_waits(
    a_screen, type_keys, code
):
    screen = a_screen(code)
    type_keys("|4|1")

    screen.open_review()

    assert not button(screen, "review.submit").isEnabled()
    assert button(screen, "review.partial").isEnabled()
    told = [one.text() for one in screen.review.findChildren(QLabel)]
    words = {
        "en": "1 problem blocks submitting. Your work is saved either way.",
        "ur": button(screen, "review.submit").accessibleDescription(),
    }
    assert words[code] in told


def test_mending_the_last_problem_lets_submit(a_screen, type_keys):
    screen = a_screen()
    type_keys("|4|2")
    screen.open_review()
    assert not button(screen, "review.submit").isEnabled()

    screen.answer("place/village", "Kalam")

    assert button(screen, "review.submit").isEnabled()


def test_pressing_twice_submits_once(a_screen, type_keys, press):
    screen = a_screen()
    asked = []
    screen.submit_wanted.connect(lambda: asked.append(1))
    type_keys("Kalam|4|22")
    assert screen.reviewing

    press(Qt.Key.Key_Return, CONTROL)
    press(Qt.Key.Key_Return, CONTROL)

    assert asked == [1]


def test_a_failed_submit_can_be_tried_again(a_screen, type_keys, press):
    screen = a_screen()
    asked = []
    screen.submit_wanted.connect(lambda: asked.append(1))
    type_keys("Kalam|4|22")
    press(Qt.Key.Key_Return, CONTROL)

    screen.submitting_failed()
    press(Qt.Key.Key_Return, CONTROL)

    assert asked == [1, 1]


def test_a_person_is_named_where_the_problem_is(a_screen, type_keys):
    screen = a_screen()
    type_keys("Kalam|4|1")
    screen.roster.add_person()
    type_keys("Hina|1|130|")

    screen.open_review()

    labels = [one.label for one in screen.review.findings.errors]
    assert labels == ["\u2068Hina\u2069: How old is \u2068Hina\u2069?"]


def test_escape_goes_back_to_the_question(a_screen, type_keys, press):
    screen = a_screen()
    type_keys("Kalam|")

    press(Qt.Key.Key_F10)
    press(Qt.Key.Key_Escape)

    assert screen.current == "place/size_told"
    assert not screen.reviewing


def test_a_warning_is_to_be_checked_and_does_not_block(a_screen, type_keys):
    screen = a_screen()
    type_keys("Kalam|1|1")
    for name in ("Gul", "Hina"):
        screen.roster.add_person()
        type_keys(f"{name}|")

    screen.open_review()

    assert [one.number for one in screen.review.findings.warnings] == ["1.3"]
    assert screen.review.findings.errors == ()
    assert button(screen, "review.submit").isEnabled()
