"""What is seen: nothing clipped or unnamed, mirrored, and quick with many questions."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from enrolment_app.ui.widgets.card import Card

KP = Path(__file__).parents[3] / "resources/questionnaires/kp-household/kp-household.md"
MANY = 300
# What is seen of a section, and the 500 pixels below it.
NEAR_MAX = 30


@pytest.fixture(params=["en", "ur"])
def code(request):
    return request.param


@pytest.fixture(params=["section", "roster", "review", "why"])
def a_view(a_screen, type_keys, request, code):
    """One of the pages of the questionnaire, in a language."""
    screen = a_screen(code)
    type_keys("Kalam|99|1")
    if request.param == "roster":
        screen.roster.add_person()
        type_keys("Gul|1|130|")
    if request.param == "section":
        screen.go_to("place/size_told")
    if request.param == "review":
        screen.open_review()
    if request.param == "why":
        screen.explain("house/roof")
    for _ in range(6):
        QApplication.processEvents()
    return screen


def test_no_label_is_clipped(a_view):
    clipped = []
    for label in a_view.findChildren(QLabel):
        if not label.isVisible() or not label.text():
            continue
        wraps = label.wordWrap()
        height = (
            label.heightForWidth(label.width()) if wraps else label.sizeHint().height()
        )
        width = 0 if wraps else label.sizeHint().width()
        if label.height() + 1 < height or label.width() + 1 < width:
            clipped.append((label.text(), label.size().toTuple(), (width, height)))

    assert clipped == []


def test_everything_that_takes_the_keyboard_has_a_name(a_view):
    unnamed = [
        widget
        for widget in a_view.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not QAccessible.queryAccessibleInterface(widget)
        .text(QAccessible.Text.Name)
        .strip()
    ]

    assert unnamed == []


def test_buttons_are_big_enough(a_view):
    small = [
        (button.objectName(), button.size().toTuple())
        for button in a_view.findChildren(QAbstractButton)
        if button.isVisible() and min(button.width(), button.height()) < 24
    ]

    assert small == []


def test_the_rail_is_where_lines_begin(a_screen, code):
    screen = a_screen(code)

    left = screen.rail.mapTo(screen, QPoint(0, 0)).x()

    assert left == (0 if code == "en" else screen.width() - screen.rail.width())


def test_our_questionnaire_opens_and_can_be_walked_through(a_screen, press, code):
    screen = a_screen(code, form=KP)

    for place in range(len(screen.sections)):
        screen.open_section(place)
        QApplication.processEvents()

    assert screen.sitting.interview.sections()
    assert screen.place == 0, "nothing applies before consent"


def test_people_are_a_roster_where_the_list_is_a_section_of_its_own(a_screen, code):
    screen = a_screen(code, form=KP)
    interview = screen.sitting.interview
    interview.answer("notice/consent", "given")
    interview.add_row("members", "one")

    screen.go_to("members[one]/name_latin")

    assert screen.front is screen.roster
    assert screen.current == "members[one]/name_latin"


def test_a_section_of_300_questions_opens_at_once(a_screen, tmp_path):
    rows = "\n".join(
        f"| | select_one yes_no | q{n} | Question {n} | سوال {n} |" for n in range(MANY)
    )
    form = tmp_path / "many.md"
    form.write_text(
        "| survey |\n| | type | name | label::English (en) | label::Urdu (ur) |\n"
        "| | begin_group | first | First | پہلا |\n| | text | one | One | ایک |\n"
        "| | end_group | | | |\n"
        f"| | begin_group | many | Many | بہت |\n{rows}\n| | end_group | | | |\n"
        "| choices |\n| | list_name | name | label::English (en) | label::Urdu (ur) |\n"
        "| | yes_no | yes | Yes | ہاں |\n| | yes_no | no | No | نہیں |\n",
        encoding="utf-8",
    )
    screen = a_screen(form=form)
    looked_at = []
    ask = screen.sitting.asked

    def counted(node):
        looked_at.append(node.address)
        return ask(node)

    screen.page._cards._ask = counted

    screen.open_section(1)
    QApplication.processEvents()

    assert screen.current == "many/q0"
    filled = [card for card in screen.page.findChildren(Card) if card.filled]
    assert 0 < len(filled) < NEAR_MAX
    assert len(looked_at) < 2 * NEAR_MAX
    looked_at.clear()
    screen.answer("many/q0", "yes")
    assert len(looked_at) == len(filled)
    screen.go_to(f"many/q{MANY - 1}")
    QApplication.processEvents()
    card = screen.page.card(f"many/q{MANY - 1}")
    top = card.mapTo(screen, QPoint(0, 0)).y()
    assert 0 < top < screen.height() - card.height()
