"""The only loop with I/O: drives one exchange over a transport, and says how far.

Safe to stop at any moment and safe to repeat: nothing is acknowledged that is not
kept, and what was sent twice counts once.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from sync.errors import ExchangeCancelled
from sync.lane import NO_ATTACHMENTS, LaneProgress, LaneResult
from sync.session.local import Local
from sync.session.machine import Session
from sync.sizing import Sizing
from sync.transports.keys import Keys
from sync.transports.line import Transport


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an exchange is: changes, bytes, seconds; `seconds_left` if known."""

    sent: int
    received: int
    waiting: int
    entries_left: int
    bytes_up: int
    bytes_down: int
    seconds: float
    seconds_left: float | None
    attachments: LaneProgress | None = None
    """How far attachments are, once the records are through."""


@dataclass(frozen=True, slots=True)
class Result:
    """What an exchange did.

    `sent` are own changes that the registry confirmed, `received` those of others,
    `waiting` own ones still without a receipt, `held` own ones that the registry keeps
    back for a person, `refused` (codes) what it did not take, `refused_own` what of
    that was own. `forked`: another laptop seals under this one's number; both are kept,
    and this one needs a new number.
    """

    sent: int
    received: int
    bytes_up: int
    bytes_down: int
    seconds: float
    requests: int
    waiting: int
    held: int = 0
    forked: bool = False
    refused: tuple[str, ...] = ()
    attachments: LaneResult = NO_ATTACHMENTS
    refused_own: tuple[str, ...] = ()


def exchange(  # noqa: PLR0913 - what it works with, then who watches
    local: Local,
    transport: Transport,
    keys: Keys,
    progress: Callable[[Progress], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
    *,
    seconds: Callable[[], float] = time.monotonic,
) -> Result:
    """Exchange until both sides have the same.

    Raises `ExchangeCancelled` soon after `cancelled` turns true, and what the
    transport and the session raise. Whatever had arrived by then is kept.
    """
    running = _Running(local, transport, keys, progress, cancelled, seconds)
    while (request := running.say()) is not None:
        running.hear(request)
    return running.result()


@dataclass
class _Running:
    local: Local
    transport: Transport
    keys: Keys
    progress: Callable[[Progress], None]
    cancelled: Callable[[], bool]
    seconds: Callable[[], float]
    session: Session = field(init=False)
    started: float = field(init=False)
    sizing: Sizing = field(default_factory=Sizing)
    up: int = 0
    down: int = 0

    def __post_init__(self) -> None:
        self.session = Session(self.local, self.keys.registry_key)
        self.started = self.seconds()
        self.before = (self.transport.traffic.up, self.transport.traffic.down)
        self.requests_before = self.transport.traffic.requests

    def say(self) -> bytes | None:
        self._stop_if_cancelled()
        return self.session.say(self.sizing.bytes)

    def hear(self, request: bytes) -> None:
        began = self.seconds()
        answer = self.transport.ask(request, self._watch)
        self.sizing.measure(len(request) + len(answer), self.seconds() - began)
        self._stop_if_cancelled()
        self.session.hear(answer)
        self._tell()

    def result(self) -> Result:
        tally, traffic = self.session.tally, self.transport.traffic
        return Result(
            sent=tally.sent,
            received=tally.received,
            bytes_up=traffic.up - self.before[0],
            bytes_down=traffic.down - self.before[1],
            seconds=self.seconds() - self.started,
            requests=traffic.requests - self.requests_before,
            waiting=self.local.waiting(),
            held=tally.held,
            forked=tally.forked,
            refused=tuple(refusal.code for refusal in tally.refused),
            refused_own=tuple(refusal.code for refusal in tally.refused_own),
        )

    def _watch(self, up: int, down: int) -> None:
        self._stop_if_cancelled()
        self.up += up
        self.down += down
        self._tell()

    def _stop_if_cancelled(self) -> None:
        if self.cancelled():
            raise ExchangeCancelled

    def _tell(self) -> None:
        tally = self.session.tally
        spent = self.seconds() - self.started
        waiting, entries_left = self.local.waiting(), self.session.entries_left
        done = tally.sent + self.session.entries_done
        left = spent / done * (waiting + entries_left) if done else None
        moved = (self.up, self.down)
        self.progress(
            Progress(
                tally.sent, tally.received, waiting, entries_left, *moved, spent, left
            )
        )
