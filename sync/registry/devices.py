"""Laptops: added by an administrator, enrolled once, let in by tokens, revoked."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Sequence

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from sync.bundle.letters import enrolment_proof
from sync.errors import (
    BadSignature,
    DeviceRevoked,
    DeviceUnknown,
    TokenSpent,
    TooManyRequests,
)
from sync.registry.holding import hold_all
from sync.registry.office import NUMBERS_ABOVE, Office
from sync.registry.reading import catch_up
from sync.registry.storage import Books, DeviceRow, NewEntry
from sync.seal import PUBLIC_BYTES
from sync.session.entries import EVERYBODY, RevokedEntry
from sync.session.entrycode import NUMBERS, encode_entry
from sync.session.errors import ClockApart, TokenMissing
from sync.session.provisioned import ENUMERATOR
from sync.transports.keys import base64url

SECRET_BYTES = 16
ALGORITHMS = ("Ed25519", "EdDSA")
"""One algorithm: RFC 9864 gave it a name of its own, RFC 8037 the older one."""
ENROL_DAYS = 90
ACCESS_SECONDS = 3600
CLOCK_SECONDS = 300
"""How far a laptop's clock may be off before it is told the time."""
DAY_MS = 86_400_000
ASSERTIONS_MAX = 200
"""So many a laptop may have answered within the time that one counts."""


def add_device(
    office: Office,
    name: str,
    codes: Sequence[str],
    days: int = ENROL_DAYS,
    role: str = ENUMERATOR,
) -> tuple[int, str]:
    """Add a laptop for these areas; give its number and its token, good for `days`.

    An area that the geography lacks is added to it, below nothing.
    """
    secret = base64url(office.random(SECRET_BYTES))
    now = office.clock()
    with office.storage.writing() as books:
        books.log.hold(EVERYBODY)
        books.areas.add((code, code, None) for code in codes)
        until = now + days * DAY_MS
        above = int(books.setting(NUMBERS_ABOVE) or 0)
        number = books.devices.add(
            name, hashed(secret), until, now, above=above, role=role
        )
        books.devices.set_areas(number, codes)
    return number, secret


def enrol(office: Office, device: int, secret: str, public: bytes) -> None:
    """Register a laptop's key by its one-time token; again with the same key is fine.

    Raises `DeviceUnknown`, `DeviceRevoked` or `TokenSpent`.
    """
    _enrol(office, device, public, lambda token_hash: (token_hash, hashed(secret)))


def enrol_by_proof(office: Office, device: int, proof: bytes, public: bytes) -> None:
    """Register a laptop's key by a letter's proof that it has the one-time token."""

    def pair(token_hash: bytes) -> tuple[bytes, bytes]:
        return proof, enrolment_proof(token_hash, device, public)

    _enrol(office, device, public, pair)


def _enrol(
    office: Office,
    device: int,
    public: bytes,
    pair: Callable[[bytes], tuple[bytes, bytes]],
) -> None:
    """Register a key where the pair that follows from the token's hash is equal."""
    if len(public) != PUBLIC_BYTES:
        raise BadSignature("no key")
    with office.storage.writing() as books:
        # A token is spent once, whoever else is at it.
        books.log.hold(EVERYBODY)
        row = known(books, device)
        if not hmac.compare_digest(*pair(row.token_hash)):
            raise TokenSpent
        if row.key == public:
            return
        if row.key is not None or row.token_until < office.clock():
            raise TokenSpent
        books.devices.change(device, key=public, enrolled=office.clock())
        catch_up(office, books, device, always=False)


def grant(office: Office, assertion: str) -> str:
    """Give a short-lived token for a signed assertion (RFC 7523, EdDSA).

    Raises `DeviceUnknown`, `DeviceRevoked`, `BadSignature`, or `ClockApart` where the
    laptop's clock is off: it is told ours and asks again. So it is for an assertion
    that was answered before: each counts once, whichever process answers.
    """
    now = office.clock()
    with office.storage.reading() as books:
        row = known(books, claimed(assertion))
    if row.key is None:
        raise DeviceUnknown
    claims = checked(assertion, row.key)
    if claims.get("sub") != str(row.number) or claims.get("aud") != office.id:
        raise BadSignature("an assertion for somebody else")
    issued = claims.get("iat")
    if not isinstance(issued, int) or abs(issued - now / 1000) > CLOCK_SECONDS:
        raise ClockApart(now / 1000)
    token = base64url(office.random(SECRET_BYTES))
    mark = hashed(f"{row.number} {claims.get('jti') or assertion}")
    with office.storage.writing() as books:
        if books.devices.spent(row.number, now) >= ASSERTIONS_MAX:
            raise TooManyRequests(CLOCK_SECONDS)
        # As long as one counts that was issued as far ahead as it may be.
        counts = now + 2 * CLOCK_SECONDS * 1000
        if not books.devices.spend(mark, row.number, counts, now):
            # Whoever signed it asks anew, as after a word about the time.
            raise ClockApart(now / 1000)
        until = now + ACCESS_SECONDS * 1000
        books.devices.grant(hashed(token), row.number, until, now)
        books.devices.change(row.number, seen=now)
    return token


def holder(office: Office, token: str) -> int:
    """Give the device that a token speaks for; raises `TokenMissing` if it is over."""
    with office.storage.reading() as books:
        device = books.devices.holder(hashed(token), office.clock())
        if device is None:
            raise TokenMissing
        known(books, device)
    return device


def revoke(office: Office, device: int) -> None:
    """Revoke a laptop: what it sealed after what is here now will be held.

    Each log it writes in says so; work relayed later is kept for a person.
    """
    with office.storage.writing() as books:
        hold_all(books)
        known(books, device)
        books.devices.withdraw(device)
        books.devices.change(device, revoked=office.clock())
        for area in sorted(area.code for area in books.areas.written()):
            if device in books.log.introduced(area):
                # A branch that is held goes as far as whoever made it likes.
                tips = books.log.tips(device, area)
                ends = [tip.last for tip in tips if not tip.forked]
                _cut(books, area, device, max(ends, default=0))


def _cut(books: Books, area: str, device: int, number: int) -> None:
    books.log.cut(area, device, number)
    entry = encode_entry(RevokedEntry(device, number))
    books.log.append(area, [NewEntry(NUMBERS[RevokedEntry], entry, entry)])


def known(books: Books, device: int) -> DeviceRow:
    """Give a device that may speak; raises `DeviceUnknown` or `DeviceRevoked`."""
    row = books.devices.get(device)
    if row is None:
        raise DeviceUnknown
    if row.revoked is not None:
        raise DeviceRevoked
    return row


def claimed(assertion: str) -> int:
    """Give the number that an assertion claims; nothing is checked yet."""
    try:
        middle = assertion.split(".")[1]
        said = json.loads(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))
        return int(said["sub"])
    except (ValueError, KeyError, TypeError, IndexError, OverflowError):
        raise DeviceUnknown from None


def checked(assertion: str, public: bytes) -> dict[str, object]:
    """Give the claims of an assertion that the key really signed."""
    shape: dict[str, str | list[str]] = {
        "kty": "OKP",
        "crv": "Ed25519",
        "x": base64url(public),
    }
    try:
        token = jwt.decode(assertion, OKPKey.import_key(shape), algorithms=ALGORITHMS)
    except (JoseError, ValueError, TypeError) as cause:
        raise BadSignature("assertion") from cause
    return dict(token.claims)


def hashed(secret: str) -> bytes:
    """Give what is kept of a secret: its hash, never itself."""
    return hashlib.sha256(secret.encode()).digest()
