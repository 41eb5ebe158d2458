"""What the lock asks of the worker, and what it hears back: plain values.

The screen says `asked(one of the first)`; `ui.opening.answer` gives one of the second.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from enrolment_app.problems import Problem
    from sync.session.provisioned import Provisioned


@dataclass(frozen=True)
class FindFiles:
    """Look for files of the office on sticks."""


@dataclass(frozen=True)
class ReadFile:
    """Read this file."""

    file: Path


@dataclass(frozen=True)
class CheckPerson:
    """See whether this person may begin with this code."""

    given: "Provisioned"
    person: str
    code: str


@dataclass(frozen=True)
class FirstUse:
    """What a person said to make this laptop's store; `name` where no file names it."""

    name: str
    passphrase: str
    given: "Provisioned | None" = None
    person: str = ""
    code: str = field(default="", repr=False)


@dataclass(frozen=True)
class Recover:
    """Open with this recovery code, and this is the passphrase from now on."""

    code: str = field(repr=False)
    passphrase: str = field(repr=False)


@dataclass(frozen=True)
class Found:
    """The files that were found, each with the name of its stick."""

    files: tuple[tuple[Path, str], ...]


@dataclass(frozen=True)
class Setup:
    """A file that can be used; `fingerprint` is its registry's, for people."""

    given: "Provisioned"
    fingerprint: str


@dataclass(frozen=True)
class Accepted:
    """The person may begin."""


@dataclass(frozen=True)
class Unfit:
    """Why it goes no further; everything typed stays."""

    problem: "Problem"
