"""The loop that carries the lane of attachments over a transport, after the records.

It keeps to a budget: photos wait for the next exchange rather than a person for them.
Safe to stop at any moment and to repeat; what was handed over need not go again.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from sync.errors import ExchangeCancelled, ExchangeError, UnknownVersion
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
    bytes_up: int
    bytes_down: int
    seconds: float
    seconds_left: float | None


@dataclass(frozen=True, slots=True)
class LaneResult:
    """What became of attachments: sent with a receipt, received, still waiting.

    `stopped` is the code of what ended it early: a person, the line, a registry that
    knows no attachments (`sync.unknown_version`). The rest goes next time.
    """

    sent: int = 0
    received: int = 0
    waiting: int = 0
    bytes_waiting: int = 0
    unreadable: int = 0
    stopped: str = ""
    bytes_up: int = 0
    bytes_down: int = 0
    seconds: float = 0.0
    requests: int = 0


NO_ATTACHMENTS = LaneResult()


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

    Says nothing at all where nothing waits. Whatever stops the line ends it early and
    is told: the records are through, and nothing of what arrived is lost. Raises
    `IntegrityError` for what is no answer of the registry.
    """
    running = _Running(local, transport, keys, budget, progress, cancelled, seconds)
    stopped = ""
    try:
        while (request := running.say()) is not None:
            running.hear(request)
    except (ExchangeError, UnknownVersion) as failure:
        stopped = failure.code
    return running.result(stopped)


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
    up: int = 0
    down: int = 0

    def __post_init__(self) -> None:
        self.lane = Lane(self.local, self.keys.registry_key)
        self.started = self.seconds()
        self.left = self.lane.left()
        self.before = replace(self.transport.traffic)

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
        self.left = self.lane.left()
        self._tell()

    def result(self, stopped: str) -> LaneResult:
        waiting, bytes_waiting = self.lane.left()
        tally, traffic = self.lane.tally, self.transport.traffic
        return LaneResult(
            tally.sent,
            tally.received,
            waiting,
            bytes_waiting,
            tally.unreadable,
            stopped,
            traffic.up - self.before.up,
            traffic.down - self.before.down,
            self.seconds() - self.started,
            traffic.requests - self.before.requests,
        )

    def _room(self) -> int:
        """Give how much may be said now: a request's size within the budget."""
        spent = self.seconds() - self.started
        if self.budget.bytes is not None:
            return min(self.sizing.bytes, self.budget.bytes - self.moved)
        return self.sizing.bytes if spent < self.budget.seconds else 0

    def _watch(self, up: int, down: int) -> None:
        self._stop_if_cancelled()
        self.up += up
        self.down += down
        if up or down:
            self._tell()

    def _stop_if_cancelled(self) -> None:
        if self.cancelled():
            raise ExchangeCancelled

    def _tell(self) -> None:
        tally = self.lane.tally
        waiting, left = self.left
        speed = self.sizing.bytes_per_second
        self.progress(
            LaneProgress(
                tally.sent,
                tally.received,
                waiting,
                tally.bytes_sent,
                left,
                self.up,
                self.down,
                self.seconds() - self.started,
                left / speed if speed else None,
            )
        )
