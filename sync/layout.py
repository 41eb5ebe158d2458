"""What sync knows of a questionnaire: names, order and types of its fields.

Built from a questionnaire elsewhere; here it only says how to pack answers tightly
and which fields are one unit of conflict.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

LAYOUT_BYTES = 32
FIELD_TYPES = (
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
"""How answers are packed. An answer that does not fit its type still travels whole."""
UPLOAD = "file"
"""The type whose answers refer to attachments (`sync.attachments`)."""

BUILT_IN = ("@kind", "@parent", "@status", "@order", "@area")
"""Groups of every record, in no layout; each holds one field of its own name."""

COMMENT = "@comment/"
"""What the groups of a reviewer's comments begin with; the path of the question that
it is about follows, none for the record as a whole. Each holds one field of its own
name. A comment is no value to agree on: several stand beside each other."""

CONFIRMED = "@right/"
"""What the groups begin with in which somebody says that a doubted answer is right; the
path of the doubt follows. As comments they are no values to agree on."""

HOUSEHOLD_STATUSES = (
    "unfinished",
    "submitted",
    "returned",
    "approved",
    "entered-in-error",
)
ROW_STATUSES = ("here", "left", "died", "entered-in-error")


def comment_group(path: str) -> str:
    """Return the group of a comment on a question of a record, "" for all of it."""
    return COMMENT + path


def commented(group: str) -> str | None:
    """Return the path that a comment's group is about, None for any other group."""
    return group.removeprefix(COMMENT) if group.startswith(COMMENT) else None


def confirmation_group(path: str) -> str:
    """Return the group in which the doubt at a path of a record is put aside."""
    return CONFIRMED + path


def confirmed(group: str) -> str | None:
    """Return the path that a confirmation's group is about, None for any other."""
    return group.removeprefix(CONFIRMED) if group.startswith(CONFIRMED) else None


def aside(group: str) -> bool:
    """Tell whether a group is said beside the answers: nobody has to agree on it."""
    return group.startswith((COMMENT, CONFIRMED))


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a record: `path` is relative to its kind, as in "name/latin"."""

    path: str
    type: str = "text"
    choices: tuple[str, ...] = ()
    group: str = ""
    policy: str = "ask"

    def __post_init__(self) -> None:
        if self.type not in FIELD_TYPES:
            raise ValueError(f"no type of field: {self.type}")
        if not self.group:
            # A field alone is a group of one, named by its path.
            object.__setattr__(self, "group", self.path)


@dataclass(frozen=True)
class Kind:
    """A kind of record: "" the household, else the repeat's path ("members/jobs")."""

    name: str
    fields: tuple[Field, ...]

    @cached_property
    def groups(self) -> Mapping[str, tuple[Field, ...]]:
        """Group name -> its fields, both in the questionnaire's order."""
        found: dict[str, list[Field]] = {}
        for field in self.fields:
            found.setdefault(field.group, []).append(field)
        return {name: tuple(fields) for name, fields in found.items()}

    @cached_property
    def by_path(self) -> Mapping[str, Field]:
        """Field path -> field."""
        return {field.path: field for field in self.fields}

    @cached_property
    def policies(self) -> Mapping[str, str]:
        """Group -> its merge policy: the first field's that is not `ask`."""
        found = {}
        for name, fields in self.groups.items():
            chosen = [field.policy for field in fields if field.policy != "ask"]
            found[name] = chosen[0] if chosen else "ask"
        return found


@dataclass(frozen=True)
class Layout:
    """A questionnaire as sync sees it; `id` is its content's SHA-256 in hexadecimal."""

    id: str
    form: str
    version: str
    kinds: tuple[Kind, ...]

    def __post_init__(self) -> None:
        if len(bytes.fromhex(self.id)) != LAYOUT_BYTES or self.id != self.id.lower():
            raise ValueError("a layout's id is 64 lower-case hexadecimal digits")

    @cached_property
    def by_name(self) -> Mapping[str, Kind]:
        """Kind name -> kind."""
        return {kind.name: kind for kind in self.kinds}

    @cached_property
    def uploads(self) -> frozenset[str]:
        """The paths of fields whose answers refer to attachments, of whatever kind."""
        return frozenset(
            field.path
            for kind in self.kinds
            for field in kind.fields
            if field.type == UPLOAD
        )

    def kind(self, name: str) -> Kind | None:
        """Return the kind of that name, if the questionnaire has it."""
        return self.by_name.get(name)

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON data that `from_json` reads back to an equal layout."""
        return {
            "id": self.id,
            "form": self.form,
            "version": self.version,
            "kinds": [
                {"name": kind.name, "fields": [_field_json(f) for f in kind.fields]}
                for kind in self.kinds
            ],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Return the layout of its JSON data; ValueError or KeyError if it is none."""
        kinds = tuple(
            Kind(kind["name"], tuple(_field_from(f) for f in kind["fields"]))
            for kind in data["kinds"]
        )
        return cls(data["id"], data["form"], data["version"], kinds)


def _field_json(field: Field) -> dict[str, Any]:
    data: dict[str, Any] = {"path": field.path, "type": field.type}
    if field.choices:
        data["choices"] = list(field.choices)
    if field.group != field.path:
        data["group"] = field.group
    if field.policy != "ask":
        data["policy"] = field.policy
    return data


def _field_from(data: Mapping[str, Any]) -> Field:
    return Field(
        path=data["path"],
        type=data["type"],
        choices=tuple(data.get("choices", ())),
        group=data.get("group", ""),
        policy=data.get("policy", "ask"),
    )
