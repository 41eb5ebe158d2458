"""What a questionnaire asks: questions, groups and repeats as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

# The kinds of value, as sync's layouts name them.
TYPES = (
    "text",
    "int",
    "decimal",
    "date",
    "time",
    "datetime",
    "code",
    "codes",
    "digits",
    "geopoint",
    "file",
)
# How a question is put; "none" is never shown (calculated, hidden, metadata).
CONTROLS = (
    "input",
    "select-one",
    "select-many",
    "rank",
    "range",
    "upload",
    "trigger",
    "note",
    "none",
)
ASK = "ask"
LATER = "later-in-registry-order"


@dataclass(frozen=True, slots=True)
class Question:
    """One place for one answer.

    `path` is its place without the form's root ("dwelling/roof"); inside a repeat it
    names no row ("members/name_latin"). `kind` is the path of the nearest repeat, ""
    for the household; `field` is the path relative to that.
    """

    path: str
    name: str
    kind: str = ""
    field: str = ""
    type: str = "text"
    control: str = "none"
    # "geotrace", "barcode", "image/*" ...: the form's own word where `type` is wider.
    detail: str = ""
    appearance: tuple[str, ...] = ()
    # The choices written in the form whatever the filter says: codes for layouts.
    choices: tuple[str, ...] = ()
    # start, end, step and further control attributes, as the form writes them.
    parameters: tuple[tuple[str, str], ...] = ()
    group: str = ""  # field group for merging; a field alone is its own group
    policy: str = ASK
    role: str = ""
    saveto: str = ""  # the property of an entity that it fills
    calculated: bool = False
    kept: bool = True  # False: computed anew from other answers, never written
    metadata: str = ""  # "start", "end", "today", "deviceid", "username", "instanceid"
    required: bool = False  # the form may require it
    readonly: bool = False  # it can never be answered by hand
    default: str = ""

    @property
    def by_hand(self) -> bool:
        """Whether a person may answer it; what is computed anew each time never."""
        computed = self.calculated and not (self.kept and self.shown)
        return self.control != "note" and not computed and not self.readonly

    @property
    def shown(self) -> bool:
        """Whether the question has a place on the screen at all."""
        return self.control != "none"


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that stand together; the root group is the whole form (path "")."""

    path: str
    name: str
    kind: str = ""
    appearance: tuple[str, ...] = ()
    role: str = ""
    labelled: bool = False
    children: tuple[Question | Group | Repeat, ...] = ()


@dataclass(frozen=True, slots=True)
class Repeat:
    """A list of rows; `path` is the kind of record that its rows are."""

    path: str
    name: str
    kind: str = ""  # the repeat around it, "" for none
    appearance: tuple[str, ...] = ()
    role: str = ""
    labelled: bool = False
    counted: bool = False  # the form decides how many rows there are
    fixed: bool = False  # people can neither add nor remove rows
    children: tuple[Question | Group | Repeat, ...] = ()


Part = Question | Group | Repeat


def walk(part: Part) -> Iterator[Part]:
    """Yield the part and everything inside it, in form order."""
    yield part
    if not isinstance(part, Question):
        for child in part.children:
            yield from walk(child)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: its code and its words in the language of the interview."""

    value: str
    label: str
    image: str = ""


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A feature that the form uses and that this engine does not honour."""

    feature: str
    where: str = ""
