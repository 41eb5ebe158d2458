"""Going from question to question, section to section, problem to problem."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from enrolment_app.household.draft import Draft

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NEVER_MS = 1 << 30
BOTH = pytest.mark.parametrize("code", ["en", "ur"])


def node(screen, address):
    return screen.sitting.interview.find(address)


def words_on(widget):
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]


@BOTH
def test_enter_commits_and_goes_to_the_next_question(a_screen, type_keys, code):
    screen = a_screen(code)
    assert screen.current == "place/village"

    type_keys("Kalam|")

    assert node(screen, "place/village").value == "Kalam"
    assert screen.current == "place/size_told"


@BOTH
def test_shift_enter_goes_back(a_screen, type_keys, press, code):
    screen = a_screen(code)
    type_keys("Kalam|")

    press(Qt.Key.Key_Return, SHIFT)

    assert screen.current == "place/village"


@BOTH
def test_an_enter_after_a_digit_that_led_on_skips_no_question(
    a_screen, type_keys, code
):
    screen = a_screen(code)
    type_keys("Kalam|4|1")
    screen.roster.add_person()

    type_keys("Gul|1|")
    assert screen.current.endswith("/age")
    type_keys("|")

    assert screen.current.endswith("/born")


def test_enter_goes_to_a_question_that_this_very_answer_brought_up(a_screen, type_keys):
    screen = a_screen()
    type_keys("Kalam|4|1")
    screen.roster.add_person()

    type_keys("Gul|1")
    type_keys("40|")

    assert screen.current.endswith("/cnic")


def test_a_screen_that_was_let_go_leaves_the_place_as_it_is(a_screen, type_keys):
    screen = a_screen()
    type_keys("Kalam|4|")
    visit = screen.sitting.visit
    assert visit.position == "place/agree"

    screen.let_go()
    screen.go_to("place/village")

    assert visit.position == "place/agree"


def test_a_person_chosen_in_the_table_stays_whatever_was_to_be_seen_before(
    a_screen, type_keys
):
    screen = a_screen()
    type_keys("Kalam|4|1")
    for name in ("Gul", "Hina"):
        screen.roster.add_person()
        type_keys(f"{name}|")
    first, second = screen.sitting.interview.find("members").children

    screen.go_to(f"{first.address}/born")
    screen.roster._table.choose(1)
    QApplication.processEvents()
    screen.settle()

    assert screen.roster._row == second.row


def test_a_draft_opens_at_the_same_question_with_its_answers(a_screen, type_keys, disk):
    a_screen()
    type_keys("Kalam|4|1")

    again = a_screen(draft=Draft.from_bytes(disk.kept[-1]))

    assert node(again, "place/village").value == "Kalam"
    assert again.current == "place/agree"


def test_a_missing_answer_is_told_only_where_the_person_has_been(a_screen, type_keys):
    screen = a_screen()
    card = screen.page.card("place/village")
    assert card.property("state") != "err"

    type_keys("|")

    assert card.property("state") == "err"
    assert screen.page.card("place/agree").property("state") != "err"


def test_the_next_unanswered_question_is_found_over_sections_and_wraps(
    a_screen, type_keys, press
):
    told = []
    screen = a_screen(tell=lambda *said: told.append(said[1]))
    type_keys("Kalam|4|1")
    screen.go_to("house/goods")

    press(Qt.Key.Key_F8)

    assert screen.current == "house/roof"
    assert told == ["info"]


def test_the_next_problem_is_errors_in_form_order_then_warnings(
    a_screen, type_keys, press
):
    screen = a_screen()
    type_keys("Kalam|1|1")
    screen.roster.add_person()
    type_keys("Gul|1|130|")
    screen.roster.add_person()

    press(Qt.Key.Key_F7)
    first = screen.current
    press(Qt.Key.Key_F7)

    assert first.endswith("/name")
    assert screen.place == 0
    assert screen.page.card("place/warn_size").property("state") == "warn"


def test_a_changed_trigger_says_how_many_questions_went(a_screen, type_keys):
    told = []
    screen = a_screen(tell=lambda *said: told.append(said[0]))
    type_keys("Kalam|4|1")

    screen.answer("place/agree", "no")

    assert told == ["2 questions do not apply any more. What was answered is kept."]


def test_refusing_leads_to_the_polite_end(a_screen, type_keys):
    screen = a_screen()

    type_keys("Kalam|4|2")

    assert screen.current == "refusal/again"
    type_keys("2")
    assert screen.reviewing
    assert screen.review.findings.errors == ()


def test_sections_are_gone_to_by_number_and_what_does_not_apply_is_not(
    a_screen, type_keys, press
):
    screen = a_screen()
    type_keys("Kalam|4|1")

    press(Qt.Key.Key_3, CONTROL)
    assert screen.current == "house/roof"
    press(Qt.Key.Key_4, CONTROL)

    assert screen.current == "house/roof"


def test_leaving_keeps_what_is_typed(a_screen, type_keys, press, qtbot):
    screen = a_screen()
    type_keys("Kalam")

    with qtbot.waitSignal(screen.left):
        press(Qt.Key.Key_Escape)

    assert node(screen, "place/village").value == "Kalam"


def test_the_help_pane_follows_the_keyboard(a_screen, type_keys):
    screen = a_screen()
    assert "As people here say it." in words_on(screen.help)

    type_keys("Kalam|")

    assert "As people here say it." not in words_on(screen.help)
