"""What an interview says: labels, hints, messages and choices in its language."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from enrolment_app.problems import Problem

from .around import Around, instance_of
from .definition import Choice
from .judging import CONSTRAINT
from .lists import LAST_SAVED, looked_up
from .place import resolve, route, shared_place
from .places import past, places_of
from .texts import GUIDANCE, IMAGE, MEDIA, PLAIN, Words
from .xpath import XNode, as_nodes, compile_expression, evaluate_or
from .xpath.tree import without_filters

if TYPE_CHECKING:
    from .controls import Control
    from .nodes import Node
    from .questionnaire import Questionnaire
    from .xpath import Context


# Isolates keep words on a screen in order; in a calculated answer they are noise.
_WITHOUT_ISOLATES = {ord(sign): None for sign in "\u2068\u2069"}


class Voice:
    """Says the form's words; also what expressions ask of the form around them."""

    def __init__(
        self, questionnaire: Questionnaire, language: str, around: Around
    ) -> None:
        self.questionnaire = questionnaire
        self._language = language
        self._around = around
        self.context: Context  # the interview sets it as soon as there is a root
        self._telling: set[object] = set()

    @property
    def language(self) -> str:
        """The language of the moment, as the form names it."""
        return self._language

    @language.setter
    def language(self, language: str) -> None:
        self._language = language

    def instance(self, name: str) -> XNode | None:
        """Give the top node of a secondary instance."""
        lists = self.questionnaire.lists
        if lists.source(name) == LAST_SAVED:
            return instance_of(self._around.before or {}, self.questionnaire.top.name)
        if lists.of_places(name):
            return places_of(self._around.places, self.language)
        return lists.get(name)

    def version(self) -> str:
        """Give the version of the form."""
        return self.questionnaire.version

    def position(self) -> str:
        """Give where the laptop stands, "" while nobody knows."""
        return self._around.position() if self._around.position else ""

    def itext(self, name: str) -> str | None:
        """Give a text by its name in the language of the moment."""
        texts = self.questionnaire.texts
        if not texts.has(name):
            return None
        root = self.questionnaire.root
        phrase = texts.phrase(self.language, name, PLAIN, root)
        with self._once(name) as first:
            if not first:
                return ""
            return "".join(
                piece
                if isinstance(piece, str)
                else str(piece(self.context.current, self.context))
                for piece in phrase
            )

    @contextmanager
    def _once(self, told: object) -> Iterator[bool]:
        """Tell whether this is being told already: words that tell themselves."""
        first = told not in self._telling
        self._telling.add(told)
        try:
            yield first
        finally:
            if first:
                self._telling.discard(told)

    def choice_name(self, value: str, path: str, node: XNode) -> str:
        """Give the label of a choice of the question at `path`, "" for none."""
        here = cast("Node", node)
        place = resolve(path, here.place, self.questionnaire.root)
        if place is None or place.control is None:
            return value
        shared = shared_place(here.place, place)
        climb, names = route(here.place, shared, place)
        at: Node | None = here
        for _ in range(climb):
            at = at.parent if at is not None else None
        for name in names:
            at = cast("Node", at.named[name][0]) if at and at.named.get(name) else None
        if at is None:
            return ""
        with self._once(at) as first:
            offered = self.choices(at) if first else ()
        found = (each.label for each in offered if each.value == value)
        return next(found, "").translate(_WITHOUT_ISOLATES)

    def lookup(self, instance: str, wanted: str, column: str, value: str) -> str:
        """Give one column of the first row of a list whose `column` is `value`."""
        lists = self.questionnaire.lists
        name = instance.removesuffix(".csv")
        if lists.of_places(name):
            return looked_up(self.instance(name), wanted, column, value)
        return lists.lookup(instance, wanted, column, value)

    def property(self, name: str) -> str:
        """Give a property of the device or person, "" if it is not known."""
        return (self._around.properties or {}).get(name, "")

    def label(self, node: Node) -> str:
        """Give the question's words, outputs filled in."""
        control = node.place.control
        return self._say(control.label if control else None, node)

    def hint(self, node: Node) -> str:
        """Give the hint, "" where there is none."""
        control = node.place.control
        return self._say(control.hint if control else None, node)

    def guidance(self, node: Node) -> str:
        """Give the further guidance, "" where there is none."""
        control = node.place.control
        return self._say(control.hint if control else None, node, GUIDANCE)

    def media(self, node: Node) -> dict[str, str]:
        """Give the pictures, sounds and films of a question's words, by their kind."""
        control = node.place.control
        words = control.label if control else None
        found = {kind: self._say(words, node, kind) for kind in MEDIA}
        return {kind: source for kind, source in found.items() if source}

    def message(self, problem: Problem, node: Node) -> str:
        """Give the form's own words for a problem at a node, "" where it has none."""
        bind = node.place.bind
        if problem.code == CONSTRAINT:
            written = bind.constraint_message
        elif problem.code == "answer.required":
            written = bind.required_message
        else:
            return ""
        return self._say(self.questionnaire.texts.message(written, node.place), node)

    def choices(self, node: Node) -> tuple[Choice, ...]:
        """Give what can be chosen now, filters applied."""
        control = node.place.control
        if control is None:
            return ()
        found = self._picked(control, node) if control.pick is not None else []
        written = (
            Choice(
                item.value,
                self._say(item.label, node),
                self._say(item.label, node, IMAGE),
            )
            for item in control.items
        )
        return (*found, *written)

    def all_choices(self, node: Node) -> tuple[Choice, ...]:
        """Give everything that could ever be chosen, whatever a filter says now."""
        control, root = node.place.control, self.questionnaire.root
        if control is None or control.pick is None or control.itemset is None:
            return self.choices(node)
        bare = without_filters(control.itemset)
        pick = as_nodes(compile_expression(bare, root, node.place))
        return tuple(self._picked(replace(control, pick=pick, shuffled=False), node))

    def _picked(self, control: Control, node: Node) -> list[Choice]:
        assert control.pick is not None, "a list is picked from"
        assert control.value is not None, "a list has a column of codes"
        found: list[Choice] = []
        picked = evaluate_or(control.pick, node, self.context, [])
        for each in cast("list[XNode]", picked):
            value = str(evaluate_or(control.value, each, self.context, ""))
            if past(each) and not self._stays(value, node, found):
                continue
            label = self._say(control.item_label, each)
            image = self._say(control.item_label, each, IMAGE)
            found.append(Choice(value, label or value, image))
        if control.shuffled:
            # One order for one node, as long as its household is the same.
            salt = node.address.encode()
            found.sort(
                key=lambda one: hashlib.sha256(salt + one.value.encode()).digest()
            )
        return found

    def _stays(self, value: str, node: Node, found: list[Choice]) -> bool:
        """Tell whether a place of earlier times is still this question's answer."""
        listed = any(choice.value == value for choice in found)
        return value in node.text.split() and not listed

    def _say(self, words: Words | None, node: XNode, form: str = PLAIN) -> str:
        return words.say(self, node, form).strip() if words is not None else ""
