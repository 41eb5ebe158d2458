"""Rosters: rows come and go, read each other, and are never stale."""

import pytest

from enrolment_app.questionnaire import Interview
from tests.questionnaire.forms import NOW, form, interview, put, value


def household(count=""):
    return interview(
        "<size/><m><place/><name/><age/><older/><share/></m><n/><all/><first/>",
        {
            "size": {"type": "int"},
            "m/place": {"calculate": "position(..)"},
            "m/age": {"type": "int"},
            "m/older": {"calculate": "count(/data/m[age > current()/../age])"},
            "m/share": {"calculate": "round(../age div /data/all, 2)"},
            "n": {"calculate": "count(/data/m)"},
            "all": {"calculate": "sum(/data/m/age)"},
            "first": {"calculate": "indexed-repeat(/data/m/name, /data/m, 1)"},
        },
        repeats={"m": count},
    )


def people(live, *ages):
    for number, age in enumerate(ages, start=1):
        live.add_row("m", f"r{number}")
        put(live, **{f"m[{number}]/age": str(age), f"m[{number}]/name": f"p{number}"})


def column(live, name):
    return [value(live, f"{row.address}/{name}") for row in live.find("m").rows]


def test_a_list_begins_without_rows_unless_it_is_asked_to():
    questionnaire = form("<m><x/></m>", repeats={"m": ""})

    assert Interview(questionnaire, now=NOW).find("m").rows == []
    assert len(Interview(questionnaire, now=NOW, first_rows=True).find("m").rows) == 1


def test_rows_know_their_place_and_totals_know_the_rows():
    live = household()
    people(live, 40, 38, 6)

    assert column(live, "place") == ["1", "2", "3"]
    assert (value(live, "n"), value(live, "all"), value(live, "first")) == (
        "3",
        "84",
        "p1",
    )


def test_every_row_that_reads_the_others_is_told_of_an_edit_in_one():
    live = household()
    people(live, 40, 38, 6)
    assert column(live, "older") == ["0", "1", "2"]

    put(live, **{"m[3]/age": "90"})

    assert column(live, "older") == ["1", "2", "0"]
    assert column(live, "share") == ["0.24", "0.23", "0.54"]


def test_taking_a_row_away_moves_the_places_behind_it():
    live = household()
    people(live, 40, 38, 6)

    outcome = live.remove_row("m[r1]")

    assert [row.row_id for row in outcome.gone] == ["r1"]
    assert column(live, "place") == ["1", "2"]
    assert column(live, "older") == ["0", "1"]
    assert (value(live, "n"), value(live, "all"), value(live, "first")) == (
        "2",
        "44",
        "p2",
    )


def test_a_row_is_found_by_its_place_and_by_its_id():
    live = household()
    people(live, 40, 38)

    assert live.find("m[2]") is live.find("m[r2]")
    assert live.find("m[r2]/age").address == "m[r2]/age"
    assert live.find("m[r2]/age").path == "m/age"
    assert live.find("m[r2]/age").row == "r2"


def test_a_count_makes_rows_and_puts_by_what_was_in_them():
    live = household("/data/size")

    outcome = live.answer("size", "3")
    assert len(outcome.born) == 3
    put(live, **{"m[3]/name": "kept"})

    live.answer("size", "2")
    assert (value(live, "n"), column(live, "place")) == ("2", ["1", "2"])

    live.answer("size", "3")
    assert value(live, "m[3]/name") == "kept"


@pytest.mark.parametrize(
    ("size", "rows"), [("", 0), ("-3", 0), ("2", 2), ("99999", 1000)]
)
def test_a_count_is_bounded(size, rows):
    live = interview(
        "<size/><m><x/></m>", {"size": {"type": "int"}}, repeats={"m": "/data/size"}
    )

    live.answer("size", size)

    assert len(live.find("m").rows) == rows


def test_the_form_may_grow_a_row_as_long_as_the_last_one_asks_for_it():
    live = interview(
        "<m><more/></m>",
        repeats={
            "m": "if(count(/data/m) = 0 or /data/m[position() = count(/data/m)]/more = 'yes', count(/data/m) + 1, count(/data/m))"
        },
    )
    assert len(live.find("m").rows) == 1

    put(live, **{"m[1]/more": "yes"})
    put(live, **{"m[2]/more": "yes"})

    assert len(live.find("m").rows) == 3


@pytest.mark.parametrize(
    "count", ["size", "../size", "/data/g/size", "number(../size)"]
)
def test_a_count_may_name_what_stands_beside_its_list(count):
    live = interview(
        "<g><size/><m><x/></m></g>", {"g/size": {"type": "int"}}, repeats={"g/m": count}
    )

    put(live, g__size="2")

    assert len(live.find("g/m").rows) == 2


