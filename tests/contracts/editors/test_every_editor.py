"""Every editor keeps the same promises; a new one is tested by being listed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit

from enrolment_app.questionnaire import Choice
from enrolment_app.ui.editors import EDITORS, Shown
from enrolment_app.ui.editors.acknowledge import AcknowledgeEditor
from enrolment_app.ui.editors.barcode import BarcodeEditor
from enrolment_app.ui.editors.date import DateEditor, MonthEditor, YearEditor
from enrolment_app.ui.editors.digits import CnicEditor, PhoneEditor
from enrolment_app.ui.editors.drawing import (
    AnnotateEditor,
    DrawEditor,
    SignatureEditor,
)
from enrolment_app.ui.editors.file import FileEditor, FilmEditor, SoundEditor
from enrolment_app.ui.editors.latitude import LatitudeEditor
from enrolment_app.ui.editors.number import DecimalEditor, IntegerEditor
from enrolment_app.ui.editors.numbers import MaskedEditor, NumbersEditor
from enrolment_app.ui.editors.picture import PictureEditor
from enrolment_app.ui.editors.place import PlaceEditor
from enrolment_app.ui.editors.points import AreaEditor, PointsEditor
from enrolment_app.ui.editors.range import RangeEditor
from enrolment_app.ui.editors.rank import RankEditor
from enrolment_app.ui.editors.rows import ManyEditor, OneEditor
from enrolment_app.ui.editors.search import SearchEditor
from enrolment_app.ui.editors.separated import SeparatedDecimalEditor, SeparatedEditor
from enrolment_app.ui.editors.text import ParagraphEditor, TextEditor
from enrolment_app.ui.editors.time import DateTimeEditor, TimeEditor
from enrolment_app.ui.languages import language
from sync.values import Special

CHOICES = (Choice("mud", "Mud"), Choice("stone", "Stone"), Choice("brick", "Brick"))
# A file that is chosen, a dot that is drawn; their references depend on the content.
CHOSEN = (PictureEditor, FileEditor, SoundEditor, FilmEditor, AnnotateEditor)
DRAWN = (DrawEditor, SignatureEditor)
# For each editor: keys that give an answer ("|" is Enter), that answer, another one.
ANSWERS = {
    AcknowledgeEditor: ("1", "OK", ""),
    RankEditor: ("31", "brick mud", "stone mud brick"),
    RangeEditor: ("7", "7", "9.5"),
    SeparatedEditor: ("1234567", "1234567", "12000"),
    SeparatedDecimalEditor: ("1234.5", "1234.5", "12000.25"),
    MaskedEditor: ("secret", "secret", "another"),
    NumbersEditor: ("۰۰۱۲۳۴", "001234", "0034"),
    SearchEditor: ("sto|", "stone", "mud"),
    OneEditor: ("2", "stone", "mud"),
    ManyEditor: ("31", "mud brick", "stone"),
    CnicEditor: ("17301-4528906-7", "1730145289067", "1730145289068"),
    PhoneEditor: ("03001234567", "03001234567", "03331234567"),
    IntegerEditor: ("12", "12", "13"),
    LatitudeEditor: ("34.8", "34.8", "35.25"),
    DecimalEditor: ("1.5", "1.5", "2.25"),
    MonthEditor: ("031974", "1974-03-01", "1980-12-01"),
    YearEditor: ("1974", "1974-01-01", "1980-01-01"),
    DateEditor: ("12031974", "1974-03-12", "1980-12-31"),
    TimeEditor: ("0730", "07:30:00.000", "18:05:00.000"),
    DateTimeEditor: (
        "120319740730",
        "1974-03-12T07:30:00.000",
        "2026-09-03T12:41:00.000+05:00",
    ),
    BarcodeEditor: ("PK-0042", "PK-0042", "1730145289067"),
    PointsEditor: (
        "34.8 72.4|34.9, \u06f7\u06f2\u066b\u06f5 980",
        "34.8 72.4 0 0;34.9 72.5 980 0",
        "1.5 2.5 0 0;3 4 0 5",
    ),
    AreaEditor: (
        "34.8 72.4|34.9 72.4|34.9 72.5",
        "34.8 72.4 0 0;34.9 72.4 0 0;34.9 72.5 0 0;34.8 72.4 0 0",
        "1 2 0 0;3 4 0 0;5 6 0 0;1 2 0 0",
    ),
    PlaceEditor: ("34.8", "34.8 - 0 0", "34.8 72.4 980 5"),
    **dict.fromkeys(CHOSEN, ("|", "", f"{'1f' * 32}.jpg")),
    **dict.fromkeys(DRAWN, ("  ", "", f"{'2e' * 32}.png")),
    ParagraphEditor: ("two words", "two words", "others"),
    TextEditor: ("Gul Zaman", "Gul Zaman", "Zarina"),
}
ALL = tuple(dict.fromkeys(way.editor for way in EDITORS))
ANSWERED = tuple(editor for editor in ALL if editor in ANSWERS)


def test_every_answering_editor_has_an_example():
    silent = {"NoteEditor", "CalculatedEditor"}

    assert {editor.__name__ for editor in ALL if editor not in ANSWERS} == silent


@pytest.mark.parametrize("editor", ALL)
def test_showing_announces_nothing(make, heard, editor):
    made = make(editor)

    for value in ANSWERS.get(editor, ("", "x", ""))[1:]:
        made.show_answer(Shown(value=value, choices=CHOICES))
    made.show_answer(Shown(special=Special.REFUSED, choices=CHOICES))
    made.settle()

    assert heard == []


@pytest.mark.parametrize("editor", ANSWERED)
def test_what_is_shown_reads_back(make, editor):
    made = make(editor)

    for value in filter(None, ANSWERS[editor][1:]):
        made.show_answer(Shown(value=value, choices=CHOICES))
        whole = made.read()
        assert whole is not None
        assert whole.startswith(value)


@pytest.mark.parametrize("editor", ANSWERED)
def test_answering_by_keyboard_announces_the_answer_once(
    make, heard, editor, type_keys
):
    keys, answer, _ = ANSWERS[editor]
    made = make(editor)

    type_keys(keys)
    made.settle()
    made.settle()

    assert heard[-1].startswith(answer)
    assert len(heard) == (2 if issubclass(editor, ManyEditor) else 1)


@pytest.mark.parametrize("editor", ANSWERED)
def test_a_pause_in_typing_announces(make, heard, qtbot, editor, type_keys):
    keys, answer, _ = ANSWERS[editor]
    made = make(editor)
    made._pause.setInterval(20)

    type_keys(keys)

    qtbot.waitUntil(lambda: bool(heard))
    assert heard[-1].startswith(answer)


@pytest.mark.parametrize("editor", ANSWERED)
def test_a_special_answer_stays_until_something_is_answered(
    make, heard, editor, type_keys
):
    keys, answer, _ = ANSWERS[editor]
    made = make(editor, special=Special.DONT_KNOW)

    made.settle()
    assert heard == []
    type_keys(keys)
    made.settle()

    assert heard[-1].startswith(answer)
    assert type(heard[-1]) is str


@pytest.mark.parametrize("editor", ANSWERED)
def test_a_read_only_question_cannot_be_answered(make, heard, editor, type_keys):
    keys, _, other = ANSWERS[editor]
    made = make(editor, value=other, readonly=True)

    if QApplication.focusWidget() is not None:
        type_keys(keys)
    made.settle()

    assert heard == []


@pytest.mark.parametrize("editor", ANSWERED)
def test_every_part_that_takes_the_keyboard_has_a_name(make, editor):
    made = make(editor)

    parts = [
        *made.findChildren(QLineEdit),
        *made.findChildren(QPlainTextEdit),
        *made.findChildren(QAbstractButton),
    ]

    assert parts
    for part in parts:
        told = QAccessible.queryAccessibleInterface(part)
        assert told.text(QAccessible.Text.Name).strip()


@pytest.mark.parametrize("editor", ANSWERED)
def test_a_screen_reader_hears_what_is_wrong(make, editor):
    made = make(editor)

    made.show_answer(Shown(choices=CHOICES, name="Roof", description="Not possible"))

    told = [made, *made.findChildren(QLineEdit), *made.findChildren(QPlainTextEdit)]
    assert any(part.accessibleDescription() for part in told) or isinstance(
        made, AcknowledgeEditor
    )


@pytest.mark.parametrize(
    "editor", [CnicEditor, PhoneEditor, IntegerEditor, DateEditor, PlaceEditor]
)
def test_identifiers_stay_left_to_right(make, editor):
    made = make(editor)

    for line in made.findChildren(QLineEdit):
        assert line.layoutDirection() is Qt.LayoutDirection.LeftToRight


@pytest.mark.parametrize("editor", ANSWERED)
def test_another_language_keeps_what_is_being_typed(
    make, look, heard, editor, type_keys
):
    if editor in (
        *CHOSEN,
        AcknowledgeEditor,
        OneEditor,
        ManyEditor,
        RankEditor,
        SearchEditor,
    ):
        pytest.skip("choices are announced at once")
    keys, answer, _ = ANSWERS[editor]
    made = make(editor)
    type_keys(keys)

    look.wear(language=language("ur"))
    made.show_answer(Shown(name="چھت", choices=CHOICES))
    made.refit()
    assert heard == []
    made.settle()

    assert [one[: len(answer)] for one in heard] == [answer]
