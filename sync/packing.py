"""Runs: a stretch of an area's log, its segments' changes packed together.

A laptop that comes for the first time, or after months, gets the log so: many small
segments cost twice the bytes of one large body, and four times the work. Nothing is
taken on trust: names, headers, hashes and links are worked out from what is unpacked,
and each device's own signature stands over them as ever.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sync import wire
from sync.change import Change
from sync.dictionary import DICTIONARIES, NEWEST
from sync.erasure import Gone
from sync.errors import IntegrityError, Malformed
from sync.header import CHANGES_MAX, FIRST_PREVIOUS, HEAD_BYTES, Header, header_bytes
from sync.journal import (
    Opened,
    Segment,
    decode_segment,
    names_hash,
    open_segment,
)
from sync.layout import LAYOUT_BYTES, Layout
from sync.payload import PARTS_MAX, Unpacked, pack, unpack
from sync.seal import SIGNATURE_BYTES
from sync.streams import STREAM_BYTES_MAX
from sync.stubs import pruned_bytes, stubbed

LEVEL = 9
RUN_CHANGES_MAX = 4000


@dataclass(frozen=True, slots=True)
class Line:
    """A segment of a run: what its header says that its changes do not.

    `previous` is empty where it follows the device's segment before in the run.
    """

    device: int
    first: int
    count: int
    previous: bytes
    receipt: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Laid:
    """A segment of a run, unpacked: its bytes with the bare names, and its changes."""

    segment: bytes
    changes: tuple[Change, ...]


def lay(
    area: str, segments: Sequence[bytes | None], layouts: Mapping[str, Layout]
) -> tuple[tuple[Line | None, ...], tuple[str, ...], bytes] | None:
    """Return the lines of segments, the layouts of all, and the one body; or None.

    None stands for what is no segment, and for a segment that cannot be laid so that
    its header follows from its line: that one goes as it is. So does what comes after
    as many segments as a reader opens together: each may be within the bounds, and all
    of them beyond.
    """
    lines: list[Line | None] = []
    changes: list[Change] = []
    heads: dict[int, bytes] = {}
    parts = size = 0
    for data in segments:
        laid = None if data is None else _line(area, data, heads, layouts)
        if laid is None:
            lines.append(None)
            continue
        more = sum(len(change.parts) for change in laid[1])
        larger = sum(len(change.body) for change in laid[1])
        if (
            len(changes) + laid[0].count > RUN_CHANGES_MAX
            or parts + more > PARTS_MAX
            or size + larger > STREAM_BYTES_MAX
        ):
            # Left out of the run, it gives no head to what follows it there.
            heads.pop(laid[0].device, None)
            lines.append(None)
            continue
        parts, size = parts + more, size + larger
        lines.append(laid[0])
        changes += laid[1]
    while changes:
        packed = _packed(area, lines, changes, layouts)
        if packed is not None:
            return tuple(lines), *packed
        changes = _halved(lines, changes)
    return None


def _packed(
    area: str,
    lines: Sequence[Line | None],
    changes: Sequence[Change],
    layouts: Mapping[str, Layout],
) -> tuple[tuple[str, ...], bytes] | None:
    """Pack changes, and read them back as whoever gets the run; None if that fails."""
    used = tuple(dict.fromkeys(change.layout for change in changes))
    laid = [line for line in lines if line is not None]
    try:
        body = pack(
            changes,
            [layouts[name] for name in used],
            level=LEVEL,
            dictionary=NEWEST,
            dictionaries=DICTIONARIES,
        )
        read = unlay(area, laid, used, body, layouts)
        again = [] if read is None else [one.name for of in read for one in of.changes]
    except IntegrityError:
        return None
    return (used, body) if again == [one.name for one in changes] else None


def _halved(lines: list[Line | None], changes: list[Change]) -> list[Change]:
    """Let the later half of the segments go as they are; give the changes left."""
    laid = [place for place, line in enumerate(lines) if line is not None]
    for place in laid[len(laid) // 2 :]:
        lines[place] = None
    return changes[: sum(line.count for line in lines if line is not None)]


def _line(
    area: str, data: bytes, heads: dict[int, bytes], layouts: Mapping[str, Layout]
) -> tuple[Line, tuple[Change, ...]] | None:
    segment = decode_segment(data)
    header = segment.header
    try:
        opened = open_segment(segment, layouts, DICTIONARIES)
    except IntegrityError:
        # Let in before its questionnaire was known: nobody can read it.
        return None
    if segment.pruned or not isinstance(opened, Opened):
        return None
    follows = heads.get(header.device) == header.previous
    line = Line(
        header.device,
        header.first,
        header.count,
        b"" if follows else header.previous,
        header.receipt,
        segment.signature,
    )
    if _signed(area, line, opened.changes, header.previous) != segment.signed:
        return None
    heads[header.device] = segment.head
    return line, opened.changes


def unlay(
    area: str,
    lines: Sequence[Line],
    used: Sequence[str],
    body: bytes,
    layouts: Mapping[str, Layout],
) -> Iterator[Laid] | None:
    """Return the segments of a run; None where a questionnaire or dictionary lacks."""
    counted = sum(line.count for line in lines)
    if not 0 < counted <= RUN_CHANGES_MAX:
        raise Malformed("a run of nothing, or of too much")
    if any(name not in layouts for name in used):
        return None
    devices = [line.device for line in lines for _ in range(line.count)]
    found = unpack(
        body,
        [layouts[name] for name in used],
        device=devices,
        area=area,
        count=counted,
        dictionaries=DICTIONARIES,
    )
    return _laid(area, lines, found.changes) if isinstance(found, Unpacked) else None


def _laid(
    area: str, lines: Sequence[Line], changes: Sequence[Change]
) -> Iterator[Laid]:
    heads: dict[int, bytes] = {}
    at = 0
    for line in lines:
        theirs = tuple(changes[at : at + line.count])
        at += line.count
        previous = line.previous or heads.get(line.device, b"")
        signed = _signed(area, line, theirs, previous)
        names = b"".join(change.name for change in theirs)
        data = wire.encode([signed, line.signature, True, names])
        # It is read as any other is, so that nothing odd gets further than here.
        heads[line.device] = decode_segment(data).head
        yield Laid(data, theirs)


def _signed(area: str, line: Line, changes: Sequence[Change], previous: bytes) -> bytes:
    used = tuple(dict.fromkeys(change.layout for change in changes))
    return header_bytes(
        Header(
            line.device,
            area,
            line.first,
            line.count,
            previous,
            names_hash(changes),
            used,
            line.receipt,
        )
    )


def whole(
    segment: Segment,
    changes: Sequence[Change],
    layouts: Mapping[str, Layout],
    gone: Gone | None = None,
) -> bytes:
    """Return a segment whose changes are known with a body again, as it may be relayed.

    `gone` tells what was erased of them since.
    """
    kept, stubs = stubbed(changes, gone or {})
    body = kept and pack(
        kept,
        [layouts[name] for name in segment.header.layouts],
        level=LEVEL,
        dictionary=NEWEST,
        dictionaries=DICTIONARIES,
    )
    if stubs:
        at = (segment.signed, segment.signature)
        return pruned_bytes(at, changes, body or b"", stubs)
    return wire.encode([segment.signed, segment.signature, False, body])


def plain(line: Line) -> list[object]:
    """Return a line as it goes over the wire."""
    return [
        line.device,
        line.first,
        line.count,
        line.previous,
        line.receipt,
        line.signature,
    ]


def line_of(parts: object) -> Line:
    """Return the line of its parts; Malformed for what is none."""
    match parts:
        case [
            int(device),
            int(first),
            int(count),
            bytes(previous),
            bytes(receipt),
            bytes(signature),
        ] if (
            len(signature) == SIGNATURE_BYTES
            and len(previous) in (0, HEAD_BYTES)
            and 1 <= count <= CHANGES_MAX
        ):
            return Line(device, first, count, previous, receipt, signature)
    raise Malformed("no line of a run")


def ids_of(data: bytes) -> tuple[str, ...]:
    """Return the layouts that a run names, 32 bytes each."""
    size = LAYOUT_BYTES
    found = [data[i : i + size].hex() for i in range(0, len(data), size)]
    if not found or len(data) % size or len(set(found)) != len(found):
        raise Malformed("the layouts of a run")
    return tuple(found)


assert FIRST_PREVIOUS, "the first segment of a chain names zeros, not nothing"
