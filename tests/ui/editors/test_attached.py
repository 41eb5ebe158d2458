"""Files as answers: kept first, announced once, bare of what they could tell."""

import struct

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from shiboken6 import delete

from enrolment_app.ui.attached_words import attached_words
from enrolment_app.ui.editors import Shown
from enrolment_app.ui.editors.file import FileEditor
from enrolment_app.ui.editors.picture import PictureEditor
from enrolment_app.ui.pictures import as_jpeg, read_picture
from sync.attachments import is_reference

TOLD = b"GPS 34.7500 72.3600 Ayesha's phone"
LATER = "ab" * 32 + ".jpg"
EDITOR = PictureEditor


@pytest.fixture
def photo(tmp_path):
    """A photograph of 800 to 400, held upright: its camera says to turn it."""
    image = QImage(800, 400, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    image.setText("Comment", "taken by Ayesha")
    plain = as_jpeg(image)
    orientation = struct.pack("<HHIHH", 0x0112, 3, 1, 6, 0)
    tiff = b"II*\0" + struct.pack("<IH", 8, 1) + orientation + bytes(4) + TOLD
    exif = b"Exif\0\0" + tiff
    marker = b"\xff\xe1" + struct.pack(">H", len(exif) + 2)
    file = tmp_path / "photo.jpg"
    file.write_bytes(plain[:2] + marker + exif + plain[2:])
    return file


def test_a_picture_is_announced_once_and_only_when_it_is_kept(make, photo):
    made = make()

    made.take_file(photo)
    made.settle()
    assert made.heard == []
    made.backing.work()
    made.settle()

    (answer,) = made.heard
    assert is_reference(answer)
    assert answer in made.backing.kept
    assert made.read() == answer


def test_a_kept_picture_is_upright_small_and_tells_nothing_of_its_camera(make, photo):
    assert TOLD in photo.read_bytes()
    made = make(parameters=(("max-pixels", "300"),))

    made.take_file(photo)
    made.backing.work()

    held, content = made.backing.kept[made.heard[0]]
    picture = read_picture(content)
    assert (picture.width(), picture.height()) == (150, 300)
    for small in (content, held.thumbnail):
        assert b"Exif" not in small
        assert b"GPS" not in small
        assert b"Ayesha" not in small


def test_a_small_picture_is_not_blown_up(make, tmp_path):
    QImage(20, 10, QImage.Format.Format_RGB32).save(str(tmp_path / "small.png"))
    made = make()

    made.take_file(tmp_path / "small.png")
    made.backing.work()

    picture = read_picture(made.backing.kept[made.heard[0]][1])
    assert (picture.width(), picture.height()) == (20, 10)


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff\xe0 no more", b"<svg/>"])
def test_what_is_no_picture_changes_nothing_and_is_told(make, tmp_path, content):
    file = tmp_path / "photo.jpg"
    file.write_bytes(content)
    made = make(value=LATER)

    made.take_file(file)
    made.backing.work()

    assert made.heard == []
    assert made.read() == LATER
    assert made.said.text()


def test_a_file_larger_than_an_answer_may_be_is_told_its_bound(make, tmp_path):
    file = tmp_path / "deed.pdf"
    with file.open("wb") as large:
        large.truncate(FileEditor.most_bytes + 1)
    made = make(FileEditor)

    made.take_file(file)
    made.backing.work()

    assert made.heard == []
    assert "16.0" in made.said.text()


def test_a_file_keeps_what_kind_it_is_and_not_its_name(make, tmp_path):
    file = tmp_path / "Ayesha Bibi deed.PDF"
    file.write_bytes(b"%PDF deed")
    made = make(FileEditor)

    made.take_file(file)
    made.backing.work()

    assert made.heard[0].endswith(".pdf")
    assert made.backing.kept[made.heard[0]][1] == b"%PDF deed"


def test_an_answer_is_not_lost_when_its_question_goes_away_meanwhile(make, photo):
    made = make()
    backing, late = made.backing, []
    made.late = late.append

    made.take_file(photo)
    delete(made)
    backing.work()

    assert late == list(backing.kept)


def test_removing_empties_and_another_picture_replaces(make, photo):
    made = make()
    made.take_file(photo)
    made.backing.work()
    first = made.heard[0]
    made.show_answer(Shown(value=first))

    made.remove()
    assert made.heard == [first, None]
    assert made.preview.held is None

    made.show_answer(Shown())
    made.take_file(photo)
    made.backing.work()
    assert made.heard == [first, None, first]


def test_nobody_sees_a_reference(make, photo):
    made = make()
    made.take_file(photo)
    made.backing.work()

    words = made.preview._words.text()

    assert "Picture" in words
    assert "KB" in words
    assert made.heard[0][:8] not in words
    assert attached_words("ab" * 32 + ".mp3") == "Sound recording"


def test_a_picture_is_looked_at_and_made_small_again(make, photo):
    made = make()
    made.resize(700, 500)
    made.take_file(photo)
    made.backing.work()

    made.larger.click()
    made.backing.work()
    assert made.preview.large
    large = made.preview._picture.height()
    made.larger.click()

    assert not made.preview.large
    assert made.preview._picture.height() < large


def test_what_another_laptop_kept_says_that_it_is_not_here(make):
    made = make(value=LATER)

    assert made.preview.isVisible()
    assert made.preview._where.isVisible()
    assert not made.larger.isVisible()


def test_enter_on_the_question_opens_the_choice_of_files(make, photo, monkeypatch):
    monkeypatch.setattr(
        "enrolment_app.ui.editors.files.QFileDialog.getOpenFileName",
        lambda *_: (str(photo), ""),
    )
    made = make()

    QTest.keyClick(made.focusProxy(), Qt.Key.Key_Return)
    made.backing.work()

    assert len(made.heard) == 1
