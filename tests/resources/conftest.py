"""The questionnaire as its source says it, the places, and the demo's answers."""

import csv
import importlib.util
import json
from pathlib import Path

import pytest
from pyxform.xls2json_backends import md_to_dict

ROOT = Path(__file__).resolve().parents[2]
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
