"""Write a bundle: everything that should leave this laptop, as one sealed file."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from enrolment_app.actions.work import Work
from enrolment_app.problems import Problem


class Towards(StrEnum):
    """Where a supervisor's bundle goes; an enumerator's always goes to the registry."""

    ANYBODY = "anybody"
    REGISTRY = "registry"
    LAPTOPS = "laptops"


@dataclass(frozen=True)
class BundleWritten:
    """What the file holds, read back and verified before this is told.

    `changes` are those that travel up, this laptop's and those it carries; `laptops`
    are the names of the laptops for which something lies in it.
    """

    file: Path
    letters: int
    changes: int
    size_bytes: int
    laptops: tuple[str, ...] = ()


def write_bundle(
    work: Work, file: Path, towards: Towards = Towards.ANYBODY
) -> BundleWritten | Problem:
    """Write a bundle; open visits are sealed first, as unfinished work.

    The file appears under its name only when it is whole and was read back; what was
    there before stays until then. Raises `BundleUnwritten` where the stick fails.
    """
    raise NotImplementedError
