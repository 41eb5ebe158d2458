"""Households as files: every version's columns, ids that join, nothing half written."""

import csv
import json

import pyarrow.parquet as pq
import pytest

from enrolment_app.actions import export_files
from enrolment_app.actions.export_files import Wanted
from enrolment_app.actions.export_households import export_households
from enrolment_app.actions.move_visit import move_visit
from enrolment_app.actions.open_visit import open_visit
from enrolment_app.actions.submit_visit import submit_visit
from enrolment_app.problems import Problem
from tests.actions.versions import NEW, a_desk, a_form, a_household, take

CHOSEN = a_form(
    "1",
    [
        ("text", "village"),
        ("integer", "rooms"),
        ("select_one sex", "head"),
        ("select_multiple sex", "there"),
        ("begin_repeat", "people"),
        ("text", "name"),
        ("end_repeat", "people"),
    ],
)
ANSWERS = {
    "village": "=1+1",
    "rooms": -3,
    "head": "female",
    "there": ["female", "male"],
    "people": [{"name": "Gul"}, {"name": {"special": "refused"}}],
}


@pytest.fixture
def work(tmp_path):
    desk = a_desk(tmp_path, CHOSEN)
    a_household(desk, ANSWERS)
    yield desk
    desk.store.close()


def read(folder, name, encoding="utf-8"):
    with (folder / f"{name}.csv").open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def exported(work, folder, **how):
    done = export_households(work, folder, Wanted(form="huts", **how))
    assert not isinstance(done, Problem), done
    return done


def test_one_table_for_households_and_one_for_each_list_joined_by_ids(work, tmp_path):
    done = exported(work, tmp_path / "out")

    (house,) = read(tmp_path / "out", "households")
    people = read(tmp_path / "out", "people")
    assert dict(done.rows) == {"households": 1, "people": 2}
    assert {row["_household"] for row in people} == {house["_id"]}
    assert {row["_parent"] for row in people} == {house["_id"]}
    assert (house["_status"], house["_version"]) == ("submitted", "1")
    assert [row["name"] for row in people] == ["Gul", ""]
    assert [row["_refused"] for row in people] == ["", "name"]


def test_no_cell_is_a_formula_and_numbers_are_numbers(work, tmp_path):
    exported(work, tmp_path / "out")

    (house,) = read(tmp_path / "out", "households")
    assert (house["village"], house["rooms"]) == ("'=1+1", "-3")


def test_words_split_columns_and_the_mark_for_excel(work, tmp_path):
    folder = tmp_path / "out"
    exported(work, folder, labels=True, split=True, bom=True)

    (house,) = read(folder, "households", "utf-8-sig")
    assert (house["head"], house["there"]) == ("Woman", "Woman; Man")
    assert (house["there/female"], house["there/male"]) == ("1", "1")
    assert (folder / "households.csv").read_bytes()[:3] == b"\xef\xbb\xbf"


def test_the_books_say_what_columns_and_codes_mean(work, tmp_path):
    take(work, tmp_path, NEW)
    exported(work, tmp_path / "out")

    book = {row["column"]: row for row in read(tmp_path / "out", "codebook")}
    assert book["head"]["versions"] == "1"
    assert book["village"]["versions"] == "2 1"
    assert (book["rooms"]["type"], book["rooms"]["label::"]) == ("date", "Rooms")
    codes = read(tmp_path / "out", "choices")
    assert [row["code"] for row in codes if row["column"] == "head"] == [
        "female",
        "male",
    ]


def test_a_moved_household_fills_the_columns_of_both_versions(work, tmp_path):
    take(work, tmp_path, NEW)
    (house,) = work.store.households.ids(Wanted().query)
    submit_visit(work, move_visit(work, open_visit(work, house)))

    exported(work, tmp_path / "out")

    (row,) = read(tmp_path / "out", "households")
    assert (row["_version"], row["village"], row["head"]) == ("2", "'=1+1", "female")
    assert "cover" in row
    assert len(read(tmp_path / "out", "members")) == 2
    assert read(tmp_path / "out", "people") == []


def test_parquet_has_numbers_as_numbers(work, tmp_path):
    exported(work, tmp_path / "out", kind="parquet")

    table = pq.read_table(tmp_path / "out" / "households.parquet").to_pylist()
    assert [(row["rooms"], row["village"]) for row in table] == [(-3, "=1+1")]
    assert pq.read_table(tmp_path / "out" / "people.parquet").num_rows == 2
    assert pq.read_table(tmp_path / "out" / "codebook.parquet").num_rows > 0


def test_json_holds_households_whole(work, tmp_path):
    exported(work, tmp_path / "out", kind="json")

    text = (tmp_path / "out" / "households.json").read_text(encoding="utf-8")
    (house,) = json.loads(text)
    assert house["answers"]["there"] == ["female", "male"]
    assert house["answers"]["people"][1]["name"] == {"special": "refused"}


def test_the_access_journal_knows_of_it(work, tmp_path):
    exported(work, tmp_path / "out")

    newest = work.store.audit.all()[0]
    assert (newest.what, newest.about) == ("audit.exported", "1 csv")


def test_a_folder_that_holds_something_is_left_alone(work, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")

    done = export_households(work, tmp_path / "out", Wanted(form="huts"))

    assert done.code == "export.not_empty"
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_a_failure_leaves_nothing(work, tmp_path, monkeypatch):
    def full(*_):
        raise OSError("full")

    monkeypatch.setattr(export_files.CsvFiles, "book", full)

    with pytest.raises(Exception, match="out"):
        export_households(work, tmp_path / "out", Wanted(form="huts"))

    assert not (tmp_path / "out").exists()
    assert not list(tmp_path.glob(".out*"))


def test_without_the_library_parquet_is_refused_in_words(work, tmp_path, monkeypatch):
    lacking = Problem("export.no_parquet")
    monkeypatch.setattr(
        "enrolment_app.actions.export_households.files_of", lambda _kind: lacking
    )

    done = export_households(
        work, tmp_path / "out", Wanted(form="huts", kind="parquet")
    )

    assert done == lacking
    assert not (tmp_path / "out").exists()


def test_it_can_be_stopped_and_leaves_nothing(work, tmp_path):
    asked = []

    def watched(done, of):
        asked.append((done, of))
        return False

    told = export_households(work, tmp_path / "out", Wanted(form="huts"), watched)

    assert told == Problem("export.stopped")
    assert asked == [(0, 1)]
    assert not (tmp_path / "out").exists()
    assert not list(tmp_path.glob(".out*"))
