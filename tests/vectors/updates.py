"""Vectors of manifests: which packages of the program there are."""

from sync import wire
from sync.seal import Purpose
from sync.session.entries import UpdateEntry
from sync.updates import Manifest, encode_manifest
from tests.vectors.given import KEY, REGISTRY, STRANGER, refused, with_part

MANIFEST = Manifest(
    "0.2.0",
    "debian-amd64",
    "indraj_0.2.0_amd64.deb",
    41_000_000,
    bytes(range(32)),
    "important",
    "0.1.0",
    {"en": "Villages have versions.", "ur": "دیہات کے ورژن ہیں"},
    1_772_400_000_000,
)
WHOLE = encode_manifest(MANIFEST, REGISTRY.sign)
ENTRY = UpdateEntry(WHOLE)
BAD_ENTRIES = {
    "an update without a manifest": wire.encode([18, b""]),
    "an update that is a text": wire.encode([18, "0.2.0"]),
    "an update with half a manifest": wire.encode([18, WHOLE[:60]]),
}


def updates():
    signed, signature = wire.decode(WHOLE)
    parts = wire.decode(signed)

    def of(fields, key=REGISTRY, purpose=Purpose.UPDATE):
        data = wire.encode(fields)
        return wire.encode([data, key.sign(purpose, data)])

    def other(place, value):
        return of(with_part(parts, place, value))

    malformed = {
        "nothing": b"",
        "no array": wire.encode("0.2.0"),
        "a signature only": wire.encode([signature]),
        "half a signature": wire.encode([signed, signature[:32]]),
        "a part too many": wire.encode([signed, signature, 0]),
        "a field too few": of(parts[:-1]),
        "a field too many": of([*parts, 0]),
        "no version of the program": other(1, ""),
        "a version with a path in it": other(1, "../0.2.0"),
        "no platform": other(2, ""),
        "a file in a folder": other(3, "a/b.deb"),
        "a file of nothing": other(4, 0),
        "a size that is a text": other(4, "1"),
        "a short hash": other(5, bytes(31)),
        "an urgency that nobody knows": other(6, "soon"),
        "a least version with a space": other(7, "0 1"),
        "notes that are a text": other(8, "new"),
        "a note that is a number": other(8, {"en": 1}),
        "a note of no words": other(8, {"en": ""}),
        "a note in no language": other(8, {"English": "new"}),
        "a note too long": other(8, {"en": "n" * 1001}),
        "a time below nothing": other(9, -1),
    }
    forged = {
        "signed by a laptop": of(parts, KEY),
        "signed by somebody else": of(parts, STRANGER),
        "signed as an order": of(parts, purpose=Purpose.ERASURE),
        "another hash under the signature": wire.encode(
            [wire.encode(with_part(parts, 5, bytes(32))), signature]
        ),
    }
    large = {"more than 16 KiB": other(8, {"en": "n" * 20_000})}
    later = {"a later version": other(0, 2)}
    return {
        "key": REGISTRY.public.hex(),
        "good": [
            {
                "what": "a package",
                "hex": WHOLE.hex(),
                "version": MANIFEST.version,
                "platform": MANIFEST.platform,
                "file": MANIFEST.file,
                "size": MANIFEST.size,
                "sha256": MANIFEST.sha256.hex(),
                "urgency": MANIFEST.urgency,
                "least": MANIFEST.least,
                "notes": dict(MANIFEST.notes),
                "time": MANIFEST.time,
            }
        ],
        "bad": refused(malformed)
        + refused(forged, "sync.bad_signature")
        + refused(large, "sync.too_large")
        + refused(later, "sync.unknown_version"),
    }
