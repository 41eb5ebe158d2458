"""What an exchange needs of a laptop's store, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from sync.layout import Layout
from sync.receipts import Receipt
from sync.session.entries import Entry, FormBody
from sync.session.trusting import Trusting

if TYPE_CHECKING:
    from sync.session.messages import Refusal

BEGINNING = b""
"""The link before the first entry, and the head of a chain without a segment."""


@dataclass(frozen=True, slots=True)
class AreaKnown:
    """How much of one area's log a laptop holds, and what of its own is receipted."""

    cursor: int = 0
    """Entries folded: the log is held unbroken from 1 to here."""
    link: bytes = BEGINNING
    """The chained hash over those entries (16 bytes; empty at 0)."""
    number: int = 0
    """Newest own change number with a receipt of the present epoch; 0 for none."""
    head: bytes = BEGINNING
    """Hash (32 bytes) of the own segment ending at `number`, as in that receipt."""
    durable: int = 0
    """Newest own number that is durable, as a receipt of the present epoch says."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """New entries of one area: after `after`, without a hole, up to `cursor`.

    `links[i]` is the chained hash after `entries[i]`; keep each, for `link_at`.
    """

    area: str
    after: int
    entries: tuple[Entry, ...]
    links: tuple[bytes, ...]
    cursor: int
    link: bytes


@dataclass(frozen=True, slots=True)
class Receipted:
    """A receipt and the signed bytes that prove it."""

    receipt: Receipt
    data: bytes


@dataclass(frozen=True, slots=True)
class Delivery:
    """Everything one answer brought: verified, and to be kept in one transaction."""

    epoch: str
    registry_time: int
    """Milliseconds since 1970 by the registry's clock."""
    receipts: tuple[Receipted, ...] = ()
    arrived: tuple[Arrived, ...] = ()
    forms: tuple[FormBody, ...] = ()
    areas: tuple[str, ...] = ()
    """Areas this laptop may read that it did not name: from now on with cursor 0."""
    slips: tuple[bytes, ...] = ()
    """Recovery codes for the office that the registry keeps now (`sync.recovery`)."""
    fresh: bool = True
    """It answers what was said a moment ago: what it says of the clock is so now."""


class Local(Trusting, Protocol):
    """A laptop's store as the exchange sees it.

    Whatever a method returns for sending was kept durably (synchronous=FULL) before it
    returns; whatever `keep` was given is durable when it returns.
    """

    @property
    def device(self) -> int:
        """The number that the registry gave this laptop."""

    def epoch(self) -> str:
        """The registry's epoch as last told; empty before the first answer."""

    def areas(self) -> Mapping[str, AreaKnown]:
        """Every area this laptop reads or writes; always with `EVERYBODY` ("")."""

    def outgoing(self, area: str, after: int, bytes_max: int) -> bytes | None:
        """The own segment of `area` that begins at number `after + 1`; None: no more.

        Cuts it from changes that stand in no segment yet where there is none, of about
        `bytes_max` bytes and at least one change, and keeps it before returning it, so
        that asking again gives the same bytes, whatever `bytes_max`.
        """

    def waiting(self) -> int:
        """Own sealed changes without a receipt of the present epoch."""

    def segment_head(self, area: str, number: int) -> bytes | None:
        """The hash of the own segment that ends at `number`; None where none does."""

    def link_at(self, area: str, counter: int) -> bytes | None:
        """The chained hash after entry `counter`; empty at 0, None if not known."""

    def rewind(self, area: str, counter: int) -> None:
        """Take back everything folded after entry `counter`: positions, cursor, link.

        The changes stay known, as seen but not placed; segments of others among them,
        and rotations, are offered by `relays` until they arrive again or, of segments,
        a receipt names them.
        """

    def relays(self, area: str) -> tuple[bytes, ...]:
        """What of others a restored registry may lack (after `rewind`).

        For everybody's log that is orders to erase and rotations, anybody's.
        """

    def own_rotations(self) -> tuple[bytes, ...]:
        """How this laptop came to its key (`sync.rotation`), the first one first."""

    def note_refused(self, area: str, refused: "tuple[Refusal, ...]") -> None:
        """Remember what was not taken of what `relays` gave, until it may be."""

    def begin_epoch(self, epoch: str) -> None:
        """The registry was restored: receipts of other epochs no longer count."""

    def device_keys(self, device: int) -> tuple[bytes, ...]:
        """The public keys (32 bytes) that logs told of a device, the oldest first."""

    def known_layouts(self) -> Mapping[str, Layout]:
        """The layouts of the questionnaires that are here, by their ids."""

    def forms_lacking(self) -> tuple[str, ...]:
        """Hashes of published questionnaires (`FormEntry`) whose body is not here."""

    def keep(self, delivery: Delivery) -> None:
        """Keep all of a delivery in one transaction, or none of it.

        Repeats do no harm: an `Arrived` whose `after` is not the present cursor is
        ignored, a receipt older than the kept one too. A receipt about another device
        ends the relaying of its segments up to there and nothing else.
        """
