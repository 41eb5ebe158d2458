"""Codes by a reader that types, and out of a picture."""

import pytest
import zxingcpp
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from enrolment_app.ui.editors import Shown
from enrolment_app.ui.editors.barcode import BarcodeEditor
from enrolment_app.ui.theme import Look
from tests.ui.conftest import RESOURCES
from tests.ui.editors.backings import AtOnce


@pytest.fixture
def made(qtbot):
    made = BarcodeEditor(Look(RESOURCES))
    made.heard = []
    made.answered.connect(made.heard.append)
    made.backing = AtOnce()
    qtbot.addWidget(made)
    made.show()
    made.show_answer(Shown(name="Card"))
    made.focus_here()
    return made


@pytest.fixture
def burst(made):
    """Type as a reader does: characters with hardly a pause, then Enter."""

    def type_fast(text, *, gap=0.01, enter=True):
        (line,) = made.lines()
        at = [10.0]
        line.clock = lambda: at[0]
        for each in text:
            at[0] += gap
            plain = Qt.KeyboardModifier.NoModifier
            key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, plain, each)
            QApplication.sendEvent(line, key)
        if enter:
            QTest.keyClick(line, Qt.Key.Key_Return)

    return type_fast


@pytest.fixture
def picture(tmp_path):
    def draw(text):
        code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
        pixels = zxingcpp.write_barcode_to_image(code, scale=4)
        view = memoryview(pixels)
        high, wide = view.shape
        file = tmp_path / "card.bmp"
        QImage(view.tobytes(), wide, high, wide, QImage.Format.Format_Grayscale8).save(
            str(file)
        )
        return file

    return draw


def test_a_reader_writes_over_what_was_read_before(made, burst):
    made.show_answer(Shown(value="OLD-1"))

    burst("PK-0042")
    made.settle()

    assert made.heard == ["PK-0042"]


def test_a_person_writes_on_behind_what_is_there(made, burst):
    made.show_answer(Shown(value="PK-"))
    made.lines()[0].end(False)

    burst("0042", gap=0.2)
    made.settle()

    assert made.heard == ["PK-0042"]


def test_digits_of_the_urdu_keyboard_are_stored_as_ascii(made, burst):
    burst("\u06f1\u06f7\u06f3\u06f0")
    made.settle()

    assert made.heard == ["1730"]


def test_a_picture_answers_with_what_its_code_says(made, picture):
    made.read_from(picture("1730145289067"))

    assert made.heard == ["1730145289067"]


def test_a_picture_may_be_dropped_on_the_question(made, picture):
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(picture("PK-7")))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    plain = Qt.KeyboardModifier.NoModifier

    made.dropEvent(QDropEvent(QPoint(5, 5), copy, carried, left, plain))

    assert made.heard == ["PK-7"]


@pytest.mark.parametrize("content", [b"", b"no picture", b"BM" + bytes(40)])
def test_a_file_that_is_no_picture_changes_nothing(made, tmp_path, content):
    file = tmp_path / "card.png"
    file.write_bytes(content)

    made.read_from(file)

    assert made.heard == []
    assert made._said.text()


def test_a_picture_without_a_code_is_told(made, tmp_path):
    file = tmp_path / "card.png"
    made.grab().save(str(file))

    made.read_from(file)

    assert made.heard == []
    assert "no readable code" in made._said.text()
