"""Where the recordings of other engines lie, and when an answer is the same as theirs."""

import json
import math
import os
import re
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = Path(
    os.environ.get("INDRAJ_CONFORMANCE")
    or HERE.parents[1].parent / "shared" / "conformance"
)
EXPRESSIONS = FOLDER / "xpath_cases.jsonl"
TRACES = FOLDER / "form_traces.json"
ABSENT = f"no recordings of other engines in {FOLDER} (INDRAJ_CONFORMANCE names them)"
READS = ("get", "count", "choices")
# How far a rounded result may be off, in units of its last place.
UNITS_OFF = 2


@cache
def waivers():
    """Give {kind: {id: reason}} of what is known to differ, or cannot be replayed."""
    return json.loads((HERE / "waivers.json").read_text(encoding="utf-8"))


def as_number(given):
    """Read what JSON has for a number; NaN where it is none."""
    try:
        return math.nan if given is None else float(given)
    except (TypeError, ValueError):
        return math.nan


def close(one, other, within):
    """Whether two numbers are the same, NaN being itself."""
    if math.isnan(one) or math.isnan(other):
        return math.isnan(one) and math.isnan(other)
    return one == other or abs(one - other) <= within


def holds(case, answer):
    """Whether an expression gave what the recording expects."""
    kind, expected = case["expected_type"], case["expected"]
    if kind == "error" or "error" in answer:
        return kind == "error" and "error" in answer
    result = answer["result"]
    if kind == "number":
        one, other = as_number(result), as_number(expected)
        return close(one, other, case.get("tolerance", 1e-12 * max(1, abs(other))))
    if kind == "number-rounded":
        unit = UNITS_OFF / case["factor"]
        return close(as_number(result), as_number(expected), unit)
    if kind == "string-match":
        return re.search(expected, result) is not None
    return result == expected


def same_value(one, other):
    """Whether two texts of an instance are the same value: 1 is true, 2 is 2.0."""
    one, other = (
        str(each).lower() if isinstance(each, bool) else str(each or "")
        for each in (one, other)
    )
    if one == other or {one, other} in ({"1", "true"}, {"0", "false"}):
        return True
    return as_number(one) == as_number(other)


def same_read(step, told):
    """Whether a step of a trace read what was read there."""
    if "value" not in told:
        return False
    if step["op"] == "get":
        seen = step.get("relevant", told["relevant"]) == told["relevant"]
        return seen and same_value(step["value"], told["value"])
    return step["value"] == told["value"]
