"""Which key of the registry counts: the newest that follows from the one known first.

A successor is kept durably before anything is believed that it signed. What a former
key signed is not believed any more, whenever it says that it was written.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Protocol, TypeVar

from sync.errors import BadSignature, FormerKey
from sync.session.messages import Answer, decode_answer, successions_in
from sync.succession import Lineage, followed

T = TypeVar("T")


class Trusting(Protocol):
    """What a laptop's store knows of the registry's keys."""

    def successions(self) -> tuple[bytes, ...]:
        """The successions that were heard, each as it was signed, the first first."""

    def succeed(self, chain: tuple[bytes, ...]) -> None:
        """Keep these instead, durably (within `together`, at the end of that)."""


def lineage(local: Trusting, first: bytes) -> Lineage:
    """Give the registry's keys as they are known here; `first` it was founded with."""
    return followed(first, local.successions())


def follow(local: Trusting, first: bytes, told: Iterable[bytes]) -> Lineage:
    """Follow the registry to a later key where it tells of one, and keep that.

    Raises `BadSignature` for a succession that does not follow from what is known.
    """
    known = lineage(local, first)
    further = known.extended(told)
    if further.number > known.number:
        local.succeed(further.chain)
    return further


def trusted(
    local: Trusting,
    first: bytes,
    read: Callable[[bytes], T],
    told: Callable[[], Iterable[bytes]],
) -> tuple[T, bytes]:
    """Read what the registry signed; give it, and the key that signed it.

    `read` takes a public key, `told` gives the successions that came along, of which
    nothing is verified yet. Raises `FormerKey` for a key that was given up.
    """
    known = lineage(local, first)
    with suppress(BadSignature):
        return read(known.newest), known.newest
    further = follow(local, first, told())
    return by_newest(further, read), further.newest


def trusted_answer(
    local: Trusting, first: bytes, question: bytes, data: bytes
) -> tuple[Answer, bytes]:
    """Read the registry's answer to a question; give it, and the key that signed it."""
    return trusted(
        local,
        first,
        lambda key: decode_answer(data, question, key),
        lambda: successions_in(data),
    )


def by_newest(known: Lineage, read: Callable[[bytes], T]) -> T:
    """Read what the newest key signed; `FormerKey` for what one before it did."""
    try:
        return read(known.newest)
    except BadSignature:
        for former in known.keys[:-1]:
            with suppress(BadSignature):
                read(former)
                break
        else:
            raise
    raise FormerKey
