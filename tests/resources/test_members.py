"""What is asked of each person: nobody is kept out, and what is doubted."""

import pytest

from sync.values import Special

CNIC = "1530112345671"
DIFFICULTIES = (
    "seeing",
    "hearing",
    "walking",
    "remembering",
    "self_care",
    "communicating",
)


@pytest.mark.parametrize("name", ["name_latin", "name_urdu"])
def test_a_name_in_one_script_is_enough(consented, name, say, codes):
    assert codes(consented, "members[one]/name") != []

    say(consented, "one", **{name: "Gul"})

    assert codes(consented, "members[one]/name") == []


def test_a_person_with_nothing_but_a_code_can_be_registered(consented, say):
    say(
        consented,
        "one",
        name_latin="W1",
        name_withheld="custom",
        relation="wife",
        sex="female",
        birth_precision="unknown",
        id_kind="none",
    )

    assert [p for p in consented.problems() if p.field.startswith("members[one]")] == []
    assert consented.find("members[one]/functioning").relevant


@pytest.mark.parametrize("number", ["153011234567", "15301123456711", "15301-1234567-"])
def test_only_13_digits_make_an_identity_number(consented, number, say, codes):
    say(consented, "one", id_kind="cnic", cnic=number)

    assert codes(consented, "members[one]/cnic") != []


@pytest.mark.parametrize("number", [CNIC, "0000000000201", "9530111111112"])
def test_no_other_doubt_about_a_number_is_an_error(consented, number, say, codes):
    say(consented, "one", id_kind="cnic", cnic=number, sex="female")

    assert codes(consented, "members[one]/cnic") == []


def test_a_number_that_does_not_fit_the_sex_is_doubted_only(consented, say):
    say(consented, "one", id_kind="cnic", cnic=CNIC, sex="female")
    say(consented, "two", id_kind="cnic", cnic=CNIC[:-1] + "3", sex="male")

    assert consented.find("members[one]/warn_number_sex").visible
    assert not consented.find("members[two]/warn_number_sex").visible
    say(consented, "one", sex="transgender")
    assert not consented.find("members[one]/warn_number_sex").visible


def test_a_number_of_no_card_is_doubted(consented, say):
    say(consented, "one", id_kind="cnic", cnic="0000000000201")
    say(consented, "two", id_kind="cnic", cnic=CNIC)

    assert consented.find("members[one]/warn_number_shape").visible
    assert not consented.find("members[two]/warn_number_shape").visible
    say(consented, "two", cnic="1234567890123")
    assert consented.find("members[two]/warn_number_shape").visible


def test_one_number_for_two_people_of_a_household_is_an_error(consented, say, codes):
    for row in ("one", "two"):
        say(consented, row, id_kind="cnic", cnic=CNIC)
    assert codes(consented, "members[one]/cnic") != []
    assert codes(consented, "members[two]/cnic") != []

    say(consented, "two", cnic=CNIC[:-1] + "3")

    assert codes(consented, "/cnic") == []


def test_two_heads_are_an_error_until_one_is_left(consented, say, codes):
    say(consented, "one", relation="head")
    say(consented, "two", relation="head")
    assert codes(consented, "members[two]/relation") != []

    consented.remove_row("members[two]")

    assert codes(consented, "/relation") == []


@pytest.mark.parametrize(
    ("born", "age"),
    [
        ("2000-11-24", "26"),
        ("2000-11-25", "25"),
        ("2026-11-24", "0"),
        ("1960-02-29", "66"),
    ],
)
def test_age_is_counted_in_full_years(consented, born, age, say):
    say(consented, "one", birth_precision="day", birth_date=born)

    assert consented.find("members[one]/age").value == age


def test_a_birth_date_in_the_future_is_an_error(consented, say, codes):
    say(consented, "one", birth_precision="day", birth_date="2026-11-25")

    assert codes(consented, "members[one]/birth_date") != []


@pytest.mark.parametrize(
    ("age", "asked_of"),
    [
        ("4", set()),
        ("5", {"functioning", "schooling"}),
        ("10", {"functioning", "schooling", "work"}),
        ("12", {"functioning", "schooling", "work", "marital"}),
    ],
)
def test_what_is_asked_of_a_person_depends_on_the_age(consented, age, asked_of, say):
    say(consented, "one", birth_precision="age", age_told=age)

    relevant = {
        name
        for name in ("functioning", "schooling", "work", "marital")
        if consented.find(f"members[one]/{name}").relevant
    }
    assert relevant == asked_of


@pytest.mark.parametrize(
    ("levels", "indicator"), [("141111", "yes"), ("111113", "yes"), ("222222", "no")]
)
def test_disability_is_one_domain_with_a_lot_of_difficulty(
    consented, levels, indicator, say
):
    say(consented, "one", birth_precision="age", age_told="30")
    for name, level in zip(DIFFICULTIES, levels, strict=True):
        say(consented, "one", **{f"functioning/{name}": level})

    assert consented.find("members[one]/functioning/disability").value == indicator
    assert consented.find("composition/with_disability").value == str(
        int(indicator == "yes")
    )


def test_disability_stays_open_while_a_domain_is_unanswered(consented, say):
    say(consented, "one", birth_precision="age", age_told="30")
    say(consented, "one", **{"functioning/seeing": "1"})
    say(consented, "one", **{"functioning/hearing": Special.REFUSED})

    assert consented.find("members[one]/functioning/disability").value == ""


def test_questions_are_asked_in_urdu_with_the_person_s_name(consented, say):
    say(consented, "one", name_urdu="گل", birth_precision="age", age_told="9")
    consented.language = "Urdu (ur)"

    label = consented.label(consented.find("members[one]/schooling/attended"))

    # The name stands isolated, so that it cannot turn the line around.
    assert label == "کیا \u2068گل\u2069 نے کبھی سکول میں پڑھا ہے؟"
