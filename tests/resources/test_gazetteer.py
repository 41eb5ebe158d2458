"""The places of the province."""

import csv
import re
from collections import Counter
from pathlib import Path

GAZETTEER = Path(__file__).resolve().parents[2] / "resources" / "gazetteer"
ABOVE = {"division": "province", "district": "division", "tehsil": "district"}
CODE = {
    "province": r"PK\d",
    "division": r"KP-[A-Z]+",
    "district": r"PK\d{3}",
    "tehsil": r"PK\d{5}",
}


def test_there_are_as_many_places_as_published(places):
    assert Counter(row["level"] for row in places) == {
        "province": 1,
        "division": 7,
        "district": 35,
        "tehsil": 153,
    }


def test_a_code_is_given_once_and_has_its_level_s_shape(places):
    assert len({row["code"] for row in places}) == len(places)
    for row in places:
        assert re.fullmatch(CODE[row["level"]], row["code"])


def test_every_place_lies_in_one_of_the_level_above_listed_before(places):
    level = {}
    for row in places:
        if row["level"] != "province":
            assert level[row["parent"]] == ABOVE[row["level"]]
        level[row["code"]] = row["level"]


def test_a_tehsil_s_code_begins_with_its_district_s(places):
    for row in places:
        if row["level"] == "tehsil":
            assert row["code"].startswith(row["parent"])


def test_every_place_has_an_urdu_name_of_its_own(places):
    for row in places:
        assert re.fullmatch(r"[\u0600-\u06ff0-9 ]+", row["name_ur"]), row
    names = Counter((row["parent"], row["name_ur"]) for row in places)
    assert max(names.values()) == 1


def test_names_known_to_be_wrong_are_mended(places):
    names = {row["code"]: row["name_ur"] for row in places}

    assert names["PK513"] == "خیبر"
    assert names["PK53206"] == "کالام"
    assert names["PK53503"] == "کلکوٹ"
    assert "لاہور" in names["PK53101"]  # Lahor in Swabi is spelt like Lahore
    assert names["PK51602"] == "کندیا"


def test_our_urdu_names_are_all_taken(places):
    names = {row["code"]: (row["name_ur"], row["name_ur_standing"]) for row in places}
    path = GAZETTEER / "urdu_names.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        ours = list(csv.DictReader(lines))

    for row in ours:
        assert names[row["code"]] == (row["name_ur"], row["standing"])
