"""Drawings and signatures, by pen and by keyboard alone."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from enrolment_app.ui.editors import Shown
from enrolment_app.ui.editors.drawing import (
    AnnotateEditor,
    DrawEditor,
    SignatureEditor,
)
from enrolment_app.ui.pictures import read_picture

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
EDITOR = SignatureEditor


@pytest.fixture
def house(tmp_path):
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.green)
    image.save(str(tmp_path / "house.png"))
    return tmp_path / "house.png"


def draw(made, *places):
    surface = made._surface
    first, *others = [QPoint(*place) for place in places]
    QTest.mousePress(surface, LEFT, PLAIN, first)
    for place in others:
        QTest.mouseMove(surface, place)
    QTest.mouseRelease(surface, LEFT, PLAIN, QPoint(*places[-1]))


def dark(image):
    """Count the pixels that are not white."""
    return sum(
        image.pixelColor(x, y).lightness() < 200
        for x in range(0, image.width(), 4)
        for y in range(0, image.height(), 4)
    )


def kept(made):
    return read_picture(made.backing.kept[made.heard[-1]][1])


def test_a_drawing_is_kept_when_the_pen_rests(make, qtbot):
    made = make()
    made._pause.setInterval(10)

    draw(made, (50, 50), (200, 90), (300, 40))
    assert made.heard == []
    qtbot.waitUntil(lambda: bool(made.backing.queue))
    made.backing.work()
    made.settle()

    assert len(made.heard) == 1
    assert made.heard[0].endswith(".png")


def test_leaving_the_question_keeps_what_was_drawn(make):
    made = make()

    draw(made, (50, 50), (200, 90))
    made.settle()
    made.backing.work()

    assert len(made.heard) == 1


def test_the_keyboard_going_elsewhere_keeps_what_was_drawn(make):
    made = make()
    made.activateWindow()
    QApplication.processEvents()
    made.focus_here()
    assert made._surface.hasFocus()
    draw(made, (50, 50), (200, 90))

    made._surface.clearFocus()

    assert len(made.backing.queue) == 1


def test_a_line_is_taken_back_and_all_are_cleared(make):
    made = make()
    draw(made, (50, 50), (200, 90))
    made.settle()
    made.backing.work()
    draw(made, (250, 50), (300, 90))
    made.settle()
    made.backing.work()
    one, two = made.heard
    made.show_answer(Shown(value=two))

    made._undo.click()
    made.settle()
    made.backing.work()
    assert made.heard[-1] == one

    made.show_answer(Shown(value=one))
    made._clear.click()
    made.settle()
    assert made.heard == [one, two, one, None]


def test_what_is_drawn_while_the_disk_is_slow_is_kept_too(make, qtbot):
    made = make()
    made._pause.setInterval(10)
    draw(made, (50, 50), (200, 90))
    made.settle()

    draw(made, (250, 50), (300, 90))
    made.backing.work()
    made.show_answer(Shown(value=made.heard[0]))
    qtbot.waitUntil(lambda: bool(made.backing.queue))
    made.backing.work()

    assert len(made.heard) == 2
    assert len(made._surface.drawing().strokes) == 2


def test_the_keyboard_alone_draws(make):
    made = make()
    made.focus_here()
    surface = made._surface

    for key in (Qt.Key.Key_Left, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(surface, key)
    QTest.keyClick(surface, Qt.Key.Key_Space)
    QTest.keyClick(surface, Qt.Key.Key_Right)
    made.settle()
    made.backing.work()

    (stroke,) = surface.drawing().strokes
    assert len(stroke) == 3
    assert len(made.heard) == 1

    QTest.keyClick(surface, Qt.Key.Key_Backspace)
    made.settle()
    assert made.heard[-1] is None


def test_enter_leaves_the_surface_to_the_next_question(make):
    made = make()
    made.focus_here()

    QTest.keyClick(made._surface, Qt.Key.Key_Return)

    assert made._surface.empty


def test_what_was_signed_on_paper_is_a_picture(make, house, monkeypatch):
    monkeypatch.setattr(
        "enrolment_app.ui.editors.files.QFileDialog.getOpenFileName",
        lambda *_: (str(house), ""),
    )
    made = make()

    made._paper.click()
    made.backing.work()

    assert made.heard[0].endswith(".jpg")
    assert made.preview.isVisible()
    assert not made._surface.isVisible()


def test_an_undo_of_the_visit_puts_the_strokes_away(make):
    made = make()
    draw(made, (50, 50), (200, 90))
    made.settle()
    made.backing.work()
    made.show_answer(Shown(value=made.heard[0]))

    made.show_answer(Shown())

    assert made._surface.empty
    assert made._surface.isVisible()


def test_a_kept_drawing_stays_until_another_is_drawn(make):
    made = make(DrawEditor, value="ab" * 32 + ".png")

    made._again.click()
    assert made._surface.isVisible()
    assert made.read() == "ab" * 32 + ".png"
    draw(made, (50, 50), (90, 90))
    made.settle()
    made.backing.work()

    assert len(made.heard) == 1


def test_a_picture_is_an_answer_and_is_drawn_upon(make, house):
    made = make(AnnotateEditor)

    made.take_file(house)
    made.backing.work()
    assert len(made.heard) == 1
    assert kept(made).size() == QImage(str(house)).size()
    made.show_answer(Shown(value=made.heard[0]))
    draw(made, (20, 20), (200, 100))
    made.settle()
    made.backing.work()

    assert len(made.heard) == 2
    middle = QColor(kept(made).pixel(2, 198))
    assert middle.green() > 200
    assert dark(kept(made)) > 0


def test_a_read_only_signature_cannot_be_drawn_upon(make):
    made = make(readonly=True)

    draw(made, (50, 50), (200, 90))
    made.settle()

    assert made._surface.empty
    assert made.heard == []
