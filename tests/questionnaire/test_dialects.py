"""Workbooks written for other programs: what is theirs is taken out and told."""

import io
from datetime import datetime
from types import SimpleNamespace

import openpyxl
import pytest
import xlrd

from enrolment_app.questionnaire import convert
from enrolment_app.questionnaire.workbook import without_second_header
from tests.questionnaire.forms import workbook

YES = [["list_name", "name", "label", "$kuid", "$autovalue"], ["yn", "y", "Yes", 1, 2]]


def converted(folder, **sheets):
    done = convert(workbook(folder / "form.xlsx", **sheets))
    assert done.usable, done.problems
    return done


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("caseid", "none"),
        ("text audit", "none"),
        ("speed violations list", "none"),
        ("sensor_statistic mean_light", "none"),
        ("calculate_here", "none"),
    ],
)
def test_types_of_surveycto_are_taken_as_the_nearest_and_told(tmp_path, kind, asked):
    done = converted(
        tmp_path,
        survey=[
            ["type", "name", "label", "calculation"],
            ["text", "q", "Q", None],
            [kind, "theirs", None, "1 + 1"],
        ],
    )

    assert [each.code for each in done.repairs] == ["form.repaired_type"]
    assert done.questionnaire.questions["theirs"].control == asked


def test_columns_of_kobo_become_no_elements(tmp_path):
    done = converted(
        tmp_path,
        survey=[
            ["type", "name", "label", "$kuid", "kobo--locking-profile"],
            ["select_one yn", "q", "Q", "a", "lock"],
        ],
        choices=YES,
    )

    assert [each.values["column"] for each in done.repairs] == ["$kuid", "$autovalue"]


@pytest.mark.parametrize(
    "column", ["bind::oc:group", "instance::x:y", "label::French (fr)label::English"]
)
def test_a_column_that_nobody_could_read_is_left_out_and_told(tmp_path, column):
    done = converted(
        tmp_path,
        survey=[["type", "name", "label", column], ["text", "q", "Q", "x"]],
    )

    assert [each.code for each in done.repairs] == ["form.repaired_column"]


def test_a_namespace_that_is_declared_is_kept(tmp_path):
    done = converted(
        tmp_path,
        survey=[["type", "name", "label", "bind::oc:group"], ["text", "q", "Q", "x"]],
        settings=[["namespaces"], ['oc="https://example.org/oc"']],
    )

    assert done.repairs == ()
    assert [each.code for each in done.unsupported] == ["form.unheeded_attribute"]


def test_a_plug_in_and_functions_of_surveycto_are_named(tmp_path):
    done = converted(
        tmp_path,
        survey=[
            ["type", "name", "label", "appearance", "calculation"],
            ["text", "q", "Q", "custom-table-grid(x=1)", None],
            ["calculate", "c", None, None, "duration()"],
        ],
    )

    told = {each.code: each.values["name"] for each in done.unsupported}
    assert told == {
        "form.unheeded_plugin": "custom-table-grid",
        "form.unheeded_function": "duration()",
    }


def test_a_list_without_a_sheet_of_choices_is_told_by_the_sheet(tmp_path):
    done = convert(
        workbook(
            tmp_path / "form.xlsx",
            survey=[["type", "name", "label"], ["select_one yn", "q", "Q"]],
        )
    )

    assert [(each.code, each.values["sheet"]) for each in done.problems] == [
        ("form.in_sheet", "choices")
    ]


def test_a_column_that_no_xlsform_has_may_say_anything(tmp_path):
    done = converted(
        tmp_path,
        survey=[
            ["type", "name", "label", "labelReport"],
            ["text", "q", "Q", "${nobody} of {x}"],
        ],
    )

    assert [each.values["column"] for each in done.repairs] == ["labelReport"]


def test_a_column_that_xlsforms_have_is_the_authors_to_mend(tmp_path):
    done = convert(
        workbook(
            tmp_path / "form.xlsx",
            survey=[["type", "name", "label"], ["text", "q", "${nobody}"]],
        )
    )

    assert [each.code for each in done.problems] == ["form.in_cell"]


def test_a_repeat_may_be_called_like_the_form(tmp_path):
    done = converted(
        tmp_path,
        survey=[
            ["type", "name", "label"],
            ["begin repeat", "data", "Data"],
            ["numeric", "q", "Q"],
            ["end repeat", None, None],
        ],
    )

    codes = {each.code for each in done.repairs}
    assert codes == {"form.repaired_root", "form.repaired_type"}
    assert done.questionnaire.questions["data/q"].type == "decimal"


def test_a_workbook_of_other_things_is_no_form(tmp_path):
    done = convert(
        workbook(tmp_path / "form.xlsx", people=[["name", "age"], ["Asha", 40]])
    )

    assert [each.code for each in done.problems] == ["form.not_a_form"]


class _Old:
    """A sheet of a workbook of the old kind, as its reader gives it."""

    name = "survey"

    def get_rows(self):
        text, number, day, wrong = (
            xlrd.XL_CELL_TEXT,
            xlrd.XL_CELL_NUMBER,
            xlrd.XL_CELL_DATE,
            xlrd.XL_CELL_ERROR,
        )
        yield [xlrd.sheet.Cell(text, each) for each in ("type", "label", "label")]
        yield [
            xlrd.sheet.Cell(number, 2.0),
            xlrd.sheet.Cell(day, 36526.0),
            xlrd.sheet.Cell(wrong, 42),
        ]


def test_a_workbook_of_the_old_kind_with_a_header_twice_is_mended(monkeypatch):
    old = SimpleNamespace(sheets=lambda: [_Old()], datemode=0)
    monkeypatch.setattr(xlrd, "open_workbook", lambda **_: old)

    mended = without_second_header(b"\xd0\xcf\x11\xe0", "label")

    sheet = openpyxl.load_workbook(io.BytesIO(mended))["survey"]
    head, row = sheet.iter_rows(values_only=True)
    assert head == ("type", "label", "unused 3 label")
    assert row == (2, datetime(2000, 1, 1), None)  # noqa: DTZ001 - cells have no zone
