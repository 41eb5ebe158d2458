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


def test_a_mobile_number_is_shown_as_people_spell_it():
    assert identity.shown_phone("+923000000012") == "0300-0000012"
    assert identity.shown_phone("03000000012") == "0300-0000012"
    assert identity.shown_phone("12345") == "12345"
