"""A connection on which a request does not come is not kept open for it."""

import asyncio
from typing import Any, ClassVar

from uvicorn.protocols.http.h11_impl import H11Protocol


class Patient(H11Protocol):
    """HTTP as uvicorn speaks it, with a bound on how long a request's head may take.

    Bodies have their own bounds (`bodies.Bounds`); a connection that is quiet between
    two requests has the keep-alive's.
    """

    head_seconds: ClassVar[float] = 60.0
    impatience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take some bytes; the wait ends when a whole head is here."""
        if self.impatience is None and self._idle():
            self._wait()
        super().data_received(data)
        if not self._idle():
            self._end()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._end()
        super().connection_lost(exc)

    def _idle(self) -> bool:
        return self.cycle is None or bool(self.cycle.response_complete)

    def _wait(self) -> None:
        self.impatience = self.loop.call_later(self.head_seconds, self._give_up)

    def _end(self) -> None:
        if self.impatience is not None:
            self.impatience.cancel()
            self.impatience = None

    def _give_up(self) -> None:
        self.impatience = None
        if self._idle():
            self.transport.close()
