"""Households into files and lists from files: told before it is done, and stoppable."""

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from enrolment_app.actions.export_households import Exported
from enrolment_app.actions.import_households import Wrong
from enrolment_app.problems import Problem
from enrolment_app.ui.readings.files import Came
from enrolment_app.ui.screens import SUPERVISOR, files_in, files_out, places

BOTH = pytest.mark.parametrize("code", ["en", "ur"])
FOLDER = Path("/media/demo/STICK")
WRITTEN = Exported({"households": 60, "members": 402}, ("households.csv",))
REFUSED = Problem("import.no_key", "phone", {"key": ""})
WRONG = Wrong("members", 7, "age", REFUSED)
CAME = Came(Counter(new=3, refused=1), (WRONG,), 4, ("_id", "phone"), "_id")


def texts(widget):
    shown = [each for each in widget.findChildren(QLabel) if each.isVisible()]
    return " ".join(each.text() for each in shown)


@pytest.fixture
def files(a_window, monkeypatch):
    """Her screen; `asked` is what the actions were asked, `came` what they answer."""
    asked = []

    def build(code="en", *, written=WRITTEN, came=CAME):
        def export(_work, *given):
            asked.append(given)
            return written(given[-1]) if callable(written) else written

        def take(_work, *given, guess):
            asked.append((*given, guess))
            return came

        monkeypatch.setattr(files_out, "export", export)
        monkeypatch.setattr(files_in, "take", take)
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(FOLDER))
        monkeypatch.setattr(
            QFileDialog, "getOpenFileName", lambda *_: (str(FOLDER / "list.csv"), "")
        )
        screen = a_window(code, "files", role=SUPERVISOR).shell.front
        screen.asked = asked
        return screen

    return build


def press(*, at=None, key=Qt.Key.Key_Return):
    QTest.keyClick(at or QApplication.focusWidget(), key)


def test_only_supervisors_have_the_screen():
    assert "files" in [place.code for place in places(SUPERVISOR)]
    assert "files" not in [place.code for place in places("")]


@BOTH
def test_what_leaves_and_where_to_is_told_before_it_is_written(files, settled, code):
    screen = files(code)

    press()
    settled()

    told = texts(screen.out)
    assert screen.asked == []
    assert "60" in told
    assert str(FOLDER / "households-20260903-094100") in told
    press()
    settled()
    folder, choice, language, _ = screen.asked[0]
    assert (folder.parent, choice.kind, language) == (FOLDER, "csv", code)
    assert "402" in texts(screen.out)
    assert QApplication.focusWidget() is screen.out.show_folder


def test_nothing_is_written_where_somebody_thinks_better_of_it(files, settled):
    screen = files()

    press()
    settled()
    press(key=Qt.Key.Key_Tab)
    press()
    settled()

    assert screen.asked == []
    assert QApplication.focusWidget() is screen.out.choose


def test_stop_reaches_what_is_being_written(files, settled, qtbot):
    far = []

    def written(watched):
        while watched(len(far), 50):
            far.append(1)
        return Problem("export.stopped")

    screen = files(written=written)
    press()
    settled()
    press()
    qtbot.waitUntil(lambda: len(far) > 20)
    press(at=screen.out.running.cancel)
    settled()

    assert "Nothing was written" in texts(screen.out)
    assert screen.out.running.isHidden()


def test_locking_stops_it_too(files, settled):
    screen = files()
    watched = screen.out.running.begin()

    screen.locking()

    assert not watched(1, 50)
    settled()


@BOTH
def test_a_list_is_tried_before_it_is_taken_in(files, settled, code):
    screen = files(code)

    press(at=screen.into.choose)
    settled()

    _, tried, _, guess = screen.asked[0]
    assert (tried.dry, guess) == (True, True)
    assert screen.into.table.model().rowCount() == 1
    assert screen.into.key.currentData() == "_id"
    press()
    settled()
    _, taken, _, _ = screen.asked[1]
    assert (taken.dry, taken.key) == (False, "_id")
    assert not screen.into.take.isEnabled()


@BOTH
def test_a_problem_is_told_in_full_with_its_row_and_column(files, settled, code):
    screen = files(code)

    press(at=screen.into.choose)
    settled()

    model = screen.into.table.model()
    cells = [model.index(0, at).data() for at in range(4)]
    assert "7" in cells[0]
    assert "age" in cells[2]
    assert cells[3] in texts(screen.into)


def test_a_file_that_cannot_be_read_is_told_and_cannot_be_taken_in(files, settled):
    refused = Problem("import.no_such_kind", values={"file": "list.doc"})
    screen = files(came=(refused,))

    press(at=screen.into.choose)
    settled()

    assert "list.doc" in texts(screen.into)
    assert not screen.into.take.isEnabled()


def test_a_list_that_was_stopped_says_what_was_not_looked_at(files, settled):
    screen = files(came=Came(Counter(same=2), (), 9))

    press(at=screen.into.choose)
    settled()

    assert "7 rows were not looked at" in texts(screen.into)
    assert not screen.into.take.isEnabled()
