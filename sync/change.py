"""A change: what one person did in one visit, with what they had in front of them."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache

import cbor2

from sync.values import (
    NAME_BYTES,
    VISIT_BYTES,
    Atom,
    GroupValue,
    Name,
    RecordId,
    Special,
    record_bytes,
)

CHANGE_VERSION = 1
REGISTRY_DEVICE = 0
"""The registry writes too (settlements, verified facts); it is device 0."""

TIME_COUNTER_BITS = 16
_OPENED = bytes([0x8A, CHANGE_VERSION, 0x40 | VISIT_BYTES])
"""An array of ten: the version, and what comes before the visit."""
_SPECIALS = {Special.DONT_KNOW: 1, Special.REFUSED: 2}


class Why(StrEnum):
    """Why a change was made."""

    CAPTURED = "captured"
    CORRECTED = "corrected"
    REVIEWED = "reviewed"
    SETTLED = "settled"
    VERIFIED = "verified"
    IMPORTED = "imported"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Context:
    """What was on the screen of a record when its form was opened.

    `seen` is W: how many changes from the start of the registry's order for that
    record, without a hole. `extras` names the changes seen beyond them. `epoch` is
    the registry's epoch in which `seen` was counted ("" before the first exchange).
    """

    seen: int = 0
    extras: frozenset[Name] = frozenset()
    epoch: str = ""


NOTHING_SEEN = Context()


@dataclass(frozen=True, slots=True)
class Part:
    """What a change writes to one record: group -> the group's whole new value."""

    record: RecordId
    context: Context
    writes: Mapping[str, GroupValue]


@dataclass(frozen=True)
class Change:
    """What one person did in one visit; all its parts count, or none.

    `visit` is the visit's 10-byte nonce, `layout` the questionnaire's id (hex),
    `device` the registry's number for the laptop, `time` claimed and hybrid logical
    (milliseconds << 16 | counter). No two parts name the same record.
    """

    visit: bytes
    parts: tuple[Part, ...]
    layout: str
    area: str
    person: str
    device: int
    why: Why = Why.CAPTURED
    time: int = 0
    note: str = field(default="")

    def __post_init__(self) -> None:
        assert len(self.visit) == VISIT_BYTES, "a visit's nonce has 10 bytes"
        records = [part.record for part in self.parts]
        assert len(set(records)) == len(records), "one part a record"

    @cached_property
    def name(self) -> Name:
        """The change's identity: half a SHA-256 over its canonical CBOR."""
        return hashlib.sha256(self.body).digest()[:NAME_BYTES]

    @cached_property
    def body(self) -> bytes:
        """The canonical CBOR, kept at hand for whoever stores what was just named."""
        return canonical(self)

    def part(self, record: RecordId) -> Part | None:
        """Return what this change writes to a record, if anything."""
        return next((part for part in self.parts if part.record == record), None)


def named(change: Change, name: Name) -> Change:
    """Return the change under a name that is known: its hash is not worked out."""
    # Where the property keeps it.
    vars(change)["name"] = name
    return change


def canonical(change: Change, said: Sequence[tuple[bytes, bytes]] = ()) -> bytes:
    """Return the one byte string that names a change (PROTOCOL.md, "Change").

    `said` is each part's record as bytes, and what `writes_bytes` gives for it, from
    whoever has them already.
    """
    out = [
        _OPENED,
        change.visit,
        cbor2.dumps(change.device),
        _layout_bytes(change.layout),
        key(change.area),
        key(change.person),
        key(change.why.value),
        cbor2.dumps(change.time),
        atom_bytes(change.note),
        array_head(len(change.parts)),
    ]
    said = said or [
        (record_bytes(part.record), writes_bytes(part.writes)) for part in change.parts
    ]
    for part, (record, written) in zip(change.parts, said, strict=True):
        out += (b"\x85\x4a", record, _seen(part.context), written)
    return b"".join(out)


@lru_cache(maxsize=64)
def _layout_bytes(layout: str) -> bytes:
    return cbor2.dumps(bytes.fromhex(layout))


# Nearly every new household was written with nothing seen of it.
@lru_cache(maxsize=256)
def _seen(context: Context) -> bytes:
    seen = (context.seen, sorted(context.extras), context.epoch)
    return b"".join(map(cbor2.dumps, seen))


def writes_bytes(writes: Mapping[str, GroupValue]) -> bytes:
    """Return the CBOR of groups and fields in order of their names.

    Flat: no map, no key order.
    """
    groups = (group_bytes(group, writes[group]) for group in sorted(writes))
    return array_head(2 * len(writes)) + b"".join(groups)


def group_bytes(group: str, value: GroupValue) -> bytes:
    """Return what one group adds to `writes_bytes`: its name and its answers."""
    if len(value) == 1:
        ((path, atom),) = value.items()
        return opened_bytes(group, path) + atom_bytes(atom)
    out = [key(group), array_head(2 * len(value))]
    for path in sorted(value):
        out += (key(path), atom_bytes(value[path]))
    return b"".join(out)


def atom_bytes(atom: Atom | None) -> bytes:
    """Return the CBOR of one answer."""
    if type(atom) is not str:
        return cbor2.dumps(plain(atom))
    text = atom.encode()
    size = len(text)
    return (_SHORT[size] if size < _SHORTER else text_head(size)) + text


@lru_cache(maxsize=4096)
def opened_bytes(group: str, path: str) -> bytes:
    """Return the CBOR of a group of one, up to its answer."""
    return key(group) + array_head(2) + key(path)


@lru_cache(maxsize=4096)
def key(name: str) -> bytes:
    """Return the CBOR of a group's or field's name."""
    return cbor2.dumps(name)


def array_head(size: int) -> bytes:
    """Return the CBOR that opens an array of that many items."""
    return _head(0x80, size)


def text_head(size: int) -> bytes:
    """Return the CBOR that opens a text of that many bytes."""
    return _head(0x60, size)


@lru_cache(maxsize=4096)
def _head(major: int, size: int) -> bytes:
    number = cbor2.dumps(size)
    return bytes([number[0] | major]) + number[1:]


_SHORTER = 256
_SHORT = tuple(text_head(size) for size in range(_SHORTER))


def plain(atom: Atom | None) -> str | int | None:
    """Return an answer as CBOR data: text, null, or 1 and 2 for the special answers."""
    return _SPECIALS[atom] if isinstance(atom, Special) else atom


def from_plain(value: object) -> Atom | None:
    """Return the answer of its CBOR data; ValueError if it is none."""
    if value is None or isinstance(value, str):
        return value
    for special, number in _SPECIALS.items():
        if value is not True and value == number:
            return special
    raise ValueError("not an answer")
