"""Segments that are kept, opened where that is possible."""

from sync.errors import IntegrityError
from sync.journal import Opened, Segment, decode_segment, open_segment
from sync.registry.dictionaries import DICTIONARIES
from sync.registry.office import Office
from sync.registry.storage import Books


def opened_at(office: Office, books: Books, area: str, counter: int) -> Opened | None:
    """Open the segment that stands at a place in a log, if it can be read."""
    entry = books.log.entry(area, counter)
    assert entry is not None, "what is held stands in the log"
    found = opened_in(office, books, entry.body)
    return found[1] if found else None


def opened_in(
    office: Office, books: Books, data: bytes
) -> tuple[Segment, Opened] | None:
    """Open a segment; None for what cannot be read, or cannot yet.

    One whose questionnaire was not known was let in unopened: its device signed it,
    whatever it turns out to be, and it hinders nothing else. Nor does what the disk
    spoilt.
    """
    try:
        segment = decode_segment(data)
        layouts = office.layouts.with_ids(books, segment.header.layouts)
        opened = open_segment(segment, layouts, DICTIONARIES)
    except IntegrityError:
        return None
    return (segment, opened) if isinstance(opened, Opened) else None
