"""Segments that stand in a log, opened as far as that is possible."""

from collections.abc import Mapping

from sync.errors import IntegrityError
from sync.journal import (
    Erased,
    Opened,
    Segment,
    Unreadable,
    decode_segment,
    open_segment,
)
from sync.layout import Layout
from sync.registry.dictionaries import DICTIONARIES
from sync.registry.office import Office
from sync.registry.storage import Books


def opened_at(
    office: Office, books: Books, area: str, counter: int
) -> Opened | Unreadable | Erased:
    """Open the segment that stands at a place in a log."""
    entry = books.log.entry(area, counter)
    assert entry is not None, "what is held stands in the log"
    return opened_body(office, books, entry.body)


def opened_body(
    office: Office, books: Books, body: bytes
) -> Opened | Unreadable | Erased:
    """Open what stands in a log; what its disk spoilt stays unreadable too."""
    try:
        segment = decode_segment(body)
    except IntegrityError:
        return Unreadable()
    layouts = office.layouts.with_ids(books, segment.header.layouts)
    return opened_if_sound(segment, layouts)


def opened_if_sound(
    segment: Segment, layouts: Mapping[str, Layout]
) -> Opened | Unreadable | Erased:
    """Open a segment that was let in; what turns out to be none stays unreadable.

    One whose questionnaire was not known was let in unopened. Its device signed it, and
    nobody will ever read it: it hinders nothing else.
    """
    try:
        return open_segment(segment, layouts, DICTIONARIES)
    except IntegrityError:
        return Unreadable()
