"""How a slot is made and opened: a passphrase, a recovery code, the province's key.

Each slot has a key pair of its own. The store's key is sealed to the public half
(HPKE), the private half lies under what a person knows (Argon2id, AES-256-GCM). So a
person changes a passphrase without anything else being written anew, and a new key of
the store reaches everybody without anybody's passphrase.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TypeAlias

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from enrolment_app.store.costs import KEY_BYTES, SALT_BYTES, Cost, stretched
from enrolment_app.store.recovery_codes import read_code
from enrolment_app.store.slots import (
    MAGIC,
    NONCE_BYTES,
    OFFICE,
    OFFICES,
    PERSON,
    PROVINCE,
    RECOVERY,
    Guard,
    Slot,
    canonical,
)

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)

Random: TypeAlias = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """A person's one-time code, as it was typed."""

    typed: str


@dataclass(frozen=True, slots=True)
class ProvinceKey:
    """The private half of the province's recovery key."""

    private: X25519PrivateKey


# What opens a store: a passphrase, or one of the others.
Secret: TypeAlias = str | RecoveryCode | ProvinceKey


@dataclass(frozen=True, slots=True)
class Lock:
    """Under what a slot's private key lies, and what making it needs."""

    kind: str
    secret: str
    cost: Cost


def new_slot(key: bytes, store: str, person: str, lock: Lock, random: Random) -> Slot:
    """Make a person's slot (slow on purpose)."""
    private = X25519PrivateKey.from_private_bytes(random(KEY_BYTES))
    public = private.public_key().public_bytes_raw().hex()
    slot = Slot(lock.kind, person, public, "", None)
    return resealed(_guarded(slot, store, private, lock, random), store, key)


def _guarded(
    slot: Slot, store: str, private: X25519PrivateKey, lock: Lock, random: Random
) -> Slot:
    salt, nonce = random(SALT_BYTES), random(NONCE_BYTES)
    cost = lock.cost
    guard = Guard(cost.memory_kib, cost.rounds, cost.lanes, salt.hex(), nonce.hex(), "")
    cipher = AESGCM(stretched(lock.secret, salt, cost))
    covered = _covered(slot, store, guard)
    ct = cipher.encrypt(nonce, private.private_bytes_raw(), covered)
    return replace(slot, guard=replace(guard, ct=ct.hex()))


def province_slot(key: bytes, store: str, public: bytes) -> Slot:
    """Make the slot that only the province's private key opens."""
    slot = Slot(PROVINCE, short_name(public), public.hex(), "", None)
    return resealed(slot, store, key)


def short_name(public: bytes) -> str:
    """Give the name by which a public key is told on paper."""
    return sha256(public).hexdigest()[:16]


def resealed(slot: Slot, store: str, key: bytes) -> Slot:
    """Seal a key of the store to a slot, in place of the one before."""
    public = X25519PublicKey.from_public_bytes(bytes.fromhex(slot.public))
    sealed = SUITE.encrypt(key, public, _covered(slot, store, None))
    return replace(slot, sealed=sealed.hex())


def opened(slot: Slot, store: str, secret: Secret) -> bytes | None:
    """Give the store's key, None where this is not the slot's secret (slow)."""
    private = _private(slot, store, secret)
    if private is None:
        return None
    sealed, covered = bytes.fromhex(slot.sealed), _covered(slot, store, None)
    try:
        key: bytes = SUITE.decrypt(sealed, private, covered)
    except (InvalidTag, ValueError):
        return None
    return key


def _private(slot: Slot, store: str, secret: Secret) -> X25519PrivateKey | None:
    match secret:
        case ProvinceKey(private):
            public = private.public_key().public_bytes_raw().hex()
            return private if slot.public == public else None
        case RecoveryCode(typed):
            code = read_code(typed)
            return _unguarded(slot, store, code) if code is not None else None
    return _unguarded(slot, store, secret)


def kinds_of(secret: Secret) -> tuple[str, ...]:
    """Tell which kinds of slots a secret may open, the likeliest first."""
    if isinstance(secret, ProvinceKey):
        return (PROVINCE,)
    return (RECOVERY, *OFFICES) if isinstance(secret, RecoveryCode) else (PERSON,)


def _unguarded(slot: Slot, store: str, secret: str) -> X25519PrivateKey | None:
    guard = slot.guard
    if guard is None:
        return None
    cost = Cost(guard.m, guard.t, guard.p)
    cipher = AESGCM(stretched(secret, bytes.fromhex(guard.salt), cost))
    covered = _covered(slot, store, replace(guard, ct=""))
    try:
        raw = cipher.decrypt(
            bytes.fromhex(guard.nonce), bytes.fromhex(guard.ct), covered
        )
    except InvalidTag:
        return None
    return X25519PrivateKey.from_private_bytes(raw)


def _covered(slot: Slot, store: str, guard: Guard | None) -> bytes:
    """Give what a seal covers beside its content: whose, of what store, how guarded."""
    cost = [guard.kdf, guard.m, guard.t, guard.p, guard.salt] if guard else None
    # The code that is on its way becomes the one that the office has, as it is.
    kind = OFFICE if slot.kind in OFFICES else slot.kind
    return MAGIC + canonical([store, kind, slot.id, slot.public, cost])
