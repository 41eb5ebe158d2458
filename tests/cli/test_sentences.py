"""Every code that can travel has a sentence, and every sentence a code."""

import ast
import importlib
import pkgutil
import re
from pathlib import Path
from string import Formatter

import pytest

import enrolment_app
import sync
from enrolment_app.cli import failures
from enrolment_app.sentences import SENTENCES, filled, sentence
from sync.errors import IndrajError

ROOT = Path(__file__).parents[2]
SOURCES = [
    file
    for package in ("enrolment_app", "sync")
    for file in sorted((ROOT / package).rglob("*.py"))
]


def subclasses(kind):
    for child in kind.__subclasses__():
        yield child
        yield from subclasses(child)


def error_codes():
    for package in (sync, enrolment_app):
        for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if ".ui" not in found.name and not found.name.endswith("__main__"):
                importlib.import_module(found.name)
    return sorted({kind.code for kind in (IndrajError, *subclasses(IndrajError))})


def problem_codes():
    """Every literal given to Problem(...), wherever one is made."""
    codes = set()
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", "") == "Problem"
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                codes.add(node.args[0].value)
    return sorted(codes)


@pytest.mark.parametrize("code", error_codes())
def test_every_error_of_the_world_has_a_sentence(code):
    assert code in SENTENCES


@pytest.mark.parametrize("code", problem_codes())
def test_every_problem_has_a_sentence(code):
    assert code in SENTENCES


@pytest.mark.parametrize("code", SENTENCES)
def test_every_sentence_belongs_to_a_code_that_is_used(code):
    used = any(
        f'"{code}"' in f.read_text("utf-8")
        for f in SOURCES
        if f.parent.name != "sentences"
    )
    built = code.startswith("device.")  # f"device.{trouble}"

    assert used or built


@pytest.mark.parametrize(("code", "text"), SENTENCES.items())
def test_a_sentence_is_calm_and_whole(code, text):
    assert "!" not in text
    assert text[0].isupper() or text.startswith("{")
    assert text[-1] in ".}:" or code == "form.says"
    plain = text.lower().replace("entered-in-error", "")
    assert not re.search(r"\b(error|exception|invalid|failed to)\b", plain)


@pytest.mark.parametrize("text", SENTENCES.values())
def test_placeholders_can_be_filled_whatever_they_hold(text):
    names = {name for _, name, _, _ in Formatter().parse(text) if name}

    shown = filled(text, dict.fromkeys(names, "{odd} %s"))

    assert shown.count("{odd} %s") >= len(names)
    assert filled(text, {})


def test_a_code_without_a_sentence_is_shown_as_itself():
    assert sentence("no.such_code") == "no.such_code"


@pytest.mark.parametrize("code", error_codes())
def test_every_error_has_an_exit_status_of_the_command_line(code):
    kinds = [
        kind for kind in (IndrajError, *subclasses(IndrajError)) if kind.code == code
    ]

    for kind in kinds:
        assert failures.status_of(kind.__new__(kind)) in {1, 3, 4, 5}
