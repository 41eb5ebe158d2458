"""Vectors of stretches: a message that goes on where its line broke."""

import hashlib

from sync import wire
from sync.session.messages import MESSAGE_BYTES_MAX
from sync.session.resumed import (
    STRETCH_BYTES_MAX,
    WORD,
    Heard,
    Stretch,
    encode_heard,
    encode_stretch,
    mark_of,
)
from tests.vectors.given import refused, with_part

REQUEST = b"a request of some length"
ANSWER = b"an answer to it"
DIGEST = hashlib.sha256(REQUEST).digest()
SAID = [WORD, 1, DIGEST, len(REQUEST), 10, REQUEST[10:16], 0, 64]
HEARD = [1, len(REQUEST), len(ANSWER), mark_of(ANSWER), ANSWER[4:]]


def stretches():
    """Give all vectors."""
    said = {
        "the first bytes": Stretch(DIGEST, len(REQUEST), 0, REQUEST[:10], 0, 64),
        "the last ones": Stretch(DIGEST, len(REQUEST), 10, REQUEST[10:], 0, 64),
        "more of the answer": Stretch(DIGEST, len(REQUEST), 24, b"", 4, 64),
    }
    heard = {
        "some are there": Heard(10),
        "the answer's first": Heard(24, len(ANSWER), mark_of(ANSWER), ANSWER[:4]),
        "the rest of it": Heard(24, len(ANSWER), mark_of(ANSWER), ANSWER[4:]),
    }
    return {
        "request": REQUEST.hex(),
        "answer": ANSWER.hex(),
        "good": told(said, encode_stretch),
        "good_answers": told(heard, encode_heard),
        "bad": [*bad_shapes(), *refused(later(WORD), "sync.unknown_version")],
        "bad_answers": bad_heard(),
    }


def told(found, encode):
    return [{"what": what, "hex": encode(one).hex()} for what, one in found.items()]


def changed(parts, place, value):
    return wire.encode(with_part(parts, place, value))


def bad_shapes():
    return refused(
        {
            "nothing": b"",
            "a part too few": wire.encode(SAID[:-1]),
            "a part too many": wire.encode([*SAID, 0]),
            "half a digest": changed(SAID, 2, DIGEST[:16]),
            "a digest that is a text": changed(SAID, 2, "digest"),
            "a request of nothing": changed(SAID, 3, 0),
            "a request beyond the bound": changed(SAID, 3, 8 * 1024 * 1024 + 1),
            "from before the start": changed(SAID, 4, -1),
            "beyond the end": changed(SAID, 4, 20),
            "bytes that are a text": changed(SAID, 5, "bytes"),
            "more than 512 KiB": changed(
                with_part(SAID, 3, 1 << 20), 5, bytes(STRETCH_BYTES_MAX + 1)
            ),
            "room below nothing": changed(SAID, 7, -1),
        }
    )


def later(word):
    return {
        "a later version": changed(SAID, 1, 2),
        "another word": changed(SAID, 0, word.upper()),
    }


def bad_heard():
    shapes = {
        "nothing": b"",
        "without what is there": wire.encode([1]),
        "below nothing": changed(HEARD, 1, -1),
        "a mark that is a text": changed(HEARD, 3, "mark"),
        "a part too many": wire.encode([*HEARD, b"x"]),
        "an answer of more than a message": changed(HEARD, 2, MESSAGE_BYTES_MAX + 1),
        "bytes beyond the answer's end": changed(HEARD, 4, ANSWER + b"x"),
    }
    version = {"a later version": changed(HEARD, 0, 2)}
    return refused(shapes) + refused(version, "sync.unknown_version")
