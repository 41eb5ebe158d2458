"""Actions: what a form answers by itself, and what it knows of its surroundings."""

import re

import pytest

from enrolment_app.questionnaire import Interview
from tests.questionnaire.forms import NOW, form, interview, put, value


def test_first_load_happens_to_a_new_record_only():
    questionnaire = form(
        "<a/><b/>",
        model='<setvalue event="odk-instance-first-load" ref="/data/a" value="2 + 2"/>'
        '<setvalue event="odk-instance-load" ref="/data/b">loaded</setvalue>',
    )

    new = Interview(questionnaire, now=NOW)
    kept = Interview(questionnaire, now=NOW, answers={"a": "7"})

    assert (value(new, "a"), value(new, "b")) == ("4", "loaded")
    assert (value(kept, "a"), value(kept, "b")) == ("7", "loaded")


def triggered(target, told):
    return f'<input ref="/data/a"><setvalue event="xforms-value-changed" ref="/data/{target}" {told}/></input>'


def test_an_answer_may_set_another_once_for_each_change():
    live = interview("<a/><b/>", controls={"a": triggered("b", 'value="/data/a * 2"')})

    put(live, a="2")
    assert value(live, "b") == "4"

    put(live, b="9")
    put(live, a="2")
    assert value(live, "b") == "9"

    put(live, a="3")
    assert value(live, "b") == "6"


def test_an_action_sees_the_form_after_everything_else_agrees():
    live = interview(
        "<a/><double/><b/>",
        {"double": {"calculate": "/data/a * 2"}},
        controls={"a": triggered("b", 'value="/data/double"')},
    )

    put(live, a="4")

    assert value(live, "b") == "8"


def test_an_action_inside_a_row_reaches_its_own_row():
    live = interview(
        "<m><a/><b/></m>",
        repeats={"m": ""},
        controls={
            "m/a": '<input ref="/data/m/a"><setvalue event="xforms-value-changed" ref="/data/m/b" value="../a"/></input>'
        },
    )
    for row in ("x", "y"):
        live.add_row("m", row)

    put(live, **{"m[y]/a": "5"})

    assert (value(live, "m[x]/b"), value(live, "m[y]/b")) == ("", "5")


def test_loading_answers_is_no_change_of_an_answer():
    live = interview("<a/><b/>", controls={"a": triggered("b", 'value="1"')})

    live.load({"a": "5"})

    assert value(live, "b") == ""


def test_a_new_row_gets_what_the_form_gives_new_rows():
    live = interview(
        "<n>3</n><m><x/></m>",
        controls={
            "m": '<group ref="/data/m"><repeat nodeset="/data/m"><setvalue event="odk-new-repeat" ref="/data/m/x" value="/data/n + position(..)"/>'
            '<input ref="/data/m/x"/></repeat></group>'
        },
    )
    for row in ("a", "b"):
        live.add_row("m", row)

    assert (value(live, "m[a]/x"), value(live, "m[b]/x")) == ("4", "5")


@pytest.mark.parametrize(
    ("preload", "parameters", "stored"),
    [
        ("timestamp", "start", "2026-09-03T12:41:07.000+05:00"),
        ("date", "today", "2026-09-03"),
        ("property", "deviceid", "laptop-7"),
        ("property", "username", "asha"),
        ("property", "nothing", ""),
        ("timestamp", "end", ""),
    ],
)
def test_a_new_record_knows_its_surroundings(preload, parameters, stored):
    questionnaire = form(
        "<q/>", {"q": {"preload": preload, "preloadParams": parameters}}
    )

    live = Interview(questionnaire, now=NOW, device="laptop-7", person="asha")

    assert value(live, "q") == stored


def test_a_record_has_an_id_that_chance_gives_and_loading_keeps():
    questionnaire = form(
        "<meta><instanceID/></meta>", {"meta/instanceID": {"preload": "uid"}}
    )
    one, other = (
        Interview(questionnaire, now=NOW, random=lambda n, seed=seed: bytes([seed]) * n)
        for seed in (1, 2)
    )

    assert re.fullmatch(r"uuid:[0-9a-f-]{36}", value(one, "meta/instanceID"))
    assert value(one, "meta/instanceID") != value(other, "meta/instanceID")


def test_finishing_notes_the_end():
    live = interview("<q/>", {"q": {"preload": "timestamp", "preloadParams": "end"}})

    live.finish(NOW.replace(hour=13))

    assert value(live, "q") == "2026-09-03T13:41:07.000+05:00"


def test_nothing_but_what_is_handed_in_decides_chance():
    questionnaire = form("<q/>", {"q": {"calculate": "once(random())"}})

    one, same = (Interview(questionnaire, now=NOW) for _ in range(2))
    other = Interview(questionnaire, now=NOW.replace(second=8))

    assert value(one, "q") == value(same, "q") != value(other, "q")


def test_an_instance_filled_elsewhere_is_taken_and_the_unknown_passed_over():
    questionnaire = form("<a/><b>default</b><m><x/></m>", repeats={"m": ""})

    live = Interview(
        questionnaire,
        now=NOW,
        instance=b"<data><new/><a>1</a><m><x>2</x></m><m><x>3</x></m></data>",
    )

    assert value(live, "a") == "1"
    assert value(live, "b") == "default"
    assert [value(live, f"m[{row}]/x") for row in (1, 2)] == ["2", "3"]


@pytest.mark.parametrize("other", ["a", "b"])
def test_actions_that_set_each_other_off_come_to_an_end_and_are_told(other):
    live = interview(
        "<a/><b/>",
        controls={
            "a": triggered(other, "value=\"concat(., 'x')\""),
            "b": '<input ref="/data/b"><setvalue event="xforms-value-changed"'
            ' ref="/data/a" value="concat(., 1)"/></input>',
        },
    )

    put(live, a="1")

    assert "/data/a" in live.faults
    assert len(value(live, "a")) < 1000
