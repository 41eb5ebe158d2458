"""What holds for every action, whoever adds one."""

import ast
from pathlib import Path

import pytest

ACTIONS = Path(__file__).parents[2] / "enrolment_app" / "actions"
# What actions share; these do nothing by themselves.
SHARED = {
    "__init__",
    "around",
    "attaching",
    "bringing",
    "carrying",
    "carrying_by_hand",
    "codebook",
    "export_files",
    "export_parquet",
    "import_files",
    "lettering",
    "looking",
    "reading",
    "sealing",
    "versions",
    "visiting",
    "vouched",
    "work",
}
FILES = sorted(ACTIONS.glob("*.py"))


def imported(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{name.name}" for name in node.names)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_action_knows_a_window_a_verb_or_sql(file):
    for module in imported(file):
        assert not module.startswith(
            (
                "PySide6",
                "enrolment_app.ui",
                "enrolment_app.cli",
                "sqlite3",
                "sqlcipher3",
            )
        ), module


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_action_calls_another(file):
    others = {
        f"enrolment_app.actions.{other.stem}"
        for other in FILES
        if other.stem not in SHARED and other != file
    }

    assert others.isdisjoint(imported(file))


@pytest.mark.parametrize(
    "file", [f for f in FILES if f.stem not in SHARED], ids=lambda file: file.stem
)
def test_every_action_says_what_it_promises(file):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    public = [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]

    assert ast.get_docstring(tree)
    assert public
    assert all(ast.get_docstring(function) for function in public)
