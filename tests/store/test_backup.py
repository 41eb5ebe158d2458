"""Backups: verified copies that are as secret as the store, and new writers."""

import io
import json
import random
import tarfile
from dataclasses import asdict
from datetime import timedelta

import pytest

from enrolment_app.actions.back_up import back_up_into, last_backup
from enrolment_app.actions.work import Machine, Person, Work
from enrolment_app.store import (
    SUFFIX,
    DiskFailed,
    Enrolment,
    Query,
    Store,
    StoreDamaged,
    StoreExists,
    WrongPassphrase,
    carrying,
    files,
    put_back,
)
from enrolment_app.store.backup import about
from tests.store.builders import (
    ASHA,
    NOW,
    a_row,
    a_store,
    a_visit,
    birth,
    chance,
    household_of,
    opened,
)
from tests.store.laptops import an_enrolled, enrol, sealed, talk
from tests.store.pictures import a_picture, keep, name_of, the_file
from tests.store.test_secrecy import KNOWN, NAME, fill, seen


@pytest.fixture
def backup(place, tmp_path):
    (tmp_path / "stick").mkdir()
    with a_store(place) as store:
        store.enrol(Enrolment(7, "Laptop 7", ("PK501",)))
        store.journal.seal(birth(1, area="PK501", device=7))
        store.visits.keep(a_visit(2, b"half an answer"), a_row(2))
        keep(store, a_picture(1))
        keep(store, a_picture(2), "png")
        done = store.back_up(tmp_path / "stick" / "backup")
        store.journal.seal(birth(3, area="PK501", device=7))
    assert (done.households, done.changes, done.attachments) == (2, 1, 2)
    assert [file.name for file in (tmp_path / "stick").iterdir()] == ["backup"]
    return tmp_path / "stick" / "backup"


def test_a_backup_put_back_has_everything_and_is_a_new_writer(backup, tmp_path):
    put_back(backup, tmp_path / "new")

    with opened(tmp_path / "new") as store:
        assert store.households.row(household_of(1)).head == "Gul Zaman"
        assert store.visits.get(a_visit(2).visit).draft == b"half an answer"
        assert not store.households.known(household_of(3))
        assert (store.device.trouble, store.device.number) == ("copied", 0)
        read = b"".join(store.attachments.read(name_of(a_picture(2), "png")))
        assert read == a_picture(2)
        assert store.check().sound
        assert store.check().files == 2


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


def test_a_flipped_byte_of_a_backup_makes_no_store(backup, tmp_path):
    whole = backup.read_bytes()
    chance = random.Random(3)
    with tarfile.open(backup) as tar:
        spans = [(m.offset_data, m.size) for m in tar if m.name != "about"]

    for start, size in spans * 4:
        at = start + chance.randrange(size)
        backup.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(StoreDamaged):
            put_back(backup, tmp_path / "new")
        assert not Store.exists(tmp_path / "new")


def test_a_backup_says_of_itself_no_more_than_how_much_and_when(backup):
    said = asdict(about(backup))

    expected = {"store", "made_ms", "households", "changes", "sums", "kind", "apart"}
    assert set(said) == expected
    assert said["made_ms"] == NOW.timestamp() * 1000


def test_a_disk_that_gives_back_something_else_is_noticed(place, tmp_path, monkeypatch):
    settle = files.settle

    def rots(file):
        settle(file)
        content = bytearray(file.read_bytes())
        content[-20_000] ^= 1
        file.write_bytes(content)

    monkeypatch.setattr(files, "settle", rots)
    with a_store(place) as store:
        with pytest.raises(StoreDamaged):
            store.back_up(tmp_path / "backup")
        assert not (tmp_path / "backup").exists()
        assert store.facts.get("last_backup_ms") is None


def test_of_the_backups_in_a_folder_the_newest_stay_and_others_are_left_alone(
    place, tmp_path
):
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / f"holiday{SUFFIX}").write_bytes(b"no backup")
    with a_store(tmp_path / "other") as other:
        other.back_up(stick / f"other{SUFFIX}")
    with a_store(place, random=chance(b"this")) as store:
        made = []
        for day in range(5):
            store._clock = lambda day=day: NOW + timedelta(days=day)
            machine = Machine(store._clock, chance(), tmp_path)
            work = Work(store, Person(ASHA.id, ASHA.name), machine)
            made.append(back_up_into(work, stick, keep=3))
        assert last_backup(work) == NOW + timedelta(days=4)

    assert [len(each.removed) for each in made] == [0, 0, 0, 1, 1]
    kept = {file.name for file in stick.iterdir()}
    assert kept == {f"holiday{SUFFIX}", f"other{SUFFIX}"} | {
        each.file.name for each in made[2:]
    }


def test_what_never_left_goes_out_from_the_store_put_back(office, tmp_path, bilal):
    with an_enrolled(tmp_path / "a", office, "a") as store:
        sealed(store, 1)
        talk(office, store)
        sealed(store, 2)
        store.back_up(tmp_path / "backup")
    put_back(tmp_path / "backup", tmp_path / "again")

    with opened(tmp_path / "again") as store:
        enrol(store, office, "again")
        assert talk(office, store).sent == 1
        assert store.check().sound
    talk(office, bilal)
    assert bilal.households.page(Query()).total == 2


def test_a_backup_of_before_there_were_attachments_is_still_put_back(backup, tmp_path):
    old = tmp_path / "old"
    with tarfile.open(backup) as tar, tarfile.open(old, "w") as out:
        said = json.loads(tar.extractfile("about").read())
        said["kind"] = "indraj backup 1"
        del said["sums"]["attachments"]
        for name in ("about", "keys", "store.db"):
            content = tar.extractfile(name).read()
            content = json.dumps(said).encode() if name == "about" else content
            member = tarfile.TarInfo(name)
            member.size = len(content)
            out.addfile(member, io.BytesIO(content))

    put_back(old, tmp_path / "new")

    with opened(tmp_path / "new") as store:
        assert store.households.known(household_of(1))
        assert len(store.check().attachments) == 2


def test_a_missing_file_keeps_the_rest_from_no_backup(place, tmp_path):
    with a_store(place) as store:
        keep(store, a_picture(1))
        the_file(place).unlink()
        keep(store, a_picture(2))
        done = store.back_up(tmp_path / "backup")
    assert done.attachments == 1
    put_back(tmp_path / "backup", tmp_path / "new")

    with opened(tmp_path / "new") as store:
        assert store.attachments.holds(name_of(a_picture(2)))
        assert len(store.check().attachments) == 1


@pytest.mark.parametrize(
    "line",
    [
        "attachments/../keys.a",
        "attachments/ab/cd",
        "keys.a",
        f"/attachments/ab/ab{'0' * 62}",
        f"attachments/ab/cd{'0' * 62}",
    ],
)
def test_a_backup_writes_nothing_beside_the_folder_of_attachments(line):
    with pytest.raises(StoreDamaged):
        list(carrying.listed(f"{'0' * 64}  {line}\n"))
