"""Writing a bundle: onto a stick or to any place, and what went into it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from enrolment_app.actions.write_bundle import BundleWritten
from enrolment_app.problems import Problem
from enrolment_app.ui.messages import said
from enrolment_app.ui.readings.bundles import SUFFIX, Around, name_for, write
from enrolment_app.ui.screens import SUPERVISOR, Parts
from enrolment_app.ui.screens.bundle_said import Outcome
from enrolment_app.ui.sizes import size_words
from enrolment_app.ui.text import QT_TRANSLATE_NOOP, bidi, fill, lab, translate
from enrolment_app.ui.widgets.buttons import Button, Picture
from enrolment_app.ui.widgets.choosing import Choosing
from enrolment_app.ui.widgets.layouts import box, column, row
from sync.errors import IndrajError

TOWARDS = (
    ("anybody", QT_TRANSLATE_NOOP("Bundles", "For whoever is on the way")),
    ("registry", QT_TRANSLATE_NOOP("Bundles", "For the registry only")),
    ("laptops", QT_TRANSLATE_NOOP("Bundles", "For the laptops only")),
)


class BundleOut(QWidget):
    """Choose a stick, write, and read what was written."""

    def __init__(
        self, parts: Parts, written: Callable[[], None], *, role: str = ""
    ) -> None:
        super().__init__()
        look = parts.look
        self._parts, self._written_here = parts, written
        self._around: Around | None = None
        reviews = parts.role == SUPERVISOR
        self._title = lab("", "question", weight=600)
        self._below = lab("", "small", "text2", wrap=True)
        self.sticks = Choosing(look, "bundle.stick")
        self.towards = Choosing(look, "bundle.towards")
        self.write = Button(look, "bundle.write", role=role, icon="upload")
        self.write.clicked.connect(self._write_to_stick)
        self.elsewhere = Button(look, "bundle.elsewhere", icon="folder-open")
        self.elsewhere.clicked.connect(self._ask)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.hide()
        self.outcome = Outcome(look)
        words = column(self._title, self._below, gap=2)
        where = row((self.sticks, 1), (self.towards, 1), gap=10)
        act = row(self.write, self.elsewhere, None, gap=10)
        choose = column(where, act, gap=10) if reviews else row((where, 1), act, gap=10)
        inside = column(
            row(Picture(look, "upload", 26, "accent"), (words, 1), gap=14),
            choose,
            self._bar,
            self.outcome,
            gap=10,
            margins=(18, 14, 18, 14),
        )
        self.setLayout(column(box(inside, "card")))
        self.towards.setVisible(reviews)
        self.retranslate()

    def show_around(self, around: Around) -> None:
        """Offer the sticks that are plugged in."""
        self._around = around
        self.retranslate()

    def retranslate(self) -> None:
        """Say every text again."""
        self._title.setText(translate("Bundles", "Write a bundle"))
        self._below.setText(
            translate(
                "Bundles",
                "Everything that should leave this laptop, sealed in one file. It "
                "stays here too until the registry confirms it.",
            )
        )
        self.write.say(translate("Bundles", "Write to the stick"))
        self.elsewhere.say(translate("Bundles", "Another place…"))
        self.sticks.setAccessibleName(translate("Bundles", "Stick"))
        self.towards.setAccessibleName(translate("Bundles", "Who it is for"))
        self._bar.setAccessibleName(translate("Bundles", "Writing"))
        self._fill()
        self.outcome.retranslate()

    def write_to(self, file: Path) -> None:
        """Write to a file."""
        self._busy(busy=True)
        self._parts.background.run(
            write,
            self._parts.work,
            file,
            self.towards.currentData() or TOWARDS[0][0],
            done=self._done,
            failed=self._failed,
            alone=True,
        )

    def _fill(self) -> None:
        found = self._around.sticks if self._around else ()
        chosen = self.sticks.currentData()
        self.sticks.clear()
        for folder, name in found:
            self.sticks.addItem(bidi(name), str(folder))
        if not found:
            self.sticks.addItem(translate("Bundles", "No stick is plugged in"), "")
        self.sticks.setCurrentIndex(max(0, self.sticks.findData(chosen)))
        self.sticks.setEnabled(bool(found))
        self.write.setEnabled(bool(found))
        at = max(0, self.towards.currentIndex())
        self.towards.clear()
        for code, words in TOWARDS:
            self.towards.addItem(translate("Bundles", words), code)
        self.towards.setCurrentIndex(at)

    def _write_to_stick(self) -> None:
        folder = self.sticks.currentData()
        if folder:
            self.write_to(Path(folder) / name_for(self._parts.work))

    def _ask(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            translate("Bundles", "Write a bundle"),
            name_for(self._parts.work),
            f"*{SUFFIX}",
        )
        if chosen:
            file = Path(chosen)
            self.write_to(file if file.suffix else file.with_suffix(SUFFIX))

    def _busy(self, *, busy: bool) -> None:
        self._bar.setVisible(busy)
        for widget in (self.write, self.elsewhere, self.sticks, self.towards):
            widget.setEnabled(not busy)
        if busy:
            self.outcome.clear()
        else:
            self._fill()

    def _done(self, written: BundleWritten | Problem) -> None:
        self._busy(busy=False)
        if isinstance(written, Problem):
            self.outcome.show_failure(lambda: said(written))
        else:
            self.outcome.show_success(lambda: what_went(written))
        self.elsewhere.setFocus()
        self._written_here()

    def _failed(self, failure: IndrajError) -> None:
        self._busy(busy=False)
        self.outcome.show_failure(lambda: said(failure))
        self.elsewhere.setFocus()


def what_went(written: BundleWritten) -> str:
    """Return what is in the file, in a sentence or two."""
    went = fill(
        translate("Bundles", "Written and read back: {file}, {size}."),
        file=written.file.name,
        size=size_words(written.size_bytes),
    )
    told = [
        went,
        translate("Bundles", "%n change(s) on the way up.", "", written.changes),
    ]
    if written.attachments:
        photos = translate(
            "Bundles", "%n photo(s) or file(s) with it.", "", written.attachments
        )
        told.append(photos)
    if written.attachments_left:
        left = written.attachments_left
        words = translate("Bundles", "%n photo(s) or file(s) did not fit.", "", left)
        told.append(words)
    if written.laptops:
        names = translate("Bundles", ", ", "between names").join(written.laptops)
        told.append(fill(translate("Bundles", "Answers for {laptops}."), laptops=names))
    return " ".join(told)
