"""The body of a segment: all its changes, column by column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from sync.change import Change, Context, Part, Why, canonical
from sync.clock import counter, milliseconds, moment
from sync.columns import Reader, Writer
from sync.errors import Malformed
from sync.layout import Layout
from sync.parts import Piece, read_parts, write_parts
from sync.references import indexed, read_counts, read_indexed, write_indexed
from sync.streams import compress, decompress
from sync.values import NAME_BYTES, VISIT_BYTES, Name

PARTS_MAX = 20_000
EXTRAS_MAX = 100_000
TIMES_END, COUNT_END = 1 << 48, 1 << 63
"""What travels in a change's canonical form has 64 bits, 16 of a time its counter."""
_WHYS = tuple(Why)
"""A reason is written as its place here: new ones go to the end."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """Changes read from a body; `opaque` counts answers that their layout lacks."""

    changes: tuple[Change, ...]
    opaque: int


def pack(
    changes: Sequence[Change],
    layouts: Sequence[Layout],
    *,
    level: int,
    dictionary: int,
    dictionaries: Mapping[int, bytes],
) -> bytes:
    """Return the body of some changes of one device and area.

    `layouts` holds every questionnaire that the changes name. `level` is zstd's.
    """
    writer = Writer()
    _write_heads(writer, changes, [layout.id for layout in layouts])
    _write_contexts(writer, changes)
    write_parts(writer, changes, layouts)
    return compress(
        writer.streams, level=level, dictionary=dictionary, dictionaries=dictionaries
    )


def unpack(  # noqa: PLR0913 (what the header has told)
    body: bytes,
    layouts: Sequence[Layout],
    *,
    device: int | Sequence[int],
    area: str,
    count: int,
    dictionaries: Mapping[int, bytes],
) -> Unpacked | int:
    """Return the changes, or the number of the dictionary that is missing.

    `device` made them all, or each the one in its place.

    Malformed for a body that no writer made; nothing grows beyond the stated bounds.
    """
    streams = decompress(body, dictionaries)
    if isinstance(streams, int):
        return streams
    try:
        reader = Reader(*streams)
        heads = _read_heads(reader, count, layouts)
        contexts = _read_contexts(reader, sum(head.parts for head in heads))
        visits = [head.visit for head in heads for _ in range(head.parts)]
        firsts = [head.parts for head in heads]
        of_layout = [head.layout for head in heads for _ in range(head.parts)]
        pieces, opaque = read_parts(reader, firsts, visits, of_layout, layouts, area)
        reader.end()
        devices = [device] * count if isinstance(device, int) else device
        changes = _built(heads, contexts, pieces, devices, area)
    except (ValueError, IndexError, KeyError, OverflowError, StopIteration) as cause:
        raise Malformed("body") from cause
    return Unpacked(changes, opaque)


@dataclass(frozen=True, slots=True)
class _Head:
    """A change without its parts."""

    visit: bytes
    layout: int
    layout_id: str
    person: str
    why: Why
    time: int
    note: str
    parts: int


@dataclass(frozen=True, slots=True)
class _Seen:
    """A context whose extras may still name changes of the same segment by place."""

    seen: int
    epoch: str
    extras: tuple[Name | int, ...]


def _write_heads(
    writer: Writer, changes: Sequence[Change], layouts: Sequence[str]
) -> None:
    places = {name: place for place, name in enumerate(layouts)}
    writer.ints([places[change.layout] for change in changes])
    visits, fresh = indexed(change.visit for change in changes)
    writer.ints(visits)
    writer.raw(b"".join(fresh))
    write_indexed(writer, [change.person for change in changes])
    writer.ints([_WHYS.index(change.why) for change in changes])
    times = [milliseconds(change.time) for change in changes]
    writer.ints(times[:1])
    writer.ints([time - before for before, time in pairwise(times)])
    writer.ints([counter(change.time) for change in changes])
    writer.ints([int(bool(change.note)) for change in changes])
    writer.texts([change.note for change in changes if change.note])
    writer.ints([len(change.parts) for change in changes])


def _read_heads(reader: Reader, count: int, layouts: Sequence[Layout]) -> list[_Head]:
    of_layout = read_counts(reader, count, len(layouts) * count)
    visits = reader.ints(count)
    fresh: list[bytes] = []
    found: list[bytes] = []
    for place in visits:
        if place == 0:
            fresh.append(reader.raw(VISIT_BYTES))
        found.append(fresh[place - 1])
    persons = read_indexed(reader, count)
    whys = read_counts(reader, count, len(_WHYS) * count)
    times = reader.ints(1)
    for delta in reader.ints(count - 1):
        times.append(times[-1] + delta)
    counters = reader.ints(count)
    if not all(0 <= time < TIMES_END for time in times):
        raise Malformed("a time that no change can have")
    noted = read_counts(reader, count, count)
    notes = iter(reader.texts(sum(noted)))
    parts = read_counts(reader, count, PARTS_MAX)
    return [
        _Head(
            found[i],
            of_layout[i],
            layouts[of_layout[i]].id,
            persons[i],
            _WHYS[whys[i]],
            moment(times[i], counters[i]),
            next(notes) if noted[i] else "",
            parts[i],
        )
        for i in range(count)
    ]


def _write_contexts(writer: Writer, changes: Sequence[Change]) -> None:
    contexts = [part.context for change in changes for part in change.parts]
    writer.ints([context.seen for context in contexts])
    write_indexed(writer, [context.epoch for context in contexts])
    writer.ints([len(context.extras) for context in contexts])
    # A laptop's own unsent changes come before in the same segment: a place will do.
    places: dict[Name, int] = {}
    listed: list[int] = []
    fresh: list[Name] = []
    for place, change in enumerate(changes):
        for part in change.parts:
            for name in sorted(part.context.extras):
                listed.append(places.get(name, -1) + 1)
                if name not in places:
                    fresh.append(name)
        places[change.name] = place
    # The places first: they may lie among the raw bytes themselves.
    writer.ints(listed)
    writer.raw(b"".join(fresh))


def _read_contexts(reader: Reader, count: int) -> list[_Seen | Context]:
    seen = reader.ints(count)
    if not all(0 <= number < COUNT_END for number in seen):
        raise Malformed("a count that no change can have")
    epochs = read_indexed(reader, count)
    sizes = read_counts(reader, count, EXTRAS_MAX)
    listed = iter(reader.ints(sum(sizes)))
    return [
        _Seen(
            seen[i],
            epochs[i],
            tuple(
                place - 1 if place else reader.raw(NAME_BYTES)
                for place in islice(listed, sizes[i])
            ),
        )
        if sizes[i]
        else _counted(seen[i], epochs[i])
        for i in range(count)
    ]


def _built(
    heads: Sequence[_Head],
    contexts: Sequence[_Seen | Context],
    pieces: Sequence[Piece],
    devices: Sequence[int],
    area: str,
) -> tuple[Change, ...]:
    changes: list[Change] = []
    at = 0
    for head, device in zip(heads, devices, strict=True):
        theirs = range(at, at + head.parts)
        at += head.parts
        parts = tuple(
            Part(pieces[i].record, _named(contexts[i], changes), pieces[i].writes)
            for i in theirs
        )
        if len({part.record for part in parts}) != len(parts):
            raise Malformed("two parts for one record")
        change = Change(
            visit=head.visit,
            parts=parts,
            layout=head.layout_id,
            area=area,
            person=head.person,
            device=device,
            why=head.why,
            time=head.time,
            note=head.note,
        )
        # Where the property keeps it.
        written = [(pieces[i].raw, pieces[i].said) for i in theirs]
        vars(change)["body"] = canonical(change, written)
        changes.append(change)
    return tuple(changes)


def _named(context: _Seen | Context, changes: Sequence[Change]) -> Context:
    if isinstance(context, Context):
        return context
    extras = frozenset(
        extra if isinstance(extra, bytes) else changes[extra].name
        for extra in context.extras
    )
    return Context(context.seen, extras, context.epoch)


# Most records were new, or known by their count alone: the same for many.
@lru_cache(maxsize=256)
def _counted(seen: int, epoch: str) -> Context:
    return Context(seen, frozenset(), epoch)
