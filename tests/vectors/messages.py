"""Vectors of receipts, requests and answers."""

import zstandard

from sync import wire
from sync.receipts import Held, Receipt, encode_receipt
from sync.seal import Purpose
from sync.session.entries import (
    FormBody,
)
from sync.session.entrycode import encode_entry
from sync.session.formcode import form_parts, packed_body
from sync.session.messages import (
    Answer,
    News,
    Refusal,
    Request,
    Standing,
    encode_answer,
    encode_request,
)
from tests.vectors.entries import ENTRIES, HEAD, NOW, ONE
from tests.vectors.given import (
    AREA,
    DEVICE,
    EPOCH,
    KEY,
    LAYOUT,
    REGISTRY,
    STRANGER,
    refused,
    with_part,
)

RECEIPT = Receipt(EPOCH, DEVICE, AREA, 1, HEAD, Held.STORED, NOW)
NOTHING_NEW = Request(DEVICE, EPOCH, {"": Standing(3, b"l" * 8)})
REQUESTS = {
    "the first word": Request(DEVICE, "", {"": Standing(0), AREA: Standing(0)}),
    "nothing new": NOTHING_NEW,
    "a segment and a wish": Request(
        DEVICE,
        EPOCH,
        {"": Standing(3, b"l" * 8), AREA: Standing(9, b"m" * 8, 4, b"h" * 8)},
        (ONE,),
        (LAYOUT.id,),
        128 * 1024,
        whole=True,
        packed=True,
    ),
    "what is durable": Request(
        DEVICE, EPOCH, {AREA: Standing(9, b"m" * 8, 4, b"h" * 8, 3)}
    ),
}
BODY = FormBody(LAYOUT.id, "vectors", "1", "Vectors", b"<h:html/>", "{}")
ANSWERS = {
    "nothing new": Answer(EPOCH, NOW),
    "everything": Answer(
        EPOCH,
        NOW,
        {
            AREA: News(9, tuple(encode_entry(entry) for entry in ENTRIES.values())),
            "": News(7, (), ((7, b"l" * 8), (4, b"m" * 8), (0, b""))),
            "PK502": News(0),
        },
        (encode_receipt(RECEIPT, REGISTRY.sign),),
        (BODY,),
        (Refusal(HEAD[:8], "registry.gap"),),
    ),
    "a packed questionnaire": Answer(EPOCH, NOW, forms=(BODY,), packed=True),
}
PACKED = packed_body(BODY)


def frame(data):
    """Pack as the registry packs a questionnaire."""
    return zstandard.ZstdCompressor(19).compress(data)


def receipts():
    whole = encode_receipt(RECEIPT, REGISTRY.sign)
    body, signature = whole[:-64], whole[-64:]
    parts = wire.decode(body)

    def signed(fields, key=REGISTRY, purpose=Purpose.RECEIPT):
        data = wire.encode(fields)
        return data + key.sign(purpose, data)

    malformed = {
        "nothing": b"",
        "a signature only": signature,
        "a field too few": signed(parts[:-1]),
        "a field too many": signed([*parts, 0]),
        "a state that nobody knows": signed(with_part(parts, 6, "lost")),
        "a head that is a text": signed(with_part(parts, 5, "head")),
        "a number that is a text": signed(with_part(parts, 4, "1")),
        "no array": signed("receipt"),
        "more than 1 KiB": signed(with_part(parts, 1, "e" * 1024)),
    }
    forged = {
        "signed by a laptop": signed(parts, KEY),
        "signed by somebody else": signed(parts, STRANGER),
        "signed as an answer": signed(parts, purpose=Purpose.ANSWER),
        "another number under the signature": wire.encode(with_part(parts, 4, 2))
        + signature,
        "a bit of the signature": body + bytes([signature[0] ^ 1]) + signature[1:],
        "a byte more": whole + b"\0",
    }
    durable = Receipt(EPOCH, DEVICE, AREA, 1, HEAD, Held.DURABLE, NOW)
    good = [
        {
            "what": receipt.state.value,
            "hex": encode_receipt(receipt, REGISTRY.sign).hex(),
            "epoch": receipt.epoch,
            "device": receipt.device,
            "area": receipt.area,
            "number": receipt.number,
            "head": receipt.head.hex(),
            "state": receipt.state.value,
            "time": receipt.time,
        }
        for receipt in (RECEIPT, durable)
    ]
    later = {"a later version": signed(with_part(parts, 0, 2))}
    return {
        "key": REGISTRY.public.hex(),
        "good": good,
        "bad": refused(malformed)
        + refused(forged, "sync.bad_signature")
        + refused(later, "sync.unknown_version"),
    }


