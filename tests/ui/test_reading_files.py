"""A supervisor sees the photo that an answer is, or that it is not here yet."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from enrolment_app.ui.editors.picture import photograph
from enrolment_app.ui.readings.reviewing import QUESTION, Line
from enrolment_app.ui.screens.reading_side import ReadingSide
from tests.ui.editors.backings import Waiting

ELSEWHERE = "cd" * 32 + ".jpg"


@pytest.fixture
def backing():
    return Waiting()


@pytest.fixture
def side(qtbot, dressed, backing):
    made = ReadingSide(dressed("en"), backing)
    qtbot.addWidget(made)
    made.resize(372, 700)
    made.show()
    QApplication.processEvents()
    return made


@pytest.fixture
def photo(backing):
    image = QImage(800, 600, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    found = []
    backing.keep(lambda: photograph(image), found.append, None)
    backing.work()
    return found[0]


def line(reference):
    return Line(QUESTION, "photo", "Photo of the dwelling", answer=reference)


def test_a_photo_is_shown_small_and_then_as_large_as_there_is_room(
    side, backing, photo
):
    side.show_line(line(photo.reference), "")
    small = side._kept._picture.width()
    backing.work()

    assert side._kept.isVisible()
    assert side._kept._picture.width() > small
    assert side._kept.width() <= side.width()
    assert not side._answer.isVisible()


def test_a_photo_that_is_not_here_is_told(side):
    side.show_line(line(ELSEWHERE), "")

    assert side._kept._where.isVisible()
    assert ELSEWHERE[:8] not in side._kept._words.text()


def test_going_on_shows_the_next_answer_and_no_photo(side, backing, photo):
    side.show_line(line(photo.reference), "")
    side.show_line(Line(QUESTION, "village", "Village", answer="Kalam"), "")
    backing.work()

    assert not side._kept.isVisible()
    assert "Kalam" in side._answer.text()
