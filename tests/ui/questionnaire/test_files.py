"""Files in the questionnaire: none is lost, whenever the person leaves."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from enrolment_app.capture.nmea import Fix
from enrolment_app.household.opening import begin
from enrolment_app.ui.languages import LANGUAGES
from enrolment_app.ui.screens.questionnaire import QuestionnaireScreen
from enrolment_app.ui.screens.questionnaire_landing import Landing
from enrolment_app.ui.screens.questionnaire_sitting import Sitting
from tests.ui.editors.backings import Waiting
from tests.ui.pseudo import WORD, Pseudo, hard_coded
from tests.ui.questionnaire.conftest import HERE, NONCE, NOW, setting

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def backing():
    return Waiting()


@pytest.fixture
def a_media_screen(qtbot, dressed, disk, backing):
    def build():
        visit = begin(setting(HERE / "media.md"), nonce=NONCE, area="PK532")
        disk.visit = visit

        def late(address, reference):
            visit.answer(address, reference)
            disk.keep(lambda _kept: None, None)

        files = Landing(backing, late)
        sitting = Sitting(visit, disk.keep, lambda: NOW, files=files)
        screen = QuestionnaireScreen(dressed("en"), sitting)
        qtbot.addWidget(screen)
        screen.setFixedSize(1366, 732)
        screen.show()
        QApplication.processEvents()
        screen.open()
        return screen

    return build


@pytest.fixture
def pseudo(qapp):
    translator = Pseudo()
    yield lambda: QCoreApplication.installTranslator(translator)
    QCoreApplication.removeTranslator(translator)


@pytest.fixture
def photo(tmp_path):
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.green)
    image.save(str(tmp_path / "photo.png"))
    return tmp_path / "photo.png"


def editor(screen, address):
    return screen.front.card(address).editor


def answer(screen, address):
    return screen.sitting.node(address).value


def sign(screen):
    surface = editor(screen, "g/sign")._surface
    QTest.mousePress(surface, LEFT, PLAIN, QPoint(20, 20))
    QTest.mouseMove(surface, QPoint(90, 60))
    QTest.mouseRelease(surface, LEFT, PLAIN, QPoint(90, 60))


def test_a_picture_is_an_answer_that_is_counted_and_kept(
    a_media_screen, backing, photo, disk
):
    screen = a_media_screen()

    editor(screen, "g/photo").take_file(photo)
    assert screen.sitting.files_on_their_way
    backing.work()

    assert answer(screen, "g/photo") in backing.kept
    assert not screen.sitting.files_on_their_way
    assert answer(screen, "g/photo").encode() in disk.kept[-1]
    screen.open_review()
    assert screen.review.findings.answered == 1


def test_another_section_does_not_lose_what_is_being_kept(
    a_media_screen, backing, photo
):
    screen = a_media_screen()
    editor(screen, "g/photo").take_file(photo)

    screen.open_section(1)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    backing.work()

    assert answer(screen, "g/photo") in backing.kept


def test_what_was_signed_a_moment_before_leaving_is_answered_by_the_worker(
    a_media_screen, backing, disk
):
    screen = a_media_screen()
    screen.go_to("g/sign")
    sign(screen)

    screen.settle()
    screen.sitting.leave()
    kept_before = len(disk.kept)
    backing.work()

    (reference,) = backing.kept
    assert answer(screen, "g/sign") == reference
    assert len(disk.kept) == kept_before + 1
    assert reference.encode() in disk.kept[-1]


def test_what_landed_and_was_not_delivered_is_answered_on_leaving(
    a_media_screen, backing, photo
):
    screen = a_media_screen()
    editor(screen, "g/photo").take_file(photo)
    # The worker is done, and its word has not been heard in the window yet.
    action, arguments, _done, _failed = backing.queue.pop()
    held = action(*arguments)

    screen.sitting.leave()

    assert answer(screen, "g/photo") == held.reference


def test_after_submitting_nothing_comes_late(a_media_screen, backing, photo):
    screen = a_media_screen()
    editor(screen, "g/photo").take_file(photo)
    screen.open_section(1)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    screen.sitting.close()
    backing.work()

    assert answer(screen, "g/photo") == ""


def test_undo_takes_a_picture_back(a_media_screen, backing, photo):
    screen = a_media_screen()
    editor(screen, "g/photo").take_file(photo)
    backing.work()

    screen.undo()
    assert answer(screen, "g/photo") == ""
    assert editor(screen, "g/photo").preview.held is None
    screen.redo()

    assert answer(screen, "g/photo") in backing.kept


def test_what_the_form_says_of_how_reaches_the_editor(a_media_screen):
    screen = a_media_screen()

    assert editor(screen, "g/photo").shown.parameter("max-pixels") == "200"
    where = editor(screen, "g/where")._receiving
    assert (where._wanted.accuracy_m, where._warn_m) == (3.0, 20.0)


def test_a_position_answers_the_questions_that_are_compared_with_it(a_media_screen):
    screen = a_media_screen()

    editor(screen, "g/latitude")._take(Fix(34.75, 72.36, 980.0, 4.5, 8))

    assert float(answer(screen, "g/latitude")) == 34.75
    assert float(answer(screen, "g/longitude")) == 72.36
    assert float(answer(screen, "g/exact")) == 4.5
    assert answer(screen, "g/other") == ""


def test_no_preview_is_left_when_the_household_is_closed(
    a_media_screen, backing, photo, qtbot
):
    screen = a_media_screen()
    made = editor(screen, "g/photo")
    made.take_file(photo)
    backing.work()
    preview = made.preview

    screen.let_go()
    screen.deleteLater()

    qtbot.waitUntil(lambda: not isValid(preview))


def test_every_text_about_files_and_instruments_is_translated(
    a_media_screen, backing, photo, pseudo
):
    screen = a_media_screen()
    editor(screen, "g/photo").take_file(photo)
    backing.work()
    editor(screen, "g/where")._receiving._took(Fix(34.75, 72.36, 980.0, 60.0, 8))
    cells = (HERE / "media.md").read_text(encoding="utf-8").split("|")

    pseudo()
    screen.look.changed.emit()
    screen.answer("g/card", "PK-0042")
    for _ in range(6):
        QApplication.processEvents()

    data = {cell.strip() for cell in cells if WORD.search(cell)}
    assert hard_coded(screen, data | {one.name for one in LANGUAGES}) == []
