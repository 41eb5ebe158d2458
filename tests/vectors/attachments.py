"""Vectors of the lane of attachments: requests, answers, receipts."""

import hashlib

from sync import wire
from sync.receipts import Held
from sync.seal import Purpose
from sync.session.attached import (
    AttachmentReceipt,
    Key,
    LaneAnswer,
    LaneRequest,
    Offer,
    Piece,
    State,
    Told,
    Wish,
    encode_attachment_receipt,
    encode_lane_answer,
    encode_lane_request,
)
from tests.vectors.given import (
    AREA,
    DEVICE,
    EPOCH,
    KEY,
    REGISTRY,
    STRANGER,
    refused,
    with_part,
)
from tests.vectors.messages import NOW

CONTENT = b"no photo, but its bytes"
PHOTO = Key(AREA, hashlib.sha256(CONTENT).digest())
OTHER = Key(AREA, hashlib.sha256(b"another").digest())
FIRST = Piece(PHOTO, len(CONTENT), 0, CONTENT[:9])
REQUESTS = {
    "an offer": LaneRequest(DEVICE, (Offer(PHOTO, len(CONTENT)),)),
    "a first piece": LaneRequest(DEVICE, (), (FIRST,)),
    "a wish": LaneRequest(DEVICE, (), (), (Wish(OTHER, 5),), 128 * 1024),
    "all of it": LaneRequest(
        DEVICE,
        (Offer(OTHER, 7),),
        (Piece(PHOTO, len(CONTENT), 9, CONTENT[9:]),),
        (Wish(OTHER, 0),),
    ),
}
RECEIPT = AttachmentReceipt(
    EPOCH,
    DEVICE,
    Held.STORED,
    NOW,
    {AREA: tuple(sorted((PHOTO.digest, OTHER.digest)))},
)
ANSWERS = {
    "nothing to tell": LaneAnswer(EPOCH, NOW),
    "how far it is": LaneAnswer(EPOCH, NOW, (Told(PHOTO, State.AWAITED, 9),)),
    "a state that came later": LaneAnswer(EPOCH, NOW, (Told(PHOTO, 99, 0),)),
    "stored, with a receipt and a piece": LaneAnswer(
        EPOCH,
        NOW,
        (Told(PHOTO, State.STORED, len(CONTENT)), Told(OTHER, State.UNKNOWN)),
        (encode_attachment_receipt(RECEIPT, REGISTRY.sign),),
        (FIRST,),
    ),
}
PIECE = [AREA, PHOTO.digest, len(CONTENT), 0, CONTENT]
BAD_PIECES = {
    "a piece of nothing": [*PIECE[:4], b""],
    "a piece beyond its end": [*PIECE[:3], 1, CONTENT],
    "a piece of a content beyond the bound": [
        *PIECE[:2],
        64 * 1024 * 1024 + 1,
        0,
        b"x",
    ],
    "a piece before the start": [*PIECE[:3], -1, CONTENT],
    "a piece with half a hash": [AREA, PHOTO.digest[:16], *PIECE[2:]],
    "a piece without its size": [AREA, PHOTO.digest, 0, CONTENT],
    "a piece that is a text": [*PIECE[:4], "photo"],
    "an area that is a number": [501, *PIECE[1:]],
}


def lane_requests():
    parts = wire.decode(encode_lane_request(REQUESTS["all of it"]))
    malformed = {
        what: wire.encode(with_part(parts, 5, [piece]))
        for what, piece in BAD_PIECES.items()
    }
    malformed |= {
        "nothing": b"",
        "eight parts": wire.encode([*parts, []]),
        "a byte more": wire.encode(parts) + b"\0",
        "without a laptop": wire.encode(parts[:2]),
        "a laptop that is a text": wire.encode(with_part(parts, 2, "7")),
        "a size below nothing": wire.encode(with_part(parts, 3, -1)),
        "offers that are a map": wire.encode(with_part(parts, 4, {})),
        "an offer of two parts": wire.encode(with_part(parts, 4, [parts[4][0][:2]])),
        "an offer with a long hash": wire.encode(
            with_part(parts, 4, [[AREA, bytes(33), 7]])
        ),
        "more offers than one message may have": wire.encode(
            with_part(parts, 4, [parts[4][0]] * 257)
        ),
        "a wish of four parts": wire.encode(with_part(parts, 6, [[*parts[6][0], 0]])),
        "a wish before the start": wire.encode(
            with_part(parts, 6, [[AREA, OTHER.digest, -1]])
        ),
    }
    later = {
        "a later version": wire.encode(with_part(parts, 1, 2)),
        "another lane": wire.encode(with_part(parts, 0, "attachment")),
        "a request about records": wire.encode([1, DEVICE, EPOCH, 64, {}]),
        "an empty array": wire.encode([]),
    }
    return {
        "good": [
            {"what": what, "hex": encode_lane_request(request).hex()}
            for what, request in REQUESTS.items()
        ],
        "bad": refused(malformed) + refused(later, "sync.unknown_version"),
    }


