"""Hybrid logical time: close to the laptop's clock, and it never runs backwards.

No merge rule uses it; it orders what one device shows, and receipts bound it.
"""

from sync.change import TIME_COUNTER_BITS

FAR = 1 << 62
"""Beyond the year 4000: no clock says so, and heeded it would outgrow what travels."""
_COUNTER_MAX = (1 << TIME_COUNTER_BITS) - 1


def tick(last: int, now_ms: int) -> int:
    """Return a time later than `last`, if that is one, and at `now_ms` if it can be."""
    if last > FAR:
        last = 0
    return max(last + 1, max(now_ms, 0) << TIME_COUNTER_BITS)


def witness(last: int, seen: int, now_ms: int) -> int:
    """Return a time later than both what was here and what was seen from elsewhere."""
    return tick(max(last, seen), now_ms)


def milliseconds(time: int) -> int:
    """Return the wall-clock part of a time: milliseconds since 1970."""
    return time >> TIME_COUNTER_BITS


def counter(time: int) -> int:
    """Return the logical part of a time."""
    return time & _COUNTER_MAX


def moment(wall_ms: int, count: int) -> int:
    """Return the time of a wall clock's milliseconds and a counter."""
    return wall_ms << TIME_COUNTER_BITS | count & _COUNTER_MAX
