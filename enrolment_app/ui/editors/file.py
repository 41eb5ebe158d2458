"""Files of any kind, sounds and films."""

from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from enrolment_app.ui.editors.attached import AttachedEditor
from enrolment_app.ui.editors.backing import Made, read_file
from enrolment_app.ui.editors.files import FILMS, SOUNDS, choose_file
from enrolment_app.ui.editors.recorder import Recorder, has_microphone
from enrolment_app.ui.editors.shown import Shown
from enrolment_app.ui.sizes import MIB
from enrolment_app.ui.text import translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.buttons import Button
from sync.attachments import extension_of


class FileEditor(AttachedEditor):
    """A file as it is; nothing of it is read or changed."""

    kinds: ClassVar[str] = ""
    icon: ClassVar[str] = "paperclip"
    most_bytes: ClassVar[int] = 16 * MIB

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._choose = Button(look, "file.choose", icon=self.icon)
        self._choose.clicked.connect(self._choose_file)
        self.ways.addWidget(self._choose)
        self.setFocusProxy(self._choose)
        self.refit()

    def dress(self, shown: Shown) -> None:
        """Say the button."""
        super().dress(shown)
        self._choose.say(
            translate("Editors", "Choose another")
            if self._value
            else translate("Editors", "Choose a file")
        )

    def arrange(self, *, open_to_answers: bool) -> None:
        """Offer files."""
        self._choose.setVisible(open_to_answers)

    def take_file(self, file: Path) -> None:
        """Take a file."""
        most = self.most_bytes
        self.take(lambda: Made(read_file(file, most), extension_of(file.name)))

    def _choose_file(self) -> None:
        file = choose_file(self, translate("Editors", "Choose a file"), self.kinds)
        if file is not None:
            self.take_file(file)


class FilmEditor(FileEditor):
    """A film out of a file."""

    kinds = FILMS
    icon = "video"
    most_bytes = 64 * MIB


class SoundEditor(FileEditor):
    """A sound: recorded where there is a microphone, or out of a file."""

    kinds = SOUNDS

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._with_microphone = has_microphone()
        self._recorder = Recorder(look)
        self._recorder.recorded.connect(self._recorded)
        self.above.addWidget(self._recorder)
        if self._with_microphone:
            self.setFocusProxy(self._recorder.button)

    def dress(self, shown: Shown) -> None:
        """Say the buttons."""
        super().dress(shown)
        self._recorder.dress(shown.parameter("quality"))

    def arrange(self, *, open_to_answers: bool) -> None:
        """Offer the microphone where there is one, files always."""
        super().arrange(open_to_answers=open_to_answers)
        self._recorder.setVisible(open_to_answers and self._with_microphone)

    def _recorded(self, sound: bytes) -> None:
        self.take(lambda: Made(sound, "wav"))
