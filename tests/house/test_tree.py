"""House style as checks, each with the sentence that a developer sees."""

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = [
    path
    for folder in ("enrolment_app", "sync", "packaging", "tests")
    for path in (ROOT / folder).rglob("*.py")
]
LINES_MAX = 300
NAMES_REFUSED = {"utils", "helpers", "common", "manager", "misc"}
SHORT_PARTS = 2  # "/" and one name
PROGRAMS = ("opt", "srv", "usr", "var")  # the pages name where programs are installed
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")

WRITTEN_BY_US = ("enrolment_app", "sync", "resources", "packaging", "tests", "docs")


def tracked_files():
    # A tree that was unpacked from an archive, or a computer without git.
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        places = (path for name in WRITTEN_BY_US for path in (ROOT / name).rglob("*"))
        files = [path for path in (*places, *ROOT.glob("*.*")) if path.is_file()]
        return [path for path in files if "__pycache__" not in path.parts]
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in listed.stdout.splitlines()]


def test_no_file_of_code_grows_past_one_subject():
    long = {
        path.relative_to(ROOT).as_posix(): count
        for path in CODE
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > LINES_MAX
    }

    assert not long, f"Split by noun what is over {LINES_MAX} lines: {long}"


def test_no_file_is_named_after_nothing():
    vague = [str(path) for path in CODE if path.stem in NAMES_REFUSED]

    assert not vague, f"Name the file after what it holds: {vague}"


@pytest.mark.parametrize("folder", ["packaging", "resources"])
def test_folders_of_files_are_no_packages(folder):
    found = list((ROOT / folder).rglob("__init__.py"))

    assert not found, "It would hide the library of the same name, or claim to be code"


def test_nothing_is_left_for_later():
    open_ends = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in CODE
        if path != Path(__file__)
        for line in path.read_text(encoding="utf-8").splitlines()
        if UNFINISHED.search(line)
    ]

    assert not open_ends, f"Finish it or leave it out: {open_ends}"


@pytest.mark.parametrize("lock", ["run.lock", "test.lock"])
def test_locks_name_no_address(lock):
    text = (ROOT / "packaging" / lock).read_text()

    assert "//" not in text, "A lock that carries addresses works in one place only"
    assert "--hash=sha256:" in text


def test_the_wheel_that_starts_an_environment_is_the_one_named():
    script = (ROOT / "packaging" / "run.py").read_text()
    wheel = next((ROOT / "packaging" / "bootstrap").glob("pip-*.whl"))

    assert hashlib.sha256(wheel.read_bytes()).hexdigest() in script
    assert wheel.name in script


def test_no_tracked_file_names_a_place_on_one_machine():
    # A form's own paths begin with its root: what follows tells them apart. A checkout
    # right below / or among programs is called like much that is harmless.
    own = len(ROOT.parts) > SHORT_PARTS and ROOT.parts[1] not in PROGRAMS
    here = [re.escape(str(ROOT)) + r"\b"] if own else []
    places = re.compile("|".join([*here, r"/root/\.", "/home/[a-z]+/"]))
    named = [
        str(path.relative_to(ROOT))
        for path in tracked_files()
        if path != Path(__file__)
        and path.suffix in {".py", ".md", ".toml", ".sh", ".json", ".csv", ".ts", ""}
        and path.is_file()
        and places.search(path.read_text(encoding="utf-8", errors="ignore"))
    ]

    assert not named, f"The project works anywhere: {named}"
