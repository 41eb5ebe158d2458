"""Expressions recorded from ODK Web Forms, JavaRosa and Enketo give what they gave."""

import json
import subprocess
import sys
from collections import Counter

import pytest

from tests.conformance.recordings import ABSENT, EXPRESSIONS, HERE, holds, waivers

SHARE_LEAST = 0.995

pytestmark = pytest.mark.skipif(not EXPRESSIONS.is_file(), reason=ABSENT)


def test_expressions_as_other_engines(capsys):
    lines = EXPRESSIONS.read_text(encoding="utf-8")
    cases = [json.loads(line) for line in lines.splitlines()]

    ran = subprocess.run(
        [sys.executable, "-m", "enrolment_app", "form", "xpath"],
        cwd=HERE.parents[1],
        input=lines,
        capture_output=True,
        text=True,
        check=True,
    )
    answers = [json.loads(line) for line in ran.stdout.splitlines()]

    held = [holds(case, answer) for case, answer in zip(cases, answers, strict=True)]
    kinds = Counter(case["source"] for case in cases)
    good = Counter(
        case["source"] for case, held_ in zip(cases, held, strict=True) if held_
    )
    with capsys.disabled():
        print(f"\nexpressions: {sum(held)} of {len(cases)}", dict(good), dict(kinds))
    failed = {c["id"] for c, held_ in zip(cases, held, strict=True) if not held_}
    assert failed == waivers()["expressions"].keys()
    assert sum(held) / len(cases) >= SHARE_LEAST
