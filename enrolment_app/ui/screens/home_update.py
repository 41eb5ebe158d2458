"""A newer version of the program in words: one line, and nothing to press."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from enrolment_app.ui.text import fill, lab, ltr, translate
from enrolment_app.ui.widgets.buttons import Picture
from enrolment_app.ui.widgets.layouts import row
from sync.updates import IMPORTANT

if TYPE_CHECKING:
    from enrolment_app.actions.updates import Update
    from enrolment_app.ui.languages import Language
    from enrolment_app.ui.readings.today import Today
    from enrolment_app.ui.screens import Parts


class NewVersion(QWidget):
    """The line, gone where the program is the newest."""

    def __init__(self, parts: "Parts") -> None:
        super().__init__()
        self._look = parts.look
        self.words = lab("", "small", "text2", wrap=True)
        picture = Picture(parts.look, "download", 16, "text2")
        self.setLayout(row(picture, (self.words, 1), gap=8, margins=(16, 0, 16, 0)))
        self.hide()

    def show_today(self, today: "Today") -> None:
        """Say it again."""
        self.words.setText(newer_version(today.update, self._look.language))
        self.setVisible(today.update is not None)


def newer_version(update: "Update | None", language: "Language") -> str:
    """Say that there is a newer version and what is new, "" where there is none."""
    if update is None:
        return ""
    if update.too_old:
        words = translate(
            "Home",
            "This program is too old for all that the registry sends. Ask for version "
            "{version}.",
        )
    elif update.manifest.urgency == IMPORTANT:
        words = translate(
            "Home",
            "Version {version} of this program is there, and it is important. Ask your "
            "administrator for it.",
        )
    else:
        words = translate(
            "Home",
            "Version {version} of this program is there. Your administrator brings it.",
        )
    said = fill(words, version=ltr(update.manifest.version))
    note = update.note(language.code)
    return f"{said} {note}" if note else said
