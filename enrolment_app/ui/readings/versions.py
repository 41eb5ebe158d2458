"""A move to a newer version of the questionnaire, as the window tells of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from enrolment_app.actions.move_visit import (
    dropped_by_undo,
    offer_of,
    was_moved,
)
from enrolment_app.questionnaire.phrases import words_of
from enrolment_app.ui.languages import form_language
from sync.values import Special

if TYPE_CHECKING:
    from enrolment_app.actions.move_visit import Offer
    from enrolment_app.actions.work import Work
    from enrolment_app.household.visit import Visit
    from enrolment_app.questionnaire import Interview, Node


@dataclass(frozen=True)
class Told:
    """One answer or question: its words, and the answer's or the new question's."""

    label: str
    value: str = ""
    special: str = ""


@dataclass(frozen=True)
class MoveTold:
    """What would become of a household's answers under the newer version."""

    old: str
    new: str
    kept: int
    moved: tuple[Told, ...]
    lost: tuple[Told, ...]
    unfit: tuple[Told, ...]
    added: tuple[Told, ...]
    problems: int
    contested: int


@dataclass(frozen=True)
class Version:
    """Which version an open visit has: what it can be moved to, or was moved from.

    `dropped` counts the answers given since the move, which going back takes away.
    """

    offer: MoveTold | None = None
    moved_from: str = ""
    now: str = ""
    dropped: int = 0


NO_OFFER = Version()


def read_version(work: "Work", visit: "Visit", language: str) -> Version:
    """Read it; `language` is a code."""
    now = visit.setting.layout.version
    before = was_moved(work, visit)
    if before is not None:
        return Version(None, before.version, now, dropped_by_undo(work, visit))
    offer = offer_of(work, visit)
    return Version(_told(visit, offer, language) if offer else None, now=now)


def _told(visit: "Visit", offer: "Offer", language: str) -> MoveTold:
    old, new = (
        _Words(visit.interview, language),
        _Words(offer.there.interview, language),
    )
    plan = offer.plan
    return MoveTold(
        old=offer.old.version,
        new=offer.new.version,
        kept=plan.kept,
        moved=tuple(
            Told(old.label(before), new.label(after))
            for before, after in plan.moved.items()
        ),
        lost=tuple(old.answers(plan.lost)),
        unfit=tuple(old.answers(plan.unfit)),
        added=tuple(Told(new.label(path)) for path in plan.new),
        problems=len(offer.problems),
        contested=offer.contested,
    )


class _Words:
    """The words of a version for places without rows."""

    def __init__(self, interview: "Interview", language: str) -> None:
        self._interview = interview
        interview.language = form_language(
            interview.questionnaire.languages, language, interview.language
        )
        self._nodes: dict[str, Node] = {}
        waiting: list[Node] = [interview.root]
        while waiting:
            node = waiting.pop()
            if node.parent is not None and node.parent.parent is not None:
                self._nodes.setdefault(node.path, node)
            waiting += node.children

    def label(self, path: str) -> str:
        """Give the words of the question or list at a path."""
        node = self._nodes.get(path)
        said = self._interview.label(node) if node is not None else ""
        return said or path.rpartition("/")[2].replace("_", " ")

    def answers(self, found: Iterable[tuple[str, Any]]) -> Iterable[Told]:
        """Give answers in the words of their questions."""
        for path, value in found:
            if isinstance(value, dict):
                special = Special(value["special"]).value
                yield Told(self.label(path), special=special)
                continue
            text = " ".join(map(str, value)) if isinstance(value, list) else str(value)
            node = self._nodes.get(path)
            if node is not None:
                text = words_of(self._interview, node, text)
            yield Told(self.label(path), text)
