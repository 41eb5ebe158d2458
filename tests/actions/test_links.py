"""A link that lies where something is to be written leads nowhere.

A stick may have a file system that knows links, and somebody who had it in hand: what a
name there leads to is never written over. What lies there itself is replaced, as ever.
"""

import sys

import pytest

from enrolment_app.actions.back_up import back_up_into
from enrolment_app.actions.export_files import Wanted
from enrolment_app.actions.export_households import export_households
from enrolment_app.actions.keep_attachment import keep_attachment
from enrolment_app.actions.write_attachment import write_attachment
from enrolment_app.actions.write_bundle import write_bundle
from sync.bundle import open_bundle
from sync.errors import IndrajError
from sync.folders import write_private
from tests.actions.sticks import sealed
from tests.actions.versions import a_desk, a_form, a_household
from tests.store.builders import household_of
from tests.store.pictures import a_picture

WORK = b"something of this person"
pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="links need a right of their own there"
)


@pytest.fixture
def work_file(tmp_path):
    file = tmp_path / "work"
    file.write_bytes(WORK)
    yield file
    assert file.read_bytes() == WORK


@pytest.fixture
def stick(tmp_path):
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture(params=["symbolic", "hard"])
def link(request, work_file):
    """Lay links to that file: under a name, and under that with something behind."""

    def lay(file, ending):
        for name in (file, file.with_name(file.name + ending)):
            if request.param == "symbolic":
                name.symlink_to(work_file)
            else:
                name.hardlink_to(work_file)

    return lay


def test_a_bundle_is_written_where_it_says(asha, stick, link):
    file = stick / "asha.indraj"
    link(file, ".unfinished")

    write_bundle(asha, file)

    assert not file.is_symlink()
    assert open_bundle(file).manifest.writer == asha.store.device.number


def test_a_photo_is_written_where_it_says(asha, stick, link):
    name = keep_attachment(asha, [a_picture(1)], "jpg")
    sealed(asha, 1, answers={"q/file": name})
    file = stick / "photo.jpg"
    link(file, ".part")

    problem = write_attachment(asha, household_of(1), name, file)

    assert problem is None
    assert not file.is_symlink()
    assert file.read_bytes() == a_picture(1)


def test_photos_of_a_backup_are_written_where_they_belong(asha, stick, link):
    name = keep_attachment(asha, [a_picture(1)], "jpg")
    sealed(asha, 1, answers={"q/file": name})
    back_up_into(asha, stick)
    (kept,) = (file for file in stick.glob("*.attachments/*/*") if file.is_file())
    content = kept.read_bytes()
    kept.unlink()
    link(kept, ".tmp")

    back_up_into(asha, stick)

    assert kept.read_bytes() == content


def test_a_key_or_a_laptops_file_is_written_where_it_says(asha, stick, link):
    file = stick / "laptop.json"
    link(file, ".unfinished")

    write_private(file, b"{}")

    assert not file.is_symlink()
    assert file.read_bytes() == b"{}"


def test_an_export_is_written_nowhere_else(tmp_path, stick):
    work = a_desk(tmp_path, a_form("1", [("text", "village")]))
    a_household(work, {"village": "Kalam"})
    other = tmp_path / "other"
    other.mkdir()
    (stick / ".out.part").symlink_to(other, target_is_directory=True)
    (stick / "there").symlink_to(other, target_is_directory=True)

    for name in ("out", "there"):
        with pytest.raises(IndrajError):
            export_households(work, stick / name, Wanted(form="huts"))

    assert not any(other.iterdir())
