"""What an outside tells is bounded, whoever wrote it, and the letter comes through."""

import pytest

from sync.bundle.manifest import (
    READER_BYTES,
    READERS_MAX,
    Envelope,
    Kind,
    decode_letters,
    encode_letters,
)

CONTENT = b"sealed"
READER = bytes(READER_BYTES)
FILLED = {
    "an epoch": {"epoch": "e" * 70_000},
    "places": {"stands": {f"area-{n}": (n, n) for n in range(7_000)}},
    "readers": {"readers": (READER,) * 10_000},
    "long readers": {"readers": (READER, b"r" * 70_000)},
}


def told_by(envelope):
    return envelope.epoch, envelope.stands, envelope.readers


def an_envelope(**more):
    usual = {"readers": (READER,), "device": 7, "question": bytes(32)}
    return Envelope.around(CONTENT, Kind.UP, **(usual | more))


@pytest.mark.parametrize("filled", FILLED)
def test_a_filled_outside_keeps_back_no_letter(filled, monkeypatch):
    more = FILLED[filled]
    readers = more.get("readers", (READER,))
    left = ("", {}, tuple(r for r in readers if r == READER)[:READERS_MAX])
    assert told_by(an_envelope(**more)) == left

    with monkeypatch.context() as somebody:
        somebody.setattr(Envelope, "bounded", lambda envelope: envelope)
        written = encode_letters([(an_envelope(**more), CONTENT)])
    ((envelope, content),) = decode_letters(written, 1 << 20)

    assert content == CONTENT
    assert told_by(envelope) == left


def test_what_an_outside_may_tell_it_tells():
    envelope = an_envelope(epoch="e", stands={"PK501": (3, 4)})

    ((read, _),) = decode_letters(encode_letters([(envelope, CONTENT)]), 1 << 20)

    assert told_by(read) == told_by(envelope) == ("e", {"PK501": (3, 4)}, (READER,))