def lane_answers():
    question = encode_lane_request(REQUESTS["all of it"])
    good = {
        what: encode_lane_answer(answer, question, REGISTRY.sign)
        for what, answer in ANSWERS.items()
    }
    whole = good["stored, with a receipt and a piece"]
    parts = wire.decode(whole[64:])

    def signed(fields, key=REGISTRY, asked=question, purpose=Purpose.ANSWER):
        body = wire.encode(fields)
        return key.sign(purpose, asked + body) + body

    malformed = {
        what: signed(with_part(parts, 5, [piece])) for what, piece in BAD_PIECES.items()
    }
    malformed |= {
        "no array": signed("answer"),
        "seven parts, one a number": signed([*parts, 0]),
        "eight parts": signed([*parts, [b"key"], 0]),
        "a time below nothing": signed(with_part(parts, 2, -1)),
        "told without a state": signed(with_part(parts, 3, [parts[3][0][:2]])),
        "a state below nothing": signed(
            with_part(parts, 3, [[AREA, PHOTO.digest, -1, 0]])
        ),
        "a receipt that is a text": signed(with_part(parts, 4, ["r"])),
    }
    forged = {
        "nothing": b"",
        "a byte short": whole[:-1],
        "a byte more": whole + b"\0",
        "no signature": whole[64:],
        "an answer to another question": signed(
            parts, asked=encode_lane_request(REQUESTS["an offer"])
        ),
        "signed by a laptop": signed(parts, KEY),
        "signed as a receipt": signed(parts, purpose=Purpose.ATTACHED),
    }
    later = {"a later version": signed(with_part(parts, 0, 2))}
    return {
        "key": REGISTRY.public.hex(),
        "question": question.hex(),
        "good": [{"what": what, "hex": data.hex()} for what, data in good.items()],
        "bad": refused(malformed)
        + refused(forged, "sync.bad_signature")
        + refused(later, "sync.unknown_version"),
    }


def lane_receipts():
    whole = encode_attachment_receipt(RECEIPT, REGISTRY.sign)
    body, signature = whole[:-64], whole[-64:]
    parts = wire.decode(body)
    digests = parts[5][AREA]

    def signed(fields, key=REGISTRY, purpose=Purpose.ATTACHED):
        data = wire.encode(fields)
        return data + key.sign(purpose, data)

    malformed = {
        "nothing": b"",
        "a signature only": signature,
        "a field too few": signed(parts[:-1]),
        "a field too many": signed([*parts, 0]),
        "a state that nobody knows": signed(with_part(parts, 3, "lost")),
        "digests in disorder": signed(with_part(parts, 5, {AREA: digests[::-1]})),
        "a digest twice": signed(with_part(parts, 5, {AREA: digests[:1] * 2})),
        "half a digest": signed(with_part(parts, 5, {AREA: [digests[0][:16]]})),
        "contents that are an array": signed(with_part(parts, 5, digests)),
        "more than 16 KiB": signed(with_part(parts, 1, "e" * 16 * 1024)),
    }
    forged = {
        "signed by a laptop": signed(parts, KEY),
        "signed by somebody else": signed(parts, STRANGER),
        "signed as a receipt of records": signed(parts, purpose=Purpose.RECEIPT),
        "another laptop under the signature": wire.encode(with_part(parts, 2, 8))
        + signature,
        "a byte more": whole + b"\0",
    }
    later = {"a later version": signed(with_part(parts, 0, 2))}
    durable = AttachmentReceipt(EPOCH, DEVICE, Held.DURABLE, NOW, {AREA: digests[:1]})
    return {
        "key": REGISTRY.public.hex(),
        "good": [
            {
                "what": receipt.state.value,
                "hex": encode_attachment_receipt(receipt, REGISTRY.sign).hex(),
                "epoch": receipt.epoch,
                "device": receipt.device,
                "state": receipt.state.value,
                "time": receipt.time,
                "contents": {
                    area: [one.hex() for one in found]
                    for area, found in receipt.contents.items()
                },
            }
            for receipt in (RECEIPT, durable)
        ],
        "bad": refused(malformed)
        + refused(forged, "sync.bad_signature")
        + refused(later, "sync.unknown_version"),
    }
