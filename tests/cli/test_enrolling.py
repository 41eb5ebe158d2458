"""A laptop is made from a file and a code, and from nothing that is not right."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from enrolment_app import cli
from enrolment_app.actions.work import Machine
from enrolment_app.start import machine as true_machine

PASSPHRASE = "honey-and-clover"
GULALAI, ZARAK = "Demo Gulalai/ڈیمو گلالئی", "Demo Zarak"


class District:
    """A registry and the command line, in this process; `day` moves the clock."""

    def __init__(self, home, capsys):
        self.home, self.capsys = home, capsys
        self.day = 0
        self.run("registry", "init", "--data", self.data)

    @property
    def data(self):
        return self.home / "registry"

    def run(self, *words, status=0):
        real = true_machine()
        now = datetime.now(UTC) + timedelta(days=self.day)
        given = Machine(lambda: now, real.random, real.resources)
        self.capsys.readouterr()
        got = cli.run([str(word) for word in words], given)
        out, err = self.capsys.readouterr()
        assert got == status, (words, out, err)
        return out if status == 0 else err

    def add(self, name, *words, data=None):
        file = self.home / f"{name}.indraj-laptop"
        placed = ("--out", file, "--data", data or self.data, "--json")
        out = self.run(
            "registry", "device", "add", name, "--area", "PK1", *words, *placed
        )
        return file, json.loads(out)

    def enrol(self, file, *words, store="store", status=0):
        store = self.home / store
        return self.run(
            "device", "enrol", file, *words, "--store", store, status=status
        )

    def info(self, store="store"):
        out = self.run("device", "info", "--json", "--store", self.home / store)
        return json.loads(out)


@pytest.fixture
def district(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("INDRAJ_PASSPHRASE", PASSPHRASE)
    return District(tmp_path, capsys)


def test_a_file_and_a_code_make_a_persons_laptop(district):
    file, told = district.add(
        "SWT-07", "--person", GULALAI, "--person", ZARAK, "--policy", "idle_minutes=5"
    )
    gulalai, zarak = told["people"]

    district.enrol(file, "--person", zarak["name"], "--code", zarak["code"].lower())

    info = district.info()
    assert (info["device"], info["person"]) == (told["device"], "Demo Zarak")
    assert info["role"] == "enumerator"
    assert info["policies"] == {"idle_minutes": 5}
    assert gulalai["code"] not in file.read_text()


def test_the_code_alone_says_who_it_is(district):
    file, told = district.add("SWT-07", "--person", GULALAI, "--person", ZARAK)

    district.enrol(file, "--code", told["people"][0]["code"])

    assert district.info()["person"] == "Demo Gulalai"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "several people"),
        (("--person", "Demo Zarak"), "activation code"),
        (("--person", "Demo Zarak", "--code", "AAAA-AAAA-AAAA"), "not the activation"),
        (("--person", "Somebody"), "nobody of that name"),
        (("--code", "AAAA-AAAA-AAAA"), "not the activation code"),
    ],
)
def test_a_found_stick_makes_nobodys_laptop(district, words, said):
    file, _ = district.add("SWT-07", "--person", GULALAI, "--person", ZARAK)

    assert said in district.enrol(file, *words, status=1)

    assert not (district.home / "store").exists()


def test_a_laptop_for_nobody_in_particular_needs_no_code(district):
    file, told = district.add("SWT-07")

    district.enrol(file)

    assert told["people"] == []
    assert district.info()["name"] == "SWT-07"


def test_a_supervisors_laptop_is_for_one(district):
    file, told = district.add("Office", "--role", "supervisor", "--person", ZARAK)
    district.enrol(file, "--code", told["people"][0]["code"])
    assert district.info()["role"] == "supervisor"

    two = ("--role", "supervisor", "--person", ZARAK, "--person", GULALAI)
    out = ("--area", "PK1", "--data", district.data, "--out", file)
    district.run("registry", "device", "add", "x", *two, *out, status=2)


def test_an_expired_file_is_refused_with_its_day(district):
    file, _ = district.add("SWT-07", "--days", "3")
    district.day = 4

    said = district.enrol(file, status=1)

    assert "could be used until" in said
    assert not (district.home / "store").exists()


def test_an_altered_file_is_refused(district):
    file, _ = district.add("SWT-07")
    file.write_text(file.read_text().replace("SWT-07", "SWT-08"))

    assert "altered" in district.enrol(file, status=5)

    assert not (district.home / "store").exists()


def test_another_registrys_file_is_refused_with_both_names(district):
    district.enrol(district.add("SWT-07")[0])
    mine = district.info()["registry"]
    elsewhere = district.home / "elsewhere"
    district.run("registry", "init", "--data", elsewhere)
    foreign, _ = district.add("SWT-99", data=elsewhere)

    said = district.enrol(foreign, status=1)

    other = json.loads(foreign.read_text())["registry"]["id"]
    assert mine[:4] in said
    assert other[:4] in said
    assert district.info()["name"] == "SWT-07"


def test_a_short_passphrase_is_refused_before_anything_is_made(district):
    file, _ = district.add("SWT-07", "--policy", "passphrase_length_min=40")

    assert "at least 40" in district.enrol(file, status=1)

    assert not (district.home / "store").exists()


@pytest.mark.parametrize("words", [("--person", " / x"), ("--policy", "idle=soon")])
def test_what_names_nobody_or_no_number_is_wrong_usage(district, words):
    out = ("--area", "PK1", "--data", district.data, "--out", district.home / "x")

    district.run("registry", "device", "add", "x", *words, *out, status=2)

    assert not (district.home / "x").exists()


def test_the_list_of_laptops_tells_how_each_stands(district):
    district.enrol(district.add("SWT-07")[0])
    district.add("SWT-08", "--days", "3")
    district.run("registry", "device", "revoke", "1", "--data", district.data)

    first, second = district.run(
        "registry", "device", "list", "--data", district.data
    ).splitlines()

    assert first.startswith("1  SWT-07  PK1  revoked on ")
    assert second.startswith("2  SWT-08  PK1  not enrolled; its file is good until ")


def test_the_registrys_rules_and_key_go_into_every_file_from_now_on(district):
    rules = ("registry", "rules", "--data", district.data)
    district.run(*rules, "idle_minutes=7", "silent_days=5", "--recovery-key", "ab" * 32)
    out = district.run(*rules, "silent_days=")
    file, _ = district.add("SWT-07", "--policy", "passphrase_length_min=8")

    district.enrol(file)

    assert "idle_minutes=7" in out
    assert "silent_days" not in out
    assert district.info()["policies"] == {
        "idle_minutes": 7,
        "passphrase_length_min": 8,
    }
    assert json.loads(file.read_text())["recovery_key"] == "ab" * 32


@pytest.mark.parametrize(
    "words", [("idle=3",), ("idle_minutes",), ("--recovery-key", "abc")]
)
def test_a_rule_that_no_laptop_knows_is_wrong_usage(district, words):
    district.run("registry", "rules", *words, "--data", district.data, status=2)


def test_a_person_of_the_directory_keeps_their_id_on_every_laptop(district):
    _, first = district.add("SWT-07", "--person", GULALAI)
    (gulalai,) = first["people"]

    _, second = district.add("SWT-08", "--person", gulalai["id"])
    listed = district.run("registry", "person", "list", "--data", district.data)

    assert second["people"][0]["id"] == gulalai["id"]
    assert second["people"][0]["name"] == "Demo Gulalai"
    assert second["people"][0]["code"] != gulalai["code"]
    assert listed.count("Demo Gulalai") == 1
    assert "گلالئی" in listed
