"""A questionnaire: read once from its XForm, shared by all interviews."""

from __future__ import annotations

from collections.abc import Mapping

from .definition import Group, Question, Repeat, Unsupported


class Questionnaire:
    """What is asked, in which order and language, under which rules.

    `id`, `version` and `title` are the form's own; `hash` is the hex SHA-256 of the
    XForm. `questions`, `groups` and `repeats` are by path, in form order; `declared`
    gives the paths of the questions, groups and repeats with a role.
    """

    id: str
    version: str
    title: str
    hash: str
    xform: bytes
    languages: tuple[str, ...]  # as the form names them ("English (en)"); () for one
    default_language: str
    definition: Group
    questions: Mapping[str, Question]
    groups: Mapping[str, Group]
    repeats: Mapping[str, Repeat]
    declared: Mapping[str, tuple[str, ...]]
    unsupported: tuple[Unsupported, ...]

    @classmethod
    def parse(cls, xform: bytes) -> Questionnaire:
        """Read an XForm; raises NotAForm, BadExpression, Circular."""
        raise NotImplementedError
