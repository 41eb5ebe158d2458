"""The invented households."""

import json
import re
from collections import Counter


def members(households):
    return [row for household in households for row in household["members"]]


def strings(answers):
    if isinstance(answers, dict):
        for value in answers.values():
            yield from strings(value)
    elif isinstance(answers, list):
        for value in answers:
            yield from strings(value)
    else:
        yield answers


def test_the_demo_is_what_its_maker_makes(demo, maker):
    assert json.loads(json.dumps(maker.demo_households())) == demo


def test_the_same_seed_gives_the_same_households_and_another_others(maker):
    first = list(maker.make_households(20, seed=1))

    assert first == list(maker.make_households(20, seed=1))
    assert first != list(maker.make_households(20, seed=2))


def test_no_identity_number_could_be_somebody_s(demo, maker):
    for row in members([*demo, *maker.make_households(300)]):
        assert re.fullmatch(r"0\d{12}", row.get("cnic", "0000000000000"))


def test_no_identity_number_comes_twice(maker):
    numbers = Counter(
        row["cnic"] for row in members(maker.make_households(300)) if "cnic" in row
    )

    assert max(numbers.values()) == 1


def test_telephones_are_of_no_subscriber(demo, maker):
    for household in demo:
        assert re.fullmatch(r"030000000\d\d", household["contact"]["phone"])
    for household in maker.make_households(50):
        assert re.fullmatch(r"0399\d{7}", household["contact"]["phone"])


def test_the_demo_says_that_it_is_one(demo):
    for household in demo:
        assert household["closing"]["remarks"].startswith("DEMO")
        assert household["location"]["village"].startswith("Demo ")


def test_the_demo_stays_in_one_district(demo):
    assert len(demo) == 24
    assert {household["location"]["district"] for household in demo} == {"PK532"}


def test_places_agree_with_the_gazetteer(maker, places):
    parents = {row["code"]: row["parent"] for row in places}
    for household in maker.make_households(100):
        location = household["location"]

        assert parents[location["tehsil"]] == location["district"]
        assert parents[location["district"]] == location["division"]


def test_every_code_is_a_choice_of_its_question(maker, sheets):
    lists = {}
    for row in sheets["choices"]:
        lists.setdefault(row["list_name"], set()).add(row["name"])
    choices = {
        row["name"]: lists[row["type"].split()[1]]
        for row in sheets["survey"]
        if row["type"].startswith("select")
    }

    def check(answers):
        for name, value in answers.items():
            if name in choices and not isinstance(value, dict):
                given = set(value) if isinstance(value, list) else {value}
                assert given <= choices[name], name
            elif isinstance(value, dict) and "special" not in value:
                check(value)
            elif name == "members":
                for row in value:
                    check(row)

    for household in maker.make_households(100):
        check(household)


def test_every_answer_has_a_question(maker, sheets):
    asked = {row["name"] for row in sheets["survey"] if "name" in row}

    def names(answers):
        for name, value in answers.items():
            yield name
            rows = value if isinstance(value, list) else [value]
            for row in rows:
                if isinstance(row, dict):
                    yield from names(row)

    for household in maker.make_households(100):
        assert set(names(household)) <= asked | {"special"}


def test_families_are_of_the_province_s_size(maker):
    sizes = [len(household["members"]) for household in maker.make_households(500)]

    assert 5.5 <= sum(sizes) / len(sizes) <= 8.5
