"""Vectors of runs: a stretch of a log, its segments packed together."""

from sync import wire
from sync.journal import decode_segment
from sync.packing import lay, plain
from sync.session.entries import DeviceEntry, Held, RunEntry, SegmentEntry
from sync.session.entrycode import encode_entry, link_after, told
from tests.vectors.given import (
    AREA,
    DEVICE,
    KEY,
    KNOWN,
    LAYOUT,
    a_household,
    an_edit,
    refused,
    segment,
    written,
)

FIRST = segment(a_household(1), a_household(2))
SECOND = segment(
    an_edit(written({"roof": "mud"})),
    first=3,
    previous=decode_segment(FIRST).head,
)
HELD = (Held(0, "held.fork"),)
ENTRIES = (
    DeviceEntry(DEVICE, "Asha's laptop", KEY.public),
    SegmentEntry(FIRST),
    SegmentEntry(SECOND, HELD),
)


def packed():
    lines, used, body = lay(AREA, [None, FIRST, SECOND], KNOWN)
    entry = encode_entry(ENTRIES[0])
    return RunEntry((entry, (lines[1], ()), (lines[2], HELD)), used, body)


def runs():
    """Give all vectors, with what is needed to read them."""
    run = packed()
    return {
        "area": AREA,
        "key": KEY.public.hex(),
        "layout": LAYOUT.to_json(),
        "good": [
            {"what": "a device and two segments", "hex": encode_entry(run).hex()}
            | {"stands": list(stands()), "link": link().hex()}
        ],
        "bad": [*malformed(run), *forged(run)],
    }


def stands():
    """Give what the chain says of each entry that the run stands for."""
    for entry in ENTRIES:
        if isinstance(entry, SegmentEntry):
            at = decode_segment(entry.segment)
            header = at.header
            said = (header.device, header.first, header.last, at.head, entry.held)
            yield told(*said).hex()
        else:
            yield encode_entry(entry).hex()


def link():
    found = b""
    for said in stands():
        found = link_after(found, bytes.fromhex(said))
    return found


def again(run, **changed):
    """Give the run with a part of it changed."""
    known = {"lines": [run.lines[0]], "ids": bytes.fromhex(LAYOUT.id), "body": run.body}
    known["lines"] += [[*plain(line), held_of(held)] for line, held in run.lines[1:]]
    return wire.encode([9, *(known | changed).values()])


def held_of(held):
    return [[one.index, one.code] for one in held]


def lines(run, place, value):
    """Give the run with a part of its first line changed."""
    device, *segments = run.lines
    first = [*plain(segments[0][0]), []]
    first[place] = value
    return again(run, lines=[device, first, [*plain(segments[1][0]), held_of(HELD)]])


def malformed(run):
    body = run.body
    found = {
        "no line": again(run, lines=[]),
        "a run of nothing": again(run, lines=[run.lines[0]]),
        "lines that are no array": again(run, lines=0),
        "half a layout": again(run, ids=bytes(16)),
        "a layout twice": again(run, ids=bytes.fromhex(LAYOUT.id) * 2),
        "no layout": again(run, ids=b""),
        "no body": again(run, body=b""),
        "a body with a byte more": again(run, body=body + b"\0"),
        "a body a byte short": again(run, body=body[:-1]),
        "a signature of 63 bytes": lines(run, 5, bytes(63)),
        "a previous of 31 bytes": lines(run, 3, bytes(31)),
        "a segment of no change": lines(run, 2, 0),
        "a change too many": lines(run, 2, 3),
        "a run in a run": again(run, lines=[encode_entry(run)]),
        "a device that is a text": lines(run, 0, "7"),
    }
    return refused(found, "sync.malformed")


def forged(run):
    changed = run.body[:-1] + bytes([run.body[-1] ^ 1])
    found = {
        "another number": lines(run, 1, 2),
        "another device": lines(run, 0, 8),
        "another segment before it": lines(run, 3, b"p" * 32),
        "another receipt": lines(run, 4, b"r" * 16),
        "another signature": lines(run, 5, bytes(64)),
        "another body": again(run, body=changed),
    }
    return refused(found, "sync.bad_signature")
