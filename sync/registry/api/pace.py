"""How often one sender may ask: a bucket that fills by itself, without a clock."""

from dataclasses import dataclass, field

KEPT_MAX = 10_000


@dataclass
class Pace:
    """At most `burst` requests at once, and `per_second` in the long run, a sender."""

    burst: float
    per_second: float
    left: dict[str, tuple[float, float]] = field(default_factory=dict)

    def wait(self, sender: str, now: float) -> float:
        """Give 0 and count the request, or give the seconds until the next may come."""
        before, at = self.left.get(sender, (self.burst, now))
        left = min(self.burst, before + (now - at) * self.per_second)
        if left < 1:
            return (1 - left) / self.per_second
        if len(self.left) >= KEPT_MAX:
            self._forget(now)
        self.left[sender] = (left - 1, now)
        return 0.0

    def _forget(self, now: float) -> None:
        """Forget who has been quiet for so long that nothing is owed."""
        full = self.burst / self.per_second
        self.left = {
            who: kept for who, kept in self.left.items() if now - kept[1] < full
        }
        if len(self.left) >= KEPT_MAX:
            # Somebody asks under ever new names: the bound on memory comes first.
            self.left.clear()
