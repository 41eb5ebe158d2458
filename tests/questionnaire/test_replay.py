"""Scripts: steps in, what came of each out, nothing but answers to them."""

import pytest

from enrolment_app.questionnaire.replay import Replay
from tests.questionnaire.forms import NOW, form


@pytest.fixture
def replay():
    return Replay(
        form(
            "<a/><m><x/></m><n/>",
            {
                "a": {"type": "int", "required": "true()"},
                "m/x": {"type": "int", "constraint": ". < 5"},
                "n": {"calculate": "sum(/data/m/x)"},
            },
            repeats={"m": ""},
        ),
        now=NOW,
    )


def test_steps_are_answered_in_the_shape_they_have(replay):
    done = [
        replay.do(step)
        for step in (
            {"op": "set", "path": "/data/a", "value": "4"},
            {"op": "add-repeat", "path": "/data/m"},
            {"op": "set", "path": "/data/m[2]/x", "value": "7"},
            {"op": "get", "path": "/data/n"},
            {"op": "count", "path": "/data/m"},
            {"op": "validate"},
            {"op": "remove-repeat", "path": "/data/m[1]"},
            {"op": "get", "path": "/data/m[1]/x"},
        )
    ]

    assert [each.get("value") for each in done] == [
        "4",
        None,
        "7",
        "7",
        2,
        [{"path": "/data/m[2]/x", "condition": "constraint"}],
        None,
        "7",
    ]
    assert done[2]["problem"] == "answer.constraint"


def test_rows_are_added_until_the_one_that_is_named_is_there(replay):
    replay.do({"op": "ensure-repeat", "path": "/data/m[4]"})

    assert replay.do({"op": "count", "path": "/data/m"})["value"] == 4


def test_state_tells_all_values_and_what_is_hidden(replay):
    told = replay.do({"op": "state"})

    assert told["values"] == {"/data/a": "", "/data/m[1]/x": "", "/data/n": "0"}
    assert told["nonrelevant"] == []


@pytest.mark.parametrize(
    "step",
    [
        {"op": "dance"},
        {"op": "_node", "path": "/data/a"},
        {},
        {"op": "get", "path": "/data/nothing"},
        {"op": "get", "path": "/data/m[9]/x"},
        {"op": "get"},
        {"op": "set", "path": "/data"},
        {"op": "add-repeat", "path": "/data/a"},
        {"op": "count", "path": "/data/a"},
        {"op": "remove-repeat", "path": "/data/a"},
        {"op": "choices", "path": "/data/m[x]"},
    ],
)
def test_a_step_that_cannot_be_done_is_told_and_the_next_goes_on(replay, step):
    done = replay.do(step)

    assert done.get("error") or done.get("refused")
    assert replay.do({"op": "get", "path": "/data/a"})["value"] == ""
