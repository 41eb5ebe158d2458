"""Stubs: what a pruned segment still tells of the changes that were erased.

Which records a change wrote to, so that it keeps its place in the order of each; and,
where it wrote to other records too, what it wrote to those. A name tells of a whole
change, so only its own device can vouch for what is left of it.
"""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from sync import wire
from sync.bodies import read_strictly
from sync.change import Change
from sync.erasure import Gone, nothing_left, rest_of, with_husks
from sync.errors import BadSignature, Malformed
from sync.seal import Purpose, Sign, check
from sync.values import RECORD_BYTES, Name, RecordId, record_bytes, record_text


@dataclass(frozen=True, slots=True)
class Stub:
    """The change at place `index`: `records` were erased from it.

    `rest` is the canonical form of what it wrote to others, empty if it wrote to none.
    """

    index: int
    records: tuple[RecordId, ...]
    rest: bytes = b""


def stubbed(
    changes: Sequence[Change], gone: Gone
) -> tuple[tuple[Change, ...], tuple[Stub, ...]]:
    """Return the changes that nothing was erased of, and stubs of the others."""
    kept = tuple(change for change in changes if change.name not in gone)
    stubs = tuple(
        Stub(index, tuple(sorted(erased)), rest_of(change, erased))
        for index, change in enumerate(changes)
        if (erased := gone.get(change.name))
    )
    return kept, stubs


def pruned_bytes(
    head: tuple[bytes, bytes],
    changes: Sequence[Change],
    body: bytes,
    stubs: Sequence[Stub],
    sign: Sign | None = None,
) -> bytes:
    """Return the bytes of a pruned segment: all names, what is whole, the stubs.

    `head` is the signed header and its signature, which stay as they were. `sign` is
    its own device's, where that prunes it: then it vouches for what is left.
    """
    names = b"".join(change.name for change in changes)
    told = encode_stubs(stubs)
    word = [sign(Purpose.PRUNED, _vouched(head[0], told))] if sign else []
    return wire.encode([*head, names, body, told, *word])


def vouched_by(
    signed: bytes, stubs: bytes, word: bytes, keys: Sequence[bytes]
) -> bytes | None:
    """Return which of a device's keys vouches for stubs; None where there is no word.

    BadSignature for a word that none of them gave.
    """
    if not word:
        return None
    for key in keys:
        with suppress(BadSignature):
            check(key, Purpose.PRUNED, _vouched(signed, stubs), word)
            return key
    raise BadSignature(Purpose.PRUNED.value)


def _vouched(signed: bytes, stubs: bytes) -> bytes:
    return hashlib.sha256(signed).digest() + stubs


def encode_stubs(stubs: Sequence[Stub]) -> bytes:
    """Return the canonical bytes of stubs in the order of their places."""
    return wire.encode(
        [
            [one.index, b"".join(map(record_bytes, one.records)), one.rest]
            for one in stubs
        ]
    )


def read_stubs(data: bytes, count: int) -> Mapping[int, Stub]:
    """Return the stubs by their places in a segment of so many changes.

    Malformed where there are none, where they are out of order or beyond the segment,
    or where one names no record.
    """
    found: dict[int, Stub] = {}
    told = wire.decode(data, depth_max=2, flags=False)
    if not isinstance(told, list) or not told:
        raise Malformed("pruned of nothing")
    last = -1
    for one in told:
        match one:
            case [int(index), bytes(records), bytes(rest)] if last < index < count:
                last = index + 0
                found[last] = Stub(last, _records(records), rest)
            case _:
                raise Malformed("no stub, or out of order")
    return found


def husk(stub: Stub, name: Name, device: int, area: str) -> Change:
    """Return what is left of a change, under the name it always had."""
    if not stub.rest:
        return with_husks(nothing_left(device, area), stub.records, name)
    rest = read_strictly(stub.rest)
    written = {part.record for part in rest.parts}
    if (rest.device, rest.area, rest.note) != (device, area, "") or not written:
        raise Malformed("a rest of another change")
    if not written.isdisjoint(stub.records):
        raise Malformed("a rest of what was erased")
    return with_husks(rest, stub.records, name)


def _records(data: bytes) -> tuple[RecordId, ...]:
    size = RECORD_BYTES
    records = [data[i : i + size] for i in range(0, len(data), size)]
    if not records or records != sorted(set(records)) or len(data) % size:
        raise Malformed("records, each once, in order")
    return tuple(map(record_text, records))
