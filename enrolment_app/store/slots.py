"""The key-slot file: the store's key, sealed once for each who can open it.

    "INDRJKS1" | u32 version = 2 or 3 | u32 n | n bytes canonical JSON
             | 32 bytes HMAC-SHA256 | 32 bytes SHA-256 of all before

`docs/store.md` writes it down whole. Integers are little-endian, the whole is at most
64 KiB, the JSON has sorted keys, no spaces and is ASCII. The sum finds accidents
without a key; the HMAC, keyed from the store's key, finds slots removed, added,
swapped or edited.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from enrolment_app.store.costs import KEY_BYTES, SALT_BYTES
from enrolment_app.store.errors import SlotsDamaged, StoreNewer

MAGIC = b"INDRJKS1"
VERSION = 3
"""Of a file with codes that the office has; without any it is 2, as it was before."""
HEAD_BYTES = 16
SUM_BYTES = 32
FILE_BYTES_MAX = 64 * 1024
STORE_ID_BYTES = 16
KDF = "argon2id-13"
PERSON, RECOVERY, PROVINCE = "person", "recovery", "province"
# Opened by the code that the office has, and by the one that is on its way there.
OFFICE, OFFICE_NEXT = OFFICES = ("office", "office-next")
KINDS = (PERSON, RECOVERY, PROVINCE, *OFFICES)
TAG_BYTES = 16
NONCE_BYTES = 12
# HPKE puts its own public key before what it sealed.
SLOT_HEX = {"public": KEY_BYTES, "sealed": 2 * KEY_BYTES + TAG_BYTES}
GUARD_HEX = {"salt": SALT_BYTES, "nonce": NONCE_BYTES, "ct": KEY_BYTES + TAG_BYTES}
MEMORY_KIB = (8, 1024 * 1024)
ROUNDS = (1, 64)
LANES = (1, 16)


@dataclass(frozen=True, slots=True)
class Guard:
    """A slot's private key under a passphrase or code; bytes are lower-case hex."""

    m: int
    t: int
    p: int
    salt: str
    nonce: str
    ct: str
    kdf: str = KDF


@dataclass(frozen=True, slots=True)
class Slot:
    """The store's key, sealed to a public key.

    `id` is the person's, or the province's key in short. `guard` holds the private
    key; the province's has none, its private key is elsewhere.
    """

    kind: str
    id: str
    public: str
    sealed: str
    guard: Guard | None


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


def canonical(value: object) -> bytes:
    """Give the one spelling in which a value is kept."""
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def _mac(head: bytes, key: bytes) -> bytes:
    return hmac.digest(derived(key, "slots-mac/2"), head, "sha256")


def encode(table: Table, key: bytes) -> bytes:
    """Give the file's bytes."""
    version = version_of(table.slots)
    fields = {
        "v": version,
        "store": table.store,
        "db_salt": table.db_salt,
        "gen": table.gen,
        "slots": [asdict(slot) for slot in table.slots],
    }
    body = canonical(fields)
    head = MAGIC + version.to_bytes(4, "little") + len(body).to_bytes(4, "little")
    tagged = head + body + _mac(head + body, key)
    return tagged + hashlib.sha256(tagged).digest()


def version_of(slots: Iterable[Slot]) -> int:
    """Give the version of a file with these slots: the earliest that knows them."""
    return VERSION if any(slot.kind in OFFICES for slot in slots) else VERSION - 1


def decode(content: bytes) -> Table:
    """Read a file whole or raise `SlotsDamaged`; nothing is derived before.

    Raises `StoreNewer` for a whole file of a later version.
    """
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
    version = int.from_bytes(content[8:12], "little")
    if version > VERSION:
        raise StoreNewer(f"key slots of version {version}")
    length = int.from_bytes(content[12:HEAD_BYTES], "little")
    body = content[HEAD_BYTES : -2 * SUM_BYTES]
    _require(length == len(body), "length")
    fields = json.loads(body)
    _require(canonical(fields) == body, "not canonical")
    _require(set(fields) == {"v", "store", "db_salt", "gen", "slots"}, "fields")
    _require(fields["v"] == version, "version")
    _require_hex(fields["store"], STORE_ID_BYTES)
    _require_hex(fields["db_salt"], SALT_BYTES)
    _require(type(fields["gen"]) is int and fields["gen"] > 0, "gen")
    slots = tuple(_slot(each) for each in fields["slots"])
    _require(slots, "no slot")
    names = {(slot.kind, slot.id) for slot in slots}
    _require(len(names) == len(slots), "two slots of one person")
    _require(version == version_of(slots), "version")
    return Table(fields["store"], fields["db_salt"], fields["gen"], slots)


def _slot(fields: dict[str, Any]) -> Slot:
    _require(set(fields) == {"kind", "id", "public", "sealed", "guard"}, "slot fields")
    _require(fields["kind"] in KINDS, "kind")
    _require(isinstance(fields["id"], str) and fields["id"], "id")
    for name, size in SLOT_HEX.items():
        _require_hex(fields[name], size)
    guarded = fields["guard"] is not None
    _require(guarded == (fields["kind"] != PROVINCE), "guard")
    guard = _guard(fields["guard"]) if guarded else None
    return Slot(**{**fields, "guard": guard})


def _guard(fields: dict[str, Any]) -> Guard:
    guard = Guard(**fields)
    _require(set(fields) == set(asdict(guard)) and guard.kdf == KDF, "guard fields")
    for name, size in GUARD_HEX.items():
        _require_hex(getattr(guard, name), size)
    # Before anything is allocated: an altered slot must not exhaust the memory.
    for value, (least, most) in ((guard.m, MEMORY_KIB), (guard.t, ROUNDS)):
        _require(type(value) is int and least <= value <= most, "cost")
    _require(type(guard.p) is int and LANES[0] <= guard.p <= LANES[1], "lanes")
    _require(guard.m >= 8 * guard.p, "memory for lanes")
    return guard


def _require_hex(text: str, size: int) -> None:
    _require(bytes.fromhex(text).hex() == text and len(text) == 2 * size, "hex")
