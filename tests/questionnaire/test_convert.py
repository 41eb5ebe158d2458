"""Files in, questionnaires out: mended where that is mechanical, explained where not."""

import importlib
import io

import openpyxl
import pytest

from enrolment_app.questionnaire import convert
from tests.questionnaire.forms import workbook

SURVEY = [["type", "name", "label"], ["text", "who", "Who?"]]


def markdown(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def test_a_workbook_becomes_a_questionnaire(tmp_path):
    done = convert(workbook(tmp_path / "plain.xlsx", survey=SURVEY))

    assert done.usable
    assert (done.repairs, done.problems, done.unsupported) == ((), (), ())
    assert [q.path for q in done.questionnaire.questions.values() if q.shown] == ["who"]


def test_table_text_becomes_a_questionnaire(tmp_path):
    done = convert(
        markdown(
            tmp_path / "form.md",
            "| survey |\n| | type | name | label |\n| | integer | age | Age |\n",
        )
    )

    assert done.questionnaire.questions["age"].type == "int"


def test_a_converted_form_is_kept_and_taken_from_there(tmp_path, monkeypatch):
    source = workbook(tmp_path / "plain.xlsx", survey=SURVEY)
    first = convert(source, cache=tmp_path / "cache")
    monkeypatch.setattr(
        importlib.import_module("enrolment_app.questionnaire.convert"),
        "to_xform",
        lambda *_a, **_k: pytest.fail("converted again"),
    )

    again = convert(source, cache=tmp_path / "cache")

    assert again.xform == first.xform


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("nothing.xlsx", b""),
        ("noise.xlsx", b"\x00\x01not a workbook"),
        ("noise.xls", b"\xd0\xcf\x11\xe0 broken"),
        ("noise.csv", b"just, some, cells\n1,2,3\n"),
        ("noise.md", b"# A heading\n"),
        ("noise.xml", b"<data><unclosed>"),
        ("page.xml", b"<html><body/></html>"),
        ("noise.txt", b"survey"),
    ],
)
def test_what_is_no_form_is_said_to_be_none(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)

    done = convert(tmp_path / name)

    assert not done.usable
    assert [each.code for each in done.problems] == ["form.not_a_form"]


def test_a_workbook_that_is_a_zip_of_nothing_is_no_form(tmp_path):
    book = io.BytesIO()
    openpyxl.Workbook().save(book)
    (tmp_path / "empty.xlsx").write_bytes(book.getvalue())

    assert [p.code for p in convert(tmp_path / "empty.xlsx").problems] == [
        "form.not_a_form"
    ]


def test_a_file_that_is_not_there_is_named(tmp_path):
    done = convert(tmp_path / "gone.xlsx")

    assert [each.code for each in done.problems] == ["cli.file_unreadable"]
    assert "gone.xlsx" in done.problems[0].values["file"]


def test_what_nobody_will_honour_is_listed(tmp_path):
    done = convert(
        workbook(
            tmp_path / "odd.xlsx",
            survey=[
                ["type", "name", "label", "calculation", "appearance"],
                ["calculate", "a", None, "sum-if(1, 2)", None],
                ["text", "b", "B", None, "ex:org.example.app"],
            ],
        )
    )

    assert {each.values["feature"] for each in done.unsupported} == {
        "function:sum-if()",
        "appearance:ex:org.example.app",
    }
