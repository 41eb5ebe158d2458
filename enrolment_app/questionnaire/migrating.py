"""Answers carried into another version of their questionnaire, each accounted for.

A name that is the same leads to the same question; declared renames lead elsewhere; a
question that only moved to another group is found by its name where that is the only
one. Nothing is guessed beyond that: what has no place is named, never dropped quietly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sync.values import Special

from .definition import Question
from .given import atom_from_json, typed_text
from .questionnaire import Questionnaire


@dataclass(slots=True)
class Migration:
    """What became of a household's answers: `answers` are for the new version.

    `kept` counts answers at the same place; `moved` are (old, new) paths; `lost` are
    answers without a place and `unfit` such that their question does not take, as
    (path, value); `new` are questions that nobody was asked yet.
    """

    answers: dict[str, Any] = field(default_factory=dict)
    kept: int = 0
    moved: dict[str, str] = field(default_factory=dict)
    lost: list[tuple[str, Any]] = field(default_factory=list)
    unfit: list[tuple[str, Any]] = field(default_factory=list)
    new: list[str] = field(default_factory=list)


def migrate(
    answers: Mapping[str, Any],
    old: Questionnaire,
    new: Questionnaire,
    between: Sequence[Questionnaire] = (),
) -> Migration:
    """Carry answers of the old version into the new one; changes nothing else.

    `between` are versions that lie between them, oldest first, for their renames.
    """
    mover = _Mover(old, new, between)
    mover.inside(answers, "", mover.result.answers)
    known = {mover.target(path) for path in old.questions}
    mover.result.new = [
        path
        for path, question in new.questions.items()
        if question.by_hand and question.shown and path not in known
    ]
    return mover.result


def targets(
    old: Questionnaire, new: Questionnaire, between: Sequence[Questionnaire] = ()
) -> dict[str, str]:
    """Give where each question and list of the old version is in the new one.

    Those without a place are left out; so are questions whose list went elsewhere.
    """
    mover = _Mover(old, new, between)
    found = {
        path: target
        for path in old.repeats
        if (target := mover.target(path)) in new.repeats
    }
    for path, question in old.questions.items():
        target = mover.target(path)
        there = new.questions.get(target)
        kind = found.get(question.kind, "")
        if there is not None and there.kind == kind and (kind or not question.kind):
            found[path] = target
    return found


class _Mover:
    def __init__(
        self, old: Questionnaire, new: Questionnaire, between: Sequence[Questionnaire]
    ) -> None:
        self.old = old
        self.new = new
        self._through = (*between, new)
        self.result = Migration()
        self._by_name: dict[tuple[str, str], list[str]] = {}
        for path, question in new.questions.items():
            if path not in old.questions:
                key = (question.kind, question.name)
                self._by_name.setdefault(key, []).append(path)

    def target(self, path: str) -> str:
        """Give the place of a path in the new version, "" where it has none."""
        renamed = self._renamed(path)
        if renamed in self.new.questions or renamed in self.new.repeats:
            return renamed
        question = self.old.questions.get(path)
        if question is None:
            return renamed if renamed in self.new.groups else ""
        kind = self._renamed(question.kind)
        found = self._by_name.get((kind, renamed.rpartition("/")[2]), [])
        return found[0] if len(found) == 1 else ""

    def _renamed(self, path: str) -> str:
        """Follow the declared renames of each version on the way, then the newest's."""
        for version in self._through:
            path = _followed(path, version)
        return path

    def inside(
        self, given: Mapping[str, Any], around: str, row: dict[str, Any], kind: str = ""
    ) -> None:
        """Move what a group or row holds; `row` is where its answers go."""
        for name, value in given.items():
            path = f"{around}/{name}" if around else name
            if name == "id" and path not in self.old.questions:
                row["id"] = value
            elif path in self.old.repeats or (isinstance(value, list) and _rows(value)):
                self._rows(path, value, row, kind)
            elif isinstance(value, Mapping) and "special" not in value:
                self.inside(value, path, row, kind)
            else:
                self._answer(path, value, row, kind)

    def _rows(self, path: str, value: Any, row: dict[str, Any], kind: str) -> None:
        target = self.target(path)
        if target not in self.new.repeats or not isinstance(value, list):
            self.result.lost += _leaves(path, value)
            return
        if target != path:
            self.result.moved[path] = target
        moved: list[dict[str, Any]] = []
        for each in value:
            moved.append({})
            self.inside(each, path, moved[-1], target)
        _put(row, target.removeprefix(f"{kind}/" if kind else ""), moved)

    def _answer(self, path: str, value: Any, row: dict[str, Any], kind: str) -> None:
        if value is None:
            return
        target = self.target(path)
        question = self.new.questions.get(target)
        if question is None or question.kind != kind:
            self.result.lost.append((path, value))
            return
        if not question.kept:
            return  # it is calculated now: nothing that was said is lost
        if not fits(question, value):
            self.result.unfit.append((path, value))
            return
        if target == path:
            self.result.kept += 1
        else:
            self.result.moved[path] = target
        _put(row, question.field, value)


def _followed(path: str, version: Questionnaire) -> str:
    """Follow a version's renames until it knows the name: it may tell older ones too.

    "roof=cover cover=top" leads from roof to top where there is no cover any more.
    """
    passed = {path}
    while (step := _step(path, version.renames)) not in passed:
        path = step
        if path in version.questions or path in version.repeats:
            break
        passed.add(path)
    return path


def _step(path: str, renames: Mapping[str, str]) -> str:
    """Follow one rename: the longest that leads the path."""
    steps = path.split("/")
    for length in range(len(steps), 0, -1):
        lead = "/".join(steps[:length])
        if lead in renames:
            return "/".join([renames[lead], *steps[length:]])
    return path


def fits(question: Question, value: Any) -> bool:
    """Whether a question takes an answer: its type, and codes that it knows."""
    try:
        atom = atom_from_json(value)
    except TypeError:
        return False
    if atom is None or isinstance(atom, Special):
        return True
    text = typed_text(question, str(atom))
    if text is None:
        return False
    codes = {"code": [text], "codes": text.split()}.get(question.type, [])
    return not question.choices or all(code in question.choices for code in codes)


def _rows(value: list[Any]) -> bool:
    return bool(value) and all(isinstance(each, Mapping) for each in value)


def _put(row: dict[str, Any], path: str, value: Any) -> None:
    """Put a value at a path of nested groups."""
    *groups, name = path.split("/")
    for group in groups:
        row = row.setdefault(group, {})
    row[name] = value


def _leaves(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping) and "special" not in value:
        for name, inner in value.items():
            if name != "id":
                yield from _leaves(f"{path}/{name}", inner)
    elif isinstance(value, list) and _rows(value):
        for each in value:
            yield from _leaves(path, each)
    elif value is not None:
        yield path, value
