"""How much to say at once, so that it takes about ten seconds of the measured line."""

from dataclasses import dataclass

from sync.session.messages import KIB

REQUEST_SECONDS = 10
"""How long one request or answer should take on the measured line."""
REQUEST_BYTES_FIRST = 64 * KIB
REQUEST_BYTES_MIN = 16 * KIB
REQUEST_BYTES_MAX = 512 * KIB
MEASURED_BYTES_MIN = 8 * KIB
"""Less than this measures the round trip, not the line."""


@dataclass
class Sizing:
    """The size of the next request, by how long those before it took."""

    bytes: int = REQUEST_BYTES_FIRST
    bytes_per_second: float = 0.0
    """What the line moved when it was last measured; 0 before that."""

    def measure(self, moved: int, took: float) -> None:
        """Size what comes next so that it takes about `REQUEST_SECONDS`."""
        if moved < MEASURED_BYTES_MIN or took <= 0:
            return
        self.bytes_per_second = moved / took
        wanted = int(self.bytes_per_second * REQUEST_SECONDS)
        self.bytes = max(REQUEST_BYTES_MIN, min(REQUEST_BYTES_MAX, wanted))
