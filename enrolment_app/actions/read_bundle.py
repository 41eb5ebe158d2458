"""Read a bundle: take what is for this laptop, all of it or nothing."""

from dataclasses import dataclass
from pathlib import Path

from enrolment_app.actions.work import Work
from enrolment_app.problems import Problem


@dataclass(frozen=True)
class LaptopHeard:
    """A laptop whose letters came: when it wrote them, by its clock, and what it holds.

    `holds_changes` are the changes that it still holds and did not hand over with it.
    """

    device: int
    name: str
    last_contact_ms: int
    holds_changes: int


@dataclass(frozen=True)
class BundleRead:
    """What reading brought; reading the same file again brings nothing more.

    `letters` were for this laptop or are carried on from here. `new` and `updated` are
    households, `conflicts` those that became contested. `receipts` are own changes
    that the registry confirmed, `custody` own changes that a supervisor now holds.
    `carried` are letters that wait here to go on, `refused` codes of what the registry
    did not take.
    """

    letters: int
    new: int = 0
    updated: int = 0
    conflicts: int = 0
    receipts: int = 0
    custody: int = 0
    carried: int = 0
    laptops: tuple[LaptopHeard, ...] = ()
    refused: tuple[str, ...] = ()


def read_bundle(work: Work, file: Path) -> BundleRead | Problem:
    """Read a bundle into the store, all of it or nothing.

    Raises `BundleRefused` in one of its forms (altered, cut short, of another registry
    or district, for somebody else, too new, too large); then nothing was changed.
    """
    raise NotImplementedError
