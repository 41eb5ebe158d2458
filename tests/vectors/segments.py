"""Vectors of segments: what opens, what waits, and above all what is refused."""

import hashlib

from sync import wire
from sync.change import Context
from sync.columns import varint
from sync.dictionary import DICTIONARIES
from sync.journal import decode_segment, encode_erased, open_segment
from sync.payload import pack
from sync.seal import Purpose
from sync.streams import compress, decompress
from tests.vectors.given import (
    ANSWERS,
    AS_TEXT,
    DEVICE,
    KEY,
    KNOWN,
    LAYOUT,
    STRANGER,
    a_household,
    an_edit,
    leaning,
    segment,
    with_part,
    written,
)


def segments():
    """Give all vectors, with what is needed to read them."""
    return {
        "device": DEVICE,
        "key": KEY.public.hex(),
        "layout": LAYOUT.to_json(),
        "good": good(),
        "bad": [
            {"what": what, "hex": data.hex(), "code": code}
            for what, data, code in (*bad_frames(), *bad_headers(), *bad_bodies())
        ],
    }


def good():
    first = an_edit(written({"roof": "mud"}), number=2)
    seen = Context(0, frozenset({first.name, hashlib.sha256(b"x").digest()[:16]}), "")
    second = an_edit(written({"rooms": "4"}), number=2, context=seen)
    found = {
        "a household": segment(a_household()),
        "every type as its numbers": segment(an_edit(written(ANSWERS))),
        "what does not fit its type": segment(an_edit(written(AS_TEXT))),
        "answers no layout knows": segment(
            an_edit(written({"later": "x", "new": None}))
        ),
        "cleared, and no answer": segment(
            an_edit(written({"roof": None, "rooms": None}))
        ),
        "a name in the same segment": segment(first, second),
        "in the middle of a chain": segment(first, first=9, previous=b"p" * 32),
        "three households": segment(*(a_household(n) for n in (1, 2, 3))),
        "a note": segment(an_edit(written({"roof": "mud"}), note="after Asr")),
        "a text that leans on a dictionary": leaning(),
    }
    erased = encode_erased(decode_segment(segment(first)), [first.name])
    return [
        *(told(what, data, "opened") for what, data in found.items()),
        told("erased", erased, "erased"),
    ]


def told(what, data, opens):
    segment = decode_segment(data)
    header = segment.header
    found = open_segment(segment, KNOWN, DICTIONARIES)
    names = getattr(found, "names", None) or [c.name for c in found.changes]
    return {
        "what": what,
        "hex": data.hex(),
        "opens": opens,
        "changes": [name.hex() for name in names],
        "dictionary": 0 if opens == "erased" else segment.body[1],
        "area": header.area,
        "first": header.first,
        "count": header.count,
        "head": segment.head.hex(),
        "names": header.names.hex(),
    }


# -- the frame


def bad_frames():
    whole = segment(an_edit(written({"roof": "mud"})))
    signed, signature, erased, body = wire.decode(whole)
    frames = {
        "nothing": b"",
        "a byte short": whole[:-1],
        "a byte more": whole + b"\0",
        "no array": wire.encode("segment"),
        "a part too few": wire.encode([signed, signature, erased]),
        "a number for erased": wire.encode([signed, signature, 0, body]),
        "a text for a body": wire.encode([signed, signature, erased, "body"]),
        "a signature of 63 bytes": wire.encode([signed, signature[:-1], erased, body]),
        "a part too many": wire.encode([signed, signature, erased, body, 0]),
    }
    yield from ((what, data, "sync.malformed") for what, data in frames.items())
    longer = wire.encode([signed, signature, erased, body, 0, 0])
    yield "two parts too many", longer, "sync.malformed"
    longest = wire.encode([signed, signature, erased, body, 0, 0, 0])
    yield "three parts too many", longest, "sync.too_large"
    other = STRANGER.sign(Purpose.SEGMENT, signed)
    purpose = KEY.sign(Purpose.RECEIPT, signed)
    flipped = bytes([signature[0] ^ 1]) + signature[1:]
    for what, wrong in (
        ("signed by somebody else", other),
        ("signed for another purpose", purpose),
        ("a bit of the signature", flipped),
        ("no signature", bytes(64)),
    ):
        yield what, wire.encode([signed, wrong, erased, body]), "sync.bad_signature"


# -- the header


