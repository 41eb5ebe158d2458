"""A whole session of the real window, steered from inside; run alone under a tracer.

    python -m tests.ui.leaks.session FOLDER WORDS END

WORDS is a JSON object of marks to be typed and kept; END is quit, raise or abort.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from enrolment_app import start
from enrolment_app.actions.back_up import back_up_into
from enrolment_app.actions.create_store import create_store
from enrolment_app.actions.enrol_device import enrol_device, read_provisioning_file
from enrolment_app.actions.install_form import install_form
from enrolment_app.actions.keep_visit import keep_visit
from enrolment_app.actions.open_visit import begin_visit
from enrolment_app.actions.sealing import made
from enrolment_app.actions.submit_visit import submit_visit
from enrolment_app.actions.write_answers import write_document
from enrolment_app.actions.write_bundle import write_bundle
from enrolment_app.ui import app
from sync.change import NOTHING_SEEN, Part, Why
from sync.values import VISIT_BYTES

FORM = Path(__file__).parents[1] / "questionnaire" / "small.md"
PASSPHRASE = "three plain words"
STEP_MS = 50
Step = Callable[[], object]


def prepare(place: Path, words: dict[str, str]) -> None:
    """Make the store as the first use does: a person, a questionnaire, an office."""
    machine = start.machine()
    work = create_store(place, PASSPHRASE, words["person"], machine)
    assert not isinstance(install_form(work, FORM), tuple)
    given = read_provisioning_file(place.parent / "office.json", machine.clock())
    enrol_device(work, given)
    work.store.close()


def register(work: object, words: dict[str, str]) -> None:
    """Register a household and let two people disagree about it."""
    visit = begin_visit(work)
    people = [
        {"name": words["name"], "sex": "female", "age": 41, "cnic": words["cnic"]},
        {"name": words["urdu"], "sex": "male", "age": 7},
    ]
    document = {
        "place": {"village": words["village"], "size_told": 2, "agree": "yes"},
        "members": people,
    }
    assert write_document(visit, document) == ()
    keep_visit(work, visit)
    assert submit_visit(work, visit)
    for side in (words["phone"], words["side"]):
        writes = {"place/village": {"place/village": side}}
        part = Part(visit.household, NOTHING_SEEN, writes)
        change = made(
            work,
            [part],
            Why.CORRECTED,
            nonce=work.random(VISIT_BYTES),
            layout=work.store.forms.all()[0].layout.id,
            area="",
        )
        work.store.journal.seal(change)


class Steering(QObject):
    """Takes one step after the other when the worker has nothing to do."""

    def __init__(self, steps: Iterator[Step]) -> None:
        super().__init__()
        self._steps = steps
        self.window = self.background = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next)
        self._timer.start(STEP_MS)

    def _next(self) -> None:
        if self.background is None or not self.background.idle:
            return
        step = next(self._steps, None)
        if step is None:
            self._timer.stop()
            QApplication.instance().quit()
        else:
            step()


def steps(
    at: Steering, words: dict[str, str], folder: Path, end: str
) -> Iterator[Step]:
    """Give what a person does from unlocking to the end."""
    field = at.window.lock.unlock.field
    yield lambda: QTest.keyClicks(field, PASSPHRASE)
    yield field.returnPressed.emit
    work = at.window.shell.parts.work
    yield lambda: at.background.run(register, work, words)
    yield lambda: at.window.do("new")
    yield lambda: _type(at.window.focusWidget(), words["typed"])
    yield lambda: _type(at.window.focusWidget(), words["urdu"])
    yield lambda: at.window.do("search")
    yield lambda: at.window.shell.front.search.setText(words["name"])
    yield lambda: at.window.shell.go("conflicts")
    yield lambda: at.window.tell(words["name"])
    yield lambda: at.background.run(
        write_bundle, work, folder / "stick" / "work.indraj-bundle"
    )
    yield lambda: at.background.run(back_up_into, work, folder / "backups")
    if end == "raise":
        yield lambda: _fail(words)
    if end == "abort":
        yield os.abort
    yield lambda: at.window.do("lock")
    yield at.window.close


def _type(field: object, text: str) -> None:
    assert isinstance(field, QLineEdit | QPlainTextEdit), field
    QApplication.clipboard().setText(text)
    field.paste()
    QTest.keyClick(field, "\r")


def _fail(words: dict[str, str]) -> None:
    message = f"what {words['name']} answered is wrong"
    raise ValueError(message)


def main() -> None:
    """Steer the program from its first window to its end."""
    folder, words, end = Path(sys.argv[1]), json.loads(sys.argv[2]), sys.argv[3]
    for name in ("stick", "backups"):
        (folder / name).mkdir()
    place = folder / "store"
    prepare(place, words)
    application = QApplication([sys.argv[0], *app.FUSION])
    steering = Steering(iter(()))
    make = app.make_window

    def caught(*given: object) -> object:
        steering.window, steering.background = make(*given), given[-1]
        steering._steps = steps(steering, words, folder, end)
        return steering.window

    app.make_window = caught
    status = app.run(place, start.machine())
    del application
    print("the session ended as it should")  # noqa: T201 - the test waits for it
    sys.exit(status)


if __name__ == "__main__":
    main()
