import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrolment_app.household.likeness import (
    Person,
    Traits,
    likeness,
    marks_of,
    name_likeness,
)

CARD = "0730114528906"
GUL = Person(("Gul Zaman", "گل زمان"), CARD)
NUR = Person(("Nur Bibi",), "")
HOME = Traits("a", "KP-1", "Gul Zaman", "Kalam Bala", (GUL, NUR), ("0300 1234567",))


def codes(found):
    return [reason.code.removeprefix("duplicate.") for reason in found.reasons]


def test_a_shared_identity_number_is_enough_and_names_both_people():
    other = Traits("b", people=(Person(("G. Zaman Khan",), "07301-1452890-6"),))

    found = likeness(HOME, other)

    assert (found.percent, codes(found)) == (100, ["same_identity"])
    values = found.reasons[0].values
    assert (values["one"], values["other"]) == ("Gul Zaman", "G. Zaman Khan")


def test_everything_that_speaks_for_it_is_told():
    other = Traits(
        "b",
        head="Gul Zamaan",
        village="kalam  bala",
        people=(Person(("Gul Zamaan",)), Person(("Noor Bibi",))),
        phones=("+92 300 1234567",),
    )

    found = likeness(HOME, other)

    assert codes(found) == ["same_phone", "heads_alike", "same_village", "people_alike"]
    assert 80 < found.percent < 100


def test_strangers_are_not_alike():
    other = Traits(
        "b", head="Sher Afzal", village="Matta", people=(Person(("Zarina",)),)
    )

    assert likeness(HOME, other).percent < 30
    assert codes(likeness(HOME, other)) == []
    assert likeness(Traits("a"), Traits("b")).percent == 0


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Muhammad Khan", "Mohammed Khan", True),
        ("Muhammad Khan", "محمد خان", True),
        ("Khan Muhammad", "Muhammad Khan", True),
        ("گل زمان", "گل  زمان", True),
        ("Gul Zaman", "Sher Afzal", False),
        ("Gul", "شیر", False),
        ("", "Gul", False),
    ],
)
def test_names_are_compared_over_spellings_and_scripts(one, other, alike):
    assert (name_likeness((one,), (other,)) >= 80) == alike


def test_one_person_is_no_two_people_of_the_other_side():
    crowd = Traits("b", people=(Person(("Gul Zaman",)),) * 3)
    alone = Traits("a", people=(Person(("Gul Zaman",)),))

    (reason,) = likeness(alone, crowd).reasons

    assert reason.values == {"count": "1", "people": "1"}


@given(
    st.lists(st.text(max_size=12), min_size=4, max_size=4),
    st.lists(st.text(max_size=12), min_size=4, max_size=4),
)
def test_which_comes_first_makes_no_difference_and_nothing_breaks(ones, others):
    one, other = (
        Traits("x", head=h, village=v, people=(Person((n,), i),), phones=(i,))
        for h, v, n, i in (ones, others)
    )

    assert likeness(one, other).percent == likeness(other, one).percent
    assert 0 <= likeness(one, one).percent <= 100
    assert all(marks_of(each) == marks_of(each) for each in (one, other))


def test_households_that_may_be_one_meet_under_a_mark():
    others = {
        "card": Traits("b", people=(Person((), "0730114528906"),)),
        "phone": Traits("b", phones=("00923001234567",)),
        "head and village": Traits("b", head="گل زمان", village="Kalam Bala"),
        "the other order": Traits("b", head="Zaman Gul", village="KALAM BALA"),
    }
    for name, other in others.items():
        assert set(marks_of(HOME)) & set(marks_of(other)), name


def test_what_is_no_number_marks_nothing():
    bad = itertools.product(("", "123", "x" * 13), ("", "12", "none"))

    for identity, phone in bad:
        person = Person(("Gul",), identity)
        assert marks_of(Traits("a", people=(person,), phones=(phone,))) == ()
