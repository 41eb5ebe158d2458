"""The laptop's half of the lane of attachments: what to say next, and what it means.

It asks what the registry lacks, hands that over piece by piece from where the registry
stands, and takes what it wishes for. No I/O but the store's (`sync/lane.py` carries
the bytes). It may be dropped at any moment: how far a content is known stands in the
registry's answers and in the store, never only here.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from sync.receipts import Held
from sync.session.attached import (
    CHUNK_BYTES,
    ITEMS_MAX,
    Key,
    LaneAnswer,
    LaneRequest,
    Offer,
    Piece,
    State,
    Told,
    Wish,
    decode_attachment_receipt,
    decode_lane_answer,
    encode_lane_request,
    lane_successions_in,
)
from sync.session.messages import KIB
from sync.session.trusting import Trusting, trusted

WISHES_MAX = 8
BEGINNING_BYTES = 16 * KIB
"""What is asked of a content at once where only its beginning is wanted first."""
PATIENCE = 2
"""So often a content may be answered without getting on before it waits for later."""


class Attached(Trusting, Protocol):
    """A laptop's store as the lane sees it; what it was told is durable at once.

    Within `together`, at the end of that.
    """

    def together(self) -> AbstractContextManager[None]:
        """Keep all that it is told inside, durably at the end, or none of it."""

    @property
    def device(self) -> int:
        """The number that the registry gave this laptop."""

    def epoch(self) -> str:
        """The registry's epoch as last told."""

    def offers(self) -> tuple[Offer, ...]:
        """What is here, sealed changes refer to, and has no receipt: oldest first.

        Then what has one, where it is time to ask whether it is durable by now.
        """

    def piece(self, key: Key, start: int, size: int) -> bytes:
        """Some bytes of a content; none where it cannot be read any more."""

    def confirm(self, key: Key, size: int, held: Held) -> None:
        """Note that the registry holds a content, and how safely."""

    def unconfirm(self, key: Key) -> None:
        """Note that the registry does not hold what it had confirmed."""

    def wishes(self) -> tuple[Wish, ...]:
        """What is lacking here and wanted, the most wanted first."""

    def learn(self, key: Key, size: int | None) -> None:
        """Note that the registry has what is wished for, or has it not (None)."""

    def receive(self, piece: Piece) -> int:
        """Keep a piece that follows; gives how far the content goes now.

        As far as its size only where it is whole and is what its hash says.
        """


@dataclass
class LaneTally:
    """What a lane has done so far, in contents and in bytes of contents."""

    sent: int = 0
    received: int = 0
    bytes_sent: int = 0
    bytes_received: int = 0
    unreadable: int = 0


