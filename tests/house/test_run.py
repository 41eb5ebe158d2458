"""The set-up script says what is missing before Qt could abort over it."""

import importlib.util
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "packaging" / "run.py"
linux_only = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="system libraries are Linux's matter"
)


@pytest.fixture
def run(monkeypatch):
    spec = importlib.util.spec_from_file_location("indraj_run", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    # The environment that runs these tests is the one to look into.
    monkeypatch.setattr(module, "ENVIRONMENT", Path(sys.prefix))
    return module


@linux_only
def test_it_reads_what_a_library_needs_out_of_the_file_itself(run):
    qt = next(Path(sys.prefix).glob("lib/python3*/site-packages/PySide6/Qt/lib"))

    needed = run.needed_libraries(qt / "libQt6Widgets.so.6")

    assert "libQt6Gui.so.6" in needed
    assert "libc.so.6" in needed


@linux_only
def test_every_missing_library_is_named_at_once_with_the_line_to_run(run, monkeypatch):
    absent = {"libxcb-cursor.so.0", "libGL.so.1"}
    monkeypatch.setattr(run, "loads", lambda name: name not in absent)
    monkeypatch.setattr(run, "has_display", lambda: True)

    sentence = run.mend_libraries(opens_window=True, may_install=False)

    assert "libGL.so.1, libxcb-cursor.so.0" in sentence
    assert "sudo apt-get install -y --no-install-recommends" in sentence
    assert "libgl1 libxcb-cursor0" in sentence


@linux_only
def test_nothing_is_said_where_nothing_is_missing(run, monkeypatch):
    monkeypatch.setattr(run, "loads", lambda _name: True)

    assert run.mend_libraries(opens_window=False, may_install=False) == ""


@linux_only
def test_without_a_display_it_says_so_instead_of_blaming_a_library(run, monkeypatch):
    monkeypatch.setattr(run, "has_display", lambda: False)

    sentence = run.mend_libraries(opens_window=True, may_install=False)

    assert "no display" in sentence
    assert "--no-window" in sentence


def test_an_altered_first_wheel_is_refused(run, tmp_path, monkeypatch):
    forged = tmp_path / run.PIP_WHEEL.name
    forged.write_bytes(b"not pip")
    monkeypatch.setattr(run, "PIP_WHEEL", forged)
    monkeypatch.setattr(run, "ENVIRONMENT", tmp_path / "env")
    monkeypatch.setattr(run, "PYTHON", tmp_path / "env" / "bin" / "python")

    sentence = run.set_up(run.PACKAGING / "run.lock")

    assert "not the file it should be" in sentence
    assert not (tmp_path / "env").exists()


def test_words_it_does_not_know_get_the_usage_and_no_effect(run, capsys):
    status = run.main(["dance"])

    assert status == 1
    assert "run.py demo | test" in capsys.readouterr().err


@linux_only
def test_without_postgresql_the_tests_run_and_it_is_said(run, monkeypatch, capsys):
    monkeypatch.setattr(run, "has_postgres", lambda: False)

    run.mend_database(may_install=False)

    assert "sudo apt-get install" in capsys.readouterr().err


@linux_only
def test_stores_of_tests_lie_in_memory_where_there_is_room(run, tmp_path, monkeypatch):
    monkeypatch.setattr(run, "SHARED_MEMORY", tmp_path)
    monkeypatch.setattr(run, "MEMORY_BYTES", 1)
    folder = run.test_folder()
    assert folder.parent == tmp_path
    assert folder.is_dir()

    monkeypatch.setattr(run, "MEMORY_BYTES", 1 << 62)
    assert run.test_folder() is None
    monkeypatch.setattr(run, "SHARED_MEMORY", tmp_path / "none")
    assert run.test_folder() is None
