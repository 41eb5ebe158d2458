"""The section rail: what stands at the top of a form, and how far each is answered."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enrolment_app.questionnaire import Interview
from enrolment_app.questionnaire.sections import progress
from tests.questionnaire.forms import NOW, form, interview, put

INSTANCE = (
    "<first/><g><a/><b/><note/></g><hidden><c/></hidden><last/><m><x/></m><calc/>"
)
BINDS = {
    "g/a": {"type": "int", "required": "true()", "constraint": ". < 10"},
    "g/b": {"relevant": "/data/g/a > 1"},
    "g/note": {"readonly": "true()"},
    "hidden": {"relevant": "/data/first = 'show'"},
    "m/x": {"required": "../../g/a > 2"},
    "calc": {"calculate": "count(/data/m)"},
}
FORM = form(INSTANCE, BINDS, repeats={"m": ""})


def told(live):
    return [
        (s.label, s.answered, s.total, s.problems, s.relevant) for s in live.sections()
    ]


def test_groups_and_lists_are_sections_and_loose_questions_stand_together():
    live = interview(INSTANCE, BINDS, repeats={"m": ""})

    assert told(live) == [
        ("Test", 0, 2, 0, True),
        ("g", 0, 1, 1, True),
        ("hidden", 0, 0, 0, False),
        ("m", 0, 0, 0, True),
    ]


def test_a_section_counts_what_can_be_answered_now_and_what_is_wrong():
    live = interview(INSTANCE, BINDS, repeats={"m": ""})

    live.answer("g/a", "12")
    assert told(live)[1] == ("g", 1, 2, 1, True)

    put(live, g__a="5", g__b="x", first="show")
    assert told(live)[1:3] == [("g", 2, 2, 0, True), ("hidden", 0, 1, 0, True)]


EDITS = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(
                ["first", "g/a", "g/b", "hidden/c", "last", "m[1]/x", "m[2]/x"]
            ),
            st.sampled_from(["", "show", "1", "3", "12"]),
        ),
        st.tuples(st.sampled_from(["add", "take"]), st.just("")),
    ),
    max_size=15,
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(EDITS)
def test_what_is_remembered_of_a_section_is_what_counting_anew_gives(edits):
    live = Interview(FORM, now=NOW)
    for number, (what, text) in enumerate(edits):
        live.sections()
        rows = live.find("m").rows
        if what == "add":
            live.add_row("m", f"r{number}")
        elif what == "take":
            if rows:
                live.remove_row(rows[0].address)
        else:
            live.answer(what, text or None)

    for section in live.sections():
        counted = progress(section.nodes)
        seen = (section.answered, section.total, section.problems)
        assert seen == (counted.answered, counted.total, counted.problems)
