"""What a laptop lacks: the entries of its areas that follow its cursors, verbatim."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from sync import wire
from sync.errors import IntegrityError
from sync.journal import decode_segment
from sync.registry.storage import Area, Books, Run, StoredEntry
from sync.session.entries import (
    EVERYBODY,
    EpochEntry,
    FormBody,
    FormEntry,
    OwnEntry,
    SucceededEntry,
)
from sync.session.entrycode import NUMBERS, decode_entry
from sync.session.formcode import FORM_BYTES_MAX, size_of
from sync.session.messages import CHECK_BYTES, KIB, News, Request, Standing

ANSWER_BYTES_MIN = 16 * KIB
ANSWER_BYTES_MAX = 4 * 1024 * KIB
AT_ONCE_BYTES = 1024 * KIB
"""Who asks for so much has no line: the answer is carried by hand."""
ENTRIES_MAX = 256
PAGE_FIRST = 8
RESTORES_MAX = 24
MARKS_MAX = 30_000
"""In one answer: whoever reads it allows 200,000 items, of which a mark is three."""
MARKS_MIN = 2


@dataclass(frozen=True, slots=True)
class Served:
    """What goes down in one answer."""

    areas: Mapping[str, News]
    forms: tuple[FormBody, ...]


def serve(books: Books, request: Request) -> Served:
    """Choose what fits into one answer.

    Questionnaires come before entries, and what concerns everybody before the areas,
    also where the laptop first goes back in it: it can read whatever it is given when
    it is given it. Who asks for much comes once in weeks, and gets all of it at once.
    """
    at_once = request.bytes_max >= AT_ONCE_BYTES
    wants = tuple(dict.fromkeys(request.wants)) if at_once else request.wants[:1]
    room = min(max(request.bytes_max, ANSWER_BYTES_MIN), ANSWER_BYTES_MAX)
    forms, room = _fitting(books, request, wants, room)
    if forms and not at_once:
        room = 0
    areas: dict[str, News] = {}
    for code, area in readable(books, request.device).items():
        news = _news(books, request, area, room)
        if news is None:
            continue
        areas[code] = news
        room -= sum(map(len, news.entries))
        if code != EVERYBODY:
            continue
        if at_once:
            told, room = _fitting(books, request, _announced(request, news), room)
            forms += told
        if news.marks or (news.entries and not at_once):
            room = 0
    return Served(areas, tuple(forms))


def _fitting(
    books: Books, request: Request, hashes: Iterable[str], room: int
) -> tuple[list[FormBody], int]:
    """Give questionnaires while there is room, and how much is left of that.

    The others are asked for again. One that is too large unless it is packed waits for
    a program that reads that.
    """
    found: list[FormBody] = []
    for body in filter(None, map(books.forms.get, hashes)):
        size = size_of(body, packed=request.packed)
        if room > 0 and size <= FORM_BYTES_MAX:
            found.append(body)
            room -= size
    return found, room


def _announced(request: Request, news: News) -> Iterator[str]:
    """Give the questionnaires that entries announce and the laptop may not have."""
    used = {layout for data in request.segments for layout in _layouts_of(data)}
    for data in news.entries:
        entry = decode_entry(data)
        if isinstance(entry, FormEntry) and entry.hash not in {*used, *request.wants}:
            yield entry.hash


def _layouts_of(data: bytes) -> tuple[str, ...]:
    try:
        return decode_segment(data).header.layouts
    except IntegrityError:
        # It was refused already, and hinders nobody else.
        return ()


def readable(books: Books, device: int) -> Mapping[str, Area]:
    """Give the areas that a device may read, what concerns everybody first."""
    everybody = books.areas.get(EVERYBODY)
    assert everybody is not None, "made when the registry was founded"
    below = books.areas.below(books.devices.areas(device))
    return {EVERYBODY: everybody, **{code: below[code] for code in sorted(below)}}


def _news(books: Books, request: Request, area: Area, room: int) -> News | None:
    """Give what is new in one area; None where the laptop has it all."""
    at = request.areas.get(area.code, Standing(0))
    known = area.code in request.areas
    if at.cursor == area.counter and at.link == area.link[:CHECK_BYTES]:
        return None if known else News(area.counter)
    if not _agrees(books, area, at):
        share = max(MARKS_MAX // len(request.areas), MARKS_MIN)
        return News(area.counter, marks=_marks(books, area, share))
    entries: list[bytes] = []
    for told in _following(books, request, area.code, at.cursor) if room > 0 else ():
        entries.append(told)
        room -= len(told)
        if room <= 0:
            break
    return News(area.counter, tuple(entries))


def _following(
    books: Books, request: Request, code: str, cursor: int
) -> Iterator[bytes]:
    """Give what follows a cursor: runs where they are shorter, else entry by entry.

    Entries are read in pages, for the answer may soon be full.
    """
    bare = 0 if request.whole else request.device
    size, left = PAGE_FIRST, ENTRIES_MAX
    while left:
        most = min(size, left)
        run = books.runs.after(code, cursor) if request.runs else None
        if run is not None and run.first > cursor + 1:
            most = min(most, run.first - cursor - 1)
        elif run is not None and _is_shorter(books, run, code, bare):
            yield run.body
            cursor = run.last
            continue
        page = books.log.after(code, cursor, most, bare)
        if not page:
            return
        yield from (wire_entry(entry, request) for entry in page)
        cursor += len(page)
        if request.bytes_max < AT_ONCE_BYTES:
            left -= len(page)
        size = min(2 * size, ENTRIES_MAX)


def _is_shorter(books: Books, run: Run, code: str, bare: int) -> bool:
    """Tell whether a run is less to carry than its entries: much of it may be ours."""
    return len(run.body) < books.log.size(code, run.first, run.last, bare)


def wire_entry(entry: StoredEntry, request: Request) -> bytes:
    """Give an entry as it goes over the wire; an own segment as a line about it."""
    segment = entry.segment
    if segment is None:
        return entry.body
    held = wire.decode(segment.held)
    if segment.device == request.device and not request.whole:
        line = [segment.device, segment.first, segment.last, segment.head, held]
        return wire.encode([NUMBERS[OwnEntry], *line])
    return wire.encode([entry.kind, entry.body, held])


def knows_key(books: Books, request: Request) -> bool:
    """Tell whether a laptop has heard of the key that the registry signs with now.

    It has where it knows everybody's log beyond the last entry that told of one.
    """
    at, area = request.areas.get(EVERYBODY), books.areas.get(EVERYBODY)
    if at is None or area is None or not _agrees(books, area, at):
        return False
    if at.cursor == area.counter:
        return True
    told = books.log.of_kind(EVERYBODY, NUMBERS[SucceededEntry])
    return at.cursor >= max(told, default=0)


def _agrees(books: Books, area: Area, at: Standing) -> bool:
    """Tell whether the laptop's log is a beginning of this one."""
    if at.cursor == 0:
        return True
    link = books.log.links(area.code, [at.cursor]).get(at.cursor)
    return link is not None and link[:CHECK_BYTES] == at.link


def _marks(books: Books, area: Area, most: int) -> tuple[tuple[int, bytes], ...]:
    """Give places at which two logs can be compared, newest first, and the beginning.

    Right before each restore, where a laptop's log usually parts from this one, and
    ever further back from the end; the newest restores before all else.
    """
    before = [n - 1 for n in books.log.of_kind(area.code, NUMBERS[EpochEntry])]
    back = [area.counter - (1 << step) for step in range(area.counter.bit_length())]
    every = dict.fromkeys((*before[:RESTORES_MAX], area.counter, *back))
    wanted = sorted(islice(every, most - 1), reverse=True)
    links = books.log.links(area.code, wanted)
    # The beginning is common to all logs: a mark even where the log is empty.
    found = tuple((n, links[n][:CHECK_BYTES]) for n in wanted if n in links)
    return (*found, (0, b""))
