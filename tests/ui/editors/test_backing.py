"""Kept files in a real, encrypted store, as the editors ask for them."""

import gc
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from enrolment_app.actions.carrying import wanted
from enrolment_app.ui.editors.backing import Made
from enrolment_app.ui.editors.picture import photograph
from enrolment_app.ui.readings.attachments import about, keep, read, size_of
from enrolment_app.ui.readings.reviewing import QUESTION, Line
from enrolment_app.ui.tables.lines import answer_of
from tests.store.builders import a_store

# Long enough to be no chance: the first three bytes of a JPEG alone stand in one of
# a hundred encrypted stores.
JPEG, PNG = b"\xff\xd8\xff\xe0\x00\x10JFIF", b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def work(tmp_path):
    with a_store(tmp_path / "store") as store:
        yield SimpleNamespace(store=store)


@pytest.fixture
def picture():
    image = QImage(320, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    return photograph(image)


def test_a_kept_picture_comes_back_with_its_small_one(work, picture):
    held = keep(work, lambda: picture)

    assert about(work, held.reference) == held
    assert read(work, held.reference) == picture.content
    assert size_of(work, held.reference) == len(picture.content)


def test_what_another_laptop_took_is_shown_small_too(work, picture):
    received = keep(work, lambda: Made(picture.content, "jpg"))
    broken = keep(work, lambda: Made(b"no picture", "jpg"))

    shown = about(work, received.reference)

    assert shown.thumbnail
    assert work.store.attachments.thumbnail(received.reference) == shown.thumbnail
    assert about(work, broken.reference).thumbnail == b""


def test_nothing_readable_of_a_picture_is_on_the_disk(work, picture, tmp_path):
    keep(work, lambda: picture)
    gc.collect()

    files = [file for file in tmp_path.rglob("*") if file.is_file()]

    assert files
    assert picture.content.startswith(JPEG)
    assert picture.thumbnail.startswith((JPEG, PNG))
    for file in files:
        content = file.read_bytes()
        assert JPEG not in content
        assert PNG not in content
        assert picture.content[:64] not in content
        assert picture.thumbnail[100:164] not in content


def test_what_other_laptops_kept_is_known_as_not_here(work):
    assert not about(work, "ab" * 32 + ".jpg").here
    assert not about(work, "kept by something else").here
    assert size_of(work, "no reference") is None


def test_a_file_that_somebody_looked_for_is_asked_for(work, picture):
    elsewhere = "ab" * 32 + ".jpg"

    about(work, elsewhere)
    about(work, keep(work, lambda: picture).reference)

    assert wanted(work) == (elsewhere,)


def test_a_reviewer_reads_what_a_file_is(work):
    held = keep(work, lambda: Made(b"x" * 2048, "pdf"))

    line = Line(QUESTION, "deed", "Deed", answer=held.reference, size_bytes=2048)

    assert "File" in answer_of(line)
    assert "KB" in answer_of(line)
    assert held.reference[:8] not in answer_of(line)
