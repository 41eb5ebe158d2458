"""Which answers a doubt is about: told apart, so that a new answer raises it anew."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from .nodes import Node, reached
from .place import Task, route
from .references import references
from .xpath import parse

if TYPE_CHECKING:
    from .interview import Interview


def about(interview: Interview, node: Node) -> str:
    """Give what tells the answers apart that a note is shown for.

    Everything that its condition reads counts: values, special answers, and which rows
    there are; what questions are called does not, so that a version which only calls
    them otherwise raises nothing anew. It says nothing of the answers themselves.
    """
    root = interview.questionnaire.root
    place = {each: at for at, each in enumerate(root.within())}
    found: list[tuple[int, str, str, str]] = []
    for rule in node.place.rules:
        if rule.task is not Task.RELEVANT:
            continue
        read = references(parse(rule.source), node.place, root)
        ordered = sorted(read, key=lambda r: (place[r.place], r.rows, r.apex.depth))
        for at, each in enumerate(ordered):
            climb, names = route(node.place, each.apex, each.place)
            for one in reached(node, climb, names):
                special = one.special.value if one.special else ""
                text = "" if each.rows else one.string()
                found.append((at, one.row, text, special))
    told = json.dumps(sorted(set(found)), ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:16]
