"""The laptop's half of an exchange: what to say next, and what an answer means.

No I/O but the store's: whoever drives it carries the bytes (`sync/run.py`). Its states
and every transition there is are in `sync/session/states.py`.
"""

import hashlib
from collections.abc import Mapping

from sync.collecting import uncollected
from sync.erasure import without_orders
from sync.errors import IndrajError
from sync.journal import decode_segment
from sync.receipts import Receipt, decode_receipt
from sync.recovery import slips_taken
from sync.session.arrivals import arrived
from sync.session.entries import EVERYBODY
from sync.session.errors import NoProgress, RegistryWentBack
from sync.session.local import AreaKnown, Arrived, Delivery, Local, Receipted
from sync.session.messages import (
    CHECK_BYTES,
    Answer,
    Request,
    encode_request,
)
from sync.session.standings import all_begun, standing
from sync.session.states import NEXT, Heard, Knows
from sync.session.tally import Tally
from sync.session.trusting import trusted_answer

GAP = "registry.gap"
"""The registry lacks what comes before a segment: it goes on from its receipts."""


class Session:
    """One exchange from the first word to "both have the same".

    Call `say` and `hear` in turn until `say` returns None. It may be dropped at any
    moment and begun again: everything heard is kept before anything more is said.
    """

    def __init__(self, local: Local, registry_key: bytes) -> None:
        self.local = local
        self.registry_key = self.key = registry_key
        self.knows = Knows.NOTHING
        self.tally = Tally()
        self.more_there = True
        self.whole = False
        self.runs = True
        self.entries_done = 0
        self.entries_left = 0
        self.stopped: set[str] = set()
        self.ahead: dict[str, int] = {}
        self.relayed: dict[bytes, str] = {}
        self.waits: set[str] = set()
        self.next_heads: set[bytes] = set()
        self.area_of: dict[bytes, str] = {}
        self.said: Request | None = None
        self.said_bytes = b""

    def say(self, bytes_max: int) -> bytes | None:
        """Give the next request, of about `bytes_max` bytes; None: both are even."""
        if self.knows is Knows.EVEN:
            return None
        known = self.local.areas()
        segments = self._segments(known, bytes_max)
        wants = self.local.forms_lacking()
        if self.knows is Knows.UNEVEN and not (segments or wants or self.more_there):
            self._move(Heard.NO_MORE)
            return None
        self.said = Request(
            self.local.device,
            self.local.epoch(),
            {code: standing(area) for code, area in known.items()},
            segments,
            wants,
            bytes_max,
            self.whole,
            # Four bytes that are worth it only where much is lacking.
            self.runs and (self.entries_left > 0 or not all_begun(known)),
            packed=bool(wants),
        )
        self.said_bytes = encode_request(self.said)
        return self.said_bytes

    @uncollected()
    def hear(self, data: bytes) -> None:
        """Keep what an answer brought, all of it or nothing.

        Raises `BadSignature` or `Malformed` for no answer of the registry, and
        `RegistryWentBack` where it contradicts itself. One that other exchanges have
        overtaken is let pass.
        """
        assert self.said is not None, "an answer without a question"
        known = (self.local, self.registry_key)
        answer, self.key = trusted_answer(*known, self.said_bytes, data)
        if self._is_stale():
            self.more_there = True
            self._move(Heard.MORE)
            return
        restored = answer.epoch != self.local.epoch()
        try:
            self._must_agree(answer, restored=restored)
        except IndrajError:
            self._move(Heard.CONTRADICTION)
            raise
        before = self._stand()
        if restored:
            # Taking back comes first: stopped in between, it is only done again.
            self.ahead.clear()
            self._go_back(answer)
            self.local.begin_epoch(answer.epoch)
        delivery = self._delivery(answer)
        self.local.keep(delivery)
        self._count(answer, delivery)
        self._take_refusals(answer, restored=restored)
        self.more_there = restored or self._lacks(answer)
        promised = self.more_there or self.local.forms_lacking()
        if promised and not restored and before == self._stand() and self._idle():
            raise NoProgress
        # What a person wrote meanwhile goes up with the next request.
        more = promised or self.local.waiting()
        self._move(Heard.MORE if more else Heard.NO_MORE)

    def _segments(self, known: Mapping[str, AreaKnown], most: int) -> tuple[bytes, ...]:
        """Choose what goes up now: of each area the own chain, then what is relayed."""
        chosen: list[bytes] = []
        room = most
        for code in sorted(set(known) - self.stopped):
            after = max(known[code].number, self.ahead.get(code, 0))
            while room > 0:
                if (segment := self.local.outgoing(code, after, room)) is None:
                    break
                after = self._choose(segment, known[code].number)
                self.ahead[code] = after
                chosen.append(segment)
                room -= len(segment)
            for segment in self.local.relays(code):
                if room > 0 and self._relay(segment, code):
                    chosen.append(segment)
                    room -= len(segment)
        return tuple(chosen)

    def _relay(self, data: bytes, code: str) -> bool:
        """Note what goes up for others as a refusal may name it; False if it went."""
        mark = hashlib.sha256(data).digest()[:CHECK_BYTES]
        if mark in self.relayed:
            return False
        heads = (decode_segment(one).head for one in without_orders([data]))
        self.relayed |= {name[:CHECK_BYTES]: code for name in (mark, *heads)}
        return True

    def _choose(self, data: bytes, receipted: int) -> int:
        """Note an own segment that goes up; give the number of its last change."""
        segment = decode_segment(data)
        for name in (segment.head, hashlib.sha256(data).digest()):
            self.area_of[name[:CHECK_BYTES]] = segment.header.area
        if receipted and segment.header.first == receipted + 1:
            self.next_heads.add(segment.head[:CHECK_BYTES])
        return segment.header.last

    def _is_stale(self) -> bool:
        """Tell whether this laptop has moved on since it said what is answered now."""
        assert self.said is not None, "an answer without a question"
        said = {code: at.cursor for code, at in self.said.areas.items()}
        now = {code: at.cursor for code, at in self.local.areas().items()}
        return self.said.epoch != self.local.epoch() or any(
            said.get(code, 0) != now.get(code, 0) for code in said.keys() | now.keys()
        )

    def _must_agree(self, answer: Answer, *, restored: bool) -> None:
        """Refuse a registry that took something back without a new epoch."""
        if restored:
            return
        known = self.local.areas()
        for code, news in answer.areas.items():
            if code in known and (news.marks or news.counter < known[code].cursor):
                raise RegistryWentBack
        # What is relayed may come before what it follows; our own chain may not.
        lacking = {one.segment for one in answer.refused if one.code == GAP}
        if not lacking.isdisjoint(self.next_heads):
            raise RegistryWentBack

    def _go_back(self, answer: Answer) -> None:
        """Take back, area by area, what the restored registry no longer has."""
        for code, news in answer.areas.items():
            common = 0
            for counter, link in news.marks:
                ours = self.local.link_at(code, counter)
                if ours is not None and ours[:CHECK_BYTES] == link[:CHECK_BYTES]:
                    common = counter
                    break
            if news.marks:
                self.local.rewind(code, common)
        # What may no longer be read is not told: nothing of its order is known now.
        for code, known in self.local.areas().items():
            if known.cursor and code not in answer.areas:
                self.local.rewind(code, 0)

    def _delivery(self, answer: Answer) -> Delivery:
        assert self.said is not None, "an answer without a question"
        known = self.local.areas()
        return Delivery(
            answer.epoch,
            answer.time,
            tuple(self._receipts(answer)),
            tuple(self._arrived(answer, known)),
            answer.forms,
            tuple(code for code in answer.areas if code not in known),
            tuple(slips_taken(self.said.segments, answer.refusals)),
        )

    def _receipts(self, answer: Answer) -> list[Receipted]:
        """Give the receipts that are about segments that are really here."""
        good = []
        for data in answer.receipts:
            receipt = decode_receipt(data, self.key)
            if receipt.device != self.local.device or self._is_ours(receipt):
                good.append(Receipted(receipt, data))
            else:
                # Another laptop seals under our number: a copy of this one.
                self.tally.forked = True
        return good

    def _is_ours(self, receipt: Receipt) -> bool:
        head = self.local.segment_head(receipt.area, receipt.number)
        return head == receipt.head

    def _arrived(self, answer: Answer, known: Mapping[str, AreaKnown]) -> list[Arrived]:
        found = []
        for code in sorted(answer.areas, key=lambda code: (code != EVERYBODY, code)):
            news = answer.areas[code]
            if not news.entries:
                continue
            came = arrived(code, known.get(code, AreaKnown()), news, self.local)
            self.whole |= came.unknown_own
            self.runs &= not came.packed
            if came.later:
                self.waits.add(code)
                self.tally.later = True
            if came.arrived.entries:
                found.append(came.arrived)
            self.entries_done += len(came.arrived.entries)
            self.tally.received += came.changes
            self.tally.held += came.held_own
        return found

    def _count(self, answer: Answer, delivery: Delivery) -> None:
        assert self.said is not None, "an answer without a question"
        self.tally.refused += answer.refused
        ours = (one for one in answer.refused if one.segment in self.area_of)
        self.tally.refused_own += ours
        for one in delivery.receipts:
            before = self.said.areas.get(one.receipt.area)
            if one.receipt.device == self.local.device and before is not None:
                self.tally.sent += max(0, one.receipt.number - before.number)

    def _take_refusals(self, answer: Answer, *, restored: bool) -> None:
        """Do not send again in this session what was refused; a person looks."""
        if restored:
            return
        for refusal in answer.refused:
            if area := self.area_of.get(refusal.segment):
                self.stopped.add(area)
            elif relayed := self.relayed.get(refusal.segment):
                self.local.note_refused(relayed, (refusal,))

    def _lacks(self, answer: Answer) -> bool:
        known = self.local.areas()
        self.entries_left = sum(
            news.counter - known.get(code, AreaKnown()).cursor
            for code, news in answer.areas.items()
            if code not in self.waits
        )
        return self.entries_left > 0

    def _idle(self) -> bool:
        """Tell whether nothing was handed over, and no questionnaire came."""
        assert self.said is not None, "an answer without a question"
        return not self.said.segments and self.said.wants == self.local.forms_lacking()

    def _stand(self) -> tuple[object, ...]:
        """Give what must change while there is more to come."""
        known = self.local.areas().items()
        stand = tuple((code, at.cursor, at.number) for code, at in known)
        return (*stand, self.local.forms_lacking(), self.whole, self.runs)

    def _move(self, heard: Heard) -> None:
        self.knows = NEXT[self.knows, heard]
