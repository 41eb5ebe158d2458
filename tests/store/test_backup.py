"""Backups: verified copies that are as secret as the store, and new writers."""

import pytest

from enrolment_app.store import (
    DiskFailed,
    Enrolment,
    StoreDamaged,
    StoreExists,
    WrongPassphrase,
    put_back,
)
from tests.store.builders import a_row, a_store, a_visit, birth, household_of, opened
from tests.store.test_secrecy import KNOWN, NAME, fill, seen


@pytest.fixture
def backup(place, tmp_path):
    (tmp_path / "stick").mkdir()
    with a_store(place) as store:
        store.enrol(Enrolment(7, "Laptop 7", ("PK501",)))
        store.journal.seal(birth(1, area="PK501", device=7))
        store.visits.keep(a_visit(2, b"half an answer"), a_row(2))
        done = store.back_up(tmp_path / "stick" / "backup")
        store.journal.seal(birth(3, area="PK501", device=7))
    assert (done.households, done.changes) == (2, 1)
    assert [file.name for file in (tmp_path / "stick").iterdir()] == ["backup"]
    return tmp_path / "stick" / "backup"


def test_a_backup_put_back_has_everything_and_is_a_new_writer(backup, tmp_path):
    put_back(backup, tmp_path / "new")

    with opened(tmp_path / "new") as store:
        assert store.households.row(household_of(1)).head == "Gul Zaman"
        assert store.visits.get(a_visit(2).visit).draft == b"half an answer"
        assert not store.households.known(household_of(3))
        assert (store.device.trouble, store.device.number) == ("copied", 0)
        assert store.check().sound


def test_a_backup_needs_the_passphrase(backup, tmp_path):
    put_back(backup, tmp_path / "new")

    with pytest.raises(WrongPassphrase):
        opened(tmp_path / "new", "another")


def test_a_backup_is_never_put_over_a_store(backup, place):
    with pytest.raises(StoreExists):
        put_back(backup, place)

    with opened(place) as store:
        assert store.households.known(household_of(3))


def test_what_is_no_backup_makes_no_store(backup, tmp_path):
    whole = backup.read_bytes()
    for content in (b"", b"x" * 5000, whole[:700], whole[:1000]):
        backup.write_bytes(content)
        with pytest.raises(StoreDamaged):
            put_back(backup, tmp_path / "new")

    with pytest.raises(DiskFailed):
        put_back(tmp_path / "nowhere", tmp_path / "new")
    assert not list((tmp_path / "new").glob("keys*"))


def test_nothing_can_be_read_in_a_backup(place, tmp_path):
    (tmp_path / "stick").mkdir()
    with a_store(place) as store:
        fill(store)
        store.back_up(tmp_path / "stick" / "backup")

    assert NAME in KNOWN
    assert seen(tmp_path / "stick", set(KNOWN) - {"p-asha"}) == set()
