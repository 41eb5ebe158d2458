"""What goes into the store and comes out of it, apart from changes themselves."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from sync.change import Change
from sync.context import Survived
from sync.layout import Layout
from sync.values import Name, RecordId


class Custody(StrEnum):
    """Who holds what was written about a household."""

    ONLY_HERE = "only-here"
    HANDED_OVER = "handed-over"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Row:
    """What lists show of one household, and the words that find it.

    `words` is everything a search should find: names in every script, villages,
    phones, identity numbers, the household's number. They are folded by the store.
    `enumerator` is who captured or corrected it last, `head_other` the head's name in
    the other script. Households that share one of
    their `marks` may be one and the same.
    """

    household: RecordId
    number: str = ""
    head: str = ""
    village: str = ""
    status: str = ""
    people: int = 0
    area: str = ""
    changed_ms: int = 0
    contested: int = 0
    problems: int = 0
    words: tuple[str, ...] = ()
    enumerator: str = ""
    marks: tuple[str, ...] = ()
    head_other: str = ""

    def to_text(self) -> str:
        """Give the row as text that `from_text` reads back."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> "Row":
        """Read what `to_text` gave."""
        read = json.loads(text)
        lists = {name: tuple(read.get(name, ())) for name in ("words", "marks")}
        return cls(**{**read, **lists})


@dataclass(frozen=True, slots=True)
class Listed:
    """One household as a list shows it; `open` while a visit to it is open here.

    `village` is today's name where the answer is the code of a `place`.
    """

    household: RecordId
    number: str
    head: str
    village: str
    status: str
    custody: Custody
    people: int
    area: str
    changed_ms: int
    contested: int
    problems: int
    open: bool
    enumerator: str = ""
    head_other: str = ""
    village_ur: str = ""
    place: str = ""


class Sort(StrEnum):
    """The orders that lists have; newest first where they are about time."""

    NEWEST = "newest"
    OLDEST = "oldest"
    HEAD = "head"
    NUMBER = "number"
    VILLAGE = "village"


@dataclass(frozen=True, slots=True)
class Query:
    """Which households: the one form of it for lists, search, export, statistics.

    Empty means "all of them". Each word of `text` must begin a word that the
    household is found by, in any script and with digits of any script.
    """

    text: str = ""
    statuses: tuple[str, ...] = ()
    custody: Custody | None = None
    village: str = ""
    area: str = ""
    enumerator: str = ""
    contested: bool = False
    open: bool = False
    sort: Sort = Sort.NEWEST
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of a list, and how many there are in all.

    `at_least`: so many were found that only the latest `total` are listed.
    """

    rows: tuple[Listed, ...]
    total: int
    offset: int
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class OpenVisit:
    """One person's open work; `draft` is what `household.visit` wrote, unread here."""

    visit: bytes
    household: RecordId
    layout: str
    person: str
    changed_ms: int
    draft: bytes


@dataclass(frozen=True, slots=True)
class InstalledForm:
    """A questionnaire that this laptop holds; `layout.id` is the hash of `xform`."""

    form: str
    version: str
    title: str
    layout: Layout
    xform: bytes


@dataclass(frozen=True, slots=True)
class Material:
    """All that the state of one household is computed from.

    `changes` are those delivered to this laptop and its own, oldest arrival first.
    `order[record]` are the names that the registry has given a place in that record's
    order, without a gap: its length is the W of a context; a name in `changes` that
    touches the record and is not in its order belongs to the context's extras.
    `survived[record]` is what `sync.context.coverage` takes. `open` is the open visit
    here, unsealed. `form(layout id)` gives the questionnaire, None where it has not
    come yet; `versions(form)` gives all that are here of one.
    """

    household: RecordId
    changes: tuple[Change, ...]
    order: Mapping[RecordId, tuple[Name, ...]]
    survived: Mapping[RecordId, Survived]
    open: OpenVisit | None
    form: Callable[[str], InstalledForm | None]
    versions: Callable[[str], tuple[InstalledForm, ...]]


@dataclass(frozen=True, slots=True)
class Projected:
    """What the store keeps of a computed household: its row and a readable state."""

    row: Row
    state: bytes = b""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far one enumerator's households are, by status, and when one last changed."""

    enumerator: str
    statuses: Mapping[str, int]
    changed_ms: int

    @property
    def total(self) -> int:
        """How many households there are of this enumerator."""
        return sum(self.statuses.values())


# Pure; None where the record is no household that can be read yet.
Project = Callable[[Material], Projected | None]


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A person who works with this store or is named by its changes."""

    id: str
    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Sealed:
    """Where a change went: its name, and its number in the chain of its area."""

    name: Name
    area: str
    number: int


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change of a household, with its place and custody."""

    change: Change
    number: int
    custody: Custody
    held: bool
    own: bool
