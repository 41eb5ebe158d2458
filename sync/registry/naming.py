"""Which records refer to which contents: found again where it was not noted yet."""

from collections.abc import Iterator

from sync.errors import IntegrityError
from sync.journal import Opened, decode_segment, open_segment
from sync.registry.attachments import references_in
from sync.registry.dictionaries import DICTIONARIES
from sync.registry.layouts import Layouts
from sync.registry.storage import Books, Storage, StoredEntry
from sync.session.attached import Key

NOTED = "naming_noted"
"""The setting that says that it was done: tables before version 0013 knew only the
first record of each content."""
PAGE = 256


def note_again(storage: Storage) -> None:
    """Read all logs in which contents are named, and note every record that does.

    Once in a registry's life; where it was cut off it is done from the start.
    """
    layouts = Layouts()
    with storage.reading() as books:
        if books.setting(NOTED):
            return
        known = {one.key for one in books.attachments.in_area(most=-1)}
    for area in sorted({key.area for key in known}):
        after = 0
        while True:
            with storage.writing() as books:
                entries = books.log.after(area, after, PAGE)
                named = _named(books, layouts, area, entries)
                books.attachments.name(pair for pair in named if pair[0] in known)
            if not entries:
                break
            after = entries[-1].counter
    with storage.writing() as books:
        books.put_setting(NOTED, "yes")


def _named(
    books: Books, layouts: Layouts, area: str, entries: tuple[StoredEntry, ...]
) -> Iterator[tuple[Key, str]]:
    for entry in entries:
        if entry.segment is None:
            continue
        try:
            segment = decode_segment(entry.body)
            here = layouts.with_ids(books, segment.header.layouts)
            opened = open_segment(segment, here, DICTIONARIES)
        except IntegrityError:
            continue
        for change in opened.changes if isinstance(opened, Opened) else ():
            # Of what was erased not even its questionnaire is left.
            if (layout := here.get(change.layout)) is not None:
                for record, digest in references_in(change, layout.uploads):
                    yield Key(area, digest), record
