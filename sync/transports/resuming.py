"""Endurance: where a line broke, a message goes on at the byte that was not there yet.

Once a line has broken, what follows goes in stretches of about ten seconds, so that
even a line that never holds for a minute carries a message of many.
"""

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence

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

        It gives up where nothing moves for as long as patience lasts.
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
        digest = hashlib.sha256(request).digest()
        sizing = Sizing(REQUEST_BYTES_MIN)
        there, mark, answer = 0, b"", bytearray()
        waits = iter(self.waits_seconds)
        while True:
            room = sizing.bytes
            piece = request[there : there + room]
            said = Stretch(digest, len(request), there, piece, len(answer), room)
            began = self.seconds()
            heard = self._heard(encode_stretch(said), waits, watch)
            if heard is None:
                sizing = Sizing(REQUEST_BYTES_MIN)
                continue
            moved = len(piece) + len(heard.data)
            sizing.measure(moved, self.seconds() - began)
            if heard.mark != mark:
                # Another answer than the one begun: what goes on is not its middle.
                fresh = not answer
                mark, answer = heard.mark, bytearray()
                answer += heard.data if fresh else b""
            else:
                answer += heard.data
            if heard.total and len(answer) >= heard.total:
                return bytes(answer)
            if heard.have > there or heard.data:
                waits = iter(self.waits_seconds)
            elif next(waits, None) is None:
                raise PeerUnreachable("nothing moves")
            there = min(heard.have, len(request))

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
