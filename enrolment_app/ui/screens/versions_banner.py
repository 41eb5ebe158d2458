"""Over the questions: a newer version could be taken, or was and can be undone."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from enrolment_app.ui.readings.versions import Version
from enrolment_app.ui.text import fill, translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.banner import Banner
from enrolment_app.ui.widgets.buttons import Button
from enrolment_app.ui.widgets.layouts import column


class VersionBanner(QWidget):
    """One strip; hidden where the questionnaire is the newest and was not moved."""

    look_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._version = Version()
        self._act = Button(look, "version.act", icon="arrow-right")
        self._act.clicked.connect(self._pressed)
        self._banner = Banner(look, self._act)
        self.setLayout(column(self._banner, margins=(20, 10, 20, 0)))
        self.hide()

    def show_version(self, version: Version) -> None:
        """Show what can be done with the version."""
        self._version = version
        self.setVisible(bool(version.moved_from or version.offer))
        self.retranslate()

    def retranslate(self) -> None:
        """Say every text again."""
        version = self._version
        if version.moved_from:
            words = translate(
                "Version", "Moved from version {old} to version {new} in this visit."
            )
            words = fill(words, old=version.moved_from, new=version.now)
            below = ""
            if version.dropped:
                below = translate(
                    "Version",
                    "Undoing takes back %n answer(s) given since then.",
                    "",
                    version.dropped,
                )
            self._banner.say("info", words, below, "undo-2")
            self._act.wear(icon="undo-2")
            self._act.say(translate("Version", "Undo the move"))
        elif version.offer is not None:
            words = translate(
                "Version",
                "Filled with version {old}; version {new} is installed on this laptop.",
            )
            told = version.offer
            self._banner.say("info", fill(words, old=told.old, new=told.new))
            self._act.wear(icon="arrow-right")
            self._act.say(translate("Version", "See what would move"))

    def _pressed(self) -> None:
        if self._version.moved_from:
            self.undo_wanted.emit()
        else:
            self.look_wanted.emit()
