"""What every route is to an exchange: a request, its whole answer, or an exception."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias

Watch: TypeAlias = Callable[[int, int], None]
"""Called as bytes move with (up, down) since the last call; may raise to stop."""


@dataclass
class Traffic:
    """Bytes that have crossed the line, with what HTTP puts around them."""

    up: int = 0
    down: int = 0
    requests: int = 0


class Transport(Protocol):
    """A route to a registry or a hub.

    Every transport keeps the same promises (`tests/contracts/test_transports.py`): an
    answer arrives whole and belongs to its request; a request may be asked again at
    any time; silence, a cut line or a cut answer is `PeerUnreachable`.
    """

    @property
    def traffic(self) -> Traffic:
        """What has crossed the line."""

    def ask(self, request: bytes, watch: Watch) -> bytes:
        """Carry a request over and give its answer.

        Raises `ExchangeError` in one of its forms; never gives part of an answer.
        """


def unwatched(up: int, down: int) -> None:
    """Watch nothing."""
