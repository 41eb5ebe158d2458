"""Taking households in: whole rows or none, told by row and column, never twice."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from enrolment_app.actions.export_files import Wanted
from enrolment_app.actions.export_households import export_households
from enrolment_app.actions.import_households import Asked, import_households
from enrolment_app.actions.show_household import show_household
from enrolment_app.problems import Problem
from enrolment_app.store import Query
from sync.change import Why
from tests.actions.test_export import CHOSEN
from tests.actions.versions import a_desk, a_household, said

HEAD = "village,rooms,head,there\n"
BY_VILLAGE = Asked("huts", "village")


@pytest.fixture
def work(tmp_path):
    desk = a_desk(tmp_path, CHOSEN)
    yield desk
    desk.store.close()


def households(work):
    return list(work.store.households.ids(Query()))


def a_list(home, text, name="list.csv"):
    file = home / name
    file.write_text(text, encoding="utf-8")
    return file


def outcomes(taken):
    return [each.outcome for each in taken]


def test_a_list_is_taken_in_with_codes_or_words(work, tmp_path):
    file = a_list(tmp_path, HEAD + "Kalam,3,Woman,female; Man\nMatta,2,male,\n")

    taken = import_households(work, file, Asked("huts"))

    assert outcomes(taken) == ["new", "new"]
    shown = show_household(work, taken[0].household)
    assert shown.answers["head"] == "female"
    assert shown.answers["there"] == ["female", "male"]
    assert shown.status == "unfinished"
    (entry,) = work.store.journal.history(taken[0].household)
    assert entry.change.why is Why.IMPORTED


def test_a_bad_row_is_told_by_row_and_column_and_the_others_are_taken(work, tmp_path):
    file = a_list(tmp_path, HEAD + "Kalam,many,female,\nMatta,2,nobody,\nSwat,1,,\n")

    taken = import_households(work, file, Asked("huts"))

    assert outcomes(taken) == ["refused", "refused", "new"]
    told = [(w.row, w.column, w.problem.code) for each in taken for w in each.wrong]
    assert told == [(2, "rooms", "answer.not_valid"), (3, "head", "answer.not_offered")]
    assert len(households(work)) == 1


def test_a_dry_run_says_the_same_and_takes_nothing(work, tmp_path):
    file = a_list(tmp_path, HEAD + "Kalam,3,female,\nMatta,x,,\n")

    dry = import_households(work, file, Asked("huts", dry=True))

    assert outcomes(dry) == ["new", "refused"]
    assert households(work) == []


def test_the_same_file_again_changes_nothing_and_another_brings_up_to_date(
    work, tmp_path
):
    file = a_list(tmp_path, HEAD + "Kalam,3,female,\nMatta,2,,\n")
    first = import_households(work, file, BY_VILLAGE)

    again = import_households(work, file, BY_VILLAGE)
    file = a_list(tmp_path, HEAD + "Kalam,4,,\n")
    later = import_households(work, file, BY_VILLAGE)

    assert outcomes(again) == ["same", "same"]
    assert [t.household for t in again] == [t.household for t in first]
    assert outcomes(later) == ["changed"]
    answers = show_household(work, first[0].household).answers
    assert (answers["rooms"], answers["head"]) == (4, "female")


def test_keys_that_are_missing_twice_or_of_several_are_told(work, tmp_path):
    a_household(work, {"village": "Swat"})
    a_household(work, {"village": "Swat"})
    rows = "Kalam,1,,\nKalam,2,,\n,3,,\nSwat,4,,\n"

    taken = import_households(work, a_list(tmp_path, HEAD + rows), BY_VILLAGE)

    codes = [w.problem.code for each in taken for w in each.wrong]
    assert outcomes(taken) == ["new", "refused", "refused", "refused"]
    assert codes == ["import.key_twice", "import.no_key", "import.key_of_several"]


def test_open_work_and_other_rows_are_not_written_over(work, tmp_path):
    opened = a_household(work, {"village": "Swat"})
    said(work, opened, "rooms=2")
    a_household(work, {"village": "Kalam", "people": [{"name": "Gul"}]})
    document = [
        {"answers": {"village": "Swat", "rooms": 5}},
        {"answers": {"village": "Kalam", "people": [{"name": "Nur"}]}},
    ]
    file = a_list(tmp_path, json.dumps(document), "list.json")

    taken = import_households(work, file, BY_VILLAGE)

    codes = [w.problem.code for each in taken for w in each.wrong]
    assert codes == ["import.open_here", "import.rows_differ"]


def test_it_can_be_stopped_between_rows_and_goes_on_another_day(work, tmp_path):
    file = a_list(tmp_path, "village,rooms\nMatta,3\nSwat,2\nKalam,1\n")

    taken = import_households(work, file, BY_VILLAGE, lambda done, _of: done < 1)

    assert outcomes(taken) == ["new"]
    newest = work.store.audit.all()[0]
    assert (newest.what, newest.about) == ("audit.imported", "3")
    again = import_households(work, file, BY_VILLAGE)
    assert outcomes(again) == ["same", "new", "new"]


def test_a_column_that_is_no_question_stops_it(work, tmp_path):
    problems = import_households(
        work, a_list(tmp_path, "villlage\nKalam\n"), Asked("huts")
    )

    assert [each.code for each in problems] == ["import.no_such_column"]
    assert households(work) == []


def test_a_workbook_is_a_table(work, tmp_path):
    book = Workbook()
    book.active.append(["village", "rooms"])
    book.active.append(["Kalam", 3.0])
    book.save(tmp_path / "list.xlsx")

    taken = import_households(work, tmp_path / "list.xlsx", Asked("huts"))

    assert show_household(work, taken[0].household).answers["rooms"] == 3


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.json", "{"), ("a.xlsx", "no"), ("a.doc", ""), ("a.csv", None)],
)
def test_what_cannot_be_read_is_told(work, tmp_path, name, text):
    if text is not None:
        a_list(tmp_path, text, name)

    (problem,) = import_households(work, tmp_path / name, Asked("huts"))

    assert isinstance(problem, Problem)


WORDS = (
    st.text(
        st.characters(categories=("L", "Nd")) | st.sampled_from("=+-@' "),
        min_size=1,
        max_size=6,
    )
    .map(str.strip)
    .filter(bool)
)
HOUSE = st.fixed_dictionaries(
    {},
    optional={
        "rooms": st.integers(-9, 99) | st.just({"special": "dont-know"}),
        "head": st.sampled_from(["female", "male"]) | st.just({"special": "refused"}),
        "there": st.lists(st.sampled_from(["female", "male"]), min_size=1, unique=True),
        "people": st.lists(
            st.fixed_dictionaries({"name": WORDS | st.just({"special": "refused"})}),
            min_size=1,
            max_size=3,
        ),
    },
)


@settings(max_examples=12, deadline=None)
@given(st.lists(HOUSE, min_size=1, max_size=3), st.sampled_from(["csv", "json"]))
def test_what_was_exported_comes_in_elsewhere_as_it_was(houses, kind):
    with TemporaryDirectory() as home:
        here, there = Path(home) / "here", Path(home) / "there"
        answers = [{"village": f"v{n}", **house} for n, house in enumerate(houses)]
        for place in (here, there):
            place.mkdir()
        mine, theirs = a_desk(here, CHOSEN), a_desk(there, CHOSEN)
        for each in answers:
            a_household(mine, each)
        export_households(mine, here / "out", Wanted(form="huts", kind=kind))

        taken = import_households(theirs, here / "out", BY_VILLAGE)
        again = import_households(theirs, here / "out", BY_VILLAGE)

        assert set(outcomes(taken)) == {"new"}
        assert set(outcomes(again)) == {"same"}
        assert told(theirs) == told(mine)
        mine.store.close()
        theirs.store.close()


def told(work):
    shown = [show_household(work, each).answers for each in households(work)]
    return sorted(json.dumps(without_ids(each), sort_keys=True) for each in shown)


def without_ids(answers):
    if isinstance(answers, dict):
        return {n: without_ids(each) for n, each in answers.items() if n != "id"}
    if isinstance(answers, list):
        return [without_ids(each) for each in answers]
    return answers
