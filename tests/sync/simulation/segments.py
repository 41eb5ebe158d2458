"""What lies in segments, opened once."""

from functools import lru_cache

from sync.dictionary import DICTIONARIES
from sync.errors import IntegrityError, Malformed
from sync.journal import Opened, decode_segment, open_segment
from tests.sync.registry.offices import LAYOUT


@lru_cache(maxsize=100_000)
def changes_in(data):
    """Give the changes of a segment; most are opened by many laptops."""
    opened = open_segment(decode_segment(data), {LAYOUT.id: LAYOUT}, DICTIONARIES)
    if not isinstance(opened, Opened):
        raise Malformed("packed with a dictionary that nobody has")
    return opened.changes


def names_in(data):
    """Give the names of a segment's changes; none of one that was damaged."""
    try:
        return tuple(change.name for change in changes_in(data))
    except IntegrityError:
        return ()


def changes_or_none(data):
    """Give the changes of a segment; none of one that was damaged."""
    try:
        return changes_in(data)
    except IntegrityError:
        return ()
