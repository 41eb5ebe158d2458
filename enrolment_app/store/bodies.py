"""Changes as bytes in the database: the canonical form that also names them."""

from typing import Any

import cbor2

from enrolment_app.store.errors import StoreDamaged
from sync.change import CHANGE_VERSION, Change, Context, Part, Why
from sync.values import Atom, Name, Special, record_text

_SPECIALS: dict[int, Special] = {1: Special.DONT_KNOW, 2: Special.REFUSED}


def body_of(change: Change) -> bytes:
    """Give the bytes of a change."""
    return change.body


def read_body(body: bytes, name: Name | None = None) -> Change:
    """Give the change of its bytes; `StoreDamaged` if they are none.

    `name` is the one kept beside the bytes, taken as it is: `Journal.verify` compares.
    """
    try:
        version, *fields = cbor2.loads(body)
        if version != CHANGE_VERSION:
            raise StoreDamaged(f"a change of version {version}")
        change = _change(fields)
    except (ValueError, TypeError, KeyError, AssertionError, EOFError) as bad:
        raise StoreDamaged("a change does not read") from bad
    if name is not None:
        # Where the property keeps it; working it out costs more than reading.
        vars(change)["name"] = name
    return change


def _change(fields: list[Any]) -> Change:
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


def _part(fields: list[Any]) -> Part:
    record, seen, extras, epoch, flat = fields
    groups = zip(flat[::2], flat[1::2], strict=True)
    return Part(
        record_text(record),
        Context(seen, frozenset(extras), epoch),
        {group: _value(cells) for group, cells in groups},
    )


def _value(cells: list[Any]) -> dict[str, Atom | None]:
    pairs = zip(cells[::2], cells[1::2], strict=True)
    return {path: _atom(plain) for path, plain in pairs}


def _atom(plain: Any) -> Atom | None:
    return _SPECIALS[plain] if isinstance(plain, int) else plain
