"""New entries of one area: read, checked, chained; all before anything is kept."""

from dataclasses import dataclass

from sync.errors import BadSignature, Malformed
from sync.journal import Segment, decode_segment, verify
from sync.session.entries import DeviceEntry, Entry, OwnEntry, SegmentEntry
from sync.session.entrycode import decode_entry, link_after, told
from sync.session.local import AreaKnown, Arrived, Local
from sync.session.messages import News


@dataclass(frozen=True, slots=True)
class Came:
    """What an area brought; `unknown_own`: a segment bears our number and is not here.

    `changes` counts those of others, `held_own` ours that the registry holds back.
    """

    arrived: Arrived
    changes: int
    held_own: int
    unknown_own: bool


def arrived(area: str, known: AreaKnown, news: News, local: Local) -> Came:
    """Read an area's new entries; raises `IntegrityError` if any is not authentic.

    Stops before a line about an own segment that is not here: it must come whole.
    """
    entries: list[Entry] = []
    links: list[bytes] = []
    keys: dict[int, bytes] = {}
    link, changes, held = known.link, 0, 0
    unknown = False
    for data in news.entries:
        entry = decode_entry(data)
        said = data
        match entry:
            case DeviceEntry():
                keys[entry.device] = entry.key
            case OwnEntry():
                if local.segment_head(area, entry.last) != entry.head:
                    unknown = True
                    break
                held += len(entry.held)
            case SegmentEntry():
                said, segment = segment_told(area, entry, keys, local)
                mine = _is_here(segment, area, local)
                changes += 0 if mine else segment.header.count
                held += len(entry.held) if mine else 0
        link = link_after(link, said)
        entries.append(entry)
        links.append(link)
    cursor = known.cursor + len(entries)
    found = Arrived(area, known.cursor, tuple(entries), tuple(links), cursor, link)
    return Came(found, changes, held, unknown)


def segment_told(
    area: str, entry: SegmentEntry, keys: dict[int, bytes], local: Local
) -> tuple[bytes, Segment]:
    """Check a segment's signature; give what the chain says of it, and itself."""
    segment = decode_segment(entry.segment)
    header = segment.header
    if header.area != area:
        raise Malformed("a segment of another area")
    key = keys.get(header.device) or local.device_key(header.device)
    if key is None:
        raise BadSignature("a device that was not introduced")
    verify(segment, key)
    said = told(header.device, header.first, header.last, segment.head, entry.held)
    return said, segment


def _is_here(segment: Segment, area: str, local: Local) -> bool:
    """Tell whether a segment was sealed here; its number alone does not say so."""
    header = segment.header
    ours = header.device == local.device
    return ours and local.segment_head(area, header.last) == segment.head
