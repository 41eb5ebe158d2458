"""The household questionnaire as a form: it converts, and declares what it must."""

import re
from collections import Counter

import pytest
from lxml import etree
from pyxform.xls2xform import convert

XFORMS = "{http://www.w3.org/2002/xforms}"
INDRAJ = "{https://indraj.example/xforms}"
POLICIES = {"same-ignoring-spelling", "union", "later-in-registry-order"}
NEEDED = {
    "consent",
    "village",
    "head-name",
    "phone",
    "person-name",
    "relation",
    "sex",
    "birth-date",
    "age",
    "cnic",
    "father-name",
}


@pytest.fixture(scope="module")
def converted(source):
    return convert(source)


@pytest.fixture(scope="module")
def binds(converted):
    tree = etree.fromstring(converted.xform.encode())
    found = {bind.get("nodeset"): bind for bind in tree.iter(f"{XFORMS}bind")}
    return {path.removeprefix("/data/"): bind for path, bind in found.items()}


def test_it_converts_without_a_warning(converted):
    assert converted.warnings == []


def test_the_workbook_gives_the_same_form_as_the_source(
    builder, source, converted, tmp_path
):
    target = tmp_path / "kp-household.xlsx"
    target.write_bytes(builder.workbook(source.read_text(encoding="utf-8")))

    assert convert(target).xform == converted.xform


def test_the_workbook_has_the_same_bytes_twice(builder, source):
    text = source.read_text(encoding="utf-8")

    assert builder.workbook(text) == builder.workbook(text)


def test_the_places_are_those_of_the_gazetteer(builder, source):
    text = source.read_text(encoding="utf-8")

    assert builder.refreshed(text) == text


def test_fields_that_mean_nothing_apart_are_declared_together(binds):
    groups = {
        path: bind.get(f"{INDRAJ}group")
        for path, bind in binds.items()
        if bind.get(f"{INDRAJ}group")
    }

    def together(*paths):
        return len({groups.get(path) for path in paths} - {None}) == 1

    assert together("location/latitude", "location/longitude", "location/gps_accuracy")
    assert together("members/name_latin", "members/name_urdu")
    assert together("members/birth_precision", "members/birth_date", "members/age_told")
    assert together("members/id_kind", "members/cnic", "members/id_missing")
    assert together("land/land_area", "land/land_unit")


def test_one_group_has_one_policy(binds):
    policies = {}
    for bind in binds.values():
        group = bind.get(f"{INDRAJ}group")
        if group:
            policies.setdefault(group, set()).add(bind.get(f"{INDRAJ}merge"))

    assert all(len(each) == 1 for each in policies.values())


def test_policies_are_known_ones_and_identity_is_always_asked(binds):
    policies = {path: bind.get(f"{INDRAJ}merge") for path, bind in binds.items()}

    assert set(policies.values()) <= POLICIES | {None}
    for name in ("name_latin", "cnic", "birth_date", "sex", "relation", "father_name"):
        assert policies[f"members/{name}"] is None


def test_union_is_for_several_choices_only(binds, sheets):
    several = {
        row["name"] for row in sheets["survey"] if "select_multiple" in row["type"]
    }

    for path, bind in binds.items():
        if bind.get(f"{INDRAJ}merge") == "union":
            assert path.rsplit("/", 1)[1] in several


def test_what_lists_and_searches_need_is_declared(binds):
    roles = Counter(bind.get(f"{INDRAJ}role") for bind in binds.values())

    assert set(roles) >= NEEDED
    assert all(roles[role] == 1 for role in NEEDED)


def test_every_name_is_used_once_and_every_list_is_used(sheets):
    names = Counter(
        row["name"] for row in sheets["survey"] if not row["type"].startswith("end")
    )
    lists = {row["list_name"] for row in sheets["choices"]}
    used = {
        row["type"].split()[1]
        for row in sheets["survey"]
        if row["type"].startswith("select")
    }

    assert [name for name, times in names.items() if times > 1] == []
    assert used == lists


def test_a_choice_stands_once_in_its_list(sheets):
    codes = Counter((row["list_name"], row["name"]) for row in sheets["choices"])

    assert [code for code, times in codes.items() if times > 1] == []


def test_codes_named_in_rules_exist(sheets):
    lists = {}
    for row in sheets["choices"]:
        lists.setdefault(row["list_name"], set()).add(row["name"])
    asked = {
        row["name"]: lists[row["type"].split()[1]]
        for row in sheets["survey"]
        if row["type"].startswith("select")
    }
    rules = " ".join(
        row.get(column, "")
        for row in sheets["survey"]
        for column in ("relevant", "constraint", "calculation")
    )

    for name, code in re.findall(r"\$\{(\w+)\} = '(\w+)'", rules):
        assert code in asked[name], (name, code)


def test_the_questionnaire_is_of_a_bearable_length(sheets):
    inside, household, member = False, 0, 0
    for row in sheets["survey"]:
        if row["type"].endswith("_repeat"):
            inside = row["type"] == "begin_repeat"
        elif not row["type"].startswith(("begin", "end", "note", "calculate")):
            member += inside
            household += not inside

    assert household <= 80
    assert member <= 35
