"""Writing households into files that anybody can read: what, where, and how far."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from enrolment_app.actions.export_households import Exported
from enrolment_app.household.records import APPROVED, SUBMITTED
from enrolment_app.problems import Problem
from enrolment_app.ui.messages import said
from enrolment_app.ui.readings.files import (
    Choice,
    Offered,
    counted,
    export,
    name_for,
)
from enrolment_app.ui.screens import Parts
from enrolment_app.ui.screens.bundle_said import Outcome
from enrolment_app.ui.screens.files_running import Running
from enrolment_app.ui.text import QT_TRANSLATE_NOOP, bidi, fill, lab, ltr, translate
from enrolment_app.ui.widgets.banner import Banner
from enrolment_app.ui.widgets.buttons import Button, Picture
from enrolment_app.ui.widgets.choosing import Choosing
from enrolment_app.ui.widgets.layouts import box, column, row
from sync.errors import IndrajError

KINDS = {
    "csv": QT_TRANSLATE_NOOP("Files", "CSV, for any spreadsheet"),
    "json": QT_TRANSLATE_NOOP("Files", "JSON, for programs"),
    "parquet": QT_TRANSLATE_NOOP("Files", "Parquet, for statistics"),
}
WHICH = (
    ((), QT_TRANSLATE_NOOP("Files", "All households")),
    ((SUBMITTED, APPROVED), QT_TRANSLATE_NOOP("Files", "Submitted and approved")),
    ((APPROVED,), QT_TRANSLATE_NOOP("Files", "Approved only")),
)
CELLS = (
    (False, QT_TRANSLATE_NOOP("Files", "Codes of choices")),
    (True, QT_TRANSLATE_NOOP("Files", "Words of choices")),
)


class FilesOut(QWidget):
    """Choose, be told what leaves the encrypted store, write."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        look = parts.look
        self._parts = parts
        self._offered = Offered()
        self._into: Path | None = None
        self._written: Path | None = None
        self._count = 0
        self._title = lab("", "question", weight=600)
        self._below = lab("", "small", "text2", wrap=True)
        self.banner = Banner(look)
        self.form = Choosing(look, "files.form")
        self.kind = Choosing(look, "files.kind")
        self.which = Choosing(look, "files.which")
        self.cells = Choosing(look, "files.cells")
        self.choose = Button(look, "files.choose", icon="folder-open")
        self.choose.clicked.connect(self._ask)
        self._sure = lab("", "body", weight=600, wrap=True)
        self.write = Button(look, "files.write", role="primary", icon="upload")
        self.write.clicked.connect(self._write)
        self._no = Button(look, "files.no", role="ghost")
        self._no.clicked.connect(self._leave)
        self.running = Running(parts, "files.stop")
        self.outcome = Outcome(look)
        self.show_folder = Button(look, "files.folder", icon="folder-open")
        self.show_folder.clicked.connect(self._open_folder)
        self.show_folder.hide()
        self._lay_out(Picture(look, "upload", 26, "accent"))
        self.retranslate()

    def _lay_out(self, picture: Picture) -> None:
        self._asking = QWidget()
        self._asking.setLayout(row((self._sure, 1), self.write, self._no, gap=10))
        self._asking.hide()
        words = column(self._title, self._below, gap=2)
        asked = ((self.form, 1), (self.kind, 1), (self.which, 1), (self.cells, 1))
        inside = column(
            row(picture, (words, 1), gap=14),
            self.banner,
            row(*asked, self.choose, gap=10),
            self._asking,
            self.running,
            row((self.outcome, 1), self.show_folder, gap=10),
            gap=10,
            margins=(18, 14, 18, 14),
        )
        self.setLayout(column(box(inside, "card")))

    def focus_here(self) -> None:
        """Take the keyboard."""
        self.choose.setFocus()

    def show_offered(self, offered: Offered) -> None:
        """Offer the questionnaires and kinds of files that there are."""
        self._offered = offered
        self.form.setVisible(len(offered.forms) > 1)
        self.choose.setEnabled(bool(offered.forms) and self.running.isHidden())
        self._fill()

    def retranslate(self) -> None:
        """Say every text again."""
        self._title.setText(translate("Files", "Write households into files"))
        self._below.setText(
            translate(
                "Files",
                "Tables or documents that other programs read, in a new folder, with a "
                "book that explains every column.",
            )
        )
        self.banner.say(
            "warn",
            translate("Files", "The files will not be encrypted"),
            translate(
                "Files",
                "Whoever has them can read every name, number and answer. Keep them "
                "where you would keep the households' papers. The access journal says "
                "who wrote them and when.",
            ),
            icon="triangle-alert",
        )
        self.form.setAccessibleName(translate("Files", "Questionnaire"))
        self.kind.setAccessibleName(translate("Files", "Kind of files"))
        self.which.setAccessibleName(translate("Files", "Which households"))
        self.cells.setAccessibleName(translate("Files", "What choices are written as"))
        self.choose.say(translate("Files", "Choose where…"))
        self.write.say(translate("Files", "Write the files"))
        self._no.say(translate("Files", "Cancel"))
        self.show_folder.say(translate("Files", "Open the folder"))
        self._fill()
        self._say_sure()
        self.running.retranslate()
        self.outcome.retranslate()

    def into(self, folder: Path) -> None:
        """Ask whether to write into a new folder there."""
        self._into = folder / name_for(self._parts.work)
        self._parts.background.run(
            counted, self._parts.work, self._choice(), done=self._counted
        )

    def _fill(self) -> None:
        forms = [(form, title) for form, title in self._offered.forms]
        self.form.offer([(form, bidi(title)) for form, title in forms])
        kinds = [(k, translate("Files", KINDS[k])) for k in self._offered.kinds]
        self.kind.offer(kinds)
        self.which.offer([(s, translate("Files", words)) for s, words in WHICH])
        self.cells.offer([(c, translate("Files", words)) for c, words in CELLS])

    def _choice(self) -> Choice:
        words = bool(self.cells.currentData())
        return Choice(
            form=self.form.currentData() or "",
            kind=self.kind.currentData() or "csv",
            statuses=tuple(self.which.currentData() or ()),
            labels=words,
            split=not words,
        )

    def _ask(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, translate("Files", "Where the folder is to be made")
        )
        if folder:
            self.into(Path(folder))

    def _counted(self, count: int) -> None:
        self._count = count
        self._say_sure()
        self.outcome.clear()
        self.show_folder.hide()
        self._asking.show()
        self.write.setEnabled(count > 0)
        (self.write if count else self._no).setFocus()

    def _say_sure(self) -> None:
        if self._into is None:
            return
        leaving = translate(
            "Files",
            "%n household(s) will leave the encrypted store.",
            "",
            self._count,
        )
        folder = ltr(self._into)
        into = fill(translate("Files", "New folder: {folder}"), folder=folder)
        self._sure.setText(f"{leaving} {into}")

    def _leave(self) -> None:
        self._asking.hide()
        self.choose.setFocus()

    def _write(self) -> None:
        folder = self._into
        if folder is None:
            return
        self._written = folder
        self._busy(busy=True)
        self._parts.background.run(
            export,
            self._parts.work,
            folder,
            self._choice(),
            self._parts.look.language.code,
            self.running.begin(),
            done=self._done,
            failed=self._failed,
            alone=True,
        )

    def _busy(self, *, busy: bool) -> None:
        self._asking.hide()
        for each in (self.form, self.kind, self.which, self.cells, self.choose):
            each.setEnabled(not busy)
        if not busy:
            self.running.hide()

    def _done(self, done: Exported | Problem) -> None:
        self._busy(busy=False)
        if isinstance(done, Problem):
            self.outcome.show_failure(lambda: said(done))
            self.choose.setFocus()
            return
        folder = self._written
        assert folder is not None
        self.outcome.show_success(lambda: what_went(done, folder))
        self.show_folder.show()
        self.show_folder.setFocus()

    def _failed(self, failure: IndrajError) -> None:
        self._busy(busy=False)
        self.outcome.show_failure(lambda: said(failure))
        self.choose.setFocus()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))


def what_went(done: Exported, folder: Path) -> str:
    """Return where the files are and what is in them."""
    where = fill(translate("Files", "Written: {folder}."), folder=ltr(folder))
    between = translate("Files", ", ", "between tables")
    rows = between.join(
        fill("{name}: {count}", name=ltr(name), count=count)
        for name, count in done.rows.items()
    )
    told = fill(translate("Files", "Rows by table: {rows}."), rows=rows)
    return f"{where} {told}"
