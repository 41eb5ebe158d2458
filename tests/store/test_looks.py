"""Who saw which household: what is written, who may read it, that it stays bounded."""

import json
import subprocess
import sys
from datetime import timedelta

import pytest

from enrolment_app.actions.access_journal import list_looks, list_looks_with_key
from enrolment_app.actions.work import Machine, Person, Work
from enrolment_app.problems import Problem
from enrolment_app.store import DiskFull, Enrolment, ProvinceKey, StaffMember, audit
from tests.store.builders import ASHA, NOW, a_store, chance, opened
from tests.store.test_audit import PROVINCE

ADILA = StaffMember("p-adila", "Adila", "supervisor")
OPENED, HISTORY = "look.opened", "look.history"


def seen(store, household=""):
    return [
        (line.person, line.what, line.about) for line in store.audit.looks(household)
    ]


def a_work(store):
    machine = Machine(clock=lambda: NOW, random=chance(), resources=store.place)
    return Work(store, Person(store.person.id, store.person.name), machine)


def test_looks_are_a_chain_of_their_own_and_found_by_household(store):
    before = store.audit.all()

    store.audit.note_look(OPENED, "h1")
    store.audit.note_look(HISTORY, "h1")
    store.audit.note_look(OPENED, "h2")

    assert seen(store, "h1") == [(ASHA.id, HISTORY, "h1"), (ASHA.id, OPENED, "h1")]
    assert len(seen(store)) == 3
    assert store.audit.all() == before
    assert store.audit.verify() == ()


def test_looking_again_at_once_is_one_look_and_later_another(place):
    times = iter([0, 5, 9, 20, 21, 22])
    with a_store(place) as store:
        store.audit._clock = lambda: NOW + timedelta(minutes=next(times))
        for household in ("h1", "h1", "h1", "h1", "h2", "h1"):
            store.audit.note_look(OPENED, household)

        found = [about for _, _, about in seen(store)]

    assert found == ["h1", "h2", "h1", "h1"]


@pytest.mark.parametrize(
    "meddling",
    [
        "DELETE FROM looks WHERE number = 2",
        "DELETE FROM looks WHERE number = 1",
        "UPDATE looks SET person = 'somebody' WHERE number = 2",
        "UPDATE looks SET about = 'h9' WHERE number = 3",
    ],
)
def test_a_look_taken_out_or_altered_is_noticed(store, meddling):
    for number in range(3):
        store.audit.note_look(OPENED, f"h{number}")
    assert store.audit.verify() == ()

    store._connection.write(meddling)

    assert store.audit.verify() != ()


def test_it_grows_no_further_and_what_is_left_still_verifies(store, monkeypatch):
    monkeypatch.setattr(audit, "LOOKS_MAX", 20)
    monkeypatch.setattr(audit, "THINNED_BY", 5)

    for number in range(1, 104):
        store.audit.note_look(OPENED, f"h{number}")

    assert len(seen(store)) == 23
    assert store.audit.verify() == ()
    thinned = [line for line in store.audit.all() if line.what == audit.THINNED]
    assert thinned[0].about.split(" ")[0] == "80"
    store._connection.write("DELETE FROM looks WHERE number = 81")
    assert store.audit.verify() == ("looks: lines missing before 82",)


def test_only_looks_go_without_a_sync_of_their_own(store):
    store.audit.note_look(OPENED, "h1")

    assert store._connection.value("PRAGMA synchronous") == 2

    with store._connection.soon():
        assert store._connection.value("PRAGMA synchronous") == 1
    with pytest.raises(ZeroDivisionError), store._connection.soon():
        assert 1 / 0
    assert store._connection.value("PRAGMA synchronous") == 2


LOOKS_AND_DIES = """
import os, sys
from pathlib import Path
from tests.store.builders import a_store
store = a_store(Path(sys.argv[1]))
store.audit.note_look("look.opened", "h1")
os._exit(9)
"""


def test_a_look_outlives_a_program_that_is_killed(place):
    killed = subprocess.run([sys.executable, "-c", LOOKS_AND_DIES, place], check=False)

    assert killed.returncode == 9
    with opened(place) as store:
        assert seen(store) == [(ASHA.id, OPENED, "h1")]


def test_a_full_disk_keeps_nobody_from_reading(store, monkeypatch):
    def full(*_):
        raise DiskFull("full")

    monkeypatch.setattr(store.audit._looks, "add", full)

    store.audit.note_look(OPENED, "h1")

    assert seen(store) == []


def test_an_enumerator_is_not_shown_who_looked_and_a_supervisor_is(place):
    recovery = PROVINCE.public_key().public_bytes_raw()
    with a_store(place) as store:
        store.audit.note_look(OPENED, "h1")
        assert len(list_looks(a_work(store))) == 1  # nobody has enrolled it yet
        store.enrol(Enrolment(7, "L", ("PK501",), recovery_key=recovery))
        store.people.admit(ADILA, "adila's own")
        assert list_looks(a_work(store)) == Problem("audit.for_supervisors")

    with opened(place, "adila's own") as store:
        (line,) = list_looks(a_work(store), "h1")
    assert (line.person, line.about) == ("Asha", "h1")
    machine = Machine(clock=lambda: NOW, random=chance(), resources=place)
    (line,) = list_looks_with_key(place, ProvinceKey(PROVINCE), machine, "h1")
    assert (line.person, line.access.what) == ("Asha", OPENED)


def test_every_way_to_see_a_household_is_noted(verbs, tmp_path):
    form = tmp_path / "form.md"
    form.write_text(
        "| survey |\n| | type | name | label |\n| | text | head | Head |\n"
        "| settings |\n| | form_id | version |\n| | looks | 1 |\n"
    )
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"head": "Gul"}))
    verbs("store", "create", "--person", "Asha")
    assert verbs("form", "install", str(form))[0] == 0
    _, out, err = verbs("household", "new", "--answers", str(answers), "--json")
    assert out, err
    household = json.loads(out)["id"]

    for words in (["show"], ["history"]):
        assert verbs("household", *words, household)[0] == 0
    assert verbs("household", "set", household, "head=Zar")[0] == 0
    assert verbs("household", "list")[0] == 0

    _, out, _ = verbs("audit", "list", "--looks", "--json")
    lines = [json.loads(line) for line in out.splitlines()][::-1]
    assert [line["what"] for line in lines] == [
        "look.opened",
        "look.history",
        "look.opened",
        "look.listed",
    ]
    assert lines[0]["text"] == f"Asha opened household {household}."
    _, out, _ = verbs("audit", "list", "--household", household, "--json")
    assert len(out.splitlines()) == 3
