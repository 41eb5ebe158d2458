"""Modesty: leaves room on a shared line by waiting after each answer."""

from collections.abc import Callable

from sync.transports.line import Traffic, Transport, Watch


class Limited:
    """A transport that moves about so many bytes a second over a transport."""

    def __init__(
        self, inner: Transport, bytes_per_second: int, sleep: Callable[[float], None]
    ) -> None:
        assert bytes_per_second > 0, "a line that moves nothing"
        self.inner = inner
        self.bytes_per_second = bytes_per_second
        self.sleep = sleep

    @property
    def traffic(self) -> Traffic:
        """What has crossed the line."""
        return self.inner.traffic

    def ask(self, request: bytes, watch: Watch) -> bytes:
        """Carry a request over and give its answer, then leave the line to others."""
        answer = self.inner.ask(request, watch)
        self.sleep((len(request) + len(answer)) / self.bytes_per_second)
        watch(0, 0)
        return answer
