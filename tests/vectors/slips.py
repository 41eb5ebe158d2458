"""Vectors of recovery codes that are sealed to the office."""

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from sync import wire
from sync.recovery import SLIP_VERSION, Slip, encode_slip, short_of
from sync.seal import Purpose
from tests.vectors.given import DEVICE, KEY, STRANGER, refused, with_part

OFFICE = X25519PrivateKey.from_private_bytes(bytes(range(32)))
OFFICE_KEY = OFFICE.public_key().public_bytes_raw()
CODE = "K7QF-2M9X-PD4W-0A1B-CD34"
# Sealing is by chance: this was sealed once.
SEALED = bytes.fromhex(
    "ed18b666b1a008bc6b0e4469bacca5da57dd522715c13a9b74a38cb0977829109d39ed35974cd9fd"
    "2ca7d1f2b4fbce53ba10ce487fc2fd6ca366689859d167106da18a2a475af7b5"
)
BAD_KEYS = {
    "a key of the office of 31 bytes": wire.encode([17, bytes(31)]),
    "a key of the office that is a text": wire.encode([17, "k" * 32]),
}
SLIP = Slip(DEVICE, "p-asha", 3, short_of(OFFICE_KEY), SEALED)


def slips():
    whole = encode_slip(SLIP, KEY.sign)
    parts = wire.decode(whole)

    def signed(fields, key=KEY, purpose=Purpose.RECOVERY):
        return wire.encode([*fields, key.sign(purpose, wire.encode(fields))])

    def other(place, value):
        return signed(with_part(parts[:6], place, value))

    malformed = {
        "nothing": b"",
        "no array": wire.encode("slip"),
        "a part too few": wire.encode(parts[:6]),
        "a part too many": wire.encode([*parts, 0]),
        "cut short": whole[:-1],
        "a byte more": whole + b"\0",
        "half a signature": wire.encode([*parts[:6], parts[6][:32]]),
        "of no device": other(1, 0),
        "of a device beyond all": other(1, 1 << 32),
        "of nobody": other(2, ""),
        "of somebody with a long id": other(2, "p" * 101),
        "of bytes for somebody": other(2, b"p"),
        "number 0": other(3, 0),
        "a number beyond all": other(3, 1 << 63),
        "a number that is a text": other(3, "3"),
        "a key named too shortly": other(4, bytes(7)),
        "nothing sealed": other(5, b""),
        "more sealed than a code": other(5, bytes(200)),
    }
    forged = {
        "signed by another laptop": signed(parts[:6], STRANGER),
        "signed as a segment": signed(parts[:6], purpose=Purpose.SEGMENT),
        "another number under the signature": wire.encode(with_part(parts, 3, 4)),
        "another person under the signature": wire.encode(with_part(parts, 2, "p-b")),
    }
    large = {"more than 1 KiB": other(2, "p" * 1024)}
    later = {"a later version": signed(with_part(parts[:6], 0, SLIP_VERSION + 1))}
    return {
        "key": KEY.public.hex(),
        "office": bytes(range(32)).hex(),
        "good": [
            {
                "what": "a code for the office",
                "hex": whole.hex(),
                "device": DEVICE,
                "person": SLIP.person,
                "number": SLIP.number,
                "code": CODE,
            }
        ],
        "bad": refused(malformed)
        + refused(forged, "sync.bad_signature")
        + refused(large, "sync.too_large")
        + refused(later, "sync.unknown_version"),
    }
