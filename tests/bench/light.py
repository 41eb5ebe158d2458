"""A laptop's store as light as can be: what the exchange asks, in memory, not folded.

Everything that comes is verified by the session as on any laptop; what is then kept of
it is how far each log and each chain is known. What a laptop hands over was sealed
before, so that a thousand of them fit beside the registry that they speak to.
"""

# ruff: noqa: ARG002 - it answers all that the exchange may ask
import hashlib
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace

from sync.change import Change
from sync.journal import decode_segment
from sync.layout import Layout
from sync.receipts import Held, Receipt
from sync.registry.office import Office
from sync.session import BEGINNING, EVERYBODY, AreaKnown, Delivery
from sync.session.attached import Key, Offer, Piece, Wish
from sync.session.entries import FormEntry
from sync.session.messages import Refusal
from sync.transports import Keys
from tests.bench.captured import LAYOUT
from tests.bench.province import key_of

PUBLIC: dict[int, bytes] = {}


@dataclass
class Light:
    """Implements `Local` for a laptop of the province.

    `waits` holds its sealed segments by area, each with its first and last number; a
    segment that got its receipt moves to `confirmed`.
    """

    device: int
    known: dict[str, AreaKnown]
    told_epoch: str = ""
    waits: dict[str, list["Sealed"]] = field(default_factory=dict)
    confirmed: list["Sealed"] = field(default_factory=list)
    received: int = 0
    announced: set[str] = field(default_factory=set)
    heads: dict[tuple[str, int], bytes] = field(default_factory=dict)
    followed: tuple[bytes, ...] = ()

    def successions(self) -> tuple[bytes, ...]:
        return self.followed

    def succeed(self, chain: tuple[bytes, ...]) -> None:
        self.followed = chain

    def epoch(self) -> str:
        return self.told_epoch

    def areas(self) -> Mapping[str, AreaKnown]:
        return self.known

    def outgoing(self, area: str, after: int, bytes_max: int) -> bytes | None:
        waiting = self.waits.get(area, ())
        return next((one.data for one in waiting if one.first == after + 1), None)

    def waiting(self) -> int:
        return sum(len(one.names) for cut in self.waits.values() for one in cut)

    def segment_head(self, area: str, number: int) -> bytes | None:
        return self.heads.get((area, number))

    def link_at(self, area: str, counter: int) -> bytes | None:
        at = self.known[area]
        return at.link if at.cursor == counter else None

    def rewind(self, area: str, counter: int) -> None:
        raise AssertionError("no registry was restored here")

    def own_rotations(self) -> tuple[bytes, ...]:
        return ()

    def relays(self, area: str) -> tuple[bytes, ...]:
        return ()

    def note_refused(self, area: str, refused: tuple[Refusal, ...]) -> None:
        raise AssertionError(f"nothing is relayed here: {refused}")

    def begin_epoch(self, epoch: str) -> None:
        assert not self.told_epoch, "no registry was restored here"

    def device_keys(self, device: int) -> tuple[bytes, ...]:
        if device not in PUBLIC:
            PUBLIC[device] = key_of(device).public
        return (PUBLIC[device],)

    def known_layouts(self) -> Mapping[str, Layout]:
        return {LAYOUT.id: LAYOUT}

    def forms_lacking(self) -> tuple[str, ...]:
        return tuple(self.announced)

    def keep(self, delivery: Delivery) -> None:
        self.told_epoch = delivery.epoch
        self.announced -= {body.hash for body in delivery.forms}
        for code in delivery.areas:
            self.known.setdefault(code, AreaKnown())
        for told in delivery.receipts:
            if told.receipt.device == self.device:
                self._confirm(told.receipt)
        for came in delivery.arrived:
            at = self.known[came.area]
            assert at.cursor == came.after, "a log without holes"
            self.known[came.area] = replace(at, cursor=came.cursor, link=came.link)
            self.received += len(came.entries)
            forms = (one for one in came.entries if isinstance(one, FormEntry))
            self.announced |= {one.hash for one in forms if one.hash != LAYOUT.id}

    def _confirm(self, said: Receipt) -> None:
        area, at = said.area, self.known[said.area]
        if said.state is Held.DURABLE:
            at = self.known[area] = replace(at, durable=max(at.durable, said.number))
        if said.number <= at.number:
            return
        self.known[area] = replace(at, number=said.number, head=said.head)
        cut = self.waits.get(area, [])
        self.confirmed += [one for one in cut if one.last <= said.number]
        self.waits[area] = [one for one in cut if one.last > said.number]

    def give(self, area: str, sealed: "Sealed") -> None:
        """Let something that this laptop sealed wait for the next exchange."""
        self.waits.setdefault(area, []).append(sealed)
        self.heads[area, sealed.last] = sealed.head