def bad_headers():
    change = an_edit(written({"roof": "mud"}))
    parts = wire.decode(decode_segment(segment(change)).signed)
    wrong = {
        "a field too few": parts[:-1],
        "a device beyond 32 bits": with_part(parts, 1, 1 << 32),
        "a device below nothing": with_part(parts, 1, -1),
        "an area that is a number": with_part(parts, 2, 5),
        "numbers from 0": with_part(parts, 3, 0),
        "no change": with_part(parts, 4, 0),
        "1,001 changes": with_part(parts, 4, 1001),
        "a previous of 31 bytes": with_part(parts, 5, bytes(31)),
        "names of 31 bytes": with_part(parts, 6, bytes(31)),
        "half a layout": with_part(parts, 7, parts[7][:16]),
        "a layout twice": with_part(parts, 7, parts[7] * 2),
        "a receipt that is a text": with_part(parts, 8, "r"),
    }
    body = decode_segment(segment(change)).body
    for what, fields in wrong.items():
        yield what, signed_anew(fields, body), "sync.malformed"
    yield "a field too many", signed_anew([*parts, 0], body), "sync.too_large"
    later = with_part(parts, 0, 2)
    yield "a later version", signed_anew(later, body), "sync.unknown_version"
    yield (
        "a version of text",
        signed_anew(with_part(parts, 0, "1"), body),
        ("sync.malformed"),
    )
    altered = wire.encode(with_part(parts, 2, "PK502"))
    signature = decode_segment(segment(change)).signature
    yield (
        "another area under the old signature",
        wire.encode([altered, signature, False, body]),
        "sync.bad_signature",
    )


def signed_anew(fields, body, *, erased=False):
    signed = wire.encode(fields)
    return wire.encode([signed, KEY.sign(Purpose.SEGMENT, signed), erased, body])


# -- the body


def bad_bodies():
    change = an_edit(written({"roof": "mud", "remarks": "here"}))
    opened = decode_segment(segment(change))
    fields = wire.decode(opened.signed)
    other = decode_segment(segment(an_edit(written({"roof": "brick"})))).body
    yield "the body of other changes", signed_anew(fields, other), "sync.wrong_names"
    names = with_part(fields, 6, bytes(32))
    yield "names of nothing", signed_anew(names, opened.body), "sync.wrong_names"
    for what, body in (("16 bytes", b"x" * 16), ("32 bytes", b"x" * 32), ("none", b"")):
        erased = signed_anew(fields, body, erased=True)
        yield f"erased to names not signed: {what}", erased, "sync.wrong_names"
    for what, body, code in framed(opened.body):
        yield what, signed_anew(fields, body), code
    for what, body in columned(change):
        yield what, signed_anew(fields, body), "sync.malformed"


def framed(body):
    small, text, dense = decompress(body, {})
    stored = b"".join(varint(len(one) << 1 | 1) + one for one in (small, text, dense))
    malformed = {
        "no body": b"",
        "a body of its version only": b"\1",
        "a body a byte short": body[:-1],
        "a body a byte longer": body + b"\0",
        "a number not in its shortest form": b"\1\x80\0" + stored,
        "a dictionary for a text that lies there": b"\1\1" + stored,
        "a missing dictionary and a body cut short": b"\1\1",
        "a stream packed to no gain": b"\1\0\0\0" + b"\1\1",
        "a stream that is no zstd": b"\1\0" + varint(8) + varint(2) + b"xx" + b"\1\1",
        "a stream that unpacks to less": b"\1\0"
        + varint(2000)
        + varint(len(packed(b"a" * 900)))
        + packed(b"a" * 900)
        + b"\1\1",
        "a frame that says how much it unpacks to": telling(100),
        "a frame that says it unpacks to a tebibyte": telling(1 << 40),
    }
    for what, wrong in malformed.items():
        yield what, wrong, "sync.malformed"
    yield "a body of a later version", b"\2" + body[1:], "sync.unknown_version"
    yield "a stream beyond 4 MiB", b"\1\0" + varint(1 << 24), "sync.too_large"
    yield "a length of five bytes", b"\1\xff\xff\xff\xff\1", "sync.too_large"
    yield "a bomb", b"\1\0" + bomb(), "sync.too_large"


def telling(size):
    """Give a body whose frame tells a size of its own, and repeats a byte 100 times."""
    block = (1 | 1 << 1 | 100 << 3).to_bytes(3, "little") + b"x"
    frame = b"\xe0" + size.to_bytes(8, "little") + block
    return b"\1\0" + varint(100 << 1) + varint(len(frame)) + frame + b"\1\1"


def packed(stream):
    body = compress((stream, b"", b""), level=9, dictionary=0, dictionaries={})
    source = body[2:]
    size = len(varint(len(stream) << 1))
    length = source[size] & 0x7F
    return source[size + 1 : size + 1 + length]


def bomb():
    return varint((5 << 20) << 1) + varint(10) + bytes(10)


def columned(change):
    """Bodies whose frame is whole and whose columns are not."""
    body = pack([change], [LAYOUT], level=9, dictionary=0, dictionaries={})
    small, text, dense = decompress(body, {})

    def again(small=small, text=text, dense=dense):
        return b"\1\0" + b"".join(
            varint(len(one) << 1 | 1) + one for one in (small, text, dense)
        )

    yield "columns a byte short", again(small=small[:-1])
    yield "columns a byte longer", again(small=small + b"\0")
    yield "no columns", again(small=b"")
    yield "a text too many", again(text=text + b"x\xff")
    yield "a text too few", again(text=text[: text.index(b"\xff") + 1][:-1])
    yield "a text that is not UTF-8", again(text=b"\xc3" + text)
    yield "digits too many", again(dense=dense + b"\0")
    yield "digits too few", again(dense=dense[:-1])
    yield "no way to write numbers", again(small=b"\5" + small[1:])
    yield "a layout that the header does not name", again(small=b"\0\2" + small[2:])
