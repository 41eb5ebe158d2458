"""Reading a bundle: choose it, see what it says of itself, take it in."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QLineEdit,
    QProgressBar,
    QWidget,
)

from enrolment_app.actions.inspect_bundle import BundleSeen
from enrolment_app.actions.read_bundle import BundleRead
from enrolment_app.problems import Problem
from enrolment_app.ui.messages import said
from enrolment_app.ui.readings.bundles import (
    READING_KEY_SEALED,
    SUFFIX,
    Around,
    look,
    take,
)
from enrolment_app.ui.screens import Parts
from enrolment_app.ui.screens.bundle_brought import what_came, what_it_says
from enrolment_app.ui.screens.bundle_said import Outcome
from enrolment_app.ui.text import bidi, fill, lab, translate
from enrolment_app.ui.widgets.buttons import Button, Picture
from enrolment_app.ui.widgets.choosing import Choosing
from enrolment_app.ui.widgets.layouts import box, column, row
from sync.errors import IndrajError


class BundleIn(QWidget):
    """Nothing is taken before it was looked at whole."""

    def __init__(self, parts: Parts, taken: Callable[[], None]) -> None:
        super().__init__()
        style = parts.look
        self._parts, self._taken_here = parts, taken
        self._around: Around | None = None
        self._file: Path | None = None
        self._title = lab("", "question", weight=600)
        self._below = lab("", "small", "text2", wrap=True)
        self.found = Choosing(style, "bundle.found")
        self.found.activated.connect(self._chosen)
        self.choose = Button(style, "bundle.choose", icon="folder-open")
        self.choose.clicked.connect(self._ask)
        self.take = Button(style, "bundle.take", icon="download")
        self.take.clicked.connect(self._take)
        self.code = QLineEdit()
        self.code.setObjectName("bundle.code")
        self.code.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.code.returnPressed.connect(self._take)
        self.code.hide()
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.hide()
        self.seen = Outcome(style)
        self.outcome = Outcome(style)
        words = column(self._title, self._below, gap=2)
        inside = column(
            row(Picture(style, "download", 26, "accent"), (words, 1), gap=14),
            row((self.found, 1), self.choose, self.take, None, gap=10),
            self.seen,
            self.code,
            self._bar,
            self.outcome,
            gap=10,
            margins=(18, 14, 18, 14),
        )
        self.setLayout(column(box(inside, "card")))
        self.take.setEnabled(False)
        self.retranslate()

    def show_around(self, around: Around) -> None:
        """Offer the bundles that lie on sticks."""
        self._around = around
        self._fill()

    def retranslate(self) -> None:
        """Say every text again."""
        self._title.setText(translate("Bundles", "Read a bundle"))
        self._below.setText(
            translate(
                "Bundles",
                "What is for this laptop is taken, all of it or nothing. Reading one "
                "twice does no harm.",
            )
        )
        self.choose.say(translate("Bundles", "Choose a file…"))
        self.take.say(translate("Bundles", "Take it in"))
        self.found.setAccessibleName(translate("Bundles", "Bundle"))
        name = translate("Bundles", "Your activation code")
        self.code.setPlaceholderText(name)
        self.code.setAccessibleName(name)
        self._bar.setAccessibleName(translate("Bundles", "Reading"))
        self._fill()
        self.seen.retranslate()
        self.outcome.retranslate()

    def look_at(self, file: Path) -> None:
        """Show what a bundle says of itself."""
        self._file = file
        self.outcome.clear()
        self.seen.clear()
        self.take.setEnabled(False)
        self._bar.show()
        self._parts.background.run(
            look, self._parts.work, file, done=self._looked, failed=self._refused
        )

    def _fill(self) -> None:
        found = self._around.bundles if self._around else ()
        chosen = self.found.currentData()
        self.found.clear()
        first = (
            translate("Bundles", "%n bundle(s) found", "", len(found))
            if found
            else translate("Bundles", "No bundle lies on a stick")
        )
        self.found.addItem(first, "")
        for file, place in found:
            words = fill("{file} · {place}", file=file.name, place=place)
            self.found.addItem(words, str(file))
        self.found.setCurrentIndex(max(0, self.found.findData(chosen)))
        self.found.setEnabled(bool(found))

    def _chosen(self, _at: int) -> None:
        file = self.found.currentData()
        if file:
            self.look_at(Path(file))

    def _ask(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, translate("Bundles", "Read a bundle"), "", f"*{SUFFIX};;*"
        )
        if chosen:
            self.look_at(Path(chosen))

    def _looked(self, seen: BundleSeen | Problem) -> None:
        self._bar.hide()
        if isinstance(seen, Problem):
            self.seen.show_failure(lambda: said(seen))
            return
        now, language = self._parts.work.clock(), self._parts.look.language
        name = bidi(self._file.name if self._file else "")
        self.seen.show_success(lambda: f"{name}: {what_it_says(seen, now, language)}")
        self.take.setEnabled(True)
        self.take.setFocus()

    def _refused(self, failure: IndrajError) -> None:
        self._bar.hide()
        self.seen.show_failure(lambda: said(failure))
        self.choose.setFocus()

    def _take(self) -> None:
        if self._file is None or not self.take.isEnabled():
            return
        self.take.setEnabled(False)
        self._bar.show()
        code = self.code.text().strip() if self.code.isVisible() else ""
        self._parts.background.run(
            take,
            self._parts.work,
            self._file,
            code,
            done=self._taken,
            failed=self._not_taken,
            alone=True,
        )

    def _taken(self, came: BundleRead | Problem) -> None:
        self._bar.hide()
        if isinstance(came, Problem):
            self.outcome.show_failure(lambda: said(came))
            self.take.setEnabled(True)
            if came.code == READING_KEY_SEALED:
                self.code.show()
                self.code.setFocus()
            return
        self.code.clear()
        self.code.hide()
        self.outcome.show_success(lambda: what_came(came))
        self.choose.setFocus()
        self._taken_here()

    def _not_taken(self, failure: IndrajError) -> None:
        self._bar.hide()
        self.outcome.show_failure(lambda: said(failure))
        self.choose.setFocus()