@dataclass(frozen=True)
class Sealed:
    """A segment as it will travel, and the names of its changes."""

    area: str
    data: bytes
    head: bytes
    first: int
    last: int
    names: tuple[bytes, ...]

    @classmethod
    def of(cls, data: bytes, changes: list[Change]) -> "Sealed":
        segment = decode_segment(data)
        at = segment.header
        names = tuple(change.name for change in changes)
        return cls(at.area, data, segment.head, at.first, at.last, names)


@dataclass
class Album:
    """Implements `Attached`: photos that wait until the registry has them."""

    laptop: Light
    here: dict[Key, bytes] = field(default_factory=dict)
    confirmed: dict[Key, int] = field(default_factory=dict)

    @property
    def device(self) -> int:
        return self.laptop.device

    def epoch(self) -> str:
        return self.laptop.told_epoch

    def successions(self) -> tuple[bytes, ...]:
        return self.laptop.followed

    def succeed(self, chain: tuple[bytes, ...]) -> None:
        self.laptop.followed = chain

    def together(self) -> AbstractContextManager[None]:
        return nullcontext()

    def take(self, area: str, photo: bytes) -> bytes:
        """Keep a photo; give its hash."""
        digest = hashlib.sha256(photo).digest()
        self.here[Key(area, digest)] = photo
        return digest

    def offers(self) -> tuple[Offer, ...]:
        waiting = self.here.keys() - self.confirmed.keys()
        return tuple(Offer(key, len(self.here[key])) for key in waiting)

    def piece(self, key: Key, start: int, size: int) -> bytes:
        return self.here[key][start : start + size]

    def confirm(self, key: Key, size: int, _: Held) -> None:
        assert size == len(self.here[key]), "a receipt tells the size"
        self.confirmed[key] = size

    def unconfirm(self, key: Key) -> None:
        raise AssertionError("what was confirmed stays")

    def wishes(self) -> tuple[Wish, ...]:
        return ()

    def learn(self, key: Key, size: int | None) -> None:
        raise AssertionError("nothing was wished for")

    def receive(self, piece: Piece) -> int:
        raise AssertionError("nothing was wished for")


def settled(
    office: Office, device: int, areas: tuple[str, ...], back: int = 0
) -> Light:
    """Give a laptop that has all of its areas, but for the last `back` entries."""
    laptop = Light(device, {})
    with office.storage.reading() as books:
        laptop.told_epoch = books.setting("epoch")
        for code in (EVERYBODY, *areas):
            end = books.areas.get(code)
            assert end is not None, "an area of the province"
            tips = books.log.tips(device, code)
            own = (tips[0].last, tips[0].head) if tips else (0, BEGINNING)
            at = max(end.counter - (back if code else 0), 0)
            link = books.log.links(code, [at]).get(at, BEGINNING)
            held = books.log.durable(tips[0], code, end.durable) if tips else None
            durable = held.last if held and end.durable else 0
            laptop.known[code] = AreaKnown(at, link, *own, durable)
            laptop.heads[code, own[0]] = own[1]
            for entry in books.log.after(code, at, back) if back else ():
                said = entry.segment
                if said is not None and said.device == device:
                    laptop.heads[code, said.last] = said.head
    return laptop


def fresh(device: int) -> Light:
    """Give a laptop that was just enrolled and knows nothing."""
    return Light(device, {EVERYBODY: AreaKnown()})


def keys_to(office: Office, device: int) -> Keys:
    """Give a laptop's side of the line."""
    key = key_of(device)
    return Keys(device, key.public, key.sign_token, office.key.public)
