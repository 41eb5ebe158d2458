"""Vectors of erasure: orders, and segments that were pruned by them."""

import dataclasses

from sync import wire
from sync.change import Context
from sync.dictionary import DICTIONARIES
from sync.erasure import Order, encode_order, rest_name, rest_of
from sync.journal import decode_segment, encode_erased, open_segment
from sync.pruning import prune
from sync.seal import Purpose
from sync.stubs import Stub, encode_stubs
from tests.vectors.given import (
    KEY,
    KNOWN,
    LAYOUT,
    REGISTRY,
    STRANGER,
    a_household,
    an_edit,
    refused,
    segment,
    with_part,
    written,
)

HOME = a_household(1)
HEAD, FIRST, SECOND = (part.record for part in HOME.parts)
SEEN = Context(1, frozenset({HOME.name}), "5f0c2a9b")
EDIT = an_edit(written({"roof": "brick"}), number=3, record=HEAD, context=SEEN)
OTHER = a_household(2)
WHOLE = segment(HOME, OTHER, EDIT, an_edit(written({"rooms": "4"})))
ORDER = Order(
    tuple(sorted((HEAD, FIRST, SECOND))),
    {},
    "household",
    "a1b2c3d4e5",
    "file 12 of 2026",
    1_800_000_000_000,
)
OF_ONE = Order(
    (SECOND,),
    {HOME.name: rest_name(rest_of(HOME, [SECOND]))},
    "guardian",
    "a1b2c3d4e5",
    "",
    1_800_000_000_001,
)
ORDERS = {"of a household": ORDER, "of one person": OF_ONE}


def erasure():
    """Give all vectors, with what is needed to read them."""
    return {
        "registry": REGISTRY.public.hex(),
        "key": KEY.public.hex(),
        "layout": LAYOUT.to_json(),
        "orders": [of_order(what, order) for what, order in ORDERS.items()],
        "segments": [
            of_segment("nothing is left of a household", pruned(ORDER.records)),
            of_segment("a person was erased, the household is left", pruned([SECOND])),
            of_segment("nothing is left at all", pruned(ORDER.records, segment(HOME))),
            of_segment("erased twice", pruned(ORDER.records, pruned([FIRST]))),
            of_segment("its own device vouches for what is left", VOUCHED),
        ],
        "bad_orders": [
            *malformed_orders(),
            *forged_orders(),
            a_later_order(),
            too_deep(),
        ],
        "bad_segments": [*malformed_segments(), *other_names()],
    }


def pruned(records, data=WHOLE, sign=None):
    found = decode_segment(data)
    opened = open_segment(found, KNOWN, DICTIONARIES)
    return prune(found, opened, records, KNOWN, sign)[0]


VOUCHED = pruned([SECOND], sign=KEY.sign)


def of_order(what, order):
    return {
        "what": what,
        "hex": encode_order(order, REGISTRY.sign).hex(),
        "records": list(order.records),
        "rests": {name.hex(): rest.hex() for name, rest in order.rests.items()},
        "asked": order.asked,
        "by": order.by,
        "why": order.why,
        "time": order.time,
    }


def of_segment(what, data):
    found = decode_segment(data)
    opened = open_segment(found, KNOWN, DICTIONARIES)
    return {
        "what": what,
        "hex": data.hex(),
        "head": found.head.hex(),
        "changes": [change.name.hex() for change in opened.changes],
        "gone": {name.hex(): list(gone) for name, gone in opened.gone.items()},
        "left": {
            change.name.hex(): sorted({g for p in change.parts for g in p.writes})
            for change in opened.changes
        },
    }


def malformed_orders():
    signed, signature = wire.decode(encode_order(OF_ONE, REGISTRY.sign))
    parts = wire.decode(signed)

    def again(place, value):
        data = wire.encode(with_part(parts, place, value))
        return wire.encode([data, REGISTRY.sign(Purpose.ERASURE, data)])

    return refused(
        {
            "nothing": b"",
            "no array": wire.encode(signed),
            "no signature": wire.encode([signed]),
            "a signature of 63 bytes": wire.encode([signed, signature[:-1]]),
            "a byte more": wire.encode([signed, signature]) + b"\0",
            "no record": again(1, b""),
            "half a record": again(1, parts[1][:5]),
            "a record twice": again(1, parts[1] * 2),
            "records that are texts": again(1, [SECOND]),
            "half a rest": again(2, parts[2][:16]),
            "a rest twice": again(2, parts[2] * 2),
            "who asked as a number": again(3, 0),
            "a time that is a text": again(6, "now"),
        }
    )


def forged_orders():
    signed, signature = wire.decode(encode_order(OF_ONE, REGISTRY.sign))
    more = wire.decode(encode_order(ORDER, REGISTRY.sign))[0]
    forged = {
        "signed by a laptop": encode_order(OF_ONE, KEY.sign),
        "signed by somebody else": encode_order(OF_ONE, STRANGER.sign),
        "other records under the signature": wire.encode([more, signature]),
        "signed as an answer": wire.encode(
            [signed, REGISTRY.sign(Purpose.ANSWER, signed)]
        ),
    }
    return refused(forged, "sync.bad_signature")


