"""What a form asks for by an appearance is how it is asked."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from enrolment_app.questionnaire import Choice
from enrolment_app.questionnaire.definition import Question
from enrolment_app.ui.editors import Shown, editor_for
from enrolment_app.ui.editors.date import DateEditor, MonthEditor, YearEditor
from enrolment_app.ui.editors.number import DecimalEditor, IntegerEditor
from enrolment_app.ui.editors.numbers import MaskedEditor, NumbersEditor
from enrolment_app.ui.editors.range import RangeEditor
from enrolment_app.ui.editors.rank import RankEditor
from enrolment_app.ui.editors.rows import ManyEditor, OneEditor, columns_for
from enrolment_app.ui.editors.search import SearchEditor
from enrolment_app.ui.editors.separated import (
    SeparatedDecimalEditor,
    SeparatedEditor,
    separated,
)
from enrolment_app.ui.editors.text import ParagraphEditor, TextEditor
from enrolment_app.ui.theme import Look

RESOURCES = Path(__file__).parents[3] / "resources"
CHOICES = tuple(Choice(code, code.title()) for code in ("mud", "stone", "brick"))
RANGE = (("start", "0"), ("end", "10"), ("step", "2.5"))
ASKED = [
    ("input", "text", (), TextEditor),
    ("input", "text", ("multiline",), ParagraphEditor),
    ("input", "text", ("numbers",), NumbersEditor),
    ("input", "text", ("masked",), MaskedEditor),
    ("input", "int", (), IntegerEditor),
    ("input", "int", ("thousands-sep",), SeparatedEditor),
    ("input", "decimal", (), DecimalEditor),
    ("input", "decimal", ("bearing", "thousands-sep"), SeparatedDecimalEditor),
    ("input", "date", ("no-calendar",), DateEditor),
    ("input", "date", ("month-year",), MonthEditor),
    ("input", "date", ("year",), YearEditor),
    ("range", "decimal", (), RangeEditor),
    ("rank", "codes", (), RankEditor),
    ("select-one", "code", ("minimal",), SearchEditor),
    ("select-one", "code", ("autocomplete",), SearchEditor),
    ("select-one", "code", ("likert",), OneEditor),
    ("select-many", "codes", ("columns-2",), ManyEditor),
]


@pytest.fixture
def make(qtbot):
    look = Look(RESOURCES)

    def _make(editor, **shown):
        made = editor(look)
        made.heard = []
        made.answered.connect(made.heard.append)
        qtbot.addWidget(made)
        made.show()
        made.show_answer(Shown(choices=CHOICES, **shown))
        return made

    return _make


@pytest.mark.parametrize(("control", "kind", "appearance", "editor"), ASKED)
def test_an_appearance_chooses_the_way_to_ask(control, kind, appearance, editor):
    asked = Question("q", "q", type=kind, control=control, appearance=appearance)

    assert editor_for(asked, len(CHOICES)) is editor


@pytest.mark.parametrize(
    ("appearance", "columns"),
    [
        ((), 3),  # a word each
        (("likert",), 3),
        (("list-nolabel",), 3),
        (("columns",), 2),
        (("columns-5",), 5),
        (("columns-0",), 1),
    ],
)
def test_choices_stand_in_as_many_columns_as_the_form_asks_for(appearance, columns):
    assert columns_for(Shown(choices=CHOICES, appearance=appearance)) == columns


def test_choosing_again_takes_out_and_what_came_after_moves_up(make):
    made = make(RankEditor)
    mud, stone, brick = made.options

    for option in (brick, mud, stone, brick):
        option.click()

    assert made.heard == ["brick", "brick mud", "brick mud stone", "mud stone"]
    assert [option.row.place for option in (mud, stone, brick)] == [1, 2, 0]


def test_a_screen_reader_hears_the_place_of_a_choice(make):
    made = make(RankEditor, value="stone mud")

    names = [
        QAccessible.queryAccessibleInterface(option).text(QAccessible.Text.Name)
        for option in made.options
    ]

    assert names == ["Mud, place 2", "Stone, place 1", "Brick"]


def test_arrow_keys_step_within_the_range_and_no_further(make):
    made = make(RangeEditor, parameters=RANGE, value="5")
    line = made.findChild(QLineEdit)

    for _ in range(4):
        QTest.keyClick(line, Qt.Key.Key_Up)
    top = line.text()
    for _ in range(6):
        QTest.keyClick(line, Qt.Key.Key_Down)

    assert (top, line.text()) == ("10", "0")


def test_the_first_step_into_an_empty_range_is_its_beginning(make):
    made = make(RangeEditor, parameters=(("start", "3"), ("end", "9")))

    QTest.keyClick(made.findChild(QLineEdit), Qt.Key.Key_Down)
    made.settle()

    assert made.heard == ["3"]


def test_a_number_outside_the_range_is_announced_and_never_cut(make):
    made = make(RangeEditor, parameters=RANGE)

    QTest.keyClicks(made.findChild(QLineEdit), "99")
    made.settle()

    assert made.heard == ["99"]


def test_what_is_masked_is_covered_once_the_keyboard_has_gone(make):
    made = make(MaskedEditor, value="secret")
    line = made.findChild(QLineEdit)

    assert "secret" not in line.displayText()
    assert made.read() == "secret"


@given(number=st.integers(-(10**15), 10**15))
def test_separated_thousands_lose_no_digit(number):
    written = separated(str(number), whole=True)

    assert written == f"{number:,}"
    assert separated(written, whole=True) == written


@given(number=st.decimals(-(10**9), 10**9, places=3))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_separated_decimals_keep_their_point(number):
    plain = f"{number:f}"

    assert separated(plain, whole=False).replace(",", "") == plain
