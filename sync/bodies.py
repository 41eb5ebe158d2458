"""Changes read back from the canonical bytes that name them."""

from collections.abc import Mapping
from typing import Any

import cbor2

from sync.change import CHANGE_VERSION, Change, Context, Part, Why, canonical
from sync.errors import Malformed
from sync.payload import COUNT_END
from sync.values import NAME_BYTES, Atom, Special, record_text

_SPECIALS: Mapping[int, Special] = {1: Special.DONT_KNOW, 2: Special.REFUSED}
NOT_A_CHANGE = (
    ValueError,
    TypeError,
    KeyError,
    AssertionError,
    EOFError,
    AttributeError,
)
"""What reading the wrong bytes may raise."""


def read_change(body: bytes) -> Change:
    """Return the change of its bytes; one of `NOT_A_CHANGE` where they are none."""
    version, *fields = cbor2.loads(body)
    if version != CHANGE_VERSION:
        raise ValueError(f"a change of version {version}")
    visit, device, layout, area, person, why, time, note, parts = fields
    return Change(
        visit=visit,
        parts=tuple(_part(each) for each in parts),
        layout=layout.hex(),
        area=area,
        person=person,
        device=device,
        why=Why(why),
        time=time,
        note=note,
    )


def read_strictly(body: bytes) -> Change:
    """Return the change of its canonical bytes; Malformed for anything else."""
    try:
        change = read_change(body)
        same = canonical(change) == body
    except NOT_A_CHANGE as cause:
        raise Malformed("not a change") from cause
    if not (same and _sound(change)):
        raise Malformed("not a change's canonical bytes")
    return change


def _sound(change: Change) -> bool:
    """Tell whether everything in a change is of the type that it must be."""
    texts = [change.area, change.person, change.note, change.layout]
    counts = [change.time, change.device]
    names: list[object] = []
    atoms: list[object] = []
    for part in change.parts:
        texts.append(part.context.epoch)
        counts.append(part.context.seen)
        names += part.context.extras
        for group, value in part.writes.items():
            texts += [group, *value]
            atoms += value.values()
    return (
        all(type(one) is str for one in texts)
        and all(type(one) is int and 0 <= one < COUNT_END for one in counts)
        and all(type(one) is bytes and len(one) == NAME_BYTES for one in names)
        and all(one is None or type(one) in (str, Special) for one in atoms)
    )


def _part(fields: list[Any]) -> Part:
    record, seen, extras, epoch, flat = fields
    groups = zip(flat[::2], flat[1::2], strict=True)
    return Part(
        record_text(record),
        Context(seen, frozenset(extras), epoch),
        {group: _value(cells) for group, cells in groups},
    )


def _value(cells: list[Any]) -> dict[str, Atom | None]:
    if len(cells) == 2:  # noqa: PLR2004 (a field and its answer: nearly all are this)
        path, plain = cells
        return {path: _atom(plain)}
    pairs = zip(cells[::2], cells[1::2], strict=True)
    return {path: _atom(plain) for path, plain in pairs}


def _atom(plain: Any) -> Atom | None:
    return _SPECIALS[plain] if isinstance(plain, int) else plain
