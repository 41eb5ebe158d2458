"""The checkers that every commit passes; a failure shows their own words."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYTHON = [sys.executable, "-m"]
SCRIPTS = Path(sys.executable).parent
CHECKERS = {
    "ruff finds nothing": [*PYTHON, "ruff", "check", "."],
    "the formatter would change nothing": [*PYTHON, "ruff", "format", "--check", "."],
    "types hold": [*PYTHON, "mypy"],
    "imports point down": [str(SCRIPTS / "lint-imports")],
    "dependencies are declared and used": [*PYTHON, "deptry", "."],
}


@pytest.mark.parametrize("fact", CHECKERS)
def test_checker_is_content(fact):
    ran = subprocess.run(
        CHECKERS[fact], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert ran.returncode == 0, ran.stdout[-6000:] + ran.stderr[-2000:]
