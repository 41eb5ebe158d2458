"""The key-slot file: the store's key, wrapped once for each person.

    "INDRJKS1" | u32 version = 1 | u32 n | n bytes canonical JSON
             | 32 bytes HMAC-SHA256 | 32 bytes SHA-256 of all before

Integers are little-endian, the whole is at most 64 KiB. The JSON has sorted keys and
no spaces and is ASCII: {db_salt, gen, slots, store, v}, a slot being
{ct, id, kdf, kind, m, nonce, p, salt, t}. The sum finds accidents without a key; the
HMAC, keyed from the store's key, finds slots removed, added, swapped or edited. Each
slot's own seal covers the store and the slot, not the table: adding a person must not
need everybody's passphrase.
"""

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass, replace
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from enrolment_app.store.errors import SlotsDamaged

MAGIC = b"INDRJKS1"
VERSION = 1
HEAD_BYTES = 16
SUM_BYTES = 32
FILE_BYTES_MAX = 64 * 1024
KEY_BYTES = 32
KDF = "argon2id-13"
KINDS = ("person", "recovery")
HEX_BYTES = {"salt": 16, "nonce": 12, "ct": KEY_BYTES + 16}
MEMORY_KIB = (8, 1024 * 1024)
ROUNDS = (1, 64)
LANES = (1, 16)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs: memory in KiB, rounds, lanes."""

    memory_kib: int = 64 * 1024
    rounds: int = 3
    lanes: int = 1


@dataclass(frozen=True, slots=True)
class Slot:
    """The store's key, wrapped under one passphrase; bytes are lower-case hex."""

    kind: str
    id: str
    m: int
    t: int
    p: int
    salt: str
    nonce: str
    ct: str
    kdf: str = KDF


@dataclass(frozen=True, slots=True)
class Table:
    """All slots of a store; `gen` rises with each writing, `db_salt` is no secret."""

    store: str
    db_salt: str
    gen: int
    slots: tuple[Slot, ...]


def derived(key: bytes, purpose: str) -> bytes:
    """Give a key for one purpose, from which no other can be told."""
    return HKDF(SHA256(), KEY_BYTES, None, f"indraj/{purpose}".encode()).derive(key)


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def _sealed_with(store: str, slot: Slot) -> bytes:
    """Give the bytes that a slot's seal covers beside the key itself."""
    fields = asdict(slot)
    del fields["ct"]
    return MAGIC + _canonical({"store": store, "slot": fields})


def _wrapping_key(slot: Slot, passphrase: str) -> bytes:
    salt = bytes.fromhex(slot.salt)
    kdf = Argon2id(
        salt=salt, length=32, iterations=slot.t, lanes=slot.p, memory_cost=slot.m
    )
    return kdf.derive(passphrase.encode())


def wrap(  # noqa: PLR0913 - a slot is made of exactly these
    key: bytes,
    passphrase: str,
    *,
    store: str,
    person: str,
    cost: Cost,
    salt: bytes,
    nonce: bytes,
    kind: str = "person",
) -> Slot:
    """Wrap the store's key under a passphrase (slow on purpose)."""
    slot = Slot(
        kind=kind,
        id=person,
        m=cost.memory_kib,
        t=cost.rounds,
        p=cost.lanes,
        salt=salt.hex(),
        nonce=nonce.hex(),
        ct="",
    )
    cipher = AESGCM(_wrapping_key(slot, passphrase))
    ct = cipher.encrypt(nonce, key, _sealed_with(store, slot))
    return replace(slot, ct=ct.hex())


def unwrap(slot: Slot, passphrase: str, *, store: str) -> bytes | None:
    """Give the store's key, None where this passphrase is not the slot's (slow)."""
    cipher = AESGCM(_wrapping_key(slot, passphrase))
    try:
        return cipher.decrypt(
            bytes.fromhex(slot.nonce),
            bytes.fromhex(slot.ct),
            _sealed_with(store, slot),
        )
    except InvalidTag:
        return None


def _mac(head: bytes, key: bytes) -> bytes:
    return hmac.digest(derived(key, "slots-mac/1"), head, "sha256")


def encode(table: Table, key: bytes) -> bytes:
    """Give the file's bytes."""
    fields = {
        "v": VERSION,
        "store": table.store,
        "db_salt": table.db_salt,
        "gen": table.gen,
        "slots": [asdict(slot) for slot in table.slots],
    }
    body = _canonical(fields)
    head = MAGIC + VERSION.to_bytes(4, "little") + len(body).to_bytes(4, "little")
    tagged = head + body + _mac(head + body, key)
    return tagged + hashlib.sha256(tagged).digest()


def decode(content: bytes) -> Table:
    """Read a file whole or raise `SlotsDamaged`; nothing is derived before."""
    try:
        return _decode(content)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as bad:
        raise SlotsDamaged(str(bad)) from bad


def is_whole(content: bytes, key: bytes) -> bool:
    """Tell whether the table is as it was written by somebody who held the key."""
    tagged = content[:-SUM_BYTES]
    return hmac.compare_digest(tagged[-SUM_BYTES:], _mac(tagged[:-SUM_BYTES], key))


def _require(holds: object, what: str) -> None:
    if not holds:
        raise ValueError(what)


def _decode(content: bytes) -> Table:
    _require(HEAD_BYTES + 2 * SUM_BYTES < len(content) <= FILE_BYTES_MAX, "size")
    _require(content[:8] == MAGIC, "magic")
    tagged, found = content[:-SUM_BYTES], content[-SUM_BYTES:]
    _require(hashlib.sha256(tagged).digest() == found, "sum")
    _require(content[8:12] == VERSION.to_bytes(4, "little"), "version")
    length = int.from_bytes(content[12:HEAD_BYTES], "little")
    body = content[HEAD_BYTES : -2 * SUM_BYTES]
    _require(length == len(body), "length")
    fields = json.loads(body)
    _require(_canonical(fields) == body, "not canonical")
    _require(set(fields) == {"v", "store", "db_salt", "gen", "slots"}, "fields")
    _require(fields["v"] == VERSION, "version")
    _require_hex(fields["store"], 16)
    _require_hex(fields["db_salt"], 16)
    _require(type(fields["gen"]) is int and fields["gen"] > 0, "gen")
    slots = tuple(_slot(each) for each in fields["slots"])
    _require(slots, "no slot")
    names = {(slot.kind, slot.id) for slot in slots}
    _require(len(names) == len(slots), "two slots of one person")
    return Table(fields["store"], fields["db_salt"], fields["gen"], slots)


def _slot(fields: dict[str, Any]) -> Slot:
    slot = Slot(**fields)
    _require(set(fields) == set(asdict(slot)), "slot fields")
    _require(slot.kind in KINDS and slot.kdf == KDF, "kind")
    _require(isinstance(slot.id, str) and slot.id, "id")
    for name, size in HEX_BYTES.items():
        _require_hex(getattr(slot, name), size)
    # Before anything is allocated: an altered slot must not exhaust the memory.
    for value, (least, most) in ((slot.m, MEMORY_KIB), (slot.t, ROUNDS)):
        _require(type(value) is int and least <= value <= most, "cost")
    _require(type(slot.p) is int and LANES[0] <= slot.p <= LANES[1], "lanes")
    _require(slot.m >= 8 * slot.p, "memory for lanes")
    return slot


def _require_hex(text: str, size: int) -> None:
    _require(bytes.fromhex(text).hex() == text and len(text) == 2 * size, "hex")
