"""Hybrid logical time: close to the laptop's clock, and it never runs backwards.

No merge rule uses it; it orders what one device shows, and receipts bound it.
"""

from datetime import UTC, datetime, timedelta, tzinfo

from sync.change import TIME_COUNTER_BITS

FAR = 1 << 62
"""Beyond the year 4000: no clock says so, and heeded it would outgrow what travels."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
CALENDAR_END = datetime(9999, 12, 30, tzinfo=UTC)
"""The last day that every zone has a name for."""
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


def on_calendar(ms: int, zone: tzinfo | None = UTC) -> datetime:
    """Return milliseconds since 1970 as a time of the calendar, or its end.

    Whatever somebody claims can be said: a change, a letter, the outside of a bundle.
    """
    end_ms = (CALENDAR_END - EPOCH) // timedelta(milliseconds=1)
    at = EPOCH + timedelta(milliseconds=min(max(ms, 0), end_ms))
    return at.astimezone(zone)
