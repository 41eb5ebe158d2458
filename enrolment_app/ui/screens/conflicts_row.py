"""One contest: what it is about, its sides, and room for a third value."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QWidget

from enrolment_app.ui.attached_words import attached_words
from enrolment_app.ui.moments import when_exact
from enrolment_app.ui.readings.conflicts import Contest, Decision, SideSeen, Value
from enrolment_app.ui.text import bidi, fill, lab, translate
from enrolment_app.ui.widgets.buttons import Button, KeyCap
from enrolment_app.ui.widgets.choosing import Choosing
from enrolment_app.ui.widgets.layouts import Piece, column, row
from enrolment_app.ui.widgets.sides import SideCell, differing
from enrolment_app.ui.words import status_word
from sync.attachments import is_reference

if TYPE_CHECKING:
    from enrolment_app.ui.theme import Look

LABEL_PIXELS = 190
REVIEWED = ("approved", "returned")


class ContestRow(QFrame):
    """A label, a cell for each side, and a field for what neither side says."""

    decided = Signal(object, bool)  # Decision, whether to go on to the next row
    moved = Signal(int)

    def __init__(self, look: "Look", contest: Contest, now: datetime) -> None:
        super().__init__()
        self._look = look
        self.contest = contest
        self.setObjectName(f"contest.{contest.address}")
        self.cells = [
            SideCell(look, at, side.keep) for at, side in enumerate(contest.sides)
        ]
        texts = [_words(contest, side.values) for side in contest.sides]
        for at, (cell, side) in enumerate(zip(self.cells, contest.sides, strict=True)):
            others = texts[:at] + texts[at + 1 :]
            marks = differing(texts[at], others)
            cell.setObjectName(f"keep.{contest.address}.{side.keep}")
            cell.say(texts[at], marks, _provenance(look, side, now))
            cell.clicked.connect(
                lambda _=False, keep=side.keep: self._keep(keep, go_on=False)
            )
            cell.digit.connect(self._digit)
            cell.moved.connect(self.moved)
        self.write = Button(look, f"write.{contest.address}", role="chip")
        self.write.say(translate("Conflicts", "Write another value"))
        self.write.clicked.connect(self.begin_writing)
        self.field = _field(look, contest)
        self.field.hide()
        self._listen()
        cells: list[Piece] = [(cell, 1) for cell in self.cells]
        label = self._label()
        label.setFixedWidth(look.px(LABEL_PIXELS))
        sides = column(row(*cells, gap=10), self.field, None, gap=6)
        self.setLayout(row(label, (sides, 1), gap=12, margins=(0, 4, 0, 4)))

    def focus_here(self) -> None:
        """Take the keyboard at the chosen side, else at the first."""
        chosen = [cell for cell in self.cells if cell.isChecked()]
        (chosen or self.cells)[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_decision(self, decision: Decision | None) -> None:
        """Show what is decided, or that nothing is."""
        for cell, side in zip(self.cells, self.contest.sides, strict=True):
            chosen = decision is not None and decision.keep == side.keep
            cell.choose(chosen=chosen)
        written = decision is not None and not decision.keep
        if not written and not self.field.hasFocus():
            self.field.hide()

    def begin_writing(self) -> None:
        """Show the field for a third value."""
        self.field.show()
        self.field.setFocus()

    def _label(self) -> QWidget:
        labels = self.contest.labels or (translate("Conflicts", "Status"),)
        pieces: list[Piece] = [
            lab(bidi(", ".join(labels)), "body", weight=600, wrap=True)
        ]
        if self.contest.about:
            pieces.append(lab(bidi(self.contest.about), "small", "text2", wrap=True))
        if _is_review(self.contest):
            words = translate("Conflicts", "It was changed while it was reviewed")
            pieces.append(lab(words, "small", "text2", wrap=True))
        held = _words(self.contest, self.contest.held)
        was = held or translate("Conflicts", "empty")
        text = fill(translate("Conflicts", "was: {value}"), value=was)
        pieces.append(lab(text, "small", "text2", wrap=True))
        if self.contest.writable:
            key = KeyCap(text=str(len(self.cells) + 1))
            pieces += [2, row(self.write, key, None, gap=6)]
        else:
            self.write.hide()
        holder = QWidget()
        holder.setLayout(column(*pieces, None, gap=2, margins=(0, 6, 0, 0)))
        return holder

    def _listen(self) -> None:
        name = translate("Conflicts", "Another value")
        self.field.setAccessibleName(name)
        if isinstance(self.field, QComboBox):
            self.field.activated.connect(lambda _at: self._written())
        else:
            self.field.setPlaceholderText(name)
            self.field.returnPressed.connect(self._written)
            self.field.editingFinished.connect(self._written)

    def _digit(self, number: int) -> None:
        keeps = [side.keep for side in self.contest.sides]
        if number in keeps:
            self._keep(number, go_on=True)
        elif number == len(keeps) + 1 and self.contest.writable:
            self.begin_writing()

    def _keep(self, keep: int, *, go_on: bool) -> None:
        self.decided.emit(
            Decision(self.contest.address, keep, shown=self.contest.shown), go_on
        )

    def _written(self) -> None:
        field = self.field
        if isinstance(field, QComboBox):
            value = str(field.currentData() or "")
        else:
            value = field.text().strip()
        if value:
            self.decided.emit(
                Decision(self.contest.address, value=value, shown=self.contest.shown),
                False,
            )


def _field(look: "Look", contest: Contest) -> QComboBox | QLineEdit:
    if not contest.choices:
        field = QLineEdit()
        field.setObjectName(f"value.{contest.address}")
        return field
    box = Choosing(look, f"value.{contest.address}", as_words=True)
    box.addItem("", "")
    for value, label in contest.choices:
        box.addItem(label, value)
    return box


def _is_review(contest: Contest) -> bool:
    """Tell whether somebody's review stands against somebody's work."""
    said = {value.words for side in contest.sides for value in side.values}
    return not contest.labels and not said.isdisjoint(REVIEWED)


def _words(contest: Contest, values: Sequence[Value]) -> str:
    """Return a side's values as one text, with their labels where there are more."""
    if not contest.labels:
        # A status: its words are the window's, an answer's are the form's.
        return ", ".join(status_word(value.words)[0] for value in values)
    said = [_value(value) for value in values]
    if len(said) == 1 or len(said) != len(contest.labels):
        return ", ".join(said)
    pairs = zip(contest.labels, said, strict=True)
    return "\n".join(f"{bidi(label)}: {bidi(value)}" for label, value in pairs)


def _value(value: Value) -> str:
    if not value.code:
        if is_reference(value.words):
            return attached_words(value.words, value.size_bytes)
        return value.words
    return {
        "empty": translate("Conflicts", "empty"),
        "dont-know": translate("Conflicts", "Don't know"),
        "refused": translate("Conflicts", "Refused"),
    }[value.code]


def _provenance(look: "Look", side: SideSeen, now: datetime) -> str:
    return fill(
        translate("Conflicts", "{person}, laptop {laptop}, {when}"),
        person=side.person,
        laptop=side.laptop,
        when=when_exact(side.at_ms, now, look.language),
    )
