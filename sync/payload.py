"""The body of a segment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sync.change import Change
from sync.layout import Layout


@dataclass(frozen=True, slots=True)
class Unpacked:
    """Changes read from a body; `opaque` counts answers that their layout lacks."""

    changes: tuple[Change, ...]
    opaque: int


def pack(
    changes: Sequence[Change],
    layouts: Sequence[Layout],
    *,
    level: int,
    dictionary: int,
    dictionaries: Mapping[int, bytes],
) -> bytes:
    """Return the body."""
    raise NotImplementedError


def unpack(
    body: bytes,
    layouts: Sequence[Layout],
    *,
    device: int,
    area: str,
    count: int,
    dictionaries: Mapping[int, bytes],
) -> Unpacked | int:
    """Return the changes, or the number of the dictionary that is missing."""
    raise NotImplementedError
