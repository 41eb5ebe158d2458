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
    there are. It says nothing of the answers themselves.
    """
    root = interview.questionnaire.root
    found: list[tuple[str, str, str]] = []
    for rule in node.place.rules:
        if rule.task is not Task.RELEVANT:
            continue
        for each in references(parse(rule.source), node.place, root):
            climb, names = route(node.place, each.apex, each.place)
            for one in reached(node, climb, names):
                special = one.special.value if one.special else ""
                found.append((one.address, "" if each.rows else one.string(), special))
    text = json.dumps(sorted(set(found)), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
