"""What stands in an area's log: the one gapless order that every reader folds.

An area is a bucket with its own counter (1, 2, 3 ... without a hole), and the area ""
carries what concerns everybody. Folding the entries in order gives the same positions
everywhere, so `Context.seen` means the same on each laptop and at the registry.
"""

from dataclasses import dataclass

from sync.change import Change
from sync.packing import Line

EVERYBODY = ""
"""The area whose log carries questionnaires and everything else that all may read."""

LINK_BYTES = 16


@dataclass(frozen=True, slots=True)
class Held:
    """One change of a segment that the registry keeps but has not delivered."""

    index: int
    code: str


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """A segment as its device signed it; its changes but the held ones take places.

    Each delivered change, in the order of the segment, takes the next position (from
    0, without a hole) in the order of each record it writes to.
    """

    segment: bytes
    held: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True)
class PrunedEntry(SegmentEntry):
    """A segment from which records were erased; its changes keep their places.

    A kind of its own, so that a program which cannot read it waits before it.
    """


@dataclass(frozen=True, slots=True)
class PackedEntry(SegmentEntry):
    """A segment that came in a run: its bytes hold bare names, here are the changes.

    It stands in the log as any segment does, and is kept as that.
    """

    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class RunEntry:
    """A stretch of the log, packed together (`sync.packing`); for who asks for it.

    `lines` are entries as they go over the wire, and for a packed segment its line and
    what of it is held.
    """

    lines: tuple[bytes | tuple[Line, tuple[Held, ...]], ...]
    layouts: tuple[str, ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """The reader's own segment, told instead of sent back: `first` to `last`."""

    device: int
    first: int
    last: int
    head: bytes
    held: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True)
class ReleaseEntry:
    """Held changes of the entry at counter `of` are delivered here, in this order."""

    of: int
    indexes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class EpochEntry:
    """The registry was restored: of epoch `ended` only what stands above lives on.

    Whoever folds notes for each record of the area how many positions it has here:
    that is `survived[ended]` of the record (see `sync.context.covered`), and 0 for a
    record that has none yet.
    """

    ended: str
    epoch: str


@dataclass(frozen=True, slots=True)
class DeviceEntry:
    """A device that writes in this area: its key comes before its first segment."""

    device: int
    name: str
    key: bytes


@dataclass(frozen=True, slots=True)
class RevokedEntry:
    """A device was revoked: what it sealed after `number` in this area is held."""

    device: int
    number: int


@dataclass(frozen=True, slots=True)
class FormEntry:
    """A questionnaire was published; its body is asked for by hash when it is lacking.

    `hash` is the layout's id: the hex SHA-256 of the questionnaire's content.
    """

    form: str
    version: str
    hash: str


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """Somebody who works with the register, as known now; names in both scripts.

    `ended`: they work with it no more; what they wrote keeps their name.
    """

    id: str
    name: str
    name_ur: str
    role: str
    ended: bool = False


@dataclass(frozen=True, slots=True)
class AssignmentEntry:
    """Whose a household of this area is from now on; `person` is empty for nobody's.

    `household` is empty where the whole area is meant. `time`: milliseconds since 1970.
    """

    household: str
    person: str
    time: int


@dataclass(frozen=True, slots=True)
class MessageEntry:
    """A message of the office to everybody who reads this log, or to one of them.

    `by` and `to` are ids of people, `to` empty for all. `time` is the registry's.
    """

    by: str
    to: str
    text: str
    time: int


@dataclass(frozen=True, slots=True)
class RotatedEntry:
    """A device goes on under another key (`sync.rotation`): it comes before its use."""

    rotation: bytes


@dataclass(frozen=True, slots=True)
class OfficeKeyEntry:
    """The key to which laptops seal recovery codes for the office (`sync.recovery`).

    X25519, 32 bytes; empty: codes are handed up no more.
    """

    key: bytes


@dataclass(frozen=True, slots=True)
class UpdateEntry:
    """A package of the program was published, or withdrawn (`sync.updates`)."""

    manifest: bytes


@dataclass(frozen=True, slots=True)
class GeographyEntry:
    """Places as versions of the geography have them, packed (`sync.geography`).

    Those of the area in whose log it stands, and what that lies in. `version` is the
    geography's, of which this log then tells all that concerns it.
    """

    version: int
    places: bytes


@dataclass(frozen=True, slots=True)
class SucceededEntry:
    """The registry goes on under another key (`sync.succession`)."""

    succession: bytes


@dataclass(frozen=True, slots=True)
class Share:
    """Reading keys of an area, one a line, sealed to the key of a laptop."""

    device: int
    sealed: bytes


@dataclass(frozen=True, slots=True)
class ReadersEntry:
    """Whom laptops of this area seal to from now on: the registry first, then upwards.

    `number` is that of the registry's key with which these came. `shares` bring the
    area's own reading keys to the laptops of those who supervise it.
    """

    number: int
    recipients: tuple[str, ...]
    shares: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True)
class Filtered:
    """A filter of identity numbers in use: its content's SHA-256, and its bytes."""

    hash: bytes
    size: int


@dataclass(frozen=True, slots=True)
class FiltersEntry:
    """The filters of the province's identity numbers, in place of those before.

    `key` is that of their marks (`sync.membership`). Each is fetched by its hash.
    """

    key: bytes
    filters: tuple[Filtered, ...]


@dataclass(frozen=True, slots=True)
class ErasureEntry:
    """Records are erased by an order (`sync.erasure`), wherever a copy of them lies.

    It stands in everybody's log: a laptop keeps what it read before its areas changed.
    `order` is kept to the byte, and a restored registry is told of it again.
    """

    order: bytes


Entry = (
    SegmentEntry
    | PrunedEntry
    | PackedEntry
    | RunEntry
    | PersonEntry
    | AssignmentEntry
    | MessageEntry
    | RotatedEntry
    | OfficeKeyEntry
    | UpdateEntry
    | GeographyEntry
    | SucceededEntry
    | ReadersEntry
    | ErasureEntry
    | OwnEntry
    | ReleaseEntry
    | EpochEntry
    | DeviceEntry
    | RevokedEntry
    | FormEntry
    | FiltersEntry
)


@dataclass(frozen=True, slots=True)
class FormBody:
    """A questionnaire's XForm and layout, as a laptop installs them."""

    hash: str
    form: str
    version: str
    title: str
    xform: bytes
    layout: str
