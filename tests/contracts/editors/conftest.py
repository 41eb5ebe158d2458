"""An editor on its own, what it announces, and keys typed into it."""

import hashlib
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from enrolment_app.questionnaire import Choice
from enrolment_app.ui.editors import Shown
from enrolment_app.ui.editors.backing import Held
from enrolment_app.ui.languages import language
from enrolment_app.ui.theme import Look
from sync.attachments import reference
from sync.errors import IndrajError

PICTURE = QImage(64, 48, QImage.Format.Format_RGB32)
PICTURE.fill(Qt.GlobalColor.darkGreen)
RESOURCES = Path(__file__).parents[3] / "resources"
CHOICES = (Choice("mud", "Mud"), Choice("stone", "Stone"), Choice("brick", "Brick"))


class Memory:
    """What stands behind an editor, in memory: everything happens at once."""

    def __init__(self):
        self.kept = {}

    def run(self, action, *arguments, done, failed):
        try:
            result = action(*arguments)
        except IndrajError as error:
            failed(error)
        else:
            done(result)

    def keep(self, make, done, failed, landed=lambda _held: None):
        def kept():
            held = self._keep(make())
            landed(held)
            return held

        self.run(kept, done=done, failed=failed)

    def tell(self, reference, done):
        done(self.kept.get(reference, (Held(reference, here=False), b""))[0])

    def read(self, reference, done, failed):
        self.run(lambda: self.kept[reference][1], done=done, failed=failed)

    def _keep(self, made):
        name = reference(hashlib.sha256(made.content).digest(), made.extension)
        held = Held(name, len(made.content), made.thumbnail)
        self.kept[name] = held, made.content
        return held


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
        made.backing = Memory()
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
