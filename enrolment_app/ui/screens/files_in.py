"""Taking a list in from a file: tried first, its problems told by row and column."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from enrolment_app.actions.import_households import (
    CHANGED,
    NEW,
    REFUSED,
    SAME,
    Asked,
    Wrong,
)
from enrolment_app.problems import Problem
from enrolment_app.ui.messages import said
from enrolment_app.ui.readings.files import Came, Offered, take
from enrolment_app.ui.screens import Parts
from enrolment_app.ui.screens.bundle_said import Outcome
from enrolment_app.ui.screens.files_running import Running
from enrolment_app.ui.tables.plain import PlainRow, PlainTable
from enrolment_app.ui.text import bidi, fill, lab, ltr, translate
from enrolment_app.ui.widgets.buttons import Button, Picture
from enrolment_app.ui.widgets.choosing import Choosing
from enrolment_app.ui.widgets.layouts import box, column, row
from sync.errors import IndrajError

KINDS = "*.csv *.xlsx *.xlsm *.json"
SHARES = (10, 16, 22, 52)
SHOWN_MOST = 200
TABLE_HIGH_MOST = 260


class FilesIn(QWidget):
    """Choose a file, see what would become of each row, take it in."""

    def __init__(self, parts: Parts, taken: Callable[[], None]) -> None:
        super().__init__()
        look = parts.look
        self._parts, self._taken_here = parts, taken
        self._offered = Offered()
        self._file: Path | None = None
        self._came: Came | None = None
        self._columns: tuple[str, ...] = ()
        self._dry = True
        self._title = lab("", "question", weight=600)
        self._below = lab("", "small", "text2", wrap=True)
        self.form = Choosing(look, "files.in_form")
        self.key = Choosing(look, "files.key")
        self.key.activated.connect(self._try)
        self.form.activated.connect(self._try)
        self._named = lab("", "body", "text2")
        self.choose = Button(look, "files.in_choose", icon="folder-open")
        self.choose.clicked.connect(self._ask)
        self.take = Button(look, "files.take", icon="download")
        self.take.clicked.connect(self._take)
        self.take.setEnabled(False)
        self.running = Running(parts, "files.in_stop")
        self.outcome = Outcome(look)
        self.table = PlainTable(look, "files.problems", SHARES)
        self.table.hide()
        self.table.selectionModel().currentRowChanged.connect(self._say_whole)
        self._whole = lab("", "small", "text2", wrap=True)
        words = column(self._title, self._below, gap=2)
        inside = column(
            row(Picture(look, "download", 26, "accent"), (words, 1), gap=14),
            row(self.choose, (self._named, 1), gap=10),
            row((self.form, 1), (self.key, 1), self.take, gap=10),
            self.running,
            self.outcome,
            self._whole,
            self.table,
            gap=10,
            margins=(18, 14, 18, 14),
        )
        self.setLayout(column(box(inside, "card")))
        self.retranslate()

    def show_offered(self, offered: Offered) -> None:
        """Offer the questionnaires that there are."""
        self._offered = offered
        self.form.setVisible(len(offered.forms) > 1)
        self.choose.setEnabled(bool(offered.forms) and self.running.isHidden())
        self._fill()

    def retranslate(self) -> None:
        """Say every text again."""
        self._title.setText(translate("Files", "Take a list in"))
        self._below.setText(
            translate(
                "Files",
                "A CSV file, a workbook or JSON, with the questions' names as headers. "
                "It is tried first, which writes nothing; a row is taken in whole or "
                "not at all.",
            )
        )
        self.choose.say(translate("Files", "Choose a file…"))
        self.take.say(translate("Files", "Take it in"))
        self.form.setAccessibleName(translate("Files", "Questionnaire"))
        key = translate("Files", "What tells households apart")
        self.key.setAccessibleName(key)
        self.key.setToolTip(key)
        self.table.setAccessibleName(translate("Files", "Problems by row"))
        self._fill()
        self._say_file()
        self._say_problems()
        self.running.retranslate()
        self.outcome.retranslate()

    def look_at(self, file: Path) -> None:
        """Try a file: nothing is written."""
        self._file = file
        self._columns = ()
        self._fill()
        self._say_file()
        self._run(dry=True, guess=True)

    def _ask(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, translate("Files", "Take a list in"), "", KINDS
        )
        if chosen:
            self.look_at(Path(chosen))

    def _try(self) -> None:
        self._run(dry=True)

    def _take(self) -> None:
        self._run(dry=False)

    def _run(self, *, dry: bool, guess: bool = False) -> None:
        if self._file is None or not self.running.isHidden():
            return
        self._dry = dry
        self._busy(busy=True)
        asked = Asked(
            form=self.form.currentData() or "",
            key=self.key.currentData() or "",
            dry=dry,
        )
        self._parts.background.run(
            partial(take, guess=guess),
            self._parts.work,
            self._file,
            asked,
            self.running.begin(),
            done=self._done,
            failed=self._failed,
            alone=True,
        )

    def _busy(self, *, busy: bool) -> None:
        for each in (self.choose, self.form, self.key):
            each.setEnabled(not busy)
        if busy:
            self.take.setEnabled(False)
            self.outcome.clear()
            self._came = None
            self._say_problems()
        else:
            self.running.hide()

    def _done(self, came: Came | Sequence[Problem]) -> None:
        self._busy(busy=False)
        if not isinstance(came, Came):
            self._came = None
            self.outcome.show_failure(lambda: " ".join(said(each) for each in came))
            self.choose.setFocus()
            return
        self._came, self._columns, dry = came, came.columns, self._dry
        show = self.outcome.show_doubt if came.wrong else self.outcome.show_success
        show(lambda: what_came(came, dry=dry))
        self._fill()
        self.key.setCurrentIndex(self.key.findData(came.key))
        self._say_problems()
        whole = came.counts.total() == came.of
        self.take.setEnabled(dry and whole and came.to_take > 0)
        (self.take if self.take.isEnabled() else self.choose).setFocus()
        if not dry:
            self._taken_here()

    def _failed(self, failure: IndrajError) -> None:
        self._busy(busy=False)
        self.outcome.show_failure(lambda: said(failure))
        self.choose.setFocus()

    def _fill(self) -> None:
        forms = [(form, bidi(title)) for form, title in self._offered.forms]
        self.form.offer(forms)
        keyless = translate("Files", "Every row is a new household")
        apart = translate("Files", "Known by {column}")
        columns = self._columns
        known = [(each, fill(apart, column=ltr(each))) for each in columns]
        self.key.offer([("", keyless), *known])
        self.key.setEnabled(bool(columns))

    def _say_file(self) -> None:
        none = translate("Files", "No file is chosen")
        self._named.setText(bidi(self._file.name) if self._file else none)

    def _say_problems(self) -> None:
        came = self._came
        some = came is not None and bool(came.wrong)
        self.table.setVisible(some)
        self._whole.setVisible(some)
        if came is None:
            return
        headings = (
            translate("Files", "Row"),
            translate("Files", "Table"),
            translate("Files", "Column"),
            translate("Files", "What is wrong"),
        )
        self.table.show_rows(headings, [_row(each) for each in came.wrong[:SHOWN_MOST]])
        most = self._parts.look.px(TABLE_HIGH_MOST)
        self.table.setFixedHeight(min(self.table.high, most))
        self._say_whole()

    def _say_whole(self, *_: object) -> None:
        """Say the problem of the row under the keyboard in full: cells cut words."""
        at = self.table.currentIndex().row()
        wrong = self._came.wrong if self._came else ()
        self._whole.setText(_words(wrong[at]) if 0 <= at < len(wrong) else "")


def what_came(came: Came, *, dry: bool) -> str:
    """Return what became of the rows, or would."""
    text = (
        translate(
            "Files",
            "Nothing is written yet. New: {new} · changed: {changed} · as they are "
            "here: {same} · not taken in: {refused}.",
        )
        if dry
        else translate(
            "Files",
            "Taken in. New: {new} · changed: {changed} · as they were: {same} · not "
            "taken in: {refused}.",
        )
    )
    kinds = (NEW, CHANGED, SAME, REFUSED)
    told = [fill(text, **{kind: came.counts[kind] for kind in kinds})]
    left = came.of - came.counts.total()
    if left:
        words = translate("Files", "Stopped: %n row(s) were not looked at.", "", left)
        told.append(words)
    if len(came.wrong) > SHOWN_MOST:
        more = len(came.wrong) - SHOWN_MOST
        told.append(translate("Files", "%n more problem(s) are not shown.", "", more))
    return " ".join(told)


def _row(wrong: Wrong) -> PlainRow:
    cells = (ltr(wrong.row), ltr(wrong.table), ltr(wrong.column), _words(wrong))
    return PlainRow(cells, ("", "", "", "err"))


def _words(wrong: Wrong) -> str:
    return bidi(wrong.text) if wrong.text else said(wrong.problem)
