"""Segments that stand in a log, opened as far as that is possible."""

from sync.journal import Erased, Opened, Unreadable, decode_segment, open_segment
from sync.registry.dictionaries import DICTIONARIES
from sync.registry.office import Office
from sync.registry.storage import Books


def opened_at(
    office: Office, books: Books, area: str, counter: int
) -> Opened | Unreadable | Erased:
    """Open the segment that stands at a place in a log."""
    entry = books.log.entry(area, counter)
    assert entry is not None, "what is held stands in the log"
    segment = decode_segment(entry.body)
    layouts = office.layouts.with_ids(books, segment.header.layouts)
    return open_segment(segment, layouts, DICTIONARIES)
