"""`indraj form migrate` of a household: dry, for good, and back."""

import json

import pytest

from enrolment_app import cli
from enrolment_app.start import machine
from tests.actions.versions import NEW, a_desk, a_household, take
from tests.store.builders import PASSPHRASE


@pytest.fixture
def place(tmp_path):
    work = a_desk(tmp_path)
    household = a_household(work, {"roof": "tin", "gone": "words"})
    take(work, tmp_path, NEW)
    work.store.close()
    return work.store.place, household


@pytest.fixture
def run(capsys, monkeypatch, place):
    monkeypatch.setenv("INDRAJ_PASSPHRASE", PASSPHRASE)

    def ran(*arguments):
        given = [*arguments, "--store", str(place[0]), "--json"]
        status = cli.run(given, machine())
        out, err = capsys.readouterr()
        return status, json.loads(out) if out else {}, err

    return ran


def test_a_dry_run_says_it_and_writes_nothing(run, place):
    status, told, _ = run("form", "migrate", place[1], "--dry-run")

    assert (status, told["moved"]) == (0, {"roof": "cover"})
    assert told["lost"] == [{"field": "gone", "value": "words"}]
    assert run("household", "show", place[1])[1]["version"] == "1"


def test_a_household_is_moved_and_brought_back(run, place):
    assert run("form", "migrate", place[1])[0] == 0
    shown = run("household", "show", place[1])[1]
    assert (shown["version"], shown["answers"]["cover"]) == ("2", "tin")
    assert shown["earlier"] == {"gone": "words"}

    assert run("form", "migrate", place[1], "--undo")[0] == 0

    shown = run("household", "show", place[1])[1]
    assert (shown["version"], shown["answers"]["roof"]) == ("1", "tin")


def test_what_cannot_be_moved_or_undone_is_told(run, place):
    assert run("form", "migrate", place[1], "--undo")[0] == 1
    assert run("form", "migrate", place[1])[0] == 0

    status, _, words = run("form", "migrate", place[1])

    assert status == 1
    assert "newest version" in words
