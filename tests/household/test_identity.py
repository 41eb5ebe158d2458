import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrolment_app.household import identity
from enrolment_app.problems import Problem

CARD = "1730112345671"


@pytest.mark.parametrize(
    "typed",
    [
        CARD,
        "17301-1234567-1",
        " 17301 1234567 1 ",
        "۱۷۳۰۱-۱۲۳۴۵۶۷-۱",  # noqa: RUF001 - digits as typed
        "١٧٣٠١١٢٣٤٥٦٧١",
    ],
)
def test_a_card_number_is_one_number_however_it_is_typed(typed):
    assert identity.cnic(typed) == CARD


@pytest.mark.parametrize("typed", ["", "1730112345", "17301123456712", "1730a12345671"])
def test_the_number_of_digits_is_the_only_error(typed):
    assert isinstance(identity.cnic(typed), Problem)


@given(st.from_regex(r"[0-9]{13}", fullmatch=True))
def test_what_is_shown_can_be_read_back(digits):
    assert identity.cnic(identity.shown_cnic(digits)) == digits


def test_doubts_never_block_and_say_what_is_odd():
    codes = {p.code for p in identity.cnic_doubts("9730111111112", "male")}

    assert codes == {
        "identity.cnic_province",
        "identity.cnic_made_up",
        "identity.cnic_sex",
    }
    assert identity.cnic_doubts(CARD, "male") == ()


def test_a_number_that_begins_with_zero_is_an_invented_one():
    codes = [p.code for p in identity.cnic_doubts("0153200000121")]

    assert "identity.cnic_demo" in codes


@pytest.mark.parametrize(
    "typed",
    ["0300-0000012", "+92 300 0000012", "00923000000012", "3000000012", "۰۳۰۰۰۰۰۰۰۱۲"],
)
def test_a_mobile_number_is_one_number_however_it_is_typed(typed):
    assert identity.phone(typed) == "+923000000012"
    assert identity.shown_phone("+923000000012") == "0300-0000012"


@pytest.mark.parametrize("typed", ["", "12345", "hello", "0300-000001"])
def test_what_is_no_telephone_number_is_a_problem(typed):
    assert identity.phone(typed) == Problem("identity.phone_shape")


def test_one_number_given_twice_in_a_household_is_found():
    assert identity.twice([CARD, "", "17301-1234567-1", "0"]) == (CARD,)
