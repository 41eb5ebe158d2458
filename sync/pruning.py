"""Taking erased records out of a segment, whose chain goes on unchanged."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sync.change import Change
from sync.dictionary import DICTIONARIES
from sync.erasure import touched
from sync.journal import (
    PRUNED_BYTES_MAX,
    Opened,
    Segment,
    decode_segment,
    open_segment,
)
from sync.layout import Layout
from sync.payload import pack
from sync.seal import Sign
from sync.stubs import pruned_bytes, stubbed
from sync.values import RecordId

LEVEL = 9


def prune(
    segment: Segment,
    opened: Opened,
    erased: Collection[RecordId],
    layouts: Mapping[str, Layout],
    sign: Sign | None = None,
) -> tuple[bytes, Opened] | None:
    """Return a segment without what it tells of some records, and how it opens then.

    None where it tells nothing of them. Signature, hash and names are those of before;
    `sign` is its own device's, where that prunes it. Where what is left of the changes
    is beyond the bound, which no writer of ours comes near, nothing is left of them: an
    order to erase is carried out whatever somebody wrote.
    """
    found = {
        change.name: new
        for change in opened.changes
        if (new := touched(change, erased))
    }
    gone = {
        name: tuple(sorted({*opened.gone.get(name, ()), *found.get(name, ())}))
        for name in {**opened.gone, **found}
    }
    if gone == {name: tuple(told) for name, told in opened.gone.items()}:
        return None
    kept, stubs = stubbed(opened.changes, gone)
    body = _packed(segment, kept, layouts) if kept else b""
    head = (segment.signed, segment.signature)
    data = pruned_bytes(head, opened.changes, body, stubs, sign)
    if len(data) > PRUNED_BYTES_MAX:
        stubs = tuple(replace(stub, rest=b"") for stub in stubs)
        data = pruned_bytes(head, opened.changes, body, stubs, sign)
    left = open_segment(decode_segment(data), layouts, DICTIONARIES)
    assert isinstance(left, Opened), "what is left opens as the whole did"
    return data, left


def _packed(
    segment: Segment, kept: Sequence[Change], layouts: Mapping[str, Layout]
) -> bytes:
    """Pack what is whole, leaning on the dictionary that the segment leant on."""
    leant = segment.body[1]
    return pack(
        kept,
        [layouts[name] for name in segment.header.layouts],
        level=LEVEL,
        dictionary=leant if leant in DICTIONARIES else 0,
        dictionaries=DICTIONARIES,
    )