def a_later_order():
    signed, _ = wire.decode(encode_order(OF_ONE, REGISTRY.sign))
    data = wire.encode(with_part(wire.decode(signed), 0, 2))
    later = wire.encode([data, REGISTRY.sign(Purpose.ERASURE, data)])
    return refused({"a later version": later}, "sync.unknown_version")[0]


def too_deep():
    signed, signature = wire.decode(encode_order(OF_ONE, REGISTRY.sign))
    deep = wire.encode([wire.decode(signed), signature])
    return refused({"an order that is an array": deep}, "sync.too_large")[0]


def frame(**changed):
    parts = wire.decode(pruned([SECOND]))
    named = dict(
        zip(("signed", "signature", "names", "body", "stubs"), parts, strict=True)
    )
    return wire.encode(list((named | changed).values()))


def stubs():
    return wire.decode(wire.decode(pruned([SECOND]))[4])


def stub(index=0, records=(SECOND,), rest=None):
    found = rest_of(HOME, [SECOND]) if rest is None else rest
    return encode_stubs([Stub(index, records, found)])


def malformed_segments():
    index, record, rest = stubs()[0]
    foreign = dataclasses.replace(HOME, device=9, parts=HOME.parts[:2], note="").body
    noted = dataclasses.replace(HOME, parts=HOME.parts[:2], note="of whom").body
    frames = {
        "no body for what is whole": frame(body=b""),
        "a body for what is not there": wire.encode(
            [
                *wire.decode(pruned(ORDER.records, segment(HOME)))[:3],
                b"\1\0",
                stub(rest=b""),
            ]
        ),
        "no stub": frame(stubs=wire.encode([])),
        "stubs that are no array": frame(stubs=wire.encode(0)),
        "stubs that are no bytes": frame(stubs=[]),
        "a stub of two parts": frame(stubs=wire.encode([[index, record]])),
        "a stub before the first": frame(stubs=wire.encode([[-1, record, rest]])),
        "a stub beyond the end": frame(stubs=stub(index=4)),
        "a stub twice": frame(stubs=wire.encode([stubs()[0]] * 2)),
        "a stub of no record": frame(stubs=wire.encode([[index, b"", rest]])),
        "half a record": frame(stubs=wire.encode([[index, record[:5], rest]])),
        "a record twice": frame(stubs=wire.encode([[index, record * 2, rest]])),
        "a rest that is a text": frame(stubs=wire.encode([[index, record, "rest"]])),
        "a rest that is no change": frame(stubs=stub(rest=b"\x80")),
        "a rest with a byte more": frame(stubs=stub(rest=rest + b"\0")),
        "a rest of what was erased": frame(
            stubs=stub(records=tuple(sorted((FIRST, SECOND))))
        ),
        "a rest of another device": frame(stubs=stub(rest=foreign)),
        "a rest with a note": frame(stubs=stub(rest=noted)),
        "a word of 63 bytes": wire.encode([*wire.decode(frame()), bytes(63)]),
        "a word that is none": wire.encode([*wire.decode(frame()), b""]),
        "a part too many": wire.encode([*wire.decode(VOUCHED), b""]),
        "a signature of 63 bytes": frame(signature=bytes(63)),
    }
    return [
        {**one, "code": "sync.too_large"} if one["what"] == "a part too many" else one
        for one in refused(frames)
    ]


def other_names():
    names = wire.decode(frame())[2]
    wrong = {
        "a name too few": frame(names=names[:-16]),
        "no names": frame(names=b""),
        "another name": frame(names=bytes(16) + names[16:]),
        "names in another order": frame(names=names[16:] + names[:16]),
        "one pruned that is whole": frame(stubs=stub(index=1)),
        "erased whole, of other names": wire.encode(
            [
                *wire.decode(encode_erased(decode_segment(segment(HOME)), [HOME.name]))[
                    :3
                ],
                bytes(16),
            ]
        ),
    }
    forged = {
        "signed by somebody else": frame(
            signature=STRANGER.sign(Purpose.SEGMENT, wire.decode(frame())[0])
        ),
        "vouched for by somebody else": pruned([SECOND], sign=STRANGER.sign),
        "another rest than was vouched for": another_rest(),
    }
    return [
        *refused(wrong, "sync.wrong_names"),
        *refused(forged, "sync.bad_signature"),
    ]


def another_rest():
    """Give a segment of whose rest a carrier changed one answer."""
    *parts, told, word = wire.decode(VOUCHED)
    (index, record, rest), *more = wire.decode(told)
    assert rest.count(b"stone") == 1, "an answer of the rest"
    changed = [[index, record, rest.replace(b"stone", b"brick")], *more]
    return wire.encode([*parts, wire.encode(changed), word])
