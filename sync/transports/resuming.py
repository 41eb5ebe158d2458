"""Endurance: where a line broke, a message goes on at the byte that was not there yet.

Once a line has broken, what follows goes in stretches of about ten seconds, so that
even a line that never holds for a minute carries a message of many.
"""

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from sync.errors import Malformed, PeerBusy, PeerUnreachable
from sync.session.errors import NotSpoken
from sync.session.resumed import Heard, Stretch, decode_heard, encode_stretch
from sync.sizing import REQUEST_BYTES_MIN, Sizing
from sync.transports.line import Traffic, Transport, Watch
from sync.transports.retrying import (
    WAITS_SECONDS,
    Retrying,
    busy_seconds,
    wait_patiently,
)


class Resuming:
    """A transport that asks a transport whole, and in stretches once it has broken."""

    def __init__(
        self,
        inner: Transport,
        sleep: Callable[[float], None],
        waits_seconds: Sequence[float] = WAITS_SECONDS,
        *,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self.inner = inner
        self.sleep = sleep
        self.seconds = seconds
        self.waits_seconds = waits_seconds
        self.patient = Retrying(inner, sleep, waits_seconds)
        self.broken = False
        self.spoken = True

    @property
    def traffic(self) -> Traffic:
        """What has crossed the line, failed attempts included."""
        return self.inner.traffic

    def ask(self, request: bytes, watch: Watch) -> bytes:
        """Carry a request over and give its answer, however often the line breaks.

        It gives up where nothing moves for as long as patience lasts, and where what
        was there already goes back again and again.
        """
        if not self.broken:
            try:
                return self.inner.ask(request, watch)
            except (PeerBusy, PeerUnreachable) as failure:
                if not self.waits_seconds:
                    raise
                if isinstance(failure, PeerBusy):
                    wait_patiently(self.sleep, busy_seconds(failure), watch)
                    return self.patient.ask(request, watch)
                self.broken = True
        if self.spoken:
            try:
                return self._in_stretches(request, watch)
            except (NotSpoken, Malformed):
                # A registry from before; or somebody on the way who alters things.
                self.spoken = False
        return self.patient.ask(request, watch)

    def _in_stretches(self, request: bytes, watch: Watch) -> bytes:
        whole = _Whole(request)
        sizing = Sizing(REQUEST_BYTES_MIN)
        # What was gone back may not add up for ever: these do not begin anew.
        waits, waits_back = iter(self.waits_seconds), iter(self.waits_seconds)
        while True:
            said = whole.stretch(sizing.bytes)
            began = self.seconds()
            heard = self._heard(encode_stretch(said), waits, watch)
            if heard is None:
                sizing = Sizing(REQUEST_BYTES_MIN)
                continue
            moved = len(said.data) + len(heard.data)
            sizing.measure(moved, self.seconds() - began)
            went = whole.hear(said, heard)
            if whole.answered:
                return bytes(whole.answer)
            if went is _Went.ON:
                waits = iter(self.waits_seconds)
                continue
            wait = next(waits_back if went is _Went.BACK else waits, None)
            if wait is None:
                raise PeerUnreachable("nothing moves")
            wait_patiently(self.sleep, wait, watch)

    def _heard(self, said: bytes, waits: Iterator[float], watch: Watch) -> Heard | None:
        """Ask with a stretch; None where the line broke and it is to be asked again."""
        try:
            return decode_heard(self.inner.ask(said, watch))
        except (PeerBusy, PeerUnreachable) as failure:
            wait = next(waits, None)
            if wait is None:
                raise
            if isinstance(failure, PeerBusy):
                wait = busy_seconds(failure)
        wait_patiently(self.sleep, wait, watch)
        return None


class _Went(Enum):
    """How a message came along by one stretch: all of that, less, or backwards."""

    ON = auto()
    NOWHERE = auto()
    BACK = auto()


@dataclass
class _Whole:
    """A request that goes in stretches, and what is there of its answer.

    `which` tells answers apart: what goes on with another one is not its middle.
    """

    request: bytes
    there: int = 0
    which: tuple[bytes, int] = (b"", 0)
    answer: bytearray = field(default_factory=bytearray)

    def __post_init__(self) -> None:
        self.digest = hashlib.sha256(self.request).digest()

    @property
    def answered(self) -> bool:
        """Whether all of the answer is there."""
        return 0 < self.which[1] == len(self.answer)

    def stretch(self, room: int) -> Stretch:
        """Give what is said next."""
        piece = self.request[self.there : self.there + room]
        size, got = len(self.request), len(self.answer)
        return Stretch(self.digest, size, self.there, piece, got, room)

    def hear(self, said: Stretch, heard: Heard) -> _Went:
        """Take what was said to a stretch; `Malformed` for more than was asked for."""
        asked = max(0, min(said.room, heard.total - said.got))
        if len(heard.data) > asked:
            raise Malformed("more of an answer than was asked for")
        which = (heard.mark, heard.total)
        another = bool(self.answer) and which != self.which
        back = another or heard.have < self.there
        self.there = min(heard.have, len(self.request))
        self.which = which
        self.answer = bytearray() if another else self.answer + heard.data
        if back:
            return _Went.BACK
        sent = said.data and self.there >= said.offset + len(said.data)
        came = heard.data and len(heard.data) == asked
        return _Went.ON if sent or came else _Went.NOWHERE
