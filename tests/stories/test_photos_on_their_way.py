"""A photo on its way: processes are killed, the line is cut; it arrives once, whole."""

import hashlib
import json
import os
import random
import signal
import subprocess
import sys

import pytest

from enrolment_app.actions.carrying import WANTED
from enrolment_app.actions.reading import project
from enrolment_app.start import machine
from enrolment_app.store import Store
from tests.stories.cut_lines import CutLine
from tests.stories.people import CHEAP, PASSPHRASE, ROOT, Laptop, Registry

AREA = "PK53202"
MIB = 1024 * 1024
PHOTO = random.Random(5).randbytes(5 * MIB)
DIGEST = hashlib.sha256(PHOTO).hexdigest()
FORM = """# An invented questionnaire with a photo.

| survey |
| | type | name | label |
| | text | keeper | Who keeps the bees? |
| | image | photo | A photo of the shed |

| settings |
| | form_id | version | form_title |
| | sheds | 1 | Sheds |
"""
# What a repeat may cost: a request that was under way, and the questions around it.
REPEAT_BYTES = 600 * 1024


@pytest.fixture
def registry(tmp_path):
    form = tmp_path / "sheds.md"
    form.write_text(FORM, encoding="utf-8")
    made = Registry(tmp_path)
    made.must("form", "publish", form)
    made.start()
    yield made
    made.kill()


@pytest.fixture
def asha(tmp_path, registry):
    """A laptop with a household and its photo, whose record is through."""
    laptop = Laptop.unpacked(tmp_path, "asha")
    file = registry.provision("asha", AREA, tmp_path / "asha.json")
    laptop.must("device", "enrol", file)
    laptop.sync()
    laptop.sync()
    name = keep(laptop, PHOTO)
    laptop.household = laptop.new({"keeper": "Zarghuna", "photo": name})
    laptop.finish(laptop.household)
    laptop.must("sync", "--attachments", "0")
    return laptop


@pytest.fixture
def line(registry):
    made = CutLine(registry.port, seconds_a_block=0.003)
    yield made
    made.close()


def opened(laptop):
    mine = machine()
    return Store.open(
        laptop.store,
        PASSPHRASE,
        project=project,
        clock=mine.clock,
        random=mine.random,
        settings=CHEAP,
    )


def keep(laptop, content):
    with opened(laptop) as store:
        return store.attachments.keep([content], "jpg")


def begun(laptop, line):
    """Begin to sync in a process of its own."""
    surroundings = {
        **os.environ,
        "INDRAJ_PASSPHRASE": PASSPHRASE,
        "INDRAJ_STORE": str(laptop.store),
    }
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "enrolment_app", "sync", "--json"),
            *("--registry", line.url, "--attachments", "100000"),
        ],
        cwd=ROOT,
        env=surroundings,
        stdout=subprocess.PIPE,
        text=True,
    )


def ended(process):
    told, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return json.loads(told)["attachments"]


def listed(registry, *words):
    lines = registry.must("attachments", "list", *words, "--json").splitlines()
    return [json.loads(line)["digest"] for line in lines]


def body(registry):
    file = registry.data / "attachments" / DIGEST[:2] / DIGEST
    return file.read_bytes() if file.exists() else b""


def test_a_photo_survives_a_killed_laptop_a_killed_registry_and_a_cut_line(
    registry, asha, line
):
    assert listed(registry) == [DIGEST]

    first = begun(asha, line)
    line.wait_for(MIB)
    first.send_signal(signal.SIGKILL)
    first.wait()
    after_laptop = listed(registry), body(registry)

    second = begun(asha, line)
    line.wait_for(int(2.5 * MIB))
    registry.kill()
    registry.start()
    line.cut_at = line.up + random.Random(9).randrange(MIB)
    result = ended(second)
    while result["waiting"]:
        result = ended(begun(asha, line))
    shown = asha.show(asha.household)
    (again,) = asha.must("sync")

    assert after_laptop == ([DIGEST], b"")
    assert hashlib.sha256(body(registry)).hexdigest() == DIGEST
    assert (listed(registry), listed(registry, "--stored")) == ([], [DIGEST])
    assert shown["attachments_awaited"] == 0
    assert shown["attachments"][0]["held"] == "stored"
    assert again["attachments"]["sent"] == 0
    assert line.up < len(PHOTO) + 3 * REPEAT_BYTES


def test_a_supervisor_sees_the_photo_and_the_figures_tell_of_it(
    registry, asha, line, tmp_path
):
    nazia = Laptop.unpacked(tmp_path, "nazia")
    file = tmp_path / "nazia.json"
    registry.provision("nazia", AREA, file, "--role", "supervisor")
    nazia.must("device", "enrol", file)
    nazia.sync()

    (before,) = nazia.must("sync")
    awaited = nazia.show(asha.household)["attachments_awaited"]
    (status,) = asha.must("sync", "status")
    asha.must("sync")
    (after,) = nazia.must("sync")
    shown = nazia.show(asha.household)

    assert (before["attachments"]["received"], awaited) == (0, 1)
    assert status["attachments"]["waiting"] == status["attachments"]["of"] == 1
    assert after["attachments"]["received"] == 1
    assert shown["attachments"][0]["where"] == "here"
    told = json.loads(registry.must("attachments", "status", "--json"))
    assert (told["awaited"], told["of"], told["bytes"]) == (0, 1, len(PHOTO))


def test_by_stick_and_her_line_a_photo_arrives_and_its_receipt_comes_back(
    registry, asha, tmp_path
):
    home = tmp_path
    people = ("--role", "supervisor", "--person", "Demo Nazia")
    adding = ("device", "add", "nazia", "--area", AREA, "--out", home / "n.json")
    made = json.loads(registry.must(*adding, "--json", *people))
    nazia = Laptop.unpacked(home, "nazia")
    code = made["people"][0]["code"]
    nazia.must("device", "enrol", home / "n.json", "--code", code)
    nazia.sync()

    (wrote,) = asha.must("bundle", "write", home / "there.indraj")
    (took,) = nazia.must("bundle", "read", home / "there.indraj")
    shown = nazia.show(asha.household)["attachments"][0]
    (sent,) = nazia.must("sync", "--attachments", "100000")
    nazia.must("bundle", "write", home / "back.indraj", "--towards", "laptops")
    (came,) = asha.must("bundle", "read", home / "back.indraj")

    assert (wrote["attachments"], wrote["attachments_left"]) == (1, 0)
    assert took["letters"] == 7
    assert (shown["where"], shown["held"]) == ("here", "")
    assert sent["attachments"]["sent"] == 1
    assert hashlib.sha256(body(registry)).hexdigest() == DIGEST
    assert came["attachments"] == 1
    assert asha.show(asha.household)["attachments_awaited"] == 0


def test_a_photo_that_was_let_go_is_asked_for_where_somebody_looks(tmp_path):
    laptop = Laptop.unpacked(tmp_path, "asha")
    form = tmp_path / "sheds.md"
    form.write_text(FORM, encoding="utf-8")
    laptop.must("form", "install", form)
    name = keep(laptop, PHOTO)
    home = laptop.new({"keeper": "Zarghuna", "photo": name})
    for file in (laptop.store / "attachments").rglob("*"):
        if file.is_file():
            file.unlink()

    said = laptop.refused(1, "household", "attachment", home, name, "--out", form)

    assert "exchange with the registry" in said
    with opened(laptop) as store:
        assert store.facts.get(WANTED, []) == [name]
