"""The real program, as processes: a read-only disk, a second start, a clock gone back."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from enrolment_app import start
from enrolment_app.actions.create_store import create_store
from enrolment_app.actions.install_form import install_form
from enrolment_app.store import DiskFull, InstalledForm, Settings, WrongPassphrase
from tests.store.builders import (
    CHEAP,
    a_row,
    a_store,
    a_visit,
    cheaply,
    household_of,
    opened,
)
from tests.store.test_durability import POSIX, small_disk

ROOT = Path(__file__).parents[2]
PASSPHRASE = "three plain words"
FORM = ROOT / "tests" / "ui" / "questionnaire" / "small.md"
# A year in seconds; the program is the real one, only its clock is another.
PROGRAM = """
import dataclasses, datetime, sys
from enrolment_app import cli, start
shift = datetime.timedelta(days=float(sys.argv[1]))
machine = start.machine()
machine = dataclasses.replace(machine, clock=lambda: start.machine().clock() + shift)
sys.exit(cli.run(sys.argv[2:], machine))
"""


def indraj(place, *words, days=0, stdin="", passphrase=PASSPHRASE):
    """Run a verb; give its status, standard output and standard error."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(days), *words, "--store", str(place)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "INDRAJ_PASSPHRASE": passphrase},
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def disk(tmp_path):
    small_disk(folder := tmp_path / "disk", megabytes=40)
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def remount(disk, how):
    subprocess.run(["mount", "-o", f"remount,{how}", str(disk)], check=True)


@pytest.fixture
def made(monkeypatch):
    """Make a store as the program does, but for what a guess at it costs."""

    def make(place):
        with monkeypatch.context() as patched:
            cheaply(patched, Settings(CHEAP.cost))
            work = create_store(place, PASSPHRASE, "Asha", start.machine())
        assert isinstance(install_form(work, FORM), InstalledForm)
        work.store.close()
        return place

    return make


def begun(place, village, days=0):
    answers = json.dumps({"place": {"village": village, "agree": "no"}})
    told = ("household", "new", "--answers", "-", "--json")
    status, out, err = indraj(place, *told, days=days, stdin=answers)
    assert status == 0, err
    return json.loads(out)["id"]


@POSIX
@pytest.mark.parametrize(
    "words",
    [
        ("household", "list"),
        ("store", "create", "--person", "Bano"),
        ("user", "code"),
    ],
)
def test_a_read_only_disk_is_told_in_a_sentence_and_nothing_is_changed(
    disk, made, words
):
    place = made(disk / "store")
    before = {file.name: file.read_bytes() for file in place.iterdir()}
    remount(disk, "ro")

    status, _, err = indraj(place, *words, stdin="{}")

    remount(disk, "rw")
    assert status == 3
    assert err.strip().endswith(".")
    assert {file.name: file.read_bytes() for file in place.iterdir()} == before
    assert indraj(place, "store", "check")[0] == 0


def fill(store, disk):
    for count in range(400):
        store.visits.keep(a_visit(2, os.urandom(200_000)), a_row(2))
        (disk / f"fill-{count}").write_bytes(os.urandom(100_000))


@POSIX
def test_a_disk_filled_by_others_keeps_what_was_kept_in_both_databases(disk):
    place = disk / "store"
    with a_store(place) as store:
        store.visits.keep(a_visit(1, b"kept"), a_row(1))
        with pytest.raises(DiskFull):
            fill(store, disk)
    for file in disk.glob("fill-*"):
        file.unlink()
    with opened(place) as store:
        assert store.visits.of(household_of(1)).draft == b"kept"
        assert store.check().sound


def test_a_second_program_is_told_and_the_first_goes_on(tmp_path, made):
    place = made(tmp_path / "store")
    holds = "import sys; from enrolment_app import start; from pathlib import Path;"
    holds += "from enrolment_app.actions.unlock import unlock;"
    holds += f"work = unlock(Path(sys.argv[1]), {PASSPHRASE!r}, start.machine());"
    holds += "print('open', flush=True); sys.stdin.readline();"
    holds += "print(work.store.check().sound, flush=True); work.store.close()"
    first = subprocess.Popen(
        [sys.executable, "-c", holds, str(place)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert first.stdout.readline() == "open\n"

    status, _, err = indraj(place, "household", "list")
    again, _, _ = indraj(place, "store", "create", "--person", "Bano")

    assert (status, again) == (3, 3)
    assert "open" in err
    assert not (place / "guesses").exists()
    said, _ = first.communicate("go on\n")
    assert said == "True\n"
    assert indraj(place, "household", "list")[0] == 0


def test_a_clock_a_year_back_loses_and_reorders_nothing(tmp_path, made):
    place = made(tmp_path / "store")
    first = begun(place, "Kalam")
    assert indraj(place, "household", "finish", first)[0] == 0
    second = begun(place, "Madyan", days=-365)
    assert indraj(place, "household", "finish", second, days=-365)[0] == 0
    told = ("household", "set", first, "place/village=Bahrain")
    assert indraj(place, *told, days=-365)[0] == 0
    assert indraj(place, "household", "finish", first, days=-364)[0] == 0

    status, out, _ = indraj(place, "household", "show", first, "--json", days=-363)

    shown = json.loads(out)
    assert (status, shown["answers"]["place"]["village"]) == (0, "Bahrain")
    assert shown["conflicts"] == []
    _, out, _ = indraj(place, "household", "history", first, "--json")
    assert len(out.splitlines()) == 2
    _, out, _ = indraj(place, "household", "list", "--json", days=-365)
    assert {json.loads(line)["id"] for line in out.splitlines()} == {first, second}
    assert indraj(place, "audit", "verify", days=-365)[0] == 0
    assert indraj(place, "store", "check")[0] == 0


def test_a_clock_set_forward_does_not_shorten_the_wait_after_guesses(tmp_path, made):
    place = made(tmp_path / "store")
    assert indraj(place, "household", "list", passphrase="wrong")[0] == 3
    # So many, each as late as it may be, that the wait outlasts the slowest computer.
    for ago in range(4000, -1, -400):
        at = Settings(CHEAP.cost, 0, lambda ago=ago: time.monotonic() - ago)
        with pytest.raises(WrongPassphrase):
            opened(place, "wrong", settings=at)

    status, _, err = indraj(place, "household", "list", days=365)

    assert status == 3
    assert "wait" in err
