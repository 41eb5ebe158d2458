"""Look at a bundle from outside: what it says of itself without any key."""

from dataclasses import dataclass
from pathlib import Path

from enrolment_app.actions.work import Work
from enrolment_app.problems import Problem


@dataclass(frozen=True)
class LetterSeen:
    """One letter by its outside: `up` to the registry, or down to laptop `device`."""

    up: bool
    device: int
    name: str
    changes: int
    size_bytes: int


@dataclass(frozen=True)
class BundleSeen:
    """What a bundle says of itself; `refusal` is why it could not be read here, or "".

    `writer` is the laptop that wrote it, 0 for the registry; `written_ms` is by its
    clock. `registry` is the id of the registry it belongs to.
    """

    registry: str
    writer: int
    writer_name: str
    written_ms: int
    letters: tuple[LetterSeen, ...]
    changes: int
    size_bytes: int
    refusal: str = ""


def inspect_bundle(work: Work, file: Path) -> BundleSeen | Problem:
    """Verify a bundle and tell what it says of itself, changing nothing.

    Raises `BundleRefused` where it is damaged or cannot be understood at all.
    """
    raise NotImplementedError
