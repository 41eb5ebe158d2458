"""Taking erased records out of a segment, whose chain goes on unchanged."""

from collections.abc import Collection, Mapping, Sequence

from sync.change import Change
from sync.dictionary import DICTIONARIES
from sync.erasure import touched
from sync.journal import (
    Opened,
    Segment,
    decode_segment,
    open_segment,
    pruned_bytes,
)
from sync.layout import Layout
from sync.payload import pack
from sync.stubs import stubbed
from sync.values import RecordId

LEVEL = 9


def prune(
    segment: Segment,
    opened: Opened,
    erased: Collection[RecordId],
    layouts: Mapping[str, Layout],
) -> tuple[bytes, Opened] | None:
    """Return a segment without what it tells of some records, and how it opens then.

    None where it tells nothing of them. Signature, hash and names are those of before.
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
    data = pruned_bytes(segment.signed, segment.signature, opened.changes, body, stubs)
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
