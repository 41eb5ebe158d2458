"""Options, exit statuses and sentences of the command line, without a questionnaire."""

import json
import subprocess
import sys

import click
import pytest

from enrolment_app import cli
from enrolment_app.actions.reading import project
from enrolment_app.cli import VERBS, failures
from enrolment_app.cli.lazy import SHORT
from enrolment_app.failures import noted
from enrolment_app.start import machine
from enrolment_app.store import Cost, DiskFull, Settings, StaffMember, Store
from tests.stories.people import ROOT, indraj

PASSPHRASE = "quince-and-walnut"
CHEAP = Settings(cost=Cost(memory_kib=64, rounds=1, lanes=1), reserve_bytes=0)


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("INDRAJ_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("INDRAJ_STORE", str(tmp_path / "store"))
    mine = machine()
    Store.create(
        tmp_path / "store",
        PASSPHRASE,
        StaffMember("p-1", "Asha"),
        project=project,
        clock=mine.clock,
        random=mine.random,
        settings=CHEAP,
    ).close()
    return tmp_path / "store"


def run(*arguments):
    return cli.run(list(map(str, arguments)), machine())


def test_help_names_every_verb_and_imports_none_of_them():
    seen = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "enrolment_app", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert all(f"  {name}" in seen.stdout for name, _ in VERBS)
    assert set(SHORT) == {name for name, _ in VERBS}
    for heavy in (
        "sqlcipher3",
        "PySide6",
        "lxml",
        "pyxform",
        "fastapi",
        "cryptography",
    ):
        assert f" {heavy}" not in seen.stderr


def test_listing_reads_neither_the_window_nor_the_engine_nor_the_registry(store):
    seen = subprocess.run(
        [
            sys.executable,
            "-X",
            "importtime",
            "-m",
            "enrolment_app",
            "household",
            "list",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    for heavy in (
        "PySide6",
        "lxml",
        "pyxform",
        "fastapi",
        "enrolment_app.questionnaire",
    ):
        assert f" {heavy}" not in seen.stderr


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["household", "set", "x", "y"], ["conflict", "settle", "x"]],
)
def test_wrong_usage_is_status_2(store, arguments):
    assert run(*arguments) == 2


def test_a_wrong_passphrase_is_status_3_and_one_calm_sentence(
    store, monkeypatch, capsys
):
    monkeypatch.setenv("INDRAJ_PASSPHRASE", "guess")

    assert run("household", "list") == 3

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "Nothing was lost" in said.err


def test_the_passphrase_may_lie_in_a_file(store, tmp_path, monkeypatch):
    monkeypatch.delenv("INDRAJ_PASSPHRASE")
    file = tmp_path / "passphrase"
    file.write_text(PASSPHRASE + "\r\nanything else\n", encoding="utf-8")

    assert run("household", "list", "--passphrase-file", file) == 0
    assert run("household", "list", "--passphrase-file", tmp_path / "none") == 1


def test_without_a_passphrase_and_without_a_terminal_nobody_is_asked(store):
    done = subprocess.run(
        [sys.executable, "-m", "enrolment_app", "household", "list", "--store", store],
        cwd=ROOT,
        env={"PATH": ""},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 3
    assert "INDRAJ_PASSPHRASE" in done.stderr


def test_no_store_is_status_3(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("INDRAJ_PASSPHRASE", PASSPHRASE)

    assert run("household", "list", "--store", tmp_path / "none") == 3
    assert "There is no store" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


def test_a_store_opened_twice_is_status_3_and_nothing_changes(store, capsys):
    mine = machine()
    with Store.open(
        store, PASSPHRASE, project=project, clock=mine.clock, random=mine.random
    ):
        assert (
            indraj("household", "list", store=store, passphrase=PASSPHRASE).returncode
            == 3
        )

    assert run("household", "list") == 0


@pytest.mark.parametrize("file", ["store.db", "keys.a", "device"])
def test_an_altered_store_never_ends_in_a_trace(store, capsys, file):
    place = store / file
    content = bytearray(place.read_bytes())
    content[len(content) // 2] ^= 1
    place.write_bytes(content)

    status = run("store", "check")

    assert status in {0, 3, 5}
    said = capsys.readouterr()
    assert status == 0 or (said.out + said.err).strip()


def test_a_truncated_database_is_status_5_and_is_left_as_it_is(store, capsys):
    place = store / "store.db"
    content = place.read_bytes()[:4096]
    place.write_bytes(content)

    assert run("household", "list") == 5

    assert place.read_bytes() == content
    assert "Do not delete the folder" in capsys.readouterr().err


def test_both_copies_of_the_slots_damaged_is_status_5(store, capsys):
    for name in ("keys.a", "keys.b"):
        (store / name).write_bytes(b"nothing")

    assert run("household", "list") == 5
    assert "keys are damaged" in capsys.readouterr().err


def test_a_full_disk_is_status_3_and_says_what_is_safe(store, monkeypatch, capsys):
    def full(*_):
        raise DiskFull("no space")

    monkeypatch.setattr("enrolment_app.actions.custody.custody", full)

    assert run("sync", "status") == 3
    assert "What was saved before is safe" in capsys.readouterr().err


def test_our_own_failure_is_noted_without_anybodys_answers(
    store, tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr("platformdirs.user_log_path", lambda *_, **__: tmp_path / "log")

    def broken(*_):
        raise RuntimeError("Zarghuna's answers")

    monkeypatch.setattr("enrolment_app.actions.custody.custody", broken)

    assert run("sync", "status") == failures.OURS
    said = capsys.readouterr().err
    noted = (tmp_path / "log" / "failures.log").read_text(encoding="utf-8")
    assert "Traceback" not in said
    assert "Zarghuna" not in said + noted
    assert "RuntimeError" in noted


def test_the_log_of_failures_fills_no_disk(tmp_path, monkeypatch):
    monkeypatch.setattr("platformdirs.user_log_path", lambda *_, **__: tmp_path / "log")
    monkeypatch.setattr("enrolment_app.failures.LOG_BYTES_MAX", 15)
    for failure in (KeyError(), ValueError(), TypeError(), IndexError(), OSError()):
        noted(failure)

    kept = {one.name: one.read_text() for one in (tmp_path / "log").iterdir()}

    assert kept == {
        "failures.before.log": "TypeError\nIndexError\n",
        "failures.log": "OSError\n",
    }


def test_a_window_without_a_console_or_a_log_notes_nothing(tmp_path, monkeypatch):
    """A program without a console has nowhere to write on Windows: it goes on."""
    monkeypatch.setattr("platformdirs.user_log_path", lambda *_, **__: tmp_path / "log")
    (tmp_path / "log").touch()
    monkeypatch.setattr("sys.stderr", None)

    noted(RuntimeError())


def test_an_exchange_before_enrolment_says_so(store, capsys):
    assert run("sync") == 1
    assert "not enrolled" in capsys.readouterr().err


def test_what_is_no_provisioning_file_makes_no_store(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("INDRAJ_PASSPHRASE", PASSPHRASE)
    file = tmp_path / "file.json"
    file.write_text("{}", encoding="utf-8")

    assert run("device", "enrol", file, "--store", tmp_path / "new") == 1
    assert run("device", "enrol", tmp_path / "no", "--store", tmp_path / "new") == 1

    assert not (tmp_path / "new").exists()


def test_status_counts_are_json(store, capsys):
    assert run("sync", "status", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "only_here": 0,
        "handed_over": 0,
        "confirmed": 0,
    }


def test_an_unknown_household_is_status_1(store, capsys):
    assert run("household", "show", "nobody") == 1
    assert "There is no household nobody" in capsys.readouterr().err


def test_doctor_tells_numbers_and_no_names(store, capsys):
    assert run("doctor", "--json") == 0

    told = json.loads(capsys.readouterr().out)
    assert told["chain_problems"] == 0
    assert "Asha" not in json.dumps(told)


def test_a_verb_stopped_by_hand_says_that_nothing_more_was_done(
    store, monkeypatch, capsys
):
    def stopped(*_):
        raise click.exceptions.Abort

    monkeypatch.setattr("enrolment_app.actions.custody.custody", stopped)

    assert run("sync", "status") == 130
    assert "Nothing more was done" in capsys.readouterr().err
