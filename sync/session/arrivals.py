"""New entries of one area: read, checked, chained; all before anything is kept."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from sync.errors import BadSignature, Malformed, UnknownVersion
from sync.journal import Segment, decode_segment, verify_by
from sync.layout import Layout
from sync.packing import unlay
from sync.rotation import decode_rotation
from sync.session.entries import (
    DeviceEntry,
    Entry,
    FormBody,
    OwnEntry,
    PackedEntry,
    PrunedEntry,
    RotatedEntry,
    RunEntry,
    SegmentEntry,
    SucceededEntry,
)
from sync.session.entrycode import decode_entry, link_after, told
from sync.session.local import AreaKnown, Arrived, Local
from sync.session.messages import News


@dataclass(frozen=True, slots=True)
class Came:
    """What an area brought; `unknown_own`: a segment bears our number and is not here.

    `changes` counts those of others, `held_own` ours that the registry holds back.
    `later`: what follows was written for a later program than this one. `packed`: it
    lies in a run whose questionnaires are not all here, and must come entry by entry.
    """

    arrived: Arrived
    changes: int
    held_own: int
    unknown_own: bool
    later: bool = False
    packed: bool = False


Keys: TypeAlias = dict[int, tuple[bytes, ...]]


def arrived(  # noqa: PLR0913 - what is known, then what the answer brought
    area: str,
    known: AreaKnown,
    news: News,
    local: Local,
    forms: Sequence[FormBody] = (),
    keys: Keys | None = None,  # what the same answer told of keys before
) -> Came:
    """Read an area's new entries; raises `IntegrityError` if any is not authentic.

    `forms` came in the same answer. Stops before a line about an own segment that is
    not here: it must come whole; and before what a later program wrote: it waits there
    for its own next version.
    """
    entries: list[Entry] = []
    links: list[bytes] = []
    keys = {} if keys is None else keys
    link, changes, held = known.link, 0, 0
    unknown = later = packed = False
    for read in _all_read(area, news, keys, local, forms):
        if isinstance(read, Stop):
            later, packed = read is Stop.LATER, read is Stop.PACKED
            break
        entry, said, segment = read
        match entry:
            case DeviceEntry() | RotatedEntry() | SucceededEntry():
                _learn(entry, keys, local)
            case OwnEntry():
                if local.segment_head(area, entry.last) != entry.head:
                    unknown = True
                    break
                held += len(entry.held)
            case SegmentEntry() if segment is not None:
                mine = _is_here(segment, area, local)
                changes += 0 if mine else segment.header.count
                held += len(entry.held) if mine else 0
        link = link_after(link, said)
        entries.append(entry)
        links.append(link)
    at = (known.cursor, tuple(entries), tuple(links))
    found = Arrived(area, *at, known.cursor + len(entries), link)
    return Came(found, changes, held, unknown, later, packed)


class Stop(Enum):
    """Why what follows cannot be read."""

    LATER = "later"
    PACKED = "packed"


Read: TypeAlias = tuple[Entry, bytes, Segment | None]


def _all_read(
    area: str, news: News, keys: Keys, local: Local, forms: Sequence[FormBody]
) -> Iterator[Read | Stop]:
    """Give each entry, what the chain says of it, its segment; until one is not read.

    A run gives the entries that it stands for.
    """
    known: Mapping[str, Layout] | None = None
    for data in news.entries:
        read = _read(area, data, keys, local)
        if read is None:
            yield Stop.LATER
            return
        if not isinstance(read[0], RunEntry):
            yield read
            continue
        known = known or _layouts(local, forms)
        lines = [line[0] for line in read[0].lines if not isinstance(line, bytes)]
        laid = unlay(area, lines, read[0].layouts, read[0].body, known)
        if laid is None:
            yield Stop.PACKED
            return
        for line in read[0].lines:
            if isinstance(line, bytes):
                inner = _read(area, line, keys, local)
                if inner is None:
                    yield Stop.LATER
                    return
                if isinstance(inner[0], RunEntry):
                    raise Malformed("a run in a run")
                yield inner
                continue
            one = next(laid)
            entry = PackedEntry(one.segment, line[1], one.changes)
            yield entry, *segment_told(area, entry, keys, local)


def _layouts(local: Local, forms: Sequence[FormBody]) -> Mapping[str, Layout]:
    """Give the layouts that are here, with those that came just now."""
    came = {form.hash: Layout.from_json(json.loads(form.layout)) for form in forms}
    return {**came, **local.known_layouts()}


def _read(area: str, data: bytes, keys: Keys, local: Local) -> Read | None:
    """Give an entry, what the chain says of it, its segment; None if it is later."""
    try:
        entry = decode_entry(data)
        if isinstance(entry, SegmentEntry):
            return entry, *segment_told(area, entry, keys, local)
    except UnknownVersion:
        return None
    return entry, data, None


def segment_told(
    area: str, entry: SegmentEntry, keys: Keys, local: Local
) -> tuple[bytes, Segment]:
    """Check a segment's signature; give what the chain says of it, and itself."""
    segment = decode_segment(entry.segment)
    header = segment.header
    if header.area != area:
        raise Malformed("a segment of another area")
    if segment.pruned != isinstance(entry, PrunedEntry):
        raise Malformed("a segment under another kind")
    known = _keys_of(header.device, keys, local)
    if not known:
        raise BadSignature("a device that was not introduced")
    verify_by(segment, known)
    said = told(header.device, header.first, header.last, segment.head, entry.held)
    return said, segment


def _keys_of(device: int, keys: Keys, local: Local) -> tuple[bytes, ...]:
    """Give every key that logs ever told of a device."""
    return tuple(dict.fromkeys((*local.device_keys(device), *keys.get(device, ()))))


def _learn(
    entry: DeviceEntry | RotatedEntry | SucceededEntry, keys: Keys, local: Local
) -> None:
    """Know a key of a device; the registry's own is known before its log is read."""
    match entry:
        case DeviceEntry(device, _, key):
            keys[device] = (*keys.get(device, ()), key)
        case RotatedEntry(rotation):
            _rotate(rotation, keys, local)
        case SucceededEntry(succession):
            if succession not in local.successions():
                raise BadSignature("a succession that is not the registry's")


def _rotate(data: bytes, keys: Keys, local: Local) -> None:
    """Know the key under which a device goes on."""
    said = decode_rotation(data)
    known = _keys_of(said.device, keys, local)
    if known and said.old not in known:
        raise BadSignature("a rotation from a key that is not theirs")
    keys[said.device] = (*known, said.old, said.new)


def _is_here(segment: Segment, area: str, local: Local) -> bool:
    """Tell whether a segment was sealed here; its number alone does not say so."""
    header = segment.header
    ours = header.device == local.device
    return ours and local.segment_head(area, header.last) == segment.head
