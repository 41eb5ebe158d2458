"""Steps of a script on a live form, for tests and for comparing with other engines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from .definition import Question
from .interview import Interview
from .nodes import Node
from .questionnaire import Questionnaire
from .recompute import everything

_EVERY_STEP = re.compile(r"\[1\](?=/|$)")


class Replay:
    """One interview driven by steps: {"op": "set", "path": "/data/x", "value": ...}.

    Paths are the form's own ("/data/members[2]/name"), numbers count from 1.
    """

    def __init__(
        self, questionnaire: Questionnaire, *, now: datetime, language: str | None
    ) -> None:
        self.interview = Interview(
            questionnaire, now=now, language=language, first_rows=True
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

    def address(self, path: str) -> str:
        """Turn a form's path into an address of the interview."""
        return path.strip("/").partition("/")[2]

    def node(self, step: Mapping[str, Any]) -> Node:
        """Find the node that a step is about."""
        path = self.address(str(step["path"]))
        try:
            found = self.interview.find(path)
        except KeyError:
            found = self.interview.find(_EVERY_STEP.sub("", path))
        return found

    def _do_set(self, step: Mapping[str, Any]) -> dict[str, Any]:
        node = self.node(step)
        value = step.get("value")
        text = " ".join(map(str, value)) if isinstance(value, list) else value
        done = self.interview.answer(node.address, None if text is None else str(text))
        return {
            "value": node.value,
            "problem": done.problem.code if done.problem else None,
            "refused": done.refused,
        }

    def _do_add_repeat(self, step: Mapping[str, Any]) -> dict[str, Any]:
        path = re.sub(r"\[\d+\]$", "", str(step["path"]))
        listed = self.node({"path": path})
        self.rows += 1
        row = self.interview.add_row(listed.address, f"row-{self.rows}")
        return {"row": row.row_id}

    def _do_ensure_repeat(self, step: Mapping[str, Any]) -> dict[str, Any]:
        path, _, number = str(step["path"]).rstrip("]").rpartition("[")
        listed = self.node({"path": path})
        while len(listed.rows) < int(number):
            self._do_add_repeat({"path": path})
        return {"count": len(listed.rows)}

    def _do_remove_repeat(self, step: Mapping[str, Any]) -> dict[str, Any]:
        self.interview.remove_row(self.node(step).address)
        return {}

    def _do_set_language(self, step: Mapping[str, Any]) -> dict[str, Any]:
        self.interview.language = str(step.get("language") or step.get("value") or "")
        return {}

    def _do_get(self, step: Mapping[str, Any]) -> dict[str, Any]:
        node = self.node(step)
        value = node.value if node.relevant else None
        return {"value": value, "relevant": node.relevant}

    def _do_count(self, step: Mapping[str, Any]) -> dict[str, Any]:
        return {"value": len(self.node(step).rows)}

    def _do_choices(self, step: Mapping[str, Any]) -> dict[str, Any]:
        offered = self.interview.choices(self.node(step))
        return {"value": [[choice.value, choice.label] for choice in offered]}

    def _do_validate(self, _step: Mapping[str, Any]) -> dict[str, Any]:
        problems = [problem.to_json() for problem in self.interview.problems()]
        return {"valid": not problems, "problems": problems}

    def _do_state(self, _step: Mapping[str, Any]) -> dict[str, Any]:
        values: dict[str, str] = {}
        hidden: list[str] = []
        for node in everything(self.interview.root):
            if node.is_list or not isinstance(node.question, Question):
                continue
            values[node.address] = node.value
            if not node.relevant:
                hidden.append(node.address)
        return {"values": values, "nonrelevant": hidden}
