"""The loop that carries the lane of attachments over a transport, after the records.

It keeps to a budget: photos wait for the next exchange rather than a person for them.
Safe to stop at any moment and to repeat; what was handed over need not go again.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from sync.errors import ExchangeCancelled, UnknownVersion
from sync.session.errors import NotSpoken
from sync.session.lane import Attached, Lane
from sync.sizing import Sizing
from sync.transports.keys import Keys
from sync.transports.line import Transport

SECONDS_EACH = 60.0
"""How long attachments may take of one exchange where nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What attachments may cost in one exchange: so many bytes, so many seconds.

    `bytes` None leaves it to the line: as much as it moves in `seconds`. 0: nothing.
    """

    bytes: int | None = None
    seconds: float = SECONDS_EACH


USUAL_BUDGET = Budget()


@dataclass(frozen=True, slots=True)
class LaneProgress:
    """How far attachments are: those sent of those that waited, and received.

    `bytes_left` are those of contents still to go; `seconds_left` if known.
    """

    sent: int
    received: int
    waiting: int
    bytes_sent: int
    bytes_left: int
    seconds: float
    seconds_left: float | None


@dataclass(frozen=True, slots=True)
class LaneResult:
    """What became of attachments: sent with a receipt, received, still waiting.

    `spoken` False: this registry knows no attachments; everything waits.
    """

    sent: int = 0
    received: int = 0
    waiting: int = 0
    bytes_waiting: int = 0
    unreadable: int = 0
    spoken: bool = True


def carry(  # noqa: PLR0913 - what it works with, then who watches
    local: Attached,
    transport: Transport,
    keys: Keys,
    budget: Budget = USUAL_BUDGET,
    progress: Callable[[LaneProgress], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
    *,
    seconds: Callable[[], float] = time.monotonic,
) -> LaneResult:
    """Carry attachments until there is no more, or the budget is used.

    Says nothing at all where nothing waits. Raises `ExchangeCancelled` soon after
    `cancelled` turns true, and what the transport raises; what had arrived is kept.
    """
    running = _Running(local, transport, keys, budget, progress, cancelled, seconds)
    spoken = True
    try:
        while (request := running.say()) is not None:
            running.hear(request)
    except (NotSpoken, UnknownVersion):
        spoken = False
    return running.result(spoken=spoken)


@dataclass
class _Running:
    local: Attached
    transport: Transport
    keys: Keys
    budget: Budget
    progress: Callable[[LaneProgress], None]
    cancelled: Callable[[], bool]
    seconds: Callable[[], float]
    lane: Lane = field(init=False)
    sizing: Sizing = field(default_factory=Sizing)
    moved: int = 0

    def __post_init__(self) -> None:
        self.lane = Lane(self.local, self.keys.registry_key)
        self.started = self.seconds()

    def say(self) -> bytes | None:
        self._stop_if_cancelled()
        room = self._room()
        return self.lane.say(room) if room > 0 else None

    def hear(self, request: bytes) -> None:
        began = self.seconds()
        answer = self.transport.ask(request, self._watch)
        moved = len(request) + len(answer)
        self.sizing.measure(moved, self.seconds() - began)
        self.moved += moved
        self._stop_if_cancelled()
        self.lane.hear(answer)
        self._tell()

    def result(self, *, spoken: bool) -> LaneResult:
        waiting, bytes_waiting = self.lane.left()
        tally = self.lane.tally
        return LaneResult(
            tally.sent,
            tally.received,
            waiting,
            bytes_waiting,
            tally.unreadable,
            spoken=spoken,
        )

    def _room(self) -> int:
        """Give how much may be said now: a request's size within the budget."""
        spent = self.seconds() - self.started
        if self.budget.bytes is not None:
            return min(self.sizing.bytes, self.budget.bytes - self.moved)
        return self.sizing.bytes if spent < self.budget.seconds else 0

    def _watch(self, up: int, down: int) -> None:
        self._stop_if_cancelled()
        if up or down:
            self._tell()

    def _stop_if_cancelled(self) -> None:
        if self.cancelled():
            raise ExchangeCancelled

    def _tell(self) -> None:
        tally = self.lane.tally
        waiting, left = self.lane.left()
        speed = self.sizing.bytes_per_second
        self.progress(
            LaneProgress(
                tally.sent,
                tally.received,
                waiting,
                tally.bytes_sent,
                left,
                self.seconds() - self.started,
                left / speed if speed else None,
            )
        )
