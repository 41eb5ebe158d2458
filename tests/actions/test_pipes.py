"""What a stick offers is read if it is a file; a pipe of that name is waited for by none.

Whoever opens a pipe waits for somebody to write, for ever, and with the one worker so
does everything that is typed.
"""

import os
import sys

import pytest

from enrolment_app.actions.attaching import file_kept
from enrolment_app.actions.back_up import back_up_into
from enrolment_app.actions.enrol_device import read_provisioning_file
from enrolment_app.actions.import_files import read_tables
from enrolment_app.actions.inspect_bundle import inspect_bundle
from enrolment_app.actions.read_bundle import read_bundle
from enrolment_app.actions.recover import read_recovery_key
from enrolment_app.actions.updates import check_update
from enrolment_app.problems import Problem
from enrolment_app.questionnaire.convert import convert
from enrolment_app.store import StoreDamaged
from enrolment_app.store.backup import about
from tests.store.builders import NOW

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pipes with names")
PIPES, OPENED = set[str](), list[str]()


def look(event, given):
    """Let nobody open a pipe: it would wait."""
    if event == "open" and str(given[0]) in PIPES:
        OPENED.append(given[0])
        raise AssertionError(given[0])


@pytest.fixture(scope="module", autouse=True)
def looked_at():
    """Look at whatever is opened; who looks cannot be taken away again."""
    sys.addaudithook(look)
    yield
    PIPES.clear()


@pytest.fixture
def pipe(tmp_path):
    """Make pipes; whoever opens one is found out."""

    def make(name):
        path = tmp_path / name
        os.mkfifo(path)
        PIPES.add(str(path))
        return path

    OPENED.clear()
    yield make
    assert not OPENED


def test_a_pipe_on_a_stick_is_nothing_that_can_be_read(asha, pipe):
    bundle, package, photo = map(pipe, ("a.indraj", "a.msi", "a.jpg"))

    for said in (
        inspect_bundle(asha, bundle),
        read_bundle(asha, bundle),
        check_update(asha, package),
        file_kept(asha, photo),
        read_provisioning_file(bundle, NOW),
        read_recovery_key(bundle, "a passphrase"),
    ):
        assert isinstance(said, Problem)


@pytest.mark.parametrize("kind", [".json", ".csv", ".xlsx"])
def test_a_pipe_is_no_table(pipe, kind):
    file = pipe("households" + kind)

    assert isinstance(read_tables(file), Problem)


def test_a_pipe_is_no_questionnaire_and_no_list_beside_one(pipe, tmp_path):
    assert not convert(pipe("a.xml")).usable

    pipe("villages.csv")
    form = tmp_path / "form.xml"
    form.write_bytes(b'<h:html src="jr://file-csv/villages.csv">instance(x)')
    assert not convert(form).usable


def test_a_pipe_is_no_backup_and_stops_none(asha, pipe, tmp_path):
    with pytest.raises(StoreDamaged):
        about(pipe("a.indraj-backup"))
    assert back_up_into(asha, tmp_path).file.exists()


def test_brackets_are_no_table(tmp_path):
    file = tmp_path / "households.json"

    for text in ("[" * 100_000, "[1]"):
        file.write_text(text)
        assert read_tables(file).code == "import.unreadable"
