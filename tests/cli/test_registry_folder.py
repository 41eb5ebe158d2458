"""A verb works on the registry that its folder means, or does nothing and says why."""

import os
import sqlite3
from contextlib import closing

import pytest

from sync import folders
from sync.registry.founding import facts_of, write_facts
from sync.registry.storage.geography import Versions
from tests.cli.desks import desk, new
from tests.sync.registry.offices import AREA

__all__ = ["desk", "new"]


@pytest.fixture
def put_back(desk):
    """A folder that knows of an epoch that its database does not know."""
    facts = facts_of(desk.data)
    write_facts(desk.data, {**facts, "epochs": [*facts["epochs"], "0badcafe"]})
    return desk


@pytest.mark.parametrize(
    "words",
    [
        ("device", "add", "x", "--area", AREA, "--out", "laptop"),
        ("key", "rotate"),
        ("backup", "registry.zip"),
        ("serve",),
        ("device", "list"),
    ],
    ids=" ".join,
)
def test_no_verb_goes_on_with_a_database_that_was_put_back(
    put_back, tmp_path, monkeypatch, words
):
    monkeypatch.chdir(tmp_path)

    status, _, err = put_back.run(*words)

    assert (status, "indraj registry restored" in err) == (4, True)
    assert not (tmp_path / words[-1]).exists()


def test_once_it_was_said_verbs_go_on(put_back):
    put_back.must("upgrade")
    put_back.must("restored")

    assert put_back.must("device", "list") == []


@pytest.mark.parametrize("verb", [["upgrade"], ["person", "list"]])
def test_a_database_of_a_later_program_is_left_to_that(desk, verb):
    with closing(sqlite3.connect(desk.data / "registry.db")) as here:
        here.execute("UPDATE alembic_version SET version_num = '9999'")
        here.commit()

    status, _, err = desk.run(*verb)

    assert (status, "later version than this program" in err) == (4, True)


def test_a_database_that_is_gone_is_said_so_by_whatever_verb(desk):
    for file in desk.data.glob("registry.db*"):
        file.unlink()

    for words in (("upgrade",), ("restored",), ("serve",)):
        status, _, err = desk.run(*words)
        assert (status, "database is not there" in err) == (4, True)


def test_an_init_that_was_stopped_is_finished_by_the_next(new, tmp_path, monkeypatch):
    file = tmp_path / "places.csv"
    file.write_text("code,name_en,parent\nA1,One,\n")
    with monkeypatch.context() as patched:
        patched.setattr(Versions, "put", None)
        assert new.run("init", "--gazetteer", file)[0] == 70

    new.must("init", "--gazetteer", file, "--url", "https://here/")

    assert [row["area"] for row in new.must("area", "list")] == ["A1"]
    assert new.run("init")[0] == 4


@pytest.mark.parametrize("place", ["nonsense://x", "/etc/hostname"])
def test_what_is_no_place_for_photos_makes_no_registry(new, place):
    assert new.run("init", "--attachments", place)[0] == 4

    assert not new.data.exists()


def test_a_place_for_photos_is_the_same_from_every_folder(
    desk, new, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    desk.must("attachments", "place", "photos")
    new.must("init", "--attachments", "photos")

    for data in (desk.data, new.data):
        assert facts_of(data)["attachments"] == str(tmp_path / "photos")
    assert desk.run("attachments", "place", "/etc/hostname")[0] == 4


def test_nobody_else_on_the_computer_reads_the_register(new, tmp_path):
    before = os.umask(0o022)
    try:
        new.must("init")
        words = ("x", "--area", AREA, "--role", "supervisor", "--out", tmp_path / "l")
        new.must("device", "add", *words)
        new.must("backup", tmp_path / "r.zip")
        new.data = tmp_path / "restored"
        new.must("restore", tmp_path / "r.zip")
    finally:
        os.umask(before)

    def hidden(file):
        here = [file, *(each for each in file.parents if tmp_path in each.parents)]
        return any(each.stat().st_mode & 0o077 == 0 for each in here)

    files = [each for each in tmp_path.rglob("*") if each.is_file()]
    assert len(files) > 5
    assert [each for each in files if not hidden(each)] == []


def test_a_database_in_an_open_folder_is_nobody_elses(new):
    new.data.mkdir(mode=0o755)

    new.must("init")

    assert [f.name for f in new.data.iterdir() if f.stat().st_mode & 0o077] == []


def test_a_file_that_cannot_be_written_adds_no_laptop(desk, tmp_path):
    out = tmp_path / "missing" / "laptop"
    words = ("x", "--area", AREA, "--person", "Asha", "--out", out)

    assert desk.run("device", "add", *words)[0] == 1

    assert desk.must("device", "list") == []
    assert desk.must("person", "list") == []


def test_on_a_full_stick_no_laptop_is_left_that_somebody_waits_for(
    desk, tmp_path, monkeypatch
):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folders, "write_private", full)
    words = ("x", "--area", AREA, "--out", tmp_path / "laptop")

    assert desk.run("device", "add", *words)[0] == 1

    assert [row["revoked"] is None for row in desk.must("device", "list")] == [False]
