"""The roster: people are added, gone through, said to be gone; never removed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel

KP = Path(__file__).parents[3] / "resources/questionnaires/kp-household/kp-household.md"
BOTH = pytest.mark.parametrize("code", ["en", "ur"])
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def a_roster(a_screen, type_keys, press):
    """Open the roster with two people."""

    def build(code="en"):
        screen = a_screen(code)
        type_keys("Kalam|4|1")
        press(Qt.Key.Key_N, ALT)
        type_keys("Gul|2")
        press(Qt.Key.Key_N, ALT)
        type_keys("Hina|1")
        return screen

    return build


def rows(screen):
    return screen.sitting.interview.find("members").children


def value(screen, place, name):
    row = rows(screen)[place].address
    return screen.sitting.interview.find(f"{row}/{name}").value


@BOTH
def test_adding_lands_in_the_first_question_of_the_new_person(a_roster, press, code):
    screen = a_roster(code)

    press(Qt.Key.Key_N, ALT)

    assert len(rows(screen)) == 3
    assert screen.current == f"{rows(screen)[2].address}/name"
    assert QApplication.focusWidget().text() == ""


@BOTH
def test_enter_in_an_empty_list_adds_the_first_person(a_screen, type_keys, code):
    screen = a_screen(code)

    type_keys("Kalam|4|1")

    assert QApplication.focusWidget().objectName() == "roster.add"
    type_keys("|Gul|")
    assert value(screen, 0, "name") == "Gul"


@BOTH
def test_at_a_large_size_no_question_is_cut_by_the_table(a_roster, code):
    screen = a_roster(code)

    screen.test_look.wear(scale=1.5)
    for _ in range(6):
        QApplication.processEvents()

    seen = screen.roster._right
    assert seen.viewport().width() >= seen.widget().minimumSizeHint().width()


def test_the_name_stands_isolated_in_the_next_questions(a_roster):
    screen = a_roster()
    row = rows(screen)[1].address

    asked = screen.roster.card(f"{row}/age").asked

    assert asked.label == "How old is \u2068Hina\u2069?"


@BOTH
def test_page_keys_go_from_person_to_person(a_roster, press, code):
    screen = a_roster(code)
    assert screen.current.startswith(rows(screen)[1].address)

    press(Qt.Key.Key_PageUp)
    assert screen.current == f"{rows(screen)[0].address}/name"
    press(Qt.Key.Key_PageDown)

    assert screen.current == f"{rows(screen)[1].address}/name"


def test_enter_after_the_last_question_goes_to_the_next_person(a_roster, type_keys):
    screen = a_roster()
    screen.go_to(f"{rows(screen)[0].address}/born")

    type_keys("|")

    assert screen.current == f"{rows(screen)[1].address}/name"


@pytest.mark.parametrize("status", ["left", "died", "entered-in-error"])
def test_a_person_is_never_deleted_and_undo_brings_all_answers_back(
    a_roster, press, type_keys, status
):
    screen = a_roster()
    type_keys("19|1730145289067|")
    before = screen.sitting.interview.answers()

    screen.roster.card(f"{rows(screen)[1].address}/name")
    screen.roster._mark(status)
    assert len(rows(screen)) == 1
    assert screen.sitting.visit.draft().writes
    press(Qt.Key.Key_Z, CONTROL)

    assert screen.sitting.interview.answers() == before


def test_a_person_who_died_stays_in_the_table_struck_through(a_roster):
    screen = a_roster()

    screen.roster._mark("died")

    people = screen.roster._people
    assert [(one.cells[0], one.gone) for one in people] == [
        ("Gul", ""),
        ("Hina", "died"),
    ]
    screen.roster._mark("here")
    assert [one.gone for one in screen.roster._people] == ["", ""]


@BOTH
def test_a_key_typed_in_the_table_replaces_the_answer(a_roster, press, type_keys, code):
    screen = a_roster(code)
    screen.roster._table.choose(0)
    screen.roster.focus_table()
    table = screen.roster._table
    table.setCurrentIndex(table.people.index(0, 1))

    type_keys("Zaman|")

    assert value(screen, 0, "name") == "Zaman"


@BOTH
def test_the_table_chooses_rows_in_both_directions(a_roster, code):
    screen = a_roster(code)
    table = screen.roster._table

    table.choose(0)

    assert [one.row() for one in table.selectionModel().selectedRows()] == [0]
    assert screen.roster._row == rows(screen)[0].row


def test_the_table_is_read_row_by_row_by_a_screen_reader(a_roster):
    screen = a_roster()

    told = QAccessible.queryAccessibleInterface(screen.roster._table)

    # Its children are the cells in reading order, a row's own head before them.
    cells = [told.child(place) for place in range(told.childCount())]
    words = [cell.text(QAccessible.Text.Name) for cell in cells]
    wide = 1 + screen.roster._table.people.columnCount()
    assert told.role() is QAccessible.Role.Table
    assert words[1:wide] == ["#", "Name", "Sex", "Age", "Status"]
    assert words[wide : wide + 4] == ["Gul", "1", "Gul", "Man"]
    assert words[2 * wide : 2 * wide + 4] == ["Hina", "2", "Hina", "Woman"]


def test_a_warning_about_the_number_of_people_stands_at_its_question(a_roster, press):
    screen = a_roster()
    screen.answer("place/size_told", "1")

    screen.go_to("place/size_told")

    card = screen.page.card("place/warn_size")
    assert card.property("state") == "warn"
    texts = [one.text() for one in card.findChildren(QLabel) if one.isVisible()]
    assert "More people are listed than were told." in texts


def test_the_cycle_key_goes_from_questions_to_rail_to_table(a_roster, press):
    screen = a_roster()

    press(Qt.Key.Key_F6)
    assert screen.rail.isAncestorOf(QApplication.focusWidget())
    press(Qt.Key.Key_F6)
    assert screen.roster.table_focused
    press(Qt.Key.Key_F6)

    assert screen.current.startswith("members[")


def test_a_long_word_fits_into_its_column_and_names_keep_their_room(a_screen):
    screen = a_screen(form=KP)
    screen.sitting.answer("notice/consent", "given")
    row = screen.sitting.add_row("members")
    screen.sitting.answer(f"{row.address}/relation", "daughter_in_law")
    screen.go_to(f"{row.address}/relation")
    QApplication.processEvents()
    table = screen.roster._table
    place = [column.role for column in table.people.columns].index("relation")
    words = table.people.people[0].cells[place]

    metrics = QFontMetricsF(table._look.font("body", 500))
    needed = metrics.horizontalAdvance(words) + 18

    assert words == "Daughter-in-law"
    assert table.columnWidth(place + 1) >= needed
    assert table.columnWidth(1) >= 100