def requests():
    parts = wire.decode(encode_request(REQUESTS["a segment and a wish"]))
    malformed = {
        "nothing": b"",
        "no array": wire.encode({}),
        "nine parts": wire.encode([*parts, 0]),
        "a device that is a text": wire.encode(with_part(parts, 1, "7")),
        "a device below nothing": wire.encode(with_part(parts, 1, -7)),
        "an epoch that is a number": wire.encode(with_part(parts, 2, 5)),
        "areas that are an array": wire.encode(with_part(parts, 4, [])),
        "an area without a cursor": wire.encode(with_part(parts, 4, {"": ["x"]})),
        "an area of six parts": wire.encode(
            with_part(parts, 4, {"": [1, b"", 0, b"", 0, 0]})
        ),
        "more behind than there is": wire.encode(
            with_part(parts, 4, {"": [1, b"", 2, b"h" * 8, 4]})
        ),
        "a segment that is a text": wire.encode(with_part(parts, 5, ["s"])),
        "a wish that is a text": wire.encode(with_part(parts, 6, ["w"])),
        "flags that are a number": wire.encode(with_part(parts, 7, 1)),
        "a byte more": wire.encode(parts) + b"\0",
    }
    later = {
        "a later version": wire.encode(with_part(parts, 0, 9)),
        "no version": wire.encode([]),
    }
    return {
        "good": [
            {"what": what, "hex": encode_request(request).hex()}
            for what, request in REQUESTS.items()
        ],
        "bad": refused(malformed) + refused(later, "sync.unknown_version"),
    }


def answers():
    question = encode_request(NOTHING_NEW)
    good = {w: encode_answer(a, question, REGISTRY.sign) for w, a in ANSWERS.items()}
    whole = good["everything"]
    parts = wire.decode(whole[64:])

    def signed(fields, key=REGISTRY, asked=question):
        body = wire.encode(fields)
        return key.sign(Purpose.ANSWER, asked + body) + body

    malformed = {
        "no array": signed("answer"),
        "eight parts, one a number": signed([*parts, 0]),
        "a succession that is a text": signed([*parts, ["key"]]),
        "nine parts": signed([*parts, [b"key"], 0]),
        "a time below nothing": signed(with_part(parts, 2, -1)),
        "areas that are an array": signed(with_part(parts, 3, [])),
        "an entry that is an array": signed(with_part(parts, 3, {"": [1, [[5]]]})),
        "a mark of three": signed(with_part(parts, 3, {"": [1, [], [[1, b"", 0]]]})),
        "a receipt that is a text": signed(with_part(parts, 4, ["r"])),
        "a questionnaire of four parts": signed(with_part(parts, 5, [parts[5][0][:4]])),
        "a questionnaire of no frame": signed(with_part(parts, 5, [parts[5][0][:5]])),
        "a questionnaire packed without its layout": signed(
            with_part(parts, 5, [[*parts[5][0][:4], frame(wire.encode([b"<h/>"]))]])
        ),
        "a questionnaire with bytes after its frame": signed(
            with_part(parts, 5, [[*form_parts(BODY, packed=True)[:4], PACKED + b"0"]])
        ),
        "a refusal without a code": signed(with_part(parts, 6, [[b"x"]])),
    }
    other = encode_request(REQUESTS["the first word"])
    forged = {
        "nothing": b"",
        "a byte short": whole[:-1],
        "a byte more": whole + b"\0",
        "an answer to another question": encode_answer(
            ANSWERS["everything"], other, REGISTRY.sign
        ),
        "signed by a laptop": signed(parts, KEY),
        "no signature": whole[64:],
        "a bit of the time": whole[:80] + bytes([whole[80] ^ 1]) + whole[81:],
    }
    later = {"a later version": signed(with_part(parts, 0, 9))}
    return {
        "key": REGISTRY.public.hex(),
        "question": question.hex(),
        "good": [{"what": what, "hex": data.hex()} for what, data in good.items()],
        "bad": refused(malformed)
        + refused(forged, "sync.bad_signature")
        + refused(later, "sync.unknown_version"),
    }
