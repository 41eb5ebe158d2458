"""The questionnaire as it is written and as it is asked, the places, the demo."""

import csv
import importlib.util
import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from pyxform.xls2json_backends import md_to_dict

from enrolment_app.questionnaire import Interview, Questionnaire, convert

ROOT = Path(__file__).resolve().parents[2]
PAKISTAN = timezone(timedelta(hours=5))
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=PAKISTAN)
SOURCE = ROOT / "resources" / "questionnaires" / "kp-household" / "kp-household.md"


def script(path):
    """Import a script that is run by path and is in no package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def source():
    return SOURCE


@pytest.fixture(scope="session")
def readme():
    return (SOURCE.parents[1] / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def sheets():
    return md_to_dict(SOURCE.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def places():
    path = ROOT / "resources" / "gazetteer" / "places.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="session")
def demo():
    path = ROOT / "resources" / "demo" / "households.json"
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def builder():
    return script(ROOT / "packaging" / "build_questionnaires.py")


@pytest.fixture(scope="session")
def maker():
    return script(ROOT / "tests" / "bench" / "households.py")


@pytest.fixture(scope="session")
def questionnaire():
    form = convert(SOURCE).questionnaire
    assert isinstance(form, Questionnaire)
    return form


@pytest.fixture
def interview(questionnaire):
    """Begin an interview, perhaps with answers that must all have their place."""

    def begin(answers=None, now=NOW):
        asked = Interview(questionnaire, now=now)
        if answers is not None:
            assert asked.load(answers) == ()
        return asked

    return begin


@pytest.fixture
def consented(interview):
    """A household that agreed, with two people in its list."""
    asked = interview()
    asked.answer("notice/consent", "given")
    for row in ("one", "two"):
        asked.add_row("members", row)
    return asked


@pytest.fixture
def say():
    """Answer questions about a person; none of them may be refused."""

    def answer(asked, row, **answers):
        for name, value in answers.items():
            outcome = asked.answer(f"members[{row}]/{name}", value)
            assert not outcome.refused, (name, outcome.problem)

    return answer


@pytest.fixture
def codes():
    """Give the codes of the problems with a field."""

    def of(asked, field):
        return [each.code for each in asked.problems() if field in each.field]

    return of
