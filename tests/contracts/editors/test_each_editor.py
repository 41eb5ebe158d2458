"""What is particular to one editor."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from enrolment_app.questionnaire import Choice
from enrolment_app.ui.editors import Shown
from enrolment_app.ui.editors.date import DateEditor
from enrolment_app.ui.editors.digits import CnicEditor, PhoneEditor
from enrolment_app.ui.editors.rows import OneEditor
from enrolment_app.ui.editors.search import SearchEditor


@pytest.mark.parametrize("digits", ["۱۷۳۰۱۴۵۲۸۹۰۶۷", "١٧٣٠١٤٥٢٨٩٠٦٧", "1730145289067"])
def test_digits_of_every_script_are_stored_as_ascii(make, heard, digits, type_keys):
    made = make(CnicEditor)

    type_keys(digits)
    made.settle()

    assert heard == ["1730145289067"]
    assert made.lines()[0].text() == "17301-4528906-7"


def test_an_identity_number_is_pasted_out_of_its_words(make, heard):
    made = make(CnicEditor)
    QApplication.clipboard().setText("CNIC 17301 4528906 7")

    made.lines()[0].paste()
    made.settle()

    assert heard == ["1730145289067"]


def test_backspace_steps_over_the_dashes_without_leaving_holes(make, heard, type_keys):
    made = make(CnicEditor)
    type_keys("1730145289067")

    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backspace)
    type_keys("9")
    made.settle()

    assert heard == ["17301452899"]


@pytest.mark.parametrize("typed", ["+923001234567", "00923001234567", "923001234567"])
def test_a_country_code_becomes_the_leading_zero(make, heard, typed):
    made = make(PhoneEditor)
    QApplication.clipboard().setText(typed)

    made.lines()[0].paste()
    made.settle()

    assert heard == ["03001234567"]


def test_half_a_date_is_announced_as_typed_and_shown_again(make, heard, type_keys):
    made = make(DateEditor)

    type_keys("12")
    made.settle()

    assert heard == ["0000-00-12"]
    assert made.typed("day") == "12"


def test_a_digit_finishes_a_single_choice(make, qtbot, type_keys):
    made = make(OneEditor)

    with qtbot.waitSignal(made.finished):
        type_keys("۲")

    assert made.read() == "stone"


def test_arrows_move_and_space_chooses(make, heard):
    make(OneEditor)

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert heard == []
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)

    assert heard == ["stone"]


def test_a_search_leaves_what_is_not_in_the_list_unanswered(make, heard, type_keys):
    made = make(SearchEditor)

    type_keys("xyz")
    made.lines()[0].clearFocus()

    assert heard == []
    assert made.lines()[0].text() == ""


def test_a_search_finds_letters_of_the_other_keyboard(make, heard, type_keys):
    made = make(SearchEditor)
    made.show_answer(Shown(choices=(Choice("k", "کریم آباد"), Choice("s", "سوات"))))

    type_keys("كريم|")

    assert heard == ["k"]


def test_choices_of_a_word_stand_side_by_side_and_arrows_follow_what_is_seen(
    make, look
):
    made = make(OneEditor)
    tops = {option.y() for option in made.options}
    onward = Qt.Key.Key_Left if look.rtl else Qt.Key.Key_Right

    QTest.keyClick(QApplication.focusWidget(), onward)

    assert len(tops) == 1
    assert made.options[1].hasFocus()


def test_choices_of_many_words_stand_below_each_other(make):
    made = make(OneEditor)
    told = "Mud and straw, mended each year"
    made.show_answer(Shown(choices=(Choice("a", told), Choice("b", "Stone"))))
    QApplication.processEvents()

    assert len({option.y() for option in made.options}) == 2


def test_choices_without_room_beside_each_other_stand_below(make):
    made = make(OneEditor)
    assert len({option.y() for option in made.options}) == 1

    made.setMinimumSize(1, 1)  # a window of its own would not give way
    made.resize(260, 300)
    QApplication.processEvents()
    assert len({option.y() for option in made.options}) == 3

    made.resize(700, 300)
    QApplication.processEvents()
    assert len({option.y() for option in made.options}) == 1
