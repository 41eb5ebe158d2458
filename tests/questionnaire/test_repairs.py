"""Workbooks with faults: mended and told, or explained by sheet, row and column."""

import pytest

from enrolment_app.questionnaire import convert
from tests.questionnaire.forms import workbook

YES = [["list_name", "name", "label"], ["yn", "y", "Yes"]]


def repaired(path, **sheets):
    """Convert a workbook that must become usable; gives it and what was mended."""
    done = convert(workbook(path / "form.xlsx", **sheets))
    assert done.usable, done.problems
    return done.questionnaire, [each.code for each in done.repairs]


def refused(path, **sheets):
    """Convert a workbook that cannot be used; gives the one problem of it."""
    done = convert(workbook(path / "form.xlsx", **sheets))
    assert not done.usable
    return done.problems[0]


def test_two_headers_that_mean_the_same_are_mended_and_told(tmp_path):
    source = workbook(
        tmp_path / "headers.xlsx",
        survey=[
            ["type", "name", "label", "image", "media::image"],
            ["text", "who", "Who?", None, "who.png"],
        ],
    )

    done = convert(source)

    assert done.usable
    assert [each.code for each in done.repairs] == ["form.repaired_header"]
    assert done.repairs[0].values["sheet"] == "survey"


def test_choices_that_stand_twice_are_mended_and_told(tmp_path):
    source = workbook(
        tmp_path / "twice.xlsx",
        survey=[["type", "name", "label"], ["select_one yn", "ok", "OK?"]],
        choices=[["list_name", "name", "label"], ["yn", "y", "Yes"], ["yn", "y", "Ja"]],
    )

    done = convert(source)

    assert done.usable
    assert [each.code for each in done.repairs] == ["form.repaired_duplicates"]


def test_a_root_that_has_a_questions_name_is_mended_and_told(tmp_path):
    source = workbook(
        tmp_path / "root.xlsx",
        survey=[
            ["type", "name", "label", "relevant"],
            ["text", "data", "Data?", None],
            ["text", "who", "Who?", "${data} = 'x'"],
        ],
    )

    done = convert(source)

    assert done.usable
    assert [each.code for each in done.repairs] == ["form.repaired_root"]


def test_what_only_the_column_left_out_said_is_kept(tmp_path):
    rows = [
        ["type", "name", "label", "relevant", "relevance"],
        ["text", "a", "A", None, None],
        ["text", "b", "B", None, "${a} = 'x'"],
        ["text", "c", "C", "${a} = 'y'", "${a} = 'x'"],
    ]

    read, repairs = repaired(tmp_path, survey=rows)

    assert repairs == ["form.repaired_header"]
    assert read.root.find("/data/b").bind.relevant.endswith("= 'x'")


def test_a_header_that_stands_twice_is_left_out_once(tmp_path):
    _, repairs = repaired(
        tmp_path, survey=[["type", "name", "label", "label"], ["text", "a", "A", "B"]]
    )

    assert repairs == ["form.repaired_twice"]


def test_a_reserved_name_is_changed(tmp_path):
    read, repairs = repaired(
        tmp_path,
        survey=[
            ["type", "name", "label", "relevant"],
            ["begin_group", "meta", "Meta", None],
            ["text", "a", "A", None],
            ["end_group", None, None, None],
            ["text", "b", "B", "${a} = 'x'"],
        ],
    )

    assert repairs == ["form.repaired_name"]
    assert "meta_1/a" in read.questions


def test_another_programs_types_are_asked_as_what_is_nearest(tmp_path):
    read, repairs = repaired(
        tmp_path, survey=[["type", "name", "label"], ["tel", "a", "A"]]
    )

    assert repairs == ["form.repaired_type"]
    assert read.questions["a"].type == "text"


def test_signs_written_as_in_xml_are_put_right(tmp_path):
    read, repairs = repaired(
        tmp_path,
        survey=[
            ["type", "name", "label", "constraint"],
            ["integer", "a", "A &amp; B", ". &gt;= 1"],
        ],
    )

    assert repairs == ["form.repaired_signs"]
    assert read.root.find("/data/a").bind.constraint == ". >= 1"


def test_a_workbook_is_read_by_what_it_is_not_by_what_it_is_called(tmp_path):
    file = workbook(
        tmp_path / "form.xlsx", survey=[["type", "name", "label"], ["text", "a", "A"]]
    )

    assert convert(file.rename(tmp_path / "form.xls")).usable


@pytest.mark.parametrize(
    ("rows", "code", "told"),
    [
        (
            [
                ["type", "name", "label", "relevant"],
                ["text", "a", "A", "${nobody} = 1"],
            ],
            "form.in_cell",
            "nobody",
        ),
        (
            [
                ["type", "name", "label", "calculation"],
                ["calculate", "a", None, "${b}"],
                ["calculate", "b", None, "${a}"],
            ],
            "form.circular",
            "/a, ",
        ),
        (
            [["type", "name", "label", "constraint"], ["text", "a", "A", ". > ("]],
            "form.in_cell",
            ". > (",
        ),
    ],
)
def test_a_mistake_in_a_form_is_named(tmp_path, rows, code, told):
    done = convert(workbook(tmp_path / "wrong.xlsx", survey=rows))

    assert [each.code for each in done.problems] == [code]
    assert told in " ".join(done.problems[0].values.values())


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ([["text", "a", "A", "${nobody} = 1"]], ("survey", "2", "relevant")),
        ([["text", "ok", "A"], ["integr", "a", "A"]], ("survey", "3", "type")),
        ([["select_one none", "a", "A"]], ("survey", "2", "type")),
        ([["text", "a", "A"], ["text", "a", "B"]], ("survey", "3", "name")),
        ([["text", "a b", "A"]], ("survey", "2", "name")),
        ([["text", None, "A"]], ("survey", "2", "")),
        ([["begin_group", "g", "G"]], ("survey", "2", "")),
        ([["calculate", "c", None]], ("survey", "2", "")),
    ],
)
def test_what_cannot_be_mended_is_explained_by_its_place(tmp_path, rows, place):
    head = ["type", "name", "label", "relevant"]

    problem = refused(tmp_path, survey=[head, *rows], choices=YES)

    told = problem.values
    assert (told["sheet"], told["row"], told["column"]) == place
    assert told["detail"]


def test_a_type_that_is_nearly_one_is_guessed(tmp_path):
    problem = refused(
        tmp_path, survey=[["type", "name", "label"], ["integr", "a", "A"]]
    )

    assert "integer" in problem.values["detail"]


def test_another_dialect_is_named(tmp_path):
    problem = refused(
        tmp_path, survey=[["clause", "type", "name"], ["if // x", None, None]]
    )

    assert problem.code == "form.other_dialect"


def test_what_the_engine_cannot_read_is_named_by_its_cell(tmp_path):
    problem = refused(
        tmp_path,
        survey=[
            ["type", "name", "label", "constraint"],
            ["begin group", "g", "G", None],
            ["text", "a", "A", ". > ("],
            ["end group", None, None, None],
        ],
    )

    told = problem.values
    assert (told["sheet"], told["row"], told["column"]) == ("survey", "3", "constraint")
    assert told["expression"] == ". > ("


def test_a_list_beside_the_form_that_is_none_is_named(tmp_path):
    (tmp_path / "places.csv").write_bytes(b"\xff\xfe")
    rows = [["type", "name", "label"], ["select_one_from_file places.csv", "a", "A"]]

    problem = refused(tmp_path, survey=rows)

    assert problem.code == "form.bad_list"
    assert problem.values["list"] == "places.csv"
