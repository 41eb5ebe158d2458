"""Entities and attributes: what a form makes or changes in the lists of its server."""

import pytest

from enrolment_app.questionnaire import Interview, convert, datasets, entities
from tests.questionnaire.forms import NOW, interview, put, value

ONE = """
| survey |
| | type | name | label | save_to |
| | text | name | Name | full_name |
| | integer | size | Size | size |
| | text | other | Other | |
| entities |
| | list_name | label |
| | households | concat(${name}, ' house') |
"""
ROWS = """
| survey |
| | type | name | label | save_to |
| | csv-external | people | | |
| | text | village | Village | |
| | begin_repeat | m | Member | |
| | text | known | Known as | |
| | integer | age | Age | age |
| | end_repeat | | | |
| entities |
| | list_name | label | repeat | create_if | update_if | entity_id |
| | people | ${known} | ${m} | ${age} > 1 | ${age} <= 1 | ${known} |
"""


@pytest.fixture
def begun(tmp_path):
    def begin(text):
        file = tmp_path / "form.md"
        file.write_text(text, encoding="utf-8")
        done = convert(file)
        assert done.usable, done.problems
        return Interview(done.questionnaire, now=NOW)

    return begin


def test_a_form_tells_which_lists_it_feeds(begun):
    live = begun(ONE)

    assert datasets(live.questionnaire.root) == ("households",)
    assert live.questionnaire.unsupported == ()


def test_an_entity_has_an_id_a_label_and_what_is_saved_to_it(begun):
    live = begun(ONE)
    put(live, name="Asha", size="4", other="x")

    (made,) = entities(live.root)

    assert made.dataset == "households"
    assert len(made.id) == len("00000000-0000-0000-0000-000000000000")
    assert made.label == "Asha house"
    assert (made.create, made.update) == (True, False)
    assert made.properties == {"full_name": "Asha", "size": "4"}


def test_each_row_makes_or_changes_its_own(begun):
    live = begun(ROWS)
    for row, age in (("a", "30"), ("b", "1"), ("c", "")):
        live.add_row("m", row)
        put(live, **{f"m[{row}]/known": row.upper(), f"m[{row}]/age": age})

    told = {
        e.row: (e.create, e.update, e.id, e.properties) for e in entities(live.root)
    }

    assert told == {
        "a": (True, False, "A", {"age": "30"}),
        "b": (False, True, "B", {"age": "1"}),
    }


def test_a_calculated_attribute_wakes_who_reads_it():
    live = interview(
        '<a/><e id="" fixed="7"/><b/><c/>',
        {
            "e/@id": {"calculate": "concat(/data/a, '!')"},
            "b": {"calculate": "/data/e/@id"},
            "c": {"calculate": "/data/e/@fixed"},
        },
    )

    put(live, a="x")

    assert value(live, "b") == "x!"
    assert value(live, "c") == "7"
    assert "@" not in str(live.answers())


def test_an_action_may_fill_an_attribute():
    live = interview(
        '<a/><e id=""/><b/>',
        {"b": {"calculate": "/data/e/@id"}, "e/@id": {"readonly": "true()"}},
        model='<setvalue event="odk-instance-first-load" ref="/data/e/@id" value="1 + 1"/>',
    )

    assert value(live, "b") == "2"


def test_attributes_of_rows_follow_their_rows():
    live = interview(
        '<m><a/><e id=""/><b/></m>',
        {"m/e/@id": {"calculate": "../../a"}, "m/b": {"calculate": "../e/@id"}},
        repeats={"m": ""},
    )
    for row in ("x", "y"):
        live.add_row("m", row)
        put(live, **{f"m[{row}]/a": row})

    assert [value(live, f"m[{row}]/b") for row in ("x", "y")] == ["x", "y"]
