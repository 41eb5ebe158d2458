"""Steps of a script on a live form, for tests and for comparing with other engines."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from .definition import Question
from .entities import entities
from .given import typed_text
from .interview import Interview
from .nodes import Node, everything
from .questionnaire import Questionnaire
from .xpath import XNode

_STEP = re.compile(r"(?:[\w.-]+:)?([^\[\]:]+)(?:\[(\d+)\])?")


class Replay:
    """One interview driven by steps: {"op": "set", "path": "/data/x", "value": ...}.

    Paths are the form's own ("/data/members[2]/name"); rows count from 1, the first is
    meant where none is named. What is read has the same shape as in the script.
    """

    def __init__(
        self,
        questionnaire: Questionnaire,
        *,
        now: datetime,
        language: str | None = None,
        instance: str | None = None,
    ) -> None:
        self.interview = Interview(
            questionnaire,
            now=now,
            language=language,
            first_rows=True,
            instance=instance.encode() if instance else None,
        )
        self.rows = 0

    def do(self, step: Mapping[str, Any]) -> dict[str, Any]:
        """Do one step; gives it back with what came of it, or with `error`."""
        operation = str(step.get("op", "")).replace("-", "_")
        handler = getattr(self, f"_do_{operation}", None)
        if handler is None:
            return {"op": step.get("op"), "error": "unknown operation"}
        told = {key: step[key] for key in ("op", "path") if key in step}
        try:
            return {**told, **handler(step)}
        except (KeyError, IndexError, ValueError, AssertionError) as error:
            return {**told, "error": str(error) or type(error).__name__}

    def node(self, path: str) -> XNode:
        """Find a node by the form's own path; KeyError where there is none."""
        node: XNode = self.interview.context.root
        for step in path.strip("/").split("/"):
            if step.startswith("@"):
                node = node.attributes[step[1:].rpartition(":")[2]]
                continue
            name, place = _named(step)
            found = node.named.get(name, [])
            if not 0 < place <= len(found):
                raise KeyError(path)
            node = found[place - 1]
        return node

    def listed(self, path: str) -> tuple[Node, int] | None:
        """Find the list that a path ends in, and the row it names (0 for none)."""
        around, _, last = path.rstrip("/").rpartition("/")
        parent = self.node(around) if around else self.interview.context.root
        name, place = _named(last)
        listed = cast("Node", parent).lists.get(name)
        return None if listed is None else (listed, place if "[" in last else 0)

    def path(self, node: Node) -> str:
        """Say where a node is, the other way round."""
        around = node.parent
        if around is None:
            return ""
        step = node.name
        if node.is_row:
            step += f"[{around.lists[node.name].rows.index(node) + 1}]"
        return f"{self.path(around)}/{step}"

    def _do_set(self, step: Mapping[str, Any]) -> dict[str, Any]:
        node = cast("Node", self.node(str(step["path"])))
        value = step.get("value")
        text = "" if value is None else str(value)
        if isinstance(value, list):
            text = " ".join(map(str, value))
        done = self.interview.answer(node.address, self._fitting(node, text))
        return {
            "value": text,
            "stored": node.value,
            "problem": done.problem.code if done.problem else None,
            "refused": done.refused,
        }

    def _fitting(self, node: Node, text: str) -> str:
        """Give a script's value as an instance would hold it."""
        question = node.question
        if not isinstance(question, Question):
            return text  # and the interview says that it is none
        if question.control == "trigger":
            return "OK" if text in ("true", "OK") else ""
        cast_text = node.place.cast
        if cast_text is None or typed_text(question, text) is not None:
            return text
        return cast_text(text, self.interview.context.calendar) or text

    def _do_add_repeat(self, step: Mapping[str, Any]) -> dict[str, Any]:
        found = self.listed(str(step["path"]))
        if found is None:
            raise KeyError(step["path"])
        return {"path": self.path(self._add(found[0]))}

    def _add(self, listed: Node) -> Node:
        self.rows += 1
        return self.interview.add_row(listed.address, f"row-{self.rows}")

    def _do_ensure_repeat(self, step: Mapping[str, Any]) -> dict[str, Any]:
        found = self.listed(str(step["path"]))
        if found is not None:
            listed, wanted = found
            while len(listed.rows) < wanted:
                self._add(listed)
        return {}

    def _do_remove_repeat(self, step: Mapping[str, Any]) -> dict[str, Any]:
        row = cast("Node", self.node(str(step["path"])))
        self.interview.remove_row(row.address)
        return {}

    def _do_set_language(self, step: Mapping[str, Any]) -> dict[str, Any]:
        language = step.get("language") or step.get("value") or step.get("path")
        self.interview.language = str(language or "")
        return {}

    def _do_get(self, step: Mapping[str, Any]) -> dict[str, Any]:
        node = self.node(str(step["path"]))
        return {"value": node.string(), "relevant": node.relevant}

    def _do_count(self, step: Mapping[str, Any]) -> dict[str, Any]:
        found = self.listed(str(step["path"]))
        if found is None:
            raise KeyError(step["path"])
        return {"value": len(found[0].rows)}

    def _do_choices(self, step: Mapping[str, Any]) -> dict[str, Any]:
        offered = self.interview.choices(cast("Node", self.node(str(step["path"]))))
        return {
            "value": [choice.value for choice in offered],
            "labels": [choice.label for choice in offered],
        }

    def _do_entities(self, _step: Mapping[str, Any]) -> dict[str, Any]:
        found = entities(self.interview.root)
        return {"value": [dataclasses.asdict(each) for each in found]}

    def _do_validate(self, _step: Mapping[str, Any]) -> dict[str, Any]:
        wrong = [
            {
                "path": self.path(node),
                "condition": node.problem.code.removeprefix("answer."),
            }
            for node in everything(self.interview.root)
            if node.place.part is not None
            and not node.is_list
            and node.problem is not None
        ]
        return {"value": wrong}

    def _do_state(self, _step: Mapping[str, Any]) -> dict[str, Any]:
        values: dict[str, str] = {}
        hidden: list[str] = []
        for node in everything(self.interview.root):
            path = self.path(node)
            if node.place.part is None:
                continue  # an attribute
            if not node.relevant:
                hidden.append(path)
            if isinstance(node.question, Question) and not node.is_list:
                values[path] = node.string()
        return {"values": values, "nonrelevant": hidden}


def _named(step: str) -> tuple[str, int]:
    match = _STEP.fullmatch(step)
    if match is None:
        raise KeyError(step)
    # Some scripts count the row of what is no row from 0.
    return match[1], max(1, int(match[2] or 1))
