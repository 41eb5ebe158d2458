"""A questionnaire: read once from its XForm, shared by all interviews."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from .actions import CHANGED
from .definition import Group, Question, Repeat, Unsupported, walk
from .lists import LAST_SAVED
from .parts import describe
from .reading import FormRead, read_form
from .rules import compile_rules
from .unheeded import of_appearances

if TYPE_CHECKING:
    from .lists import Files, Lists
    from .texts import Texts


class Questionnaire:
    """What is asked, in which order and language, under which rules.

    `id`, `version` and `title` are the form's own; `hash` is the hex SHA-256 of the
    XForm. `questions`, `groups` and `repeats` are by path, in form order; `declared`
    gives the paths of the questions, groups and repeats with a role. `languages` are
    as the form names them ("English (en)"), () for a form in one language.
    """

    def __init__(self, xform: bytes, read: FormRead) -> None:
        self.xform = xform
        self.hash = hashlib.sha256(xform).hexdigest()
        self.id = read.id
        self.version = read.version
        self.title = read.title
        self.texts: Texts = read.texts
        self.lists: Lists = read.lists
        self.root = read.root
        self.top = read.top
        self.seed = read.seed
        self.actions = read.actions
        # Paths of the version before, as the form declares: old -> new.
        self.renames: Mapping[str, str] = read.renames
        self.languages = read.texts.languages
        self.default_language = read.texts.default
        definition = describe(read.top, read.lists)
        assert isinstance(definition, Group), "the top of a form is no question"
        self.definition = definition
        parts = list(walk(definition))
        self.questions: Mapping[str, Question] = {
            part.path: part for part in parts if isinstance(part, Question)
        }
        self.groups: Mapping[str, Group] = {
            part.path: part for part in parts if isinstance(part, Group) and part.path
        }
        self.repeats: Mapping[str, Repeat] = {
            part.path: part for part in parts if isinstance(part, Repeat)
        }
        declared: dict[str, list[str]] = {}
        for part in parts:
            for role in part.role.split():
                declared.setdefault(role, []).append(part.path)
        self.declared: Mapping[str, tuple[str, ...]] = {
            role: tuple(paths) for role, paths in declared.items()
        }
        self.rules, unknown = compile_rules(read.root, read.texts)
        self.slots = sum(place.slot >= 0 for place in read.root.within())
        for action in read.actions:
            if CHANGED in action.events:
                action.home.action_readers.append(action)
        self.unsupported: tuple[Unsupported, ...] = _unsupported(read, unknown)

    @classmethod
    def parse(cls, xform: bytes, files: Files | None = None) -> Questionnaire:
        """Read an XForm; raises NotAForm, BadExpression, Circular.

        `files` are lists beside the form, by name or by jr:// address.
        """
        return cls(xform, read_form(xform, files or {}))

    @property
    def takes_from_before(self) -> bool:
        """Whether it asks for the household that was saved before."""
        lists = self.lists
        return any(lists.source(name) == LAST_SAVED for name in lists.names)

    def __repr__(self) -> str:
        return f"<Questionnaire {self.id} {self.version}>"


def _unsupported(
    read: FormRead, unknown: list[tuple[str, str]]
) -> tuple[Unsupported, ...]:
    found = [Unsupported(feature, where) for feature, where in read.unsupported]
    found += [Unsupported(f"function:{name}()", where) for name, where in unknown]
    found += of_appearances(read)
    found += [Unsupported(f"control:{name}") for name in read.body.unknown]
    found += [Unsupported("control-without-place", path) for path in read.body.lost]
    found += [Unsupported("list-missing", source) for source in read.lists.missing]
    return tuple(dict.fromkeys(found))
