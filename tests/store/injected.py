"""One call of the system fails in a real process: strace puts the error in its place."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from enrolment_app.sentences import SENTENCES
from enrolment_app.store import RecoveryCode, Store, StoreError, put_back
from tests.store.builders import PASSPHRASE, household_of, opened
from tests.store.fault_session import ANOTHER, BILALS, draft_of

CALLS = "openat,write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,ftruncate"
CALLS += ",unlink,unlinkat,mkdir,mkdirat,flock"
ERRORS = ("EIO", "ENOSPC", "EROFS")
NAMES = (
    ".", "lock", "guesses", "reserve", "device", "device.next", "keys.a", "keys.b",
    "store.db", "store.db-wal", "store.db.next", "store.db.next-wal",
    "store.db.next-journal", "store.db-journal", "spare.db", "spare.db-wal",
)  # fmt: skip
TEMPORARY = ("guesses", "reserve", "device", "device.next", "keys.a", "keys.b")
SESSION = (sys.executable, "-m", "tests.store.fault_session")

needs_strace = pytest.mark.skipif(
    shutil.which("strace") is None,
    reason="strace puts errors into calls (Debian's package strace)",
)


@dataclass(frozen=True)
class Session:
    """What was acknowledged, and with which code it was refused, "" if it was not."""

    told: tuple[tuple[str, ...], ...]
    refused: str
    failure: str

    def __contains__(self, word: str) -> bool:
        return any(line[0] == word for line in self.told)

    def of(self, word: str) -> Iterator[tuple[str, ...]]:
        """Give what was told with a word."""
        return (line[1:] for line in self.told if line[0] == word)


def session(folder: Path, number: int, error: str) -> Session:
    """Run a session in an empty folder, its call of that number failing."""
    folder.mkdir()
    (folder / "parts").mkdir()
    inject = f"inject={CALLS}:error={error}:when={number}"
    return _told(_run(folder, ["-e", inject]))


def count_of(folder: Path) -> int:
    """Give how many calls an undisturbed session makes of its files."""
    folder.mkdir()
    log = folder.with_suffix(".strace")
    done = _run(folder, ["-o", str(log)])
    assert not _told(done).refused, done.stderr
    return sum(1 for line in log.read_text().splitlines() if re.search(r"\(.*= ", line))


def _run(folder: Path, more: list[str]) -> subprocess.CompletedProcess[str]:
    named = [folder / "store" / name for name in NAMES]
    named += [folder / "store" / f"{name}.tmp" for name in TEMPORARY]
    named += [folder, folder / "backup", folder / "backup.tmp"]
    paths = [word for path in named for word in ("-P", os.path.normpath(path))]
    if "-o" not in more:
        more = [*more, "-o", "/dev/null"]
    done = subprocess.run(
        [
            "strace",
            "-f",
            "-qq",
            "-e",
            f"trace={CALLS}",
            *more,
            *paths,
            *SESSION,
            str(folder),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    if "Operation not permitted" in done.stderr[:300]:
        pytest.skip("this computer lets nobody trace")
    return done


def _told(done: subprocess.CompletedProcess[str]) -> Session:
    lines = [tuple(line.split(" ")) for line in done.stdout.splitlines()]
    refused = next((line[1] for line in lines if line[0] == "refused"), "")
    failure = done.stderr if done.returncode else ""
    kept = tuple(line for line in lines if line[0] != "refused")
    return Session(kept, refused, failure)


def must_stand(folder: Path, was: Session) -> None:
    """Open what a session left, and find everything that it acknowledged."""
    assert was.failure == ""
    assert not was.refused or SENTENCES[was.refused].rstrip().endswith(".")
    place = folder / "store"
    if "made" not in was and not Store.exists(place):
        return
    with _opened(place, was) as store:
        _holds(store, was)
        assert store.check().sound
        assert store.audit.verify() == ()
    for code in was.of("code"):
        opened(place, RecoveryCode(code[0])).close()
    if "admitted" in was:
        opened(place, BILALS).close()
    if "backed-up" in was:
        put_back(folder / "backup", folder / "back")
        with opened(folder / "back") as store:
            _holds(store, was, in_backup=True)


def _opened(place: Path, was: Session) -> Store:
    if "passphrase" in was:
        return opened(place, ANOTHER)
    try:
        return opened(place, PASSPHRASE)
    except StoreError:
        return opened(place, ANOTHER)


def _holds(store: Store, was: Session, *, in_backup: bool = False) -> None:
    sealed = {int(line[0]) for line in was.of("sealed")}
    for seed in sealed - ({9} if in_backup else set()):
        assert store.journal.history(household_of(seed)), f"sealed {seed}"
    answers = {int(line[0]): int(line[1]) for line in was.of("draft")}
    for seed, answer in answers.items():
        if seed in sealed or store.journal.history(household_of(seed)):
            continue
        kept = store.visits.of(household_of(seed))
        assert kept is not None, f"visit {seed}"
        assert kept.draft in (draft_of(seed, answer), draft_of(seed, answer + 1))
