"""The numbers and the history of the sync screen."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from enrolment_app.sentences import SENTENCES
from enrolment_app.ui.moments import when_exact
from enrolment_app.ui.readings.exchanges import (
    Exchanged,
    Whereabouts,
)
from enrolment_app.ui.screens import Parts
from enrolment_app.ui.text import fill, lab, translate
from enrolment_app.ui.widgets.buttons import Picture
from enrolment_app.ui.widgets.layouts import clear, column, row

WHEN_PIXELS = 160


class Number(QFrame):
    """One custody number with what it counts."""

    def __init__(self, tone: str) -> None:
        super().__init__()
        self.setProperty("box", "card")
        self._number = lab("", "display", tone, weight=700)
        self._words = lab("", "body", weight=600, wrap=True)
        self.setLayout(
            column(self._number, self._words, gap=2, margins=(16, 12, 16, 14))
        )

    def say(self, number: int, words: str) -> None:
        """Show the number and its words."""
        self._number.setText(f"{number:,}")
        self._words.setText(words)
        self.setAccessibleName(f"{number} {words}")

    @property
    def number(self) -> str:
        """The number as it is shown."""
        return self._number.text()


class Past(QFrame):
    """The last exchanges, one line each."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self.setProperty("box", "card")
        self._title = lab("", "question", weight=600)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.setLayout(
            column(self._title, self._lines, gap=8, margins=(16, 14, 16, 16))
        )

    def show_past(self, seen: Whereabouts) -> None:
        """Show the lines again."""
        look = self._parts.look
        self._title.setText(translate("Sync", "History"))
        clear(self._lines)
        self.setVisible(bool(seen.past))
        for each in seen.past:
            icon, tone = (
                ("circle-alert", "err") if each.code else ("circle-check", "ok")
            )
            at = when_exact(each.at_ms, seen.now, look.language)
            when = lab(at, "small", "text2")
            when.setMinimumWidth(look.px(WHEN_PIXELS))
            words = lab(summary(each), "small", wrap=True)
            self._lines.addLayout(
                row(
                    Picture(look, icon, 16, tone),
                    when,
                    (words, 1),
                    gap=10,
                )
            )


def summary(exchanged: Exchanged) -> str:
    """Return one exchange in a sentence."""
    if exchanged.code:
        sentence = SENTENCES.get(exchanged.code, exchanged.code)
        return translate("Problem", sentence)
    text = fill(
        translate("Sync", "Sent {sent}, received {received}."),
        sent=exchanged.sent,
        received=exchanged.received,
    )
    if not exchanged.waiting:
        return text
    left = translate("Sync", "%n change(s) still wait.", "", exchanged.waiting)
    return f"{text} {left}"