class Lane:
    """Call `say` and `hear` in turn until `say` returns None."""

    def __init__(self, local: Attached, registry_key: bytes) -> None:
        self.local = local
        self.registry_key = self.key = registry_key
        self.tally = LaneTally()
        self.offered: dict[Key, Offer] = {}
        self.stands: dict[Key, int] = {}
        self.idle: dict[Key, int] = {}
        self.stopped: set[Key] = set()
        self.over = False
        self.asked = False
        self.said = LaneRequest(local.device)
        self.said_bytes = b""

    def say(self, bytes_max: int) -> bytes | None:
        """Give the next request, of about `bytes_max` bytes; None: there is no more."""
        if self.over:
            return None
        waiting = [o for o in self.local.offers() if o.key not in self.stopped]
        new = [o for o in waiting if o.key not in self.offered][:ITEMS_MAX]
        pieces = tuple(self._pieces(waiting, bytes_max))
        wishes = [w for w in self.local.wishes() if w.key not in self.stopped]
        if not (new or pieces or wishes):
            return None
        self.offered |= {offer.key: offer for offer in new}
        wishes.sort(key=lambda wish: not wish.begin)
        begin = bool(wishes) and wishes[0].begin
        # Of all that is wished it is asked once whether it is there.
        some = wishes[: (1 if begin else WISHES_MAX) if self.asked else ITEMS_MAX]
        self.asked = True
        size = min(bytes_max, BEGINNING_BYTES) if begin else bytes_max
        self.said = LaneRequest(
            self.local.device, tuple(new), pieces, tuple(some), max(size, 1)
        )
        self.said_bytes = encode_lane_request(self.said)
        return self.said_bytes

    def asked_before(self, request: LaneRequest, data: bytes) -> None:
        """Take up a question that was asked long ago, to hear its answer."""
        self.said, self.said_bytes = request, data
        named = {one.key for one in request.offers}
        self.offered = {o.key: o for o in self.local.offers() if o.key in named}

    def hear(self, data: bytes) -> None:
        """Keep what an answer brought.

        Raises `BadSignature` or `Malformed` for what is no answer of the registry.
        """
        answer, self.key = trusted(
            self.local,
            self.registry_key,
            lambda key: decode_lane_answer(data, self.said_bytes, key),
            lambda: lane_successions_in(data),
        )
        if answer.epoch != self.local.epoch():
            # It was restored meanwhile: the records come first, next time.
            self.over = True
            return
        with self.local.together():
            got_on = self._take_receipts(answer)
            got_on = self._take_pieces(answer) or got_on
            got_on = self._take_told(answer) or got_on
        self.over = not got_on

    def left(self) -> tuple[int, int]:
        """Give how many contents still wait to go, and their bytes not handed over."""
        waiting = [offer for offer in self.local.offers() if not offer.again]
        rest = (max(0, o.size - self.stands.get(o.key, 0)) for o in waiting)
        return len(waiting), sum(rest)

    def _pieces(self, waiting: list[Offer], room: int) -> Iterator[Piece]:
        """Choose what goes now: the oldest first, each from where the registry is."""
        count = 0
        for offer in waiting:
            start = self.stands.get(offer.key, offer.size)
            while start < offer.size and room > 0 and count < ITEMS_MAX:
                size = min(CHUNK_BYTES, room, offer.size - start)
                data = self.local.piece(offer.key, start, size)
                if not data:
                    self.stopped.add(offer.key)
                    self.tally.unreadable += 1
                    break
                yield Piece(offer.key, offer.size, start, data)
                start += len(data)
                room -= len(data)
                count += 1

    def _take_receipts(self, answer: LaneAnswer) -> bool:
        got_on = False
        for data in answer.receipts:
            receipt = decode_attachment_receipt(data, self.key)
            if (receipt.device, receipt.epoch) != (self.local.device, answer.epoch):
                continue
            for area, digests in receipt.contents.items():
                for key in (Key(area, digest) for digest in digests):
                    offer = self.offered.get(key)
                    if offer is not None and key not in self.stopped:
                        self.local.confirm(key, offer.size, receipt.state)
                        self.stopped.add(key)
                        self.tally.sent += not offer.again
                        if key in self.stands:
                            rest = offer.size - self.stands[key]
                            self.tally.bytes_sent += rest
                        got_on = True
        return got_on

    def _take_pieces(self, answer: LaneAnswer) -> bool:
        got_on = False
        wished = {wish.key for wish in self.said.wishes}
        for piece in answer.pieces:
            if piece.key not in wished or piece.key in self.stopped:
                continue
            end = self.local.receive(piece)
            if end != piece.offset + len(piece.data):
                # Not what follows here, or not what it should be: not in this lane.
                self.stopped.add(piece.key)
                continue
            got_on = True
            self.tally.bytes_received += len(piece.data)
            if end == piece.size:
                self.stopped.add(piece.key)
                self.tally.received += 1
        return got_on

    def _take_told(self, answer: LaneAnswer) -> bool:
        """Hear how far contents are there; give whether that changes what is next."""
        wished = {wish.key for wish in self.said.wishes}
        got_on = False
        for one in answer.told:
            offer = self.offered.get(one.key)
            if offer is not None:
                got_on = self._stand(offer, one) or got_on
            elif one.key in wished and one.key not in self.stopped:
                there = one.state == State.STORED
                self.local.learn(one.key, one.held if there else None)
                if not there:
                    self.stopped.add(one.key)
        return got_on

    def _stand(self, offer: Offer, told: Told) -> bool:
        """Note where the registry stands with a content that is offered."""
        key, before = offer.key, self.stands.get(offer.key)
        if key in self.stopped:
            return False
        if told.state not in (State.AWAITED, State.DAMAGED) or told.held >= offer.size:
            self.stopped.add(key)
            if offer.again:
                # Erased, or not to be seen any more: that is asked again another day.
                self.local.confirm(key, offer.size, Held.STORED)
            return True
        if offer.again and before is None:
            self.local.unconfirm(key)
        held = told.held if told.state == State.AWAITED else 0
        if before is not None and held <= before:
            self.idle[key] = self.idle.get(key, 0) + 1
            if self.idle[key] >= PATIENCE:
                self.stopped.add(key)
        self.tally.bytes_sent += max(0, held - (before or 0))
        self.stands[key] = held
        return True
