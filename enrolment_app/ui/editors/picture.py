"""Pictures: by the camera where there is one, or out of a file."""

from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from enrolment_app.ui.editors.attached import AttachedEditor
from enrolment_app.ui.editors.backing import PICTURE_BYTES_MOST, Made, read_file
from enrolment_app.ui.editors.camera import Camera, has_camera
from enrolment_app.ui.editors.files import PICTURES, choose_file
from enrolment_app.ui.editors.shown import Shown
from enrolment_app.ui.pictures import (
    LONGEST_PX,
    as_jpeg,
    bare,
    read_picture,
    thumbnail,
)
from enrolment_app.ui.text import translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.buttons import Button

LEAST_PX, MOST_PX = 64, 6000


class PictureEditor(AttachedEditor):
    """A photograph: turned upright, made small, telling nothing of its camera."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._choose = Button(look, "picture.file", icon="image")
        self._choose.clicked.connect(self._choose_file)
        self._photo = Button(look, "picture.camera", icon="camera")
        self._photo.clicked.connect(self._open_camera)
        self._with_camera = has_camera()
        self._camera: Camera | None = None
        self.ways.addWidget(self._photo)
        self.ways.addWidget(self._choose)
        self.setFocusProxy(self._photo if self._with_camera else self._choose)
        self.refit()

    def dress(self, shown: Shown) -> None:
        """Say the buttons."""
        super().dress(shown)
        self._photo.say(translate("Editors", "Take a photo"))
        self._choose.say(
            translate("Editors", "Choose another")
            if self._value
            else translate("Editors", "Choose a picture")
        )
        if self._camera is not None:
            self._camera.dress()

    def arrange(self, *, open_to_answers: bool) -> None:
        """Offer the camera where there is one, files always."""
        self._photo.setVisible(open_to_answers and self._with_camera)
        self._choose.setVisible(open_to_answers)

    def take_file(self, file: Path) -> None:
        """Take a picture out of a file."""
        longest = longest_of(self.shown)
        self.take(lambda: made_of_file(read_file(file, PICTURE_BYTES_MOST), longest))

    def take_image(self, image: QImage) -> None:
        """Take what the camera saw."""
        longest = longest_of(self.shown)
        self.take(lambda: photograph(bare(image, longest)))

    def _choose_file(self) -> None:
        title = translate("Editors", "Choose a picture")
        file = choose_file(self, title, PICTURES)
        if file is not None:
            self.take_file(file)

    def _open_camera(self) -> None:
        if self._camera is not None:
            return
        camera = self._camera = Camera(self.look)
        camera.taken.connect(self.take_image)
        camera.closed.connect(self._close_camera)
        self.above.addWidget(camera)
        camera.start()

    def _close_camera(self) -> None:
        if self._camera is not None:
            self._camera.deleteLater()
            self._camera = None
            self.focus_here()


def longest_of(shown: Shown) -> int:
    """Give the longest side of a picture, as the form wants it."""
    wanted = shown.parameter("max-pixels")
    if not wanted.isdecimal():
        return LONGEST_PX
    return min(max(int(wanted), LEAST_PX), MOST_PX)


def made_of_file(content: bytes, longest: int) -> Made:
    """Make a picture of a file's content, in the worker."""
    return photograph(bare(read_picture(content, longest), longest))


def photograph(image: QImage) -> Made:
    """Make the file of a picture that is bare already."""
    return Made(as_jpeg(image), "jpg", thumbnail(image))