def nested():
    return interview(
        "<m><c><age/><mine/></c><kids/><grown/></m><all/>",
        {
            "m/c/age": {"type": "int"},
            "m/c/mine": {"calculate": "position(../..)"},
            "m/kids": {"calculate": "count(../c)"},
            "m/grown": {"calculate": "count(../c[age >= 18])"},
            "all": {"calculate": "count(/data/m/c)"},
        },
        repeats={"m": "", "m/c": ""},
    )


def test_a_list_inside_a_row_is_counted_for_its_row_and_for_all():
    live = nested()
    for row, ages in (("a", (3, 20)), ("b", (40,))):
        live.add_row("m", row)
        for number, age in enumerate(ages, start=1):
            live.add_row(f"m[{row}]/c", f"{row}{number}")
            put(live, **{f"m[{row}]/c[{number}]/age": str(age)})

    assert (value(live, "m[a]/kids"), value(live, "m[b]/kids")) == ("2", "1")
    assert (value(live, "m[a]/grown"), value(live, "m[b]/grown")) == ("1", "1")
    assert value(live, "all") == "3"
    assert value(live, "m[b]/c[1]/mine") == "2"

    live.remove_row("m[a]")

    assert value(live, "all") == "1"
    assert value(live, "m[b]/c[1]/mine") == "1"


def test_an_edit_in_one_row_leaves_the_rows_beside_it_alone():
    live = nested()
    for row in ("a", "b"):
        live.add_row("m", row)
        live.add_row(f"m[{row}]/c", f"{row}1")

    outcome = live.answer("m[a]/c[1]/age", "30")

    assert {node.address for node in outcome.changed} == {
        "m[a]/c[a1]/age",
        "m[a]/grown",
    }


def test_running_balances_settle_row_by_row():
    live = interview(
        "<m><plus/><sum/></m>",
        {
            "m/plus": {"type": "int"},
            "m/sum": {
                "calculate": "../plus + coalesce(/data/m[position() = position(current()/..) - 1]/sum, 0)"
            },
        },
        repeats={"m": ""},
    )
    for number in range(1, 8):
        live.add_row("m", f"r{number}")
        put(live, **{f"m[{number}]/plus": "1"})

    put(live, **{"m[1]/plus": "10"})

    assert column(live, "sum") == [str(each) for each in range(10, 17)]


def test_a_hidden_list_says_nothing_and_a_row_can_hide_itself():
    live = interview(
        "<show/><m><x/><y/></m><n/>",
        {
            "m": {"relevant": "/data/show = 'y'"},
            "m/y": {"relevant": "../x = '1'"},
            "n": {"calculate": "count(/data/m)"},
        },
        repeats={"m": ""},
    )
    put(live, show="y")
    live.add_row("m", "a")
    put(live, **{"m[a]/x": "1", "m[a]/y": "z"})
    assert live.answers()["m"] == [{"id": "a", "x": "1", "y": "z"}]

    put(live, show="n")

    assert value(live, "n") == "0"
    assert "m" not in live.answers()


def test_a_template_says_what_a_new_row_is_like():
    live = interview(
        '<m jr:template=""><kind>new</kind></m><m><kind>old</kind></m>'.replace(
            "<m jr:", '<m xmlns:jr="http://openrosa.org/javarosa" jr:'
        ),
        repeats={"m": ""},
    )
    assert column(live, "kind") == ["old"]

    live.add_row("m", "r2")

    assert column(live, "kind") == ["old", "new"]


def test_rows_that_were_loaded_keep_their_ids_and_order():
    live = household()

    live.load({"m": [{"id": "x", "age": 5}, {"id": "y", "age": 9}]})

    assert [row.row_id for row in live.find("m").rows] == ["x", "y"]
    assert column(live, "older") == ["1", "0"]


def test_while_no_number_is_said_the_rows_stay():
    live = interview("<size/><m><a/></m>", repeats={"m": "/data/size"})
    put(live, size="2")

    put(live, size="")
    assert len(live.find("m").rows) == 2

    put(live, size="0")
    assert len(live.find("m").rows) == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_that_nobody_can_lengthen_has_the_rows_of_its_form(rows):
    told = '<m xmlns:jr="http://openrosa.org/javarosa" jr:template=""><a/></m>'
    body = '<repeat nodeset="/data/m" jr:noAddRemove="true()"><input ref="/data/m/a"/></repeat>'

    live = interview(
        told + "<m><a/></m>" * (0 if rows == 1 else rows), controls={"m": body}
    )

    assert len(live.find("m").rows) == rows
