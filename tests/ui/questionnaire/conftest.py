"""A desk for the questionnaire: a small form, a visit, a disk that can be slow."""

from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from enrolment_app.household.layout import layout_of
from enrolment_app.household.opening import begin, resume
from enrolment_app.household.visit import Setting
from enrolment_app.questionnaire import Questionnaire, convert
from enrolment_app.ui.screens.questionnaire import QuestionnaireScreen
from enrolment_app.ui.screens.questionnaire_sitting import Sitting

HERE = Path(__file__).parent
KP = Path(__file__).parents[3] / "resources/questionnaires/kp-household"
NOW = datetime(2026, 9, 3, 12, 41, 7, tzinfo=timezone(timedelta(hours=5)))
NONCE = b"0123456789"


@cache
def questionnaire(source: Path) -> Questionnaire:
    return Questionnaire.parse(convert(source).xform)


def setting(source: Path) -> Setting:
    form = questionnaire(source)
    return Setting(questionnaire=form, layout=layout_of(form), now=NOW)


class Disk:
    """Keeps drafts as bytes; `slow` holds the answer back, `full` fails."""

    def __init__(self):
        self.kept = []
        self.waiting = []
        self.slow = False
        self.error = None
        self.visit = None

    def keep(self, done, failed):
        if self.error is not None:
            failed(self.error)
            return
        self.kept.append(self.visit.draft().to_bytes())
        if self.slow:
            self.waiting.append(done)
        else:
            done(None)


@pytest.fixture
def disk():
    return Disk()


@pytest.fixture
def a_screen(qtbot, dressed, disk):
    """Open a questionnaire in a language; `form` is a file, `draft` goes on."""

    def build(code="en", form=HERE / "small.md", draft=None, tell=lambda *_: None):
        look = dressed(code)
        at = setting(form)
        visit = (
            begin(at, nonce=NONCE, area="PK532")
            if draft is None
            else resume(at, None, draft)
        )
        disk.visit = visit
        screen = QuestionnaireScreen(
            look, Sitting(visit, disk.keep, lambda: NOW), tell=tell
        )
        screen.test_look = look
        qtbot.addWidget(screen)
        screen.setFixedSize(1366, 732)
        screen.show()
        screen.activateWindow()
        QApplication.processEvents()
        screen.open()
        QApplication.processEvents()
        return screen

    return build


@pytest.fixture
def type_keys():
    """Type into whatever has the keyboard; "|" is Enter, "^" is Tab."""

    def typed(text):
        special = {"|": Qt.Key.Key_Return, "^": Qt.Key.Key_Tab}
        for key in text:
            target = QApplication.focusWidget()
            if key in special:
                QTest.keyClick(target, special[key])
            else:
                plain = Qt.KeyboardModifier.NoModifier
                unknown = Qt.Key.Key_unknown
                press = QKeyEvent(QEvent.Type.KeyPress, unknown, plain, key)
                QApplication.sendEvent(target, press)
            QApplication.processEvents()

    return typed


@pytest.fixture
def press():
    """Press a key with modifiers where the keyboard is."""

    def pressed(key, modifiers=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)
        QApplication.processEvents()

    return pressed
