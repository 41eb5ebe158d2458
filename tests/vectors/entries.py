"""Vectors of log entries, chained to each other."""

from sync import wire
from sync.bundle.sealing import identity_from, recipient_of
from sync.erasure import encode_order
from sync.journal import decode_segment
from sync.rotation import Rotation, encode_rotation
from sync.session.entries import (
    AssignmentEntry,
    DeviceEntry,
    EpochEntry,
    ErasureEntry,
    Filtered,
    FiltersEntry,
    FormEntry,
    GeographyEntry,
    MessageEntry,
    OfficeKeyEntry,
    OwnEntry,
    PersonEntry,
    PrunedEntry,
    ReadersEntry,
    ReleaseEntry,
    RevokedEntry,
    RotatedEntry,
    SegmentEntry,
    Share,
    SucceededEntry,
)
from sync.session.entries import Held as HeldBack
from sync.session.entrycode import encode_entry, link_after, told
from tests.vectors import erasure, places, slips, succession, updates
from tests.vectors.given import (
    AREA,
    DEVICE,
    EPOCH,
    HOUSEHOLD,
    KEY,
    LAYOUT,
    REGISTRY,
    STRANGER,
    an_edit,
    refused,
    segment,
    written,
)

ONE = segment(an_edit(written({"roof": "mud"})))
HEAD = decode_segment(ONE).head
ORDER = encode_order(erasure.ORDER, REGISTRY.sign)
ROTATION = encode_rotation(
    Rotation(DEVICE, KEY.public, STRANGER.public), KEY.sign, STRANGER.sign
)
PRUNED = erasure.pruned([HOUSEHOLD], ONE)
NOW = 1_772_400_000_000
READERS = tuple(
    recipient_of(identity_from(REGISTRY.seed, purpose))
    for purpose in ("bundle/registry", f"bundle/area/{AREA}")
)
ENTRIES = {
    "a segment": SegmentEntry(ONE),
    "a segment with a change held": SegmentEntry(ONE, (HeldBack(0, "held.fork"),)),
    "an own segment": OwnEntry(DEVICE, 1, 1, HEAD),
    "a release": ReleaseEntry(4, (0, 2)),
    "an epoch": EpochEntry("aaaaaaaa", EPOCH),
    "a device": DeviceEntry(DEVICE, "Asha's laptop", KEY.public),
    "a revocation": RevokedEntry(DEVICE, 12),
    "a questionnaire": FormEntry("vectors", "1", LAYOUT.id),
    "filters of numbers": FiltersEntry(b"k" * 32, (Filtered(b"h" * 32, 295),)),
    "a pruned segment": PrunedEntry(PRUNED),
    "an erasure": ErasureEntry(ORDER),
    "a person": PersonEntry("a1b2c3d4e5", "Samina", "ثمینہ", "supervisor"),
    "a person who left": PersonEntry("f6", "Gul", "", "enumerator", ended=True),
    "a household for somebody": AssignmentEntry(HOUSEHOLD, "a1b2c3d4e5", NOW),
    "an area for nobody": AssignmentEntry("", "", NOW),
    "another key": RotatedEntry(ROTATION),
    "the registry's other key": SucceededEntry(succession.CHAIN[0]),
    "who reads": ReadersEntry(2, READERS),
    "who reads, and a key": ReadersEntry(2, READERS, (Share(DEVICE, b"sealed"),)),
    "places": GeographyEntry(3, places.PLACES),
    "a key of the office": OfficeKeyEntry(bytes(range(32))),
    "no key of the office": OfficeKeyEntry(b""),
    "a package of the program": updates.ENTRY,
    "a message": MessageEntry("a1b2c3d4e5", "", "Come to the office.", NOW),
}


def entries():
    link, log = b"", []
    for what, entry in ENTRIES.items():
        data = encode_entry(entry)
        said = data
        if isinstance(entry, SegmentEntry):
            said = told(DEVICE, 1, 1, HEAD, entry.held)
        link = link_after(link, said)
        log.append({"what": what, "hex": data.hex(), "link": link.hex()})
    malformed = {
        "nothing": b"",
        "no array": wire.encode(0),
        "an empty array": wire.encode([]),
        "a kind that is a text": wire.encode(["0", ONE, []]),
        "a kind below nothing": wire.encode([-1, ONE, []]),
        "a field too few": wire.encode([0, ONE]),
        "a field too many": wire.encode([2, 4, [0], 0]),
        "an index below nothing": wire.encode([2, 4, [-1]]),
        "a segment that is a text": wire.encode([0, "segment", []]),
        "held without a code": wire.encode([0, ONE, [[0]]]),
        "true for a number": wire.encode([5, True, 12]),
        "filters with a short key": wire.encode([20, bytes(31), []]),
        "a filter with a short hash": wire.encode([20, bytes(32), [[bytes(31), 9]]]),
        "a filter of no bytes": wire.encode([20, bytes(32), [[bytes(32), 0]]]),
        "a filter without its size": wire.encode([20, bytes(32), [[bytes(32)]]]),
        "a pruned segment that is a text": wire.encode([7, "segment", []]),
        "a person without a role": wire.encode([10, "a", "Samina", "", False]),
        "a person who ended with 1": wire.encode([10, "a", "Samina", "", "", 1]),
        "an assignment of no household": wire.encode([11, "home", "a", 0]),
        "an assignment before time": wire.encode([11, "", "a", -1]),
        "another key without a signature": wire.encode([13, ROTATION[:60]]),
        "the registry's other key with half a signature": wire.encode(
            [14, succession.CHAIN[0][:-40]]
        ),
        "the registry's other key that is a text": wire.encode([14, "key"]),
        "nobody who reads": wire.encode([15, 2, [], []]),
        "a reader that is no recipient": wire.encode([15, 2, ["somebody"], []]),
        "a key for nobody": wire.encode([15, 2, list(READERS), [[b"sealed"]]]),
        "a key that is a text": wire.encode([15, 2, list(READERS), [[7, "sealed"]]]),
        "another key that is a text": wire.encode([13, "key"]),
        "a message without words": wire.encode([12, "a", "", "", 0]),
        "a message too long": wire.encode([12, "a", "", "x" * 2001, 0]),
        "a message of bytes": wire.encode([12, "a", "", b"x", 0]),
        "an erasure without an order": wire.encode([8, b""]),
        "an erasure with half an order": wire.encode([8, ORDER[:40]]),
    }
    malformed |= places.bad() | slips.BAD_KEYS | updates.BAD_ENTRIES
    later = {"a kind that came later": wire.encode([99, "something new"])}
    return {
        "log": log,
        "bad": refused(malformed) + refused(later, "sync.unknown_version"),
    }
