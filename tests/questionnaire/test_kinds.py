"""Every type that an XLSForm may ask for is asked, and is of the right kind."""

import pytest

from enrolment_app.questionnaire import CONTROLS, TYPES, Around, Interview, convert
from tests.questionnaire.forms import NOW, offered, value

KINDS = {
    "text": ("text", "input", ""),
    "integer": ("int", "input", ""),
    "decimal": ("decimal", "input", ""),
    "range": ("int", "range", ""),
    "select_one yn": ("code", "select-one", ""),
    "select_multiple yn": ("codes", "select-many", ""),
    "select_one yn or_other": ("code", "select-one", ""),
    "rank yn": ("codes", "rank", ""),
    "note": ("text", "note", ""),
    "geopoint": ("geopoint", "input", ""),
    "geotrace": ("text", "input", "geotrace"),
    "geoshape": ("text", "input", "geoshape"),
    "date": ("date", "input", ""),
    "time": ("time", "input", ""),
    "dateTime": ("datetime", "input", ""),
    "image": ("file", "upload", "image/*"),
    "audio": ("file", "upload", "audio/*"),
    "video": ("file", "upload", "video/*"),
    "file": ("file", "upload", "application/*"),
    "barcode": ("text", "input", "barcode"),
    "acknowledge": ("text", "trigger", ""),
    "hidden": ("text", "none", ""),
    "start": ("datetime", "none", ""),
    "end": ("datetime", "none", ""),
    "today": ("date", "none", ""),
    "deviceid": ("text", "none", ""),
    "username": ("text", "none", ""),
}


def asked(tmp_path, *rows, columns="type | name | label"):
    """Convert a form of these rows of a table."""
    lines = ["| survey |", f"| | {columns} |", *(f"| | {row} |" for row in rows)]
    lines += ["| choices |", "| | list_name | name | label |"]
    lines += ["| | yn | y | Yes |", "| | yn | n | No |"]
    file = tmp_path / "form.md"
    file.write_text("\n".join(lines), encoding="utf-8")
    done = convert(file)
    assert done.usable, done.problems
    return done.questionnaire


@pytest.mark.parametrize("kind", KINDS)
def test_a_type_is_asked_as_what_it_is(tmp_path, kind):
    question = asked(tmp_path, f"{kind} | q | Q").questions["q"]

    assert (question.type, question.control, question.detail) == KINDS[kind]
    assert question.type in TYPES
    assert question.control in CONTROLS


def test_or_other_asks_for_the_words_of_the_other(tmp_path):
    live = Interview(asked(tmp_path, "select_one yn or_other | q | Q"), now=NOW)
    assert offered(live, "q") == ["y", "n", "other"]
    assert not live.find("q_other").relevant

    live.answer("q", "other")

    assert live.find("q_other").relevant


def test_a_range_has_its_ends_and_steps(tmp_path):
    columns = "type | name | label | parameters"
    read = asked(tmp_path, "range | q | Q | start=0 end=10 step=2", columns=columns)

    assert dict(read.questions["q"].parameters) == {
        "start": "0",
        "end": "10",
        "step": "2",
    }
    live = Interview(read, now=NOW)
    assert live.answer("q", "11").refused
    assert not live.answer("q", "4").refused


def test_a_trigger_column_sets_once_for_each_change(tmp_path):
    columns = "type | name | label | calculation | trigger"
    read = asked(
        tmp_path,
        "text | a | A | | ",
        "text | b | B | concat(${a}, '!') | ${a}",
        columns=columns,
    )
    live = Interview(read, now=NOW)

    live.answer("a", "x")
    assert value(live, "b") == "x!"

    live.answer("b", "mine")
    assert value(live, "b") == "mine"


def test_a_default_may_be_calculated_once(tmp_path):
    columns = "type | name | label | default"
    read = asked(
        tmp_path, "date | a | A | today()", "integer | b | B | 3", columns=columns
    )

    live = Interview(read, now=NOW)

    assert (value(live, "a"), value(live, "b")) == ("2026-09-03", "3")
    live.answer("a", "2020-01-01")
    assert value(live, "a") == "2020-01-01"


def test_a_shuffle_with_a_seed_is_the_same_for_everybody(tmp_path):
    columns = "type | name | label | parameters"
    read = asked(
        tmp_path, "select_one yn | q | Q | randomize=true seed=42", columns=columns
    )

    one, other = (Interview(read, now=NOW, person=name) for name in ("a", "b"))

    assert offered(one, "q") == offered(other, "q")


def test_a_last_saved_reference_takes_from_the_household_before(tmp_path):
    columns = "type | name | label | default"
    read = asked(tmp_path, "text | q | Q | ${last-saved#q}", columns=columns)

    first = Interview(read, now=NOW)
    second = Interview(read, now=NOW, around=Around(before={"q": "Mardan"}))

    assert read.unsupported == ()
    assert (value(first, "q"), value(second, "q")) == ("", "Mardan")
