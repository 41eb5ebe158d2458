"""What lies in segments, opened once."""

from contextlib import suppress
from functools import lru_cache

from sync.dictionary import DICTIONARIES
from sync.errors import IntegrityError, Malformed
from sync.journal import Opened, decode_segment, open_segment
from tests.sync.registry.offices import LAYOUTS


@lru_cache(maxsize=100_000)
def changes_in(data):
    """Give the changes of a segment; most are opened by many laptops."""
    opened = open_segment(decode_segment(data), LAYOUTS, DICTIONARIES)
    if not isinstance(opened, Opened):
        raise Malformed("packed with a dictionary that nobody has")
    return opened.changes


def names_in(data):
    """Give the names of a segment's changes; none of one that was damaged."""
    try:
        return tuple(change.name for change in changes_in(data))
    except IntegrityError:
        return ()


def readable(segments, known):
    """Give the changes of what can be read with these questionnaires and is sound."""
    for data in segments:
        if asked_with(data) <= known:
            with suppress(IntegrityError):
                yield from changes_in(data)


@lru_cache(maxsize=100_000)
def asked_with(data):
    """Give the questionnaires that a segment was written with; none of no segment."""
    try:
        return frozenset(decode_segment(data).header.layouts)
    except IntegrityError:
        return frozenset()
