"""An administrator's day at the registry, in verbs."""

import json
import shutil
import zipfile

import pytest

from enrolment_app import cli
from enrolment_app.start import machine
from sync.registry.founding import open_office
from sync.registry.verdicts import STATUS_UNKNOWN
from tests.databases import database, postgres
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import AREA, NOW_MS, a_record, an_office, chance

__all__ = ["database", "postgres"]


class Office:
    """A registry's folder, spoken to in verbs."""

    def __init__(self, place, database, capsys):
        self.data = place / "registry"
        self.database = database
        self.capsys = capsys
        self.now = an_office(self.data, database)

    def run(self, *words):
        place = ["--data", str(self.data), "--database", self.database, "--json"]
        status = cli.run(["registry", *map(str, words), *place], machine())
        said = self.capsys.readouterr()
        rows = [json.loads(line) for line in said.out.splitlines()]
        return status, rows, said.err

    def must(self, *words):
        status, rows, err = self.run(*words)
        assert status == 0, err
        return rows


@pytest.fixture
def office(tmp_path, database, capsys):
    office = Office(tmp_path, database, capsys)
    yield office
    office.now.storage.close()


@pytest.fixture
def held(office):
    """Leave one change of two held, and give its place."""
    asha = a_laptop(office.now, "asha")
    asha.write(a_record(1), "q/text", "mud", status="abolished")
    asha.write(a_record(2), "q/text", "brick")
    exchange(office.now, asha)
    (one,) = office.must("quarantine", "list")
    assert one["code"] == STATUS_UNKNOWN
    return one


def test_areas_are_added_imported_listed_and_renamed(office, tmp_path):
    file = tmp_path / "places.csv"
    file.write_text("code,name_en,parent\nPK50102,Lower,PK501\nPK501,Again,PK5\n")

    office.must("area", "add", "PK50101", "Upper", "--in", AREA)
    (imported,) = office.must("area", "import", file)
    office.must("area", "rename", "PK50101", "Upper village")

    assert imported == {"added": 1}
    listed = {row["area"]: row["name"] for row in office.must("area", "list", AREA)}
    expected = {AREA: "Here", "PK50101": "Upper village", "PK50102": "Lower"}
    assert listed == expected


def test_an_area_in_nowhere_is_refused_and_not_added(office):
    status, _, err = office.run("area", "add", "PK9", "Lost", "--in", "PK8")

    assert status == 1
    assert "PK8" in err
    assert "PK9" not in {row["area"] for row in office.must("area", "list")}


def test_people_are_added_corrected_listed_and_ended(office):
    (added,) = office.must("person", "add", "Gulalai", "--role", "supervisor")
    office.must("person", "add", "Gulalai Bibi", "--id", added["person"])
    office.must("person", "end", added["person"])

    (row,) = office.must("person", "list")
    assert (row["person"], row["name"]) == (added["person"], "Gulalai Bibi")
    assert row["ended"] is not None


def test_nobody_is_ended_who_is_not_known(office):
    status, _, err = office.run("person", "end", "stranger")

    assert (status, "stranger" in err) == (1, True)


def test_a_held_change_is_shown_with_its_answers(office, held):
    (shown,) = office.must("quarantine", "show", AREA, held["counter"])

    assert shown["person"] == "asha"
    assert shown["writes"][a_record(1)]["q/text"] == "mud"


def test_what_is_turned_down_is_kept_with_its_reason_and_can_be_released(office, held):
    place = (AREA, held["counter"])
    office.must("quarantine", "reject", *place, "--why", "no such status")

    assert office.must("quarantine", "list") == []
    (kept,) = office.must("quarantine", "list", "--rejected")
    assert kept["why"] == "no such status"
    (released,) = office.must("quarantine", "release", *place, "--index", held["index"])
    assert released == {"released": 1}
    assert office.must("quarantine", "list", "--rejected") == []


def test_a_place_where_nothing_is_held_is_said_so(office):
    status, _, err = office.run("quarantine", "reject", AREA, 7, "--why", "x")

    assert (status, f"{AREA} 7" in err) == (1, True)


def test_devices_are_listed_and_revoked(office):
    asha = a_laptop(office.now, "asha")

    office.must("device", "revoke", asha.device)

    (row,) = office.must("device", "list")
    assert row["revoked"] is not None


def test_a_lost_registry_comes_back_from_its_backup_and_gets_the_rest(
    office, tmp_path, database, request
):
    asha, bilal = a_laptop(office.now, "asha"), a_laptop(office.now, "bilal")
    asha.write(a_record(1), "q/text", "before the backup")
    exchange(office.now, asha)
    office.must("backup", tmp_path / "copy.zip")
    asha.write(a_record(2), "q/text", "after it")
    exchange(office.now, asha)
    office.now.storage.close()
    shutil.rmtree(office.data)
    if database:
        office.database = request.getfixturevalue("postgres").database()

    (said,) = office.must("restore", tmp_path / "copy.zip")
    back = open_office(office.data, office.database, lambda: NOW_MS, chance(b"back"))
    exchange(back, asha)
    exchange(back, bilal)

    assert asha.told_epoch == said["epoch"]
    assert asha.waiting() == 0
    for record in (a_record(1), a_record(2)):
        assert bilal.state(record) == asha.state(record)
        assert bilal.state(record) != {}
    back.storage.close()


