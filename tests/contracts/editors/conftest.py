"""An editor on its own, what it announces, and keys typed into it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from enrolment_app.questionnaire import Choice
from enrolment_app.ui.editors import Shown
from enrolment_app.ui.languages import language
from enrolment_app.ui.theme import Look
from tests.ui.editors.backings import AtOnce

PICTURE = QImage(64, 48, QImage.Format.Format_RGB32)
PICTURE.fill(Qt.GlobalColor.darkGreen)
RESOURCES = Path(__file__).parents[3] / "resources"
CHOICES = (Choice("mud", "Mud"), Choice("stone", "Stone"), Choice("brick", "Brick"))


@pytest.fixture(autouse=True)
def a_file(tmp_path, monkeypatch):
    """Whoever is asked for a file chooses this picture."""
    file = tmp_path / "chosen.png"
    PICTURE.save(str(file))
    chosen = (str(file), "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: chosen)
    return file


@pytest.fixture(params=["en", "ur"])
def look(qapp, request):
    look = Look(RESOURCES, language=language(request.param))
    look.apply()
    yield look
    look.wear(language=language("en"))


@pytest.fixture
def heard():
    return []


@pytest.fixture
def make(qtbot, look, heard):
    def _make(editor, **shown):
        made = editor(look)
        made.backing = AtOnce()
        made.answered.connect(heard.append)
        qtbot.addWidget(made)
        made.resize(700, 300)
        made.show()
        made.show_answer(Shown(choices=CHOICES, name="Roof", **shown))
        made.focus_here()
        QApplication.processEvents()
        return made

    return _make


@pytest.fixture
def type_keys():
    """Type into whatever has the keyboard; "|" is Enter."""

    def typed(text):
        for key in text:
            target = QApplication.focusWidget()
            if key == "|":
                QTest.keyClick(target, Qt.Key.Key_Return)
            else:
                QApplication.sendEvent(target, pressed(key))

    return typed


def pressed(key):
    code = Qt.Key(ord(key.upper())) if key.isascii() else Qt.Key.Key_unknown
    return QKeyEvent(QEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier, key)
