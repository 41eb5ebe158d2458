"""Answers carried into a new version: kept, moved, lost by name, never quietly."""

from hypothesis import given, settings
from hypothesis import strategies as st

from enrolment_app.questionnaire import convert
from enrolment_app.questionnaire.migrating import migrate
from tests.questionnaire.forms import form, workbook

SEXES = (
    '<select1 ref="/data/sex"><item><label>F</label><value>f</value></item></select1>'
)
OLD = form(
    "<a/><sex/><age/><g><roof/><floor/></g><m><name/><dob/></m><old/>",
    {"age": {"type": "int"}},
    repeats={"m": ""},
)


def new(renames="", *, instance=None):
    return form(
        instance or "<a/><sex/><age/><h><roof/></h><p><full/><dob/></p><fresh/>",
        {"age": {"type": "date"}, "p/dob": {"type": "date"}},
        repeats={"p": ""},
        controls={"sex": SEXES},
        attributes=f' xmlns:indraj="https://indraj.example/xforms" indraj:renames="{renames}"',
    )


def test_a_form_and_itself_keep_everything():
    answers = {
        "a": "1",
        "age": 4,
        "g": {"roof": "tin"},
        "m": [{"id": "r", "name": "x"}],
    }

    done = migrate(answers, OLD, OLD)

    assert done.answers == answers
    assert (done.kept, done.moved, done.lost, done.unfit) == (4, {}, [], [])


def test_what_only_moved_is_found_by_its_name():
    done = migrate({"g": {"roof": "tin"}}, OLD, new())

    assert done.answers == {"h": {"roof": "tin"}}
    assert done.moved == {"g/roof": "h/roof"}


def test_declared_renames_lead_lists_and_what_is_in_them():
    done = migrate(
        {"m": [{"id": "r1", "name": "Asha", "dob": "2001-01-01"}]},
        OLD,
        new("m=p m/name=p/full"),
    )

    assert done.answers == {"p": [{"id": "r1", "full": "Asha", "dob": "2001-01-01"}]}
    assert (done.lost, done.unfit) == ([], [])


def called(name, renames=""):
    return new(renames, instance=f"<a/><{name}/>")


def test_renames_of_versions_between_are_followed_one_after_the_other():
    first, second, third = (
        called("roof"),
        called("cover", "roof=cover"),
        called("top", "cover=top"),
    )

    skipped = migrate({"roof": "tin"}, first, third)
    done = migrate({"roof": "tin"}, first, third, [second])

    assert skipped.lost == [("roof", "tin")]
    assert done.answers == {"top": "tin"}
    assert done.moved == {"roof": "top"}
    assert done.new == []


def test_a_version_may_tell_the_renames_of_earlier_ones_too():
    third = called("top", "roof=cover cover=top")

    assert migrate({"roof": "tin"}, called("roof"), third).answers == {"top": "tin"}
    assert migrate({"cover": "tin"}, called("cover"), third).answers == {"top": "tin"}


def test_names_that_are_exchanged_lead_to_each_other_and_no_further():
    old, swapped = new(instance="<x/><y/>"), new("x=y y=x", instance="<x/><y/>")

    assert migrate({"x": "1", "y": "2"}, old, swapped).answers == {"y": "1", "x": "2"}
    assert migrate({"x": "1"}, old, new("x=z z=x", instance="<a/>")).lost == [
        ("x", "1")
    ]


def test_what_has_no_place_is_named_with_its_value():
    done = migrate(
        {"old": "x", "m": [{"id": "r1", "name": "Asha"}], "g": {"floor": "mud"}},
        OLD,
        new(),
    )

    assert done.lost == [("old", "x"), ("m/name", "Asha"), ("g/floor", "mud")]
    assert done.answers == {}


def test_what_its_question_does_not_take_any_more_is_named():
    done = migrate({"age": 40, "sex": "x", "a": "1"}, OLD, new())

    assert done.unfit == [("age", 40), ("sex", "x")]
    assert done.answers == {"a": "1"}


def test_what_nobody_was_asked_yet_is_named():
    assert migrate({}, OLD, new()).new == ["p/full", "p/dob", "fresh"]


def test_special_answers_and_no_answers_are_carried():
    done = migrate({"a": {"special": "dont-know"}, "sex": None}, OLD, OLD)

    assert done.answers == {"a": {"special": "dont-know"}}


def test_renames_are_declared_in_the_workbook(tmp_path):
    file = workbook(
        tmp_path / "new.xlsx",
        survey=[["type", "name", "label"], ["text", "roof_material", "Roof"]],
        settings=[
            ["form_id", "namespaces", "attribute::indraj:renames"],
            ["f", 'indraj="https://indraj.example/xforms"', "roof=roof_material"],
        ],
    )

    read = convert(file).questionnaire

    assert read.renames == {"roof": "roof_material"}
    assert migrate({"roof": "tin"}, form("<roof/>"), read).answers == {
        "roof_material": "tin"
    }


WORDS = st.one_of(
    st.none(),
    st.text(max_size=3),
    st.integers(-5, 200),
    st.just({"special": "dont-know"}),
)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("a", "sex", "age", "old", "stranger"), WORDS),
        "g": st.fixed_dictionaries(
            {}, optional=dict.fromkeys(("roof", "floor"), WORDS)
        ),
        "m": st.lists(
            st.fixed_dictionaries(
                {"id": st.just("r")}, optional=dict.fromkeys(("name", "dob"), WORDS)
            ),
            max_size=2,
        ),
    },
)


def leaves(given):
    if isinstance(given, dict) and "special" not in given:
        return sum(leaves(each) for name, each in given.items() if name != "id")
    if isinstance(given, list):
        return sum(map(leaves, given))
    return given is not None


@settings(max_examples=100, deadline=None)
@given(ANSWERS)
def test_every_answer_is_accounted_for(answers):
    done = migrate(answers, OLD, new("m=p m/name=p/full"))

    assert leaves(answers) == leaves(done.answers) + len(done.lost) + len(done.unfit)
