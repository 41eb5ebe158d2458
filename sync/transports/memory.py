"""A route inside one process: for the demo, and for tests that need no network."""

from collections.abc import Callable

from sync.transports.line import Traffic, Watch


class MemoryTransport:
    """Hands a request to a function and gives back its answer."""

    def __init__(self, answer: Callable[[bytes], bytes]) -> None:
        self.answer = answer
        self.traffic = Traffic()

    def ask(self, request: bytes, watch: Watch) -> bytes:
        """Carry a request over and give its answer."""
        watch(0, 0)
        answer = self.answer(request)
        self.traffic.requests += 1
        self.traffic.up += len(request)
        self.traffic.down += len(answer)
        watch(len(request), len(answer))
        return answer
