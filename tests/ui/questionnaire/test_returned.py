"""A returned household: the comment is at its question until somebody submits again."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from enrolment_app.household.opening import begin, reopen
from enrolment_app.household.view import view
from enrolment_app.ui.screens.questionnaire import QuestionnaireScreen
from enrolment_app.ui.screens.questionnaire_sitting import Sitting
from enrolment_app.ui.widgets.buttons import Button
from sync.change import Change, Context, Part, Why
from sync.layout import comment_group
from tests.ui.questionnaire.conftest import HERE, NOW, setting

BOTH = pytest.mark.parametrize("code", ["en", "ur"])
TEXT = "Is the village right?"
ABOUT_ALL = "Nobody was at home when I came by."


def made(at, parts, why=Why.CAPTURED, person="Asha", time=1 << 40):
    nonce = b"0123456789"
    return Change(nonce, tuple(parts), at.layout.id, "PK532", person, 1, why, time)


@pytest.fixture
def returned(qtbot, dressed, disk):
    """Open a household that was submitted and sent back with two comments."""

    def build(code="en", *, again=False):
        look = dressed(code)
        at = setting(HERE / "small.md")
        visit = begin(at, nonce=b"0123456789", area="PK532")
        visit.answer("place/village", "Demo Kalam")
        first = made(at, visit.parts("submitted"))
        household = visit.household
        writes = {"@status": {"@status": "returned"}}
        for path, text in (("place/village", TEXT), ("", ABOUT_ALL)):
            writes[comment_group(path)] = {comment_group(path): text}
        seen = Context(0, frozenset([first.name]))
        back = made(at, [Part(household, seen, writes)], Why.REVIEWED, "Sanam")
        changes = [first, back]
        if again:
            seen = Context(0, frozenset([first.name, back.name]))
            status = {"@status": {"@status": "submitted"}}
            changes.append(made(at, [Part(household, seen, status)]))
        known = view(household, changes, {}, at.layout)
        visit = reopen(at, known, lambda _record, _area: Context(), nonce=b"9876543210")
        disk.visit = visit
        screen = QuestionnaireScreen(look, Sitting(visit, disk.keep, lambda: NOW))
        qtbot.addWidget(screen)
        screen.setFixedSize(1366, 732)
        screen.show()
        screen.open()
        QApplication.processEvents()
        return screen

    return build


def texts(widget):
    shown = [each for each in widget.findChildren(QLabel) if each.isVisible()]
    return " ".join(each.text() for each in shown)


@BOTH
def test_it_opens_at_the_question_that_the_comment_is_about(returned, code):
    screen = returned(code)

    card = screen.page.card("place/village")
    assert screen.current == "place/village"
    assert TEXT in texts(card)
    assert "Sanam" in texts(card)
    assert TEXT in card.asked.shown.description


@BOTH
def test_what_is_said_of_the_whole_household_stands_over_it(returned, code):
    screen = returned(code)

    assert ABOUT_ALL in texts(screen.returned)
    assert "Sanam" in texts(screen.returned)
    assert TEXT not in texts(screen.returned)


@BOTH
def test_the_button_leads_to_the_first_and_f7_finds_it_too(returned, code):
    screen = returned(code)
    screen.open_review()

    screen.returned.findChild(Button, "questionnaire.comments").click()

    assert screen.current == "place/village"
    screen._problem(1)
    assert screen.current != ""


def test_once_submitted_again_nothing_is_asked_any_more(returned):
    screen = returned(again=True)

    assert not screen.returned.isVisible()
    assert TEXT not in texts(screen.page.card("place/village"))
    assert screen.sitting.asked(screen.sitting.node("place/village")).comments == ()


def test_an_answer_given_now_leaves_the_comment_until_submitting(returned):
    screen = returned()
    before = screen.page.card("place/village").asked

    screen.answer("place/village", "Demo Usho")

    assert screen.page.card("place/village").asked == replace(
        before, shown=screen.page.card("place/village").asked.shown
    )
    assert screen.returned.isVisible()


def test_the_section_is_marked_in_the_rail(returned):
    asked, calm = returned(), returned(again=True)

    place = asked.place_of("place/village")
    assert asked.rail.item(place).problems == 1
    assert calm.rail.item(place).problems == 0
