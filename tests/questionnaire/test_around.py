"""What the laptop knows besides answers: where it stands, the household before."""

import pytest

from enrolment_app.questionnaire import Around, Interview
from tests.questionnaire.forms import NOW, form, put, value

LOAD = '<odk:setgeopoint event="odk-instance-first-load" ref="/data/p"/>'
POINT = "34.2 72.04 310.0 5.0"
LAST = '<instance id="__last-saved" src="jr://instance/last-saved"/>'


def begun(questionnaire, **around):
    return Interview(questionnaire, now=NOW, around=Around(**around))


def test_a_new_record_takes_where_the_laptop_stands():
    located = form("<p/>", {"p": {"type": "geopoint"}}, model=LOAD)

    assert value(begun(located, position=lambda: POINT), "p") == POINT


def test_without_a_receiver_the_place_is_blank_and_named():
    located = form("<p>1 2</p>", {"p": {"type": "geopoint"}}, model=LOAD)
    nowhere = begun(located)
    searching = begun(located, position=lambda: "")

    for live in (nowhere, searching):
        assert value(live, "p") == ""
        assert [node.address for node in live.unplaced] == ["p"]


def test_each_change_of_an_answer_takes_the_place_anew():
    places = iter([POINT, "", "35.0 72.0 0.0 9.0"])
    moving = form(
        "<a/><p/>",
        {"p": {"type": "geopoint"}},
        controls={
            "a": '<input ref="/data/a"><odk:setgeopoint'
            ' event="xforms-value-changed" ref="/data/p"/></input>'
        },
    )
    live = begun(moving, position=lambda: next(places))

    put(live, a="1")
    assert value(live, "p") == POINT

    put(live, a="2")
    assert (value(live, "p"), len(live.unplaced)) == ("", 1)

    put(live, a="3")
    assert (value(live, "p"), live.unplaced) == ("35.0 72.0 0.0 9.0", ())


def test_a_position_that_comes_later_goes_to_all_that_asked():
    located = form(
        "<p/><q/>",
        {"p": {"type": "geopoint"}, "q": {"calculate": "/data/p"}},
        model=LOAD,
    )
    live = begun(located, position=lambda: "")

    outcome = live.locate("34.2 72 310 5")

    assert value(live, "p") == "34.2 72.0 310.0 5.0"
    assert [node.name for node in outcome.changed] == ["p", "q"]
    assert live.unplaced == ()


def test_a_row_takes_the_place_where_it_was_added():
    rows = form(
        "<m><p/></m>",
        {"m/p": {"type": "geopoint"}},
        controls={
            "m": '<repeat nodeset="/data/m"><odk:setgeopoint event="odk-new-repeat"'
            ' ref="/data/m/p"/><input ref="/data/m/p"/></repeat>'
        },
    )
    live = begun(rows, position=lambda: POINT)

    live.add_row("m", "x")

    assert value(live, "m[x]/p") == POINT


def test_the_household_before_is_read_as_an_instance_of_the_form():
    asking = form(
        "<g><v/></g><codes/><n/><first/><gone/>",
        model="".join(
            f'<setvalue event="odk-instance-first-load" ref="/data/{path}"'
            f" value=\"instance('__last-saved')/data/{of}\"/>"
            for path, of in (("g/v", "g/v"), ("codes", "codes"), ("gone", "gone"))
        )
        + '<setvalue event="odk-instance-first-load" ref="/data/n"'
        " value=\"count(instance('__last-saved')/data/m)\"/>"
        '<setvalue event="odk-instance-first-load" ref="/data/first"'
        " value=\"instance('__last-saved')/data/m[2]/age\"/>",
        lists=LAST,
    )
    before = {
        "g": {"v": "Kot", "id": "kept"},
        "codes": ["a", "b"],
        "gone": {"special": "refused"},
        "m": [{"id": "x", "age": 40}, {"id": "y", "age": 7}],
    }

    live = begun(asking, before=before)
    first = begun(asking)

    told = [value(live, path) for path in ("g/v", "codes", "n", "first", "gone")]
    assert told == ["Kot", "a b", "2", "7", ""]
    assert [value(first, path) for path in ("g/v", "n")] == ["", "0"]
    assert asking.takes_from_before
    assert asking.unsupported == ()


@pytest.mark.parametrize("asked", ["phonenumber", "phone number", "uri:phonenumber"])
def test_a_form_may_ask_what_else_is_known_of_the_person(asked):
    asking = form("<e/>", {"e": {"preload": "property", "preloadParams": asked}})

    live = begun(asking, properties={"phonenumber": "0300"})

    assert value(live, "e") == "0300"


def test_a_form_knows_its_version():
    assert value(begun(form("<v/>", {"v": {"calculate": "version()"}})), "v") == "1"
