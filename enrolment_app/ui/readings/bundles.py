"""Bundles from the window: where they can be, what is in one, taking it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from enrolment_app.actions.inspect_bundle import BundleSeen, inspect_bundle
from enrolment_app.actions.open_reading_key import open_reading_key
from enrolment_app.actions.read_bundle import BundleRead, read_bundle
from enrolment_app.actions.write_bundle import BundleWritten, Towards, write_bundle
from enrolment_app.problems import Problem
from enrolment_app.ui.sticks import offered, sticks

if TYPE_CHECKING:
    from enrolment_app.actions.work import Work

SUFFIX = ".indraj-bundle"
READING_KEY_SEALED = "bundle.reading_key_sealed"


@dataclass(frozen=True)
class Around:
    """What is plugged in: (folder, its name), and (bundle, where it lies)."""

    sticks: tuple[tuple[Path, str], ...]
    bundles: tuple[tuple[Path, str], ...]


def look_around(_work: "Work") -> Around:
    """Look for sticks, and for bundles on them and among the downloads."""
    return Around(sticks(), tuple(offered((SUFFIX,))))


def name_for(work: "Work") -> str:
    """Give a name that says which laptop wrote a bundle and when."""
    laptop = "".join(c if c.isalnum() else "-" for c in work.store.device.name)
    return f"{laptop or 'indraj'}-{work.clock():%Y%m%d-%H%M}{SUFFIX}"


def write(work: "Work", file: Path, towards: str) -> BundleWritten | Problem:
    """Write a bundle; raises `BundleUnwritten` where the stick fails."""
    return write_bundle(work, file, Towards(towards))


def look(work: "Work", file: Path) -> BundleSeen | Problem:
    """Tell what a bundle says of itself; raises `BundleRefused`."""
    return inspect_bundle(work, file)


def take(work: "Work", file: Path, code: str) -> BundleRead | Problem:
    """Read a bundle; `code` opens the district's key first where it is given."""
    if code:
        refused = open_reading_key(work, code)
        if refused is not None:
            return refused
    return read_bundle(work, file)
