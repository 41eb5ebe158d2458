# ruff: noqa: RUF001 - letters that look like others are what is tested
"""Folding: what people mean alike becomes one text, and only that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrolment_app.household.folding import (
    digits,
    fold,
    is_number,
    joined,
    sound,
    telephone_forms,
    words,
)

LETTERS = "كکڪيیىےئہهةھآاأإٱوؤءگګټٹډڈړڑڼنںښشږژڄابپتج۱۲۳٤٥٦abcÀéßİıŁ-_. \u200cـًّ"
TEXTS = st.one_of(st.text(max_size=20), st.text(LETTERS, max_size=20))


@given(TEXTS)
def test_what_is_folded_twice_is_folded_once(text):
    assert fold(fold(text)) == fold(text)


@given(TEXTS, TEXTS)
def test_folding_a_line_is_folding_its_words(one, other):
    assert words(f"{one} {other}") == (*words(one), *words(other))


@given(TEXTS)
def test_a_word_is_letters_and_digits_and_folded(text):
    for word in words(text):
        assert word
        assert not any(letter.isspace() for letter in word)
        assert words(word) == (word,)


@given(st.integers(0, 10**15), st.sampled_from(["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"]))
def test_digits_of_any_script_are_the_same_digits(number, script):
    written = "".join(script[int(digit)] for digit in str(number))

    assert fold(written) == digits(written) == str(number)


@given(TEXTS)
def test_a_sound_is_the_same_for_a_folded_word(text):
    for word in words(text):
        assert sound(word) == sound(fold(word))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("كريم", "کریم"),
        ("علي", "علی"),
        ("علی", "على"),
        ("فاطمة", "فاطمہ"),
        ("آمنہ", "امنہ"),
        ("مُحَمَّد", "محمد"),
        ("ګل", "گل"),
        ("پېښور", "پیشور"),
        ("ټول", "ٹول"),
        ("مـحـمـد", "محمد"),
        ("JOSÉ", "jose"),
        ("ﷲ", "اللہ"),
        ("  Gul   Khan ", "gul khan"),
        ("ABC", "abc"),
    ],
)
def test_spellings_that_keyboards_give_for_one_another_meet(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("نور", "نار"), ("گل", "کل"), ("17301", "17310"), ("Gul", "Gal")]
)
def test_different_words_stay_different(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    "spelled",
    [
        "Muhammad Mohammed Mohamad محمد",
        "Kareem Karim کریم كريم",
        "Hussain Husain Hussein حسین",
        "Fatima Fatimah فاطمہ",
        "Yousaf Yusuf Yousuf یوسف",
        "Khan خان",
        "Gul گل ګل",
        "Shaukat Shawkat شوکت",
        "Peshawar پشاور پېښور",
        "Umar Omar عمر",
        "Ghulam غلام",
        "Rehman Rahman رحمان",
        "Qasim Kasim قاسم",
        "Zahir ظاہر زاہر",
    ],
)
def test_names_that_sound_alike_have_one_sound_in_every_script(spelled):
    assert len({sound(word) for word in spelled.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Karim", "Akram"), ("Gul", "Ghulam"), ("Nur", "Nasir"), ("Bibi", "Baba Khan")],
)
def test_names_that_do_not_sound_alike_are_told_apart(one, other):
    assert sound(one) != sound(other)


@pytest.mark.parametrize("word", ["17301", "a1", "", "۱۷", "-", " "])
def test_a_number_has_no_sound(word):
    assert sound(word) == ""


def test_digits_written_apart_are_put_together():
    assert joined("17301-4528906-7") == "1730145289067"
    assert joined("۰۳۰۰ ۱۲۳ ۴۵۶۷") == "03001234567"
    assert joined("House 7 Street 12") == "house 7 street 12"


def test_what_is_a_number():
    assert is_number("17301-4528906-7")
    assert is_number("+92 (300) 123 4567")
    assert is_number("۱۷۳۰۱")
    assert not is_number("7 Hayatabad")
    assert not is_number("-")


@pytest.mark.parametrize(
    "typed",
    ["0300-1234567", "+92 300 1234567", "00923001234567", "۰۳۰۰۱۲۳۴۵۶۷", "3001234567"],
)
def test_a_telephone_number_has_the_same_forms_however_it_is_typed(typed):
    assert set(telephone_forms(typed)) == {"03001234567", "3001234567", "923001234567"}


@given(st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from("0۱٤5-+ ."))))
def test_digits_are_those_of_the_folded_text(text):
    assert digits(text) == "".join(one for one in fold(text) if one in "0123456789")
    assert not is_number(text) or digits(text)
