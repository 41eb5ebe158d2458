"""The household questionnaire as it is asked: what is skipped, counted, doubted."""

import json
import re
from datetime import UTC, datetime

import pytest


def test_every_demo_household_loads_and_can_be_submitted(demo, interview):
    for household in demo:
        assert interview(household).problems() == ()


@pytest.mark.parametrize("year", [2024, 2026, 2030, 2035])
def test_made_households_stay_valid_under_any_clock(maker, year, interview):
    now = datetime(year, 6, 1, tzinfo=UTC)
    for household in maker.make_households(25, seed=year):
        assert interview(household, now).problems() == ()


def test_answers_come_back_as_they_were_given(demo, interview):
    answers = interview(demo[0]).answers()

    assert within(demo[0], answers)


def within(given, kept):
    """Whether everything given is kept; what is calculated may be there besides."""
    if isinstance(given, dict):
        return all(within(value, kept[name]) for name, value in given.items())
    if isinstance(given, list) and given and isinstance(given[0], dict):
        return len(given) == len(kept) and all(map(within, given, kept))
    return given == kept


def test_before_consent_nothing_is_asked(interview):
    asked = interview()

    assert asked.find("notice/consent").relevant
    assert not asked.find("location/village").relevant
    assert not asked.find("members").relevant
    assert asked.answer("location/village", "Kalam").refused


def test_a_refusal_ends_politely_and_can_be_submitted(interview):
    asked = interview()
    asked.answer("notice/consent", "refused")

    assert asked.find("notice/refusal_thanks").visible
    assert not asked.find("notice/share_departments").relevant
    assert not asked.find("closing/remarks").relevant
    assert asked.problems() == ()


def test_places_follow_from_division_to_district_to_tehsil(consented):
    assert len(consented.choices(consented.find("location/division"))) == 7
    consented.answer("location/division", "KP-MALAKAND")
    districts = consented.choices(consented.find("location/district"))
    consented.answer("location/district", "PK532")
    tehsils = consented.choices(consented.find("location/tehsil"))

    assert len(districts) == 9
    assert ("PK53202", "Bahrain") in [(each.value, each.label) for each in tehsils]
    assert all(each.value.startswith("PK532") for each in tehsils)


def test_the_household_is_counted(demo, interview):
    household = max(demo, key=lambda each: len(each["members"]))
    asked = interview(household)

    def value(name):
        return asked.find(f"composition/{name}").value

    ages = [int(row.value) for row in ages_of(asked)]
    assert value("size") == str(len(household["members"]))
    assert value("head_name") == household["members"][0]["name_latin"]
    assert value("dependants") == str(sum(age < 15 or age >= 65 for age in ages))
    assert value("children_5_16") == str(sum(5 <= age <= 16 for age in ages))


def ages_of(asked):
    rows = asked.find("members").children
    return [asked.find(f"{row.address}/age") for row in rows]


def test_a_list_without_anybody_cannot_be_complete(codes, interview):
    asked = interview()
    asked.answer("notice/consent", "given")
    asked.answer("composition/everyone_listed", "yes")

    assert codes(asked, "everyone_listed") != []


def test_a_number_of_people_that_differs_from_the_list_is_doubted_only(
    consented, codes
):
    consented.answer("composition/size_told", "14")

    note = consented.find("composition/warn_size")
    assert note.visible
    assert "14" in consented.label(note)
    assert codes(consented, "size_told") == []


def test_none_of_these_stands_alone(consented, codes):
    consented.answer("livelihood/shocks", "flood none")
    assert codes(consented, "livelihood/shocks") != []

    consented.answer("livelihood/shocks", "none")

    assert codes(consented, "livelihood/shocks") == []
    assert not consented.find("livelihood/coping").relevant


def test_a_position_outside_the_province_is_doubted_only(consented, codes):
    consented.answer("location/latitude", "72.5")
    consented.answer("location/longitude", "35.2")

    assert consented.find("location/warn_position").visible
    assert codes(consented, "tude") == []


@pytest.mark.parametrize(
    ("number", "doubted"),
    [("03000000012", False), ("091-5551234", False), ("0300", True), ("5551234", True)],
)
def test_a_telephone_number_of_another_shape_is_doubted(consented, number, doubted):
    consented.answer("contact/phone", number)

    assert consented.find("contact/warn_phone").visible == doubted


def test_the_example_in_the_readme_is_a_household(interview, readme):
    (example,) = re.findall(r"```json\n(.*?)```", readme, re.DOTALL)

    assert interview(json.loads(example)).problems() == ()
