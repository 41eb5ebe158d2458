"""What a hostile laptop would send, by hand."""

import hashlib
from dataclasses import replace

from sync import wire
from sync.change import Change, Context, Part, canonical
from sync.header import Header, header_bytes
from sync.journal import FIRST_PREVIOUS, decode_segment, encode_segment
from sync.registry import quarantine
from sync.registry.erasure import erase
from sync.seal import Purpose
from sync.stubs import Stub, encode_stubs
from tests.sync.builders import nonce, one
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import AREA, LAYOUT, LAYOUTS, a_record

HOUSE, OTHER = a_record(1), a_record(2)


def order(office, record=HOUSE, area=AREA):
    with office.storage.reading() as books:
        return books.changes.order(area, record)


def codes(office):
    return [one.code for one in quarantine.held(office)]


def signed(laptop, changes, first=1, previous=FIRST_PREVIOUS, key=None):
    return encode_segment(
        changes,
        first=first,
        previous=previous,
        receipt=b"",
        layouts=LAYOUTS,
        sign=(key or laptop.key).sign,
    )


def after(data):
    """Give where a segment goes on that follows another one."""
    segment = decode_segment(data)
    return segment.header.last + 1, segment.head


def a_change(  # noqa: PLR0913 - a builder
    laptop, number, text="mud", record=HOUSE, area=AREA, writes=None
):
    part = Part(record, Context(), writes or one("q/text", text))
    return Change(nonce(number), (part,), LAYOUT.id, area, laptop.name, laptop.device)


def erased(office, record=HOUSE):
    """Let a record be known and erased."""
    knower = a_laptop(office, "knower")
    knower.write(record, "q/text", "known")
    exchange(office, knower)
    erase(office, record, "household", "p-1", "file")


def with_rest(laptop, gone, **more):
    """Give a pruned segment whose device vouches for a rest that no program writes."""
    rest = replace(a_change(laptop, 5, record=OTHER), **more)
    name = hashlib.sha256(b"whatever").digest()[:16]
    names = hashlib.sha256(name).digest()
    header = Header(laptop.device, AREA, 1, 1, FIRST_PREVIOUS, names, (), b"")
    said = header_bytes(header)
    stubs = encode_stubs([Stub(0, (gone,), canonical(rest))])
    vouched = hashlib.sha256(said).digest() + stubs
    word = laptop.key.sign(Purpose.PRUNED, vouched)
    signature = laptop.key.sign(Purpose.SEGMENT, said)
    return wire.encode([said, signature, name, b"", stubs, word])
