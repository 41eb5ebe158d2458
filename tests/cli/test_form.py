"""`indraj form`: check, run, explain and migrate, in the shapes that scripts read."""

import json

import pytest

from enrolment_app import cli
from enrolment_app.start import machine
from tests.questionnaire.forms import workbook

SURVEY = [
    ["type", "name", "label", "relevant", "constraint", "appearance"],
    ["integer", "age", "Age", None, ". < 120", None],
    ["select_one yn", "school", "School?", "${age} >= 5", None, "ex:org.example"],
]
CHOICES = [["list_name", "name", "label"], ["yn", "y", "Yes"], ["yn", "n", "No"]]


@pytest.fixture
def file(tmp_path):
    return workbook(tmp_path / "form.xlsx", survey=SURVEY, choices=CHOICES)


@pytest.fixture
def run(capsys):
    def ran(*arguments):
        status = cli.run(["form", *map(str, arguments)], machine())
        out, told = capsys.readouterr()
        return status, json.loads(out) if out.strip() else None, told

    return ran


def test_check_tells_what_scripts_read(run, file):
    status, told, _ = run("check", file, "--json")

    assert status == 0
    assert told["usable"] is True
    assert told["questions"] == 2
    assert told["languages"] == []
    assert told["repairs"] == told["problems"] == told["advice"] == []
    assert [each["values"]["feature"] for each in told["unsupported"]] == [
        "appearance:ex:org.example"
    ]


def test_check_of_what_cannot_be_used_exits_1_and_names_the_cell(run, tmp_path):
    rows = [*SURVEY, ["text", "x", "X", "${nobody} = 1", None, None]]
    wrong = workbook(tmp_path / "wrong.xlsx", survey=rows, choices=CHOICES)

    status, told, said = run("check", wrong, "--json")

    assert status == 1
    assert told["usable"] is False
    assert told["problems"][0]["values"]["row"] == "4"
    assert "row 4" in said


def test_check_gives_advice_that_stands_in_nobodys_way(run, tmp_path):
    rows = [*SURVEY, ["text", "x", "X", "${school} = 'maybe'", None, None]]
    odd = workbook(tmp_path / "odd.xlsx", survey=rows, choices=CHOICES)

    status, told, _ = run("check", odd, "--json")

    assert status == 0
    assert [(a["code"], a["field"], a["row"]) for a in told["advice"]] == [
        ("form.no_such_choice", "x", 4)
    ]


def test_run_gives_a_result_a_step(run, file, tmp_path):
    script = tmp_path / "steps.json"
    steps = [
        {"op": "set", "path": "/data/age", "value": "7"},
        {"op": "choices", "path": "/data/school"},
    ]
    script.write_text(json.dumps({"steps": steps}), encoding="utf-8")

    status, told, _ = run("run", file, "--script", script, "--json")

    assert status == 0
    assert [each["value"] for each in told["results"]] == ["7", ["y", "n"]]


def test_explain_names_the_answer_that_decides(run, file, tmp_path):
    answers = tmp_path / "answers.json"
    answers.write_text('{"answers": {"age": 3}}', encoding="utf-8")

    status, told, _ = run("explain", file, "school", "--answers", answers, "--json")

    assert status == 0
    assert (told["relevant"], told["problem"]) == (False, None)
    (reason, _offered) = told["reasons"]
    assert (reason["rule"], reason["holds"]) == ("relevant", False)
    assert reason["terms"][0]["reads"][0]["value"] == "3"


def test_explain_of_no_question_and_of_no_json_is_refused(run, file, tmp_path):
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")

    assert run("explain", file, "nobody", "--json")[0] == 1
    assert run("explain", file, "age", "--answers", broken, "--json")[0] == 1


def test_migrate_says_what_is_lost_and_new_and_writes_nothing(run, file, tmp_path):
    rows = [["type", "name", "label"], ["date", "age", "Born"], ["text", "who", "Who?"]]
    later = workbook(tmp_path / "later.xlsx", survey=rows)
    answers = tmp_path / "answers.json"
    answers.write_text('{"age": 7, "school": "y"}', encoding="utf-8")

    status, told, _ = run("migrate", file, later, "--answers", answers, "--json")

    assert status == 0
    assert told["lost"] == [{"field": "school", "value": "y"}]
    assert told["unfit"] == [{"field": "age", "value": 7}]
    assert told["new"] == ["who"]
    assert told["answers"] == {}
