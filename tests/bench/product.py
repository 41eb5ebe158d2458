"""Invented households of the product's questionnaire, as a laptop would seal them."""

import json
import random
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from enrolment_app.household.layout import layout_of
from enrolment_app.questionnaire import convert
from sync.change import NOTHING_SEEN, Change, Part
from sync.layout import Kind, Layout
from sync.values import VISIT_BYTES, GroupValue, record_id

ROOT = Path(__file__).resolve().parents[2]
QUESTIONNAIRE = ROOT / "resources/questionnaires/kp-household/kp-household.md"
GENERATOR = ROOT / "tests/bench/households.py"
AREA, PERSON, DEVICE = "PK5320101", "enum-017", 17
FIRST_MS = 1_772_300_000_000


@cache
def layout() -> Layout:
    """Give the layout of the product's questionnaire."""
    converted = convert(QUESTIONNAIRE)
    assert converted.questionnaire is not None, converted.problems
    return layout_of(converted.questionnaire)


def households(count: int, seed: int) -> list[dict[str, Any]]:
    """Generate answers, nested as the questionnaire is."""
    command = [sys.executable, str(GENERATOR), str(count), "--seed", str(seed)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def changes_of(found: list[dict[str, Any]], seed: int) -> Iterator[Change]:
    """Yield each household as the change of one visit."""
    chance = random.Random(seed)
    now_ms = FIRST_MS
    for answers in found:
        now_ms += chance.randint(5 * 60_000, 50 * 60_000)
        yield change_of(answers, chance.randbytes(VISIT_BYTES), now_ms)


def change_of(answers: Mapping[str, Any], visit: bytes, now_ms: int) -> Change:
    """Write one household."""
    own, *rosters = layout().kinds
    household = record_id(visit, 0)
    said = writes(own, answers) | built_in(kind="", status="submitted", area=AREA)
    parts = [Part(household, NOTHING_SEEN, said)]
    for kind in rosters:
        for order, row in enumerate(answers.get(kind.name, ()), 1):
            above = built_in(
                kind=kind.name, parent=household, status="here", order=str(order)
            )
            record = record_id(visit, len(parts))
            parts.append(Part(record, NOTHING_SEEN, writes(kind, row) | above))
    time = now_ms << 16
    return Change(visit, tuple(parts), layout().id, AREA, PERSON, DEVICE, time=time)


def built_in(**said: str) -> dict[str, GroupValue]:
    """Give the built-in groups of a record."""
    return {f"@{name}": {f"@{name}": atom} for name, atom in said.items()}


def writes(kind: Kind, answers: Mapping[str, Any]) -> dict[str, GroupValue]:
    """Give the groups that one record's answers write."""
    found: dict[str, dict[str, str]] = {}
    for field in kind.fields:
        value: Any = answers
        for step in field.path.split("/"):
            value = value.get(step) if isinstance(value, dict) else None
        if value is None or isinstance(value, dict):
            continue
        text = " ".join(value) if isinstance(value, list) else str(value)
        found.setdefault(field.group, {})[field.path] = text
    return {group: dict(value) for group, value in found.items()}
