"""Attachments by letters: contents written ahead, receipts heard whenever they come.

Pieces go in letters of their own, which nobody needs to hear an answer to: the last
letters offer all of it, and their answers say what has arrived.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sync.session.attached import (
    CHUNK_BYTES,
    ITEMS_MAX,
    LaneRequest,
    Offer,
    Piece,
    decode_lane_request,
    encode_lane_request,
)
from sync.session.lane import Attached, Lane, LaneTally
from sync.session.messages import KIB
from sync.session.unhurried import ANSWER_BYTES

LOAD_BYTES = 1024 * KIB
"""How much of contents one letter brings: it may still have to go over a slow line."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The contents that go by hand now, and how many must wait for another time."""

    offers: tuple[Offer, ...]
    left: int

    @property
    def bytes(self) -> int:
        """How much the contents are together."""
        return sum(offer.size for offer in self.offers)


def chosen(local: Attached, bytes_max: int) -> Chosen:
    """Choose contents that fit whole within a bound, the oldest first."""
    offers, left, room = [], 0, bytes_max
    for offer in local.offers():
        if offer.again:
            continue
        if offer.size <= room:
            offers.append(offer)
            room -= offer.size
        else:
            left += 1
    return Chosen(tuple(offers), left)


def loads(local: Attached, offers: Sequence[Offer]) -> Iterator[bytes]:
    """Give the requests that hand these contents over, each of about `LOAD_BYTES`."""
    load: list[Piece] = []
    room = LOAD_BYTES
    for piece in _pieces(local, offers):
        if load and (len(piece.data) > room or len(load) == ITEMS_MAX):
            yield encode_lane_request(LaneRequest(local.device, (), tuple(load)))
            load, room = [], LOAD_BYTES
        load.append(piece)
        room -= len(piece.data)
    if load:
        yield encode_lane_request(LaneRequest(local.device, (), tuple(load)))


def questions(local: Attached, offers: Sequence[Offer]) -> Iterator[bytes]:
    """Give the requests that ask what has arrived, and for what is wished here.

    Their answers can be heard whenever they come; there are none where nothing is
    offered and nothing wished.
    """
    wishes = local.wishes()[:ITEMS_MAX]
    offers = (*offers, *(offer for offer in local.offers() if offer.again))
    for start in range(0, max(len(offers), bool(wishes)), ITEMS_MAX):
        some = tuple(offers[start : start + ITEMS_MAX])
        wished = wishes if start == 0 else ()
        size = ANSWER_BYTES if wished else 0
        request = LaneRequest(local.device, some, (), wished, size)
        yield encode_lane_request(request)


def hear(
    local: Attached, question: bytes, data: bytes, registry_key: bytes
) -> LaneTally:
    """Keep what an answer to one of our questions brings, whenever that is.

    Raises `BadSignature` or `Malformed` for what is no answer to it. What was said in
    another epoch than the present one counts for nothing.
    """
    lane = Lane(local, registry_key)
    lane.asked_before(decode_lane_request(question), question)
    lane.hear(data)
    return lane.tally


def _pieces(local: Attached, offers: Sequence[Offer]) -> Iterator[Piece]:
    for offer in offers:
        for start in range(0, offer.size, CHUNK_BYTES):
            size = min(CHUNK_BYTES, offer.size - start)
            data = local.piece(offer.key, start, size)
            if not data:
                # It cannot be read any more: what of it has gone does no harm.
                break
            yield Piece(offer.key, offer.size, start, data)
