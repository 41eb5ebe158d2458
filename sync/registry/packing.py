"""Runs are made when a laptop comes that lacks much of a log, and kept for the next."""

from collections.abc import Iterator, Sequence
from itertools import chain

from sync import wire
from sync.journal import decode_segment
from sync.packing import lay
from sync.registry.office import Office
from sync.registry.serving import AT_ONCE_BYTES
from sync.registry.storage import Area, Books, Run, StoredEntry
from sync.session.entries import Held, RunEntry, SegmentEntry
from sync.session.entrycode import NUMBERS, encode_entry
from sync.session.messages import Request, Standing
from sync.session.shapes import many, text, whole

RUN_BYTES = 160 * 1024
"""So much of a log goes into a run: packed, about ten seconds of a slow line."""
ENTRIES_MAX = 2000
RUNS_AT_ONCE = 2
"""More are made when the laptop asks for more."""
RUNS_IN_LETTER = 64
"""Whoever asks by hand comes once: about as many as an answer has room for."""


def make_runs(office: Office, request: Request, areas: Sequence[Area]) -> None:
    """Pack what follows the runs that there are, where a laptop lacks it and more."""
    if not request.runs:
        return
    room = RUNS_IN_LETTER if request.bytes_max >= AT_ONCE_BYTES else RUNS_AT_ONCE
    for area in areas:
        at = request.areas.get(area.code, Standing(0))
        if area.counter - at.cursor < office.run_entries:
            continue
        for _ in range(room):
            with office.storage.reading() as books:
                entries = _following(office, books, area, at.cursor)
                made = _packed(office, books, area.code, entries) if entries else None
            if made is None:
                break
            with office.storage.writing() as books:
                # What was erased meanwhile must not come back in a run.
                books.log.hold(area.code)
                if entries == _following(office, books, area, at.cursor):
                    books.runs.add(area.code, made)


def _following(
    office: Office, books: Books, area: Area, cursor: int
) -> list[StoredEntry]:
    """Give what the next run holds; nothing where the laptop does not lack it."""
    end = books.runs.end(area.code)
    if cursor > end or area.counter - end < office.run_entries:
        return []
    entries: list[StoredEntry] = []
    size = 0
    for entry in books.log.after(area.code, end, ENTRIES_MAX):
        entries.append(entry)
        size += len(entry.body)
        if size >= RUN_BYTES:
            break
    return entries


def _packed(
    office: Office, books: Books, area: str, entries: Sequence[StoredEntry]
) -> Run | None:
    segments = [e.body if e.kind == NUMBERS[SegmentEntry] else None for e in entries]
    named = (decode_segment(data).header.layouts for data in segments if data)
    layouts = office.layouts.with_ids(books, chain.from_iterable(named))
    found = lay(area, segments, layouts)
    if found is None:
        return None
    lines, used, body = found
    told = tuple(
        _as_it_goes(entry) if line is None else (line, tuple(_held(entry)))
        for line, entry in zip(lines, entries, strict=True)
    )
    run = encode_entry(RunEntry(told, used, body))
    return Run(entries[0].counter, entries[-1].counter, run)


def _as_it_goes(entry: StoredEntry) -> bytes:
    if entry.segment is None:
        return entry.body
    return wire.encode([entry.kind, entry.body, wire.decode(entry.segment.held)])


def _held(entry: StoredEntry) -> Iterator[Held]:
    assert entry.segment is not None, "a line is a segment's"
    for pair in many(wire.decode(entry.segment.held)):
        index, code = many(pair)
        yield Held(whole(index), text(code))
