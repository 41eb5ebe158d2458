"""Catalogues: what the code says and what is translated are the same set."""

import ast
import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

from enrolment_app.ui.languages import LANGUAGES

ROOT = Path(__file__).parents[2]
CODE = ROOT / "enrolment_app"
CATALOGUES = ROOT / "resources" / "translations"
CODES = [one.code for one in LANGUAGES]
PLACEHOLDER = re.compile(r"\{[a-z_]*\}|%n")
ISOLATES, POPS = "\u2066\u2067\u2068", "\u2069"
# What stays in Latin letters in every language: commands, formats, keys, names.
LATIN = re.compile(
    r"`[^`]*`|--[\w-]+|\{[a-z_]*\}|%n|\w+\(\)|\b(Ctrl\+N|XLSForm|XForm|JSON|CNIC|GPS|QR|PDF"
    r"|CSV|Parquet|USB|KB|MB|INDRAJ_[A-Z_]+|here|left|died|entered-in-error)\b"
)
SETTERS = {"setText", "setPlaceholderText", "setAccessibleName", "setToolTip", "say"}


@pytest.fixture(scope="module")
def tool():
    """The script is no module of a package: it is loaded by its path."""
    path = ROOT / "packaging" / "make_catalogues.py"
    spec = importlib.util.spec_from_file_location("make_catalogues", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_catalogues"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(params=CODES)
def catalogue(request, tool):
    return tool.read(CATALOGUES / f"{request.param}.ts")


def test_every_text_of_the_code_is_in_every_catalogue_and_no_other(tool, catalogue):
    said = tool.texts_of_code()

    assert said - set(catalogue.forms) == set()
    assert set(catalogue.forms) - said == set()


def test_nothing_is_unfinished(tool, catalogue):
    assert tool.unfinished(catalogue) == []


def test_placeholders_are_the_same_in_every_language(catalogue):
    wrong = [
        (text.source, form)
        for text, forms in catalogue.forms.items()
        for form in forms
        if sorted(set(PLACEHOLDER.findall(text.source)))
        != sorted(set(PLACEHOLDER.findall(form)))
    ]

    assert wrong == []


def test_direction_marks_are_balanced(catalogue):
    for forms in catalogue.forms.values():
        for form in forms:
            opened = sum(form.count(mark) for mark in ISOLATES)
            assert opened == form.count(POPS), form


def test_no_english_is_left_in_urdu(tool):
    left = [
        form
        for forms in tool.read(CATALOGUES / "ur.ts").forms.values()
        for form in forms
        if re.search("[A-Za-z]", LATIN.sub("", form))
    ]

    assert left == []


def test_english_counts_in_words_and_not_in_brackets(tool):
    forms = tool.read(CATALOGUES / "en.ts").forms

    assert not [each for one in forms.values() for each in one if "(s)" in each]


@pytest.mark.parametrize("code", CODES)
def test_the_compiled_catalogue_is_fresh(tool, code, tmp_path):
    compiled = tmp_path / f"{code}.qm"
    tool.compile_to(CATALOGUES / f"{code}.ts", compiled)

    assert compiled.read_bytes() == (CATALOGUES / f"{code}.qm").read_bytes()


def test_the_script_finds_nothing_to_do():
    script = ROOT / "packaging" / "make_catalogues.py"

    ran = subprocess.run([sys.executable, str(script), "--check"], check=False)

    assert ran.returncode == 0


def test_no_text_reaches_a_widget_without_being_translated():
    bare = []
    for module in sorted((CODE / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _sets_text(node):
                bare += [
                    (module.name, node.lineno, argument.value)
                    for argument in node.args
                    if isinstance(argument, ast.Constant) and _is_words(argument.value)
                ]

    assert bare == []


def test_no_text_is_translated_inside_an_f_string():
    inside = [
        (module.name, node.lineno)
        for module in sorted((CODE / "ui").rglob("*.py"))
        for string in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(string, ast.JoinedStr)
        for node in ast.walk(string)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "translate"
    ]

    assert inside == []


def _sets_text(node: ast.Call) -> bool:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr in SETTERS
    return isinstance(node.func, ast.Name) and node.func.id == "lab"


def _is_words(value: object) -> bool:
    # Kinds and tones ("err", "text2") are one lower-case word.
    return isinstance(value, str) and bool(re.search(r"[A-Z][a-z]| [a-z]", value))
