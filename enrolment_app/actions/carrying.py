"""How a laptop's attachments take part in an exchange. No action.

Which go and which are wished for: what people looked for first; on a supervisor's
laptop what waits for her review. The store names contents, the lane their hashes.
Filters of the province's numbers come by the same lane, as everybody's contents.
"""

from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from typing import Any

from enrolment_app.actions.work import Work
from enrolment_app.store import (
    AttachmentDamaged,
    AttachmentMissing,
    AttachmentTooLarge,
    Enrolment,
    NotKnown,
)
from sync.attachments import (
    BEGUN_BYTES,
    PHOTOGRAPH,
    begun,
    digest_of,
    is_reference,
    media_type,
)
from sync.receipts import Held
from sync.session import EVERYBODY
from sync.session.attached import Key, Offer, Piece, Wish
from sync.session.provisioned import SUPERVISOR

WANTED, WANTED_MAX = "attachments_wanted", 200
REVIEWED, REVIEWED_MAX = "submitted", 500


@dataclass
class Carrying:
    """Implements `sync.session.lane.Attached` over the store of a laptop."""

    work: Work
    supervisor: bool
    names: dict[Key, list[str]] = field(default_factory=dict)
    areas: dict[str, set[str]] = field(default_factory=dict)
    confirmed: dict[Key, Held] = field(default_factory=dict)
    wanted: dict[Key, str] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        lane = self.work.store.lane
        known = set(self.work.store.exchange.areas())
        reviewed = lane.to_review(REVIEWED, REVIEWED_MAX) if self.supervisor else ()
        for name in dict.fromkeys((*wanted(self.work), *reviewed)):
            for area in lane.areas_of(name):
                if area in known:
                    self.wanted[Key(area, digest_of(name))] = name
                    break

    @property
    def device(self) -> int:
        """The number that the registry gave this laptop."""
        return self.work.store.exchange.device

    def together(self) -> AbstractContextManager[None]:
        """Keep all that it is told inside, durably at the end, or none of it."""
        return self.work.store.exchange.together()

    def epoch(self) -> str:
        """The registry's epoch as last told."""
        return self.work.store.exchange.epoch()

    def successions(self) -> tuple[bytes, ...]:
        """The successions of the registry's keys that are known, the first first."""
        return self.work.store.exchange.successions()

    def succeed(self, chain: tuple[bytes, ...]) -> None:
        """Follow the registry to another key."""
        self.work.store.exchange.succeed(chain)

    def offers(self) -> tuple[Offer, ...]:
        """What is here, sealed changes name, and has no receipt: oldest first.

        Then what has one and may be durable by now.
        """
        found: dict[Key, Offer] = {}
        new = self.work.store.lane.to_send()
        asked = self.work.store.lane.to_ask(self._now_ms())
        for one, again in (*((o, False) for o in new), *((o, True) for o in asked)):
            key = Key(one.area, digest_of(one.reference))
            names = self.names.setdefault(key, [])
            if one.reference not in names:
                names.append(one.reference)
            self.areas.setdefault(one.reference, set()).add(one.area)
            if key not in self.confirmed:
                found.setdefault(key, Offer(key, one.size_bytes, again))
        return tuple(found.values())

    def piece(self, key: Key, start: int, size: int) -> bytes:
        """Some bytes of a content; none where it cannot be read any more."""
        with suppress(AttachmentDamaged, AttachmentMissing, NotKnown):
            return self.work.store.lane.piece(self.names[key][0], start, size)
        return b""

    def confirm(self, key: Key, size: int, held: Held) -> None:
        """Note that the registry holds a content in one of the areas that name it.

        It is as safe as in the area where it is least so.
        """
        self.confirmed[key] = held
        for name in self.names.get(key, ()):
            keys = {Key(area, key.digest) for area in self.areas[name]}
            if keys <= self.confirmed.keys():
                safe = all(self.confirmed[one] is Held.DURABLE for one in keys)
                state = Held.DURABLE if safe else Held.STORED
                self.work.store.lane.confirm(name, size, state, self._now_ms())

    def unconfirm(self, key: Key) -> None:
        """Note that the registry does not hold what it had confirmed."""
        for name in self.names.get(key, ()):
            self.work.store.lane.unconfirm(name)

    def _now_ms(self) -> int:
        return self.work.store.exchange.registry_time_ms()

    def wishes(self) -> tuple[Wish, ...]:
        """What is lacking here and wanted, the most wanted first."""
        received = self.work.store.lane.received
        filters = self.work.store.province.lacking()
        # Small pictures of all come before the whole of one.
        return (
            *(Wish(Key(EVERYBODY, one.hash), one.here) for one in filters),
            *(
                Wish(key, received(name), not self._has_begun(name))
                for key, name in self.wanted.items()
            ),
        )

    def _has_begun(self, name: str) -> bool:
        """Tell whether a small picture can be shown of what has come of a content."""
        if name not in self.begun:
            came = self.work.store.lane.beginning(name, BEGUN_BYTES)
            if media_type(name) == PHOTOGRAPH and not begun(name, came):
                return False
            self.begun.add(name)
        return True

    def learn(self, key: Key, size: int | None) -> None:
        """Note that the registry has what is wished for, or has it not."""
        lane, name = self.work.store.lane, self.wanted.get(key)
        if name is None:
            return
        if size is None:
            lane.unconfirm(name)
            return
        lane.confirm(name, size, Held.STORED)
        if lane.received(name) >= size:
            # The program ended between the last piece and this.
            self._complete(key, name)

    def receive(self, piece: Piece) -> int:
        """Keep a piece that follows; gives how far the content goes now."""
        if piece.key.area == EVERYBODY:
            province = self.work.store.province
            return province.receive(piece.key.digest, piece.offset, piece.data)
        name = self.wanted.get(piece.key)
        if name is None:
            return 0
        try:
            end = self.work.store.lane.receive(name, piece.offset, piece.data)
        except AttachmentTooLarge:
            return 0
        if end >= piece.size:
            return piece.size if self._complete(piece.key, name) else 0
        return end

    def _complete(self, key: Key, name: str) -> bool:
        try:
            self.work.store.lane.complete(name, Held.STORED)
        except AttachmentDamaged:
            return False
        self.work.store.lane.asked(name, self._now_ms())
        del self.wanted[key]
        found = self.work.store.facts.get(WANTED, [])
        if name in found:
            self.work.store.facts.set(WANTED, [one for one in found if one != name])
        return True


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many attachments of this laptop the registry has not confirmed, of how many.

    `awaited` are those that changes name and neither this laptop nor, as far as it is
    known here, the registry has.
    """

    waiting: int = 0
    of: int = 0
    bytes_waiting: int = 0
    awaited: int = 0


NOTHING_WAITS = Waiting()


def waiting_of(work: Work) -> Waiting:
    """Count what waits to go, and what is waited for."""
    sizes = {one.reference: one.size_bytes for one in work.store.lane.to_send()}
    counted = work.store.attachments.counted()
    return Waiting(len(sizes), counted.here, sum(sizes.values()), counted.awaiting)


def carrying(work: Work, enrolment: Enrolment) -> Carrying:
    """Give this laptop's attachments as an exchange carries them."""
    return Carrying(work, enrolment.role == SUPERVISOR)


def wanted(work: Work) -> tuple[str, ...]:
    """Give what people looked for and is not here yet, the latest first."""
    known = work.store.facts.get(WANTED, [])
    return tuple(name for name in known if not work.store.attachments.holds(name))


def references_in(answers: Any) -> list[str]:
    """Give the references among the answers of a household, each once."""
    found: list[str] = []
    waiting = [answers]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list | tuple):
            waiting += one
        elif is_reference(one) and one not in found:
            found.append(one)
    return found
