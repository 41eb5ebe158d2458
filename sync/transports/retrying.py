"""Patience: asks again after silence, and as late as a busy peer wishes."""

from collections.abc import Callable, Sequence

from sync.errors import PeerBusy, PeerUnreachable
from sync.transports.line import Traffic, Transport, Watch

WAITS_SECONDS = (1.0, 3.0, 9.0)
WAIT_SECONDS_MAX = 120.0
STEP_SECONDS = 0.25


class Retrying:
    """A transport that asks a transport again; a repeated request does no harm."""

    def __init__(
        self,
        inner: Transport,
        sleep: Callable[[float], None],
        waits_seconds: Sequence[float] = WAITS_SECONDS,
    ) -> None:
        self.inner = inner
        self.sleep = sleep
        self.waits_seconds = waits_seconds

    @property
    def traffic(self) -> Traffic:
        """What has crossed the line, failed attempts included."""
        return self.inner.traffic

    def ask(self, request: bytes, watch: Watch) -> bytes:
        """Carry a request over and give its answer, patiently."""
        for wait in self.waits_seconds:
            try:
                return self.inner.ask(request, watch)
            except PeerBusy as busy:
                wait_patiently(self.sleep, busy_seconds(busy), watch)
            except PeerUnreachable:
                wait_patiently(self.sleep, wait, watch)
        return self.inner.ask(request, watch)


def busy_seconds(busy: PeerBusy) -> float:
    """Give how long to wait for a peer that is busy, within reason."""
    return min(busy.retry_after_seconds, WAIT_SECONDS_MAX)


def wait_patiently(sleep: Callable[[float], None], wait: float, watch: Watch) -> None:
    """Wait in small steps, so that a person who stops it is heard."""
    while wait > 0:
        watch(0, 0)
        sleep(min(wait, STEP_SECONDS))
        wait -= STEP_SECONDS
    watch(0, 0)
