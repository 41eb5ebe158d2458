"""What forms ask for besides answers: the household before, the log of interviews."""

from dataclasses import replace

import pytest

from enrolment_app.actions.household_history import audit_log
from enrolment_app.actions.install_form import install_form
from enrolment_app.actions.keep_visit import keep_visit
from enrolment_app.actions.open_visit import begin_visit, open_visit
from enrolment_app.actions.reading import project
from enrolment_app.actions.submit_visit import submit_visit
from enrolment_app.actions.work import Machine, Person, Work
from tests.store.builders import ASHA, NOW, a_store, chance

ASKS = """| survey |
| | type | name | label | default |
| | text | village | Village | {default} |
| settings |
| | form_id |
| | {form} |
"""


@pytest.fixture
def work(tmp_path):
    with a_store(tmp_path / "store", project=project) as store:
        machine = Machine(lambda: NOW, chance(b"work"), tmp_path)
        yield Work(store, Person(ASHA.id, ASHA.name), machine)


def installed(work, folder, form, default):
    file = folder / f"{form}.md"
    file.write_text(ASKS.format(form=form, default=default), encoding="utf-8")
    assert not isinstance(install_form(work, file), tuple)


def test_the_next_household_takes_from_the_one_before_of_its_own_form(work, tmp_path):
    installed(work, tmp_path, "asks", "${last-saved#village}")
    installed(work, tmp_path, "other", "")
    first = begin_visit(work, "asks")
    assert first.interview.find("village").value == ""
    first.answer("village", "Kotla")
    keep_visit(work, first)
    other = begin_visit(work, "other")
    other.answer("village", "Mian")
    keep_visit(work, other)

    second = begin_visit(work, "asks")
    again = open_visit(work, first.household)

    assert second.interview.find("village").value == "Kotla"
    assert again.interview.find("village").value == "Kotla"


def test_the_log_of_interviews_is_told_from_the_journal(work, tmp_path):
    installed(work, tmp_path, "asks", "")
    visit = begin_visit(work, "asks")
    visit.answer("village", "Kotla")
    keep_visit(work, visit)
    assert not isinstance(submit_visit(work, visit), tuple)

    lines = audit_log(work, visit.household).splitlines()

    at = str(int(NOW.timestamp() * 1000))
    assert lines[0].startswith("event,node,start,end,old-value,new-value")
    assert f"question,/data/village,{at},{at},,Kotla,{ASHA.name}," in lines
    assert lines[-1] == f"form finalize,,{at},,,,{ASHA.name},"


def test_a_position_that_the_form_asked_for_is_written(work, tmp_path):
    file = tmp_path / "placed.md"
    file.write_text(
        "| survey |\n| | type | name | label |\n| | start-geopoint | p | |\n"
        "| | text | q | Q |\n| settings |\n| | form_id |\n| | placed |\n",
        encoding="utf-8",
    )
    assert not isinstance(install_form(work, file), tuple)
    machine = replace(work.machine, position=lambda: "34.2 72.0 310.0 5.0")
    there = begin_visit(replace(work, machine=machine), "placed")
    later = begin_visit(work, "placed")

    later.locate("35.0 72.0 0.0 9.0")
    keep_visit(work, later)

    assert there.interview.answers()["p"] == "34.2 72.0 310.0 5.0"
    again = open_visit(work, later.household)
    assert again.interview.answers()["p"] == "35.0 72.0 0.0 9.0"
