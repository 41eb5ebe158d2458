"""What an answer is, how records and changes are named, and when values are equal."""

import hashlib
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeAlias

NAME_BYTES = 16
RECORD_BYTES = 10
VISIT_BYTES = 10

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_PAIRS = tuple(one + other for one in _ALPHABET for other in _ALPHABET)
_PLAIN = str.maketrans(_ALPHABET, "0123456789abcdefghijklmnopqrstuv")
_RECORD = re.compile(f"[{_ALPHABET}]{{16}}")
_SHIFTS = tuple(range(70, -1, -10))


class Special(StrEnum):
    """An answer that is no value; never equal to the text that spells it."""

    DONT_KNOW = "dont-know"
    REFUSED = "refused"

    # An enumerator may really have typed "refused": text and special stay apart.
    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other

    def __hash__(self) -> int:
        return hash((Special, self.value))


Atom: TypeAlias = str | Special
"""One answer: text as the XForm stores it, or a special answer."""

GroupValue: TypeAlias = Mapping[str, Atom | None]
"""Field path (relative to its record's kind) -> answer; None or absent = cleared."""

Name: TypeAlias = bytes
"""16 bytes: the first half of SHA-256 over a change's canonical CBOR."""

RecordId: TypeAlias = str
"""16 characters of lower-case Crockford base32: 80 bits."""


def record_id(visit_nonce: bytes, ordinal: int) -> RecordId:
    """Return the id of the record born as number `ordinal` (from 0) in a visit."""
    return record_text(raw_id(visit_nonce, ordinal))


def raw_id(visit_nonce: bytes, ordinal: int) -> bytes:
    """Return the 10 bytes of that id."""
    assert len(visit_nonce) == VISIT_BYTES, "a visit's nonce has 10 bytes"
    seed = b"indraj record\0" + visit_nonce + ordinal.to_bytes(4, "big")
    return hashlib.sha256(seed).digest()[:RECORD_BYTES]


def record_text(raw: bytes) -> RecordId:
    """Return the 16 characters of a record's 10 bytes."""
    bits = int.from_bytes(raw, "big")
    return "".join([_PAIRS[bits >> shift & 0x3FF] for shift in _SHIFTS])


def record_bytes(record: RecordId) -> bytes:
    """Return the 10 bytes of a record id; ValueError if it is none."""
    if not _RECORD.fullmatch(record):
        raise ValueError("not a record id")
    return int(record.translate(_PLAIN), 32).to_bytes(RECORD_BYTES, "big")


def same(one: GroupValue, other: GroupValue) -> bool:
    """Tell whether two values of a group say the same; cleared equals absent."""
    return answered(one) == answered(other)


def answered(value: GroupValue) -> dict[str, Atom]:
    """Return only the fields that hold an answer."""
    return {path: atom for path, atom in value.items() if atom is not None}


def atom_to_json(atom: Atom | None) -> str | dict[str, str] | None:
    """Return the JSON form: text, null, or {"special": ...}."""
    return {"special": atom.value} if isinstance(atom, Special) else atom


def atom_from_json(value: object) -> Atom | None:
    """Return the answer of its JSON form; ValueError if it is none."""
    if value is None or (isinstance(value, str) and not isinstance(value, Special)):
        return value
    if isinstance(value, dict) and set(value) == {"special"}:
        return Special(value["special"])
    raise ValueError("not an answer")
