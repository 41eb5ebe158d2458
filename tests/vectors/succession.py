"""Vectors of successions: the registry's keys, each following from the one before."""

import hashlib

from sync import wire
from sync.seal import Purpose, SigningKey
from sync.session.messages import (
    Answer,
    Request,
    Standing,
    encode_answer,
    encode_request,
)
from sync.succession import Succession, encode_succession
from tests.vectors.given import (
    DEVICE,
    EPOCH,
    KEY,
    REGISTRY,
    STRANGER,
    refused,
    with_part,
)

NOW = 1_772_400_000_000
SECOND = SigningKey(hashlib.sha256(b"the registry's second key").digest())
THIRD = SigningKey(hashlib.sha256(b"the registry's third key").digest())


def follows(number, old, new, time=NOW):
    said = Succession(number, old.public, new.public, time)
    return encode_succession(said, old.sign, new.sign)


CHAIN = (follows(2, REGISTRY, SECOND), follows(3, SECOND, THIRD, NOW + 1))


def said_by(fields, old=REGISTRY, new=SECOND, purpose=Purpose.SUCCESSION):
    signed = wire.encode(fields)
    return wire.encode([signed, old.sign(purpose, signed), new.sign(purpose, signed)])


def answers():
    """Give answers to one who knows the first key, under later ones."""
    question = encode_request(Request(DEVICE, EPOCH, {"": Standing(3, b"l" * 8)}))

    def under(key, chain):
        said = Answer(EPOCH, NOW, successions=tuple(chain))
        return encode_answer(said, question, key.sign)

    forged = {
        "without the way to it": under(THIRD, ()),
        "with half of the way": under(THIRD, CHAIN[:1]),
        "with another way": under(STRANGER, (follows(2, STRANGER, THIRD),)),
        "by somebody else, with the way": under(STRANGER, CHAIN),
    }
    former = {"by a key that was given up since": under(SECOND, CHAIN)}
    return {
        "question": question.hex(),
        "answers": [
            {"what": "the first key", "hex": under(REGISTRY, ()).hex(), "number": 1},
            {"what": "the second", "hex": under(SECOND, CHAIN[:1]).hex(), "number": 2},
            {"what": "the third", "hex": under(THIRD, CHAIN).hex(), "number": 3},
        ],
        "bad_answers": refused(forged, "sync.bad_signature")
        + refused(former, "sync.former_key"),
    }


def succession():
    """Give a chain that is followed, words that are none, chains that are not."""
    signed, by_old, by_new = wire.decode(CHAIN[0])
    parts = wire.decode(signed)
    malformed = {
        "nothing": b"",
        "no array": wire.encode(0),
        "one signature": wire.encode([signed, by_old]),
        "a signature too short": wire.encode([signed, by_old, by_new[:-1]]),
        "a field too few": said_by(parts[:-1]),
        "the first number": said_by(with_part(parts, 1, 1)),
        "a number that is a text": said_by(with_part(parts, 1, "2")),
        "one key twice": said_by(with_part(parts, 3, REGISTRY.public), new=REGISTRY),
        "a key too short": said_by(with_part(parts, 3, SECOND.public[:-1])),
        "a time below nothing": said_by(with_part(parts, 4, -1)),
    }
    forged = {
        "signed by the old one only": wire.encode([signed, by_old, by_old]),
        "signed by the new one only": wire.encode([signed, by_new, by_new]),
        "signed by somebody else": said_by(parts, old=STRANGER),
        "signed as a laptop's": said_by(parts, purpose=Purpose.ROTATION),
        "another number under the signatures": wire.encode(
            [wire.encode(with_part(parts, 1, 3)), by_old, by_new]
        ),
    }
    large = {
        "a field too many": said_by([*parts, 0]),
        "more than 1 KiB": wire.encode([bytes(1024), by_old, by_new]),
    }
    later = {"a later version": said_by(with_part(parts, 0, 2))}
    unfollowed = {
        "the second without the first": CHAIN[1:],
        "out of order": CHAIN[::-1],
        "from another first key": (follows(2, KEY, SECOND),),
        "with a number left out": (follows(3, REGISTRY, SECOND),),
        "two that follow one": (CHAIN[0], follows(2, REGISTRY, STRANGER)),
        "a key that was given up": (*CHAIN, follows(4, THIRD, REGISTRY)),
    }
    return {
        "first": REGISTRY.public.hex(),
        "good": [
            {"what": f"key {n + 1}", "hex": data.hex(), "newest": key.public.hex()}
            for n, (data, key) in enumerate(
                zip(CHAIN, (SECOND, THIRD), strict=True), start=1
            )
        ],
        "bad": refused(malformed)
        + refused(forged, "sync.bad_signature")
        + refused(large, "sync.too_large")
        + refused(later, "sync.unknown_version"),
        **answers(),
        "bad_chains": [
            {
                "what": what,
                "chain": [data.hex() for data in chain],
                "code": "sync.bad_signature",
            }
            for what, chain in unfollowed.items()
        ],
    }