def test_a_backup_is_its_owners_alone(office, tmp_path):
    office.must("backup", tmp_path / "copy.zip")

    assert (tmp_path / "copy.zip").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("spoil", ["cut", "altered", "other", "climbing"])
def test_a_damaged_backup_is_refused_and_makes_nothing(tmp_path, capsys, spoil):
    office = Office(tmp_path, "", capsys)
    office.now.storage.close()
    copy = tmp_path / "copy.zip"
    office.must("backup", copy)
    if spoil == "cut":
        copy.write_bytes(copy.read_bytes()[:-100])
    elif spoil == "other":
        copy.write_bytes(b"a photograph")
    else:
        with zipfile.ZipFile(copy) as whole:
            kept = {name: whole.read(name) for name in whole.namelist()}
        if spoil == "altered":
            kept["database"] = kept["database"][:-1] + b"x"
        else:
            sums = json.loads(kept["sums.json"])
            kept["sums.json"] = json.dumps({**sums, "../evil": ""}).encode()
        with zipfile.ZipFile(copy, "w") as whole:
            for name, data in kept.items():
                whole.writestr(name, data)
    office.data = tmp_path / "new"

    status, _, err = office.run("restore", copy)

    assert status == 4
    assert "backup" in err
    assert not (office.data / "registry.key").exists()


def test_a_registry_is_not_overwritten_by_a_backup(office, tmp_path):
    office.must("backup", tmp_path / "copy.zip")

    status, _, err = office.run("restore", tmp_path / "copy.zip")

    assert (status, "already" in err) == (4, True)


def test_who_gets_a_laptop_is_in_the_directory(office, tmp_path):
    file = tmp_path / "laptop.indraj-laptop"
    person = ("--person", "Gulalai/گلالئی")
    (made,) = office.must(
        "device", "add", "SWT-07", "--area", AREA, *person, "--out", file
    )

    (row,) = office.must("person", "list")
    assert row["person"] == made["people"][0]["id"]
    assert (row["name"], row["urdu"]) == ("Gulalai", "گلالئی")


def test_numbers_are_gathered_shown_and_found(office):
    asha = a_laptop(office.now, "asha")
    asha.write(a_record(1), "cnic", "0110100000011")
    exchange(office.now, asha)

    (made,) = office.must("index", "make")
    (shown,) = office.must("index", "show")
    (found,) = office.must("index", "find", "01101-0000001-1")
    (again,) = office.must("index", "make", "--anew")

    assert (made["filters"], made["numbers"]) == (1, 1)
    assert (shown["numbers"], shown["bytes"]) == (1, 256)
    assert found == {"area": AREA, "record": a_record(1)}
    assert (again["entries"], again["numbers"]) == (0, 1)
    assert office.must("index", "find", "0110100000022") == []
    assert office.run("index", "find", "12")[0] == 1


def test_the_statements_that_split_the_tables_by_district_are_told(office):
    told = [row["sql"] for row in office.must("area", "partitions", AREA, "PK502")]

    assert (told[0], told[-1]) == ("BEGIN", "COMMIT")
    assert any(AREA.lower() in statement for statement in told)
    status, _, err = office.run("area", "partitions", "PK999")
    assert status == 1
    assert "PK999" in err


def test_another_key_is_taken_and_an_older_backup_needs_it(office, tmp_path):
    office.must("backup", copy := tmp_path / "copy.zip")
    first = office.now.key.public.hex()
    office.must("device", "add", "nazia", "--area", AREA, "--out", tmp_path / "n")

    (taken,) = office.must("key", "rotate")
    listed = [(row["number"], row["key"]) for row in office.must("key", "list")]

    assert listed == [(1, first), (2, taken["key"])]
    (kept,) = office.must("durable", "--of", copy)
    assert kept
    office.data = tmp_path / "new"
    status, _, err = office.run("restore", copy, "--key", file_of(tmp_path / "other"))
    assert (status, "backup" in err) == (4, True)
    if not office.database:
        office.must("restore", copy, "--key", taken["file"])
        assert office.must("key", "list")[1]["key"] == taken["key"]


def file_of(place):
    """The key file of another registry."""
    an_office(place, seed=b"other").storage.close()
    return place / "registry.key"


def test_what_was_put_aside_is_seen_and_taken_once_its_area_is_there(office):
    asha = a_laptop(office.now, "asha")
    asha.write(a_record(1), "q/text", "mud", area="PK599")
    exchange(office.now, asha)

    (aside,) = office.must("quarantine", "aside")
    assert (aside["device"], aside["code"]) == (asha.device, "registry.area_unknown")
    assert office.must("quarantine", "retry") == [{"taken": 0}]
    office.must("area", "add", "PK599", "Demo Tehsil", "--in", AREA)

    assert office.must("quarantine", "retry") == [{"taken": 1}]
    assert office.must("quarantine", "aside") == []
    with office.now.storage.reading() as books:
        assert len(books.changes.order("PK599", a_record(1))) == 1
