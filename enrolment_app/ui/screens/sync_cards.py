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
PENDING, SENT = ("upload", "warn"), ("circle-check", "ok")


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


class Photos(QFrame):
    """How many photos and files wait to go; not there where there are none."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self.setProperty("box", "card")
        self._parts = parts
        self._picture = Picture(parts.look, "upload", 18, "text2")
        self._words = lab("", "body", weight=500, wrap=True)
        self.setLayout(
            row(self._picture, (self._words, 1), gap=10, margins=(16, 10, 16, 10))
        )
        self.hide()

    def show_photos(self, seen: Whereabouts) -> None:
        """Say how many wait, of how many."""
        photos = seen.photos
        self.setVisible(photos.of > 0)
        if photos.waiting:
            words = fill(
                translate(
                    "Sync", "Photos and files: {waiting} of {of} wait to be sent."
                ),
                waiting=photos.waiting,
                of=photos.of,
            )
        else:
            words = translate("Sync", "All photos and files are at the registry.")
        self._picture.show_icon(*(PENDING if photos.waiting else SENT))
        self._words.setText(words)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()


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
            icon, tone = looks(each)
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


def looks(exchanged: Exchanged) -> tuple[str, str]:
    """Return the picture of how an exchange ended, and its tone."""
    if exchanged.code:
        return "circle-alert", "err"
    return ("info", "info") if exchanged.why else ("circle-check", "ok")


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
    if exchanged.waiting:
        left = translate("Sync", "%n change(s) still wait.", "", exchanged.waiting)
        text = f"{text} {left}"
    if exchanged.why:
        why = translate("Problem", SENTENCES.get(exchanged.why, exchanged.why))
        text = f"{text} {why}"
    if exchanged.photos:
        left = translate("Sync", "%n photo(s) or file(s) wait.", "", exchanged.photos)
        text = f"{text} {left}"
    return text
