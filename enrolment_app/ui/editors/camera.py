"""The laptop's camera, where Qt's multimedia part is installed; nothing otherwise.

It comes with PySide6-Addons, which is no requirement of ours: 160 MB for a button that
most laptops would not show. What the camera sees stays in memory.
"""

import importlib
import importlib.util
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from enrolment_app.ui.text import translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.buttons import Button
from enrolment_app.ui.widgets.layouts import column, row
from enrolment_app.ui.widgets.saying import Saying

MODULE = "PySide6.QtMultimedia"
# More than this is scaled down anyway, and costs the time that a preview needs.
WIDE_MOST = 1920
VIEW_WIDE_PX, VIEW_HIGH_PX = 420, 236


def multimedia() -> Any:
    """Give Qt's multimedia module, None where it is not installed or not loadable."""
    if importlib.util.find_spec(MODULE) is None:
        return None
    try:
        return importlib.import_module(MODULE)
    except ImportError:  # its system libraries are missing
        return None


def has_camera() -> bool:
    """Tell whether a camera can be used."""
    module = multimedia()
    return module is not None and bool(module.QMediaDevices.videoInputs())


class View(QWidget):
    """The last picture that the camera gave, as large as there is room."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.image = QImage()
        self.setFixedSize(QSize(look.px(VIEW_WIDE_PX), look.px(VIEW_HIGH_PX)))

    def show_image(self, image: QImage) -> None:
        """Show another picture."""
        self.image = image
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it in the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), Qt.GlobalColor.black)
        if not self.image.isNull():
            size = self.image.size().scaled(
                self.size(), Qt.AspectRatioMode.KeepAspectRatio
            )
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(QRectF(self.rect()).center())
            painter.drawImage(place, self.image)
        painter.end()


class Camera(QWidget):
    """A live picture with "Take it" below it."""

    taken = Signal(QImage)
    seen = Signal(QImage)  # each picture, for whoever looks for a code in it
    closed = Signal()

    def __init__(self, look: Look, *, only_looks: bool = False) -> None:
        super().__init__()
        self._view = View(look)
        self._take = Button(look, "camera.take", role="primary", icon="camera")
        self._take.clicked.connect(self.take)
        self._take.setVisible(not only_looks)
        self._close = Button(look, "camera.close", role="ghost")
        self._close.clicked.connect(self.stop)
        self._said = Saying()
        self._parts: tuple[Any, ...] = ()
        buttons = row(self._take, self._close, (self._said, 1))
        self.setLayout(column(self._view, buttons, gap=8))
        self.dress()

    def dress(self) -> None:
        """Say the buttons."""
        self._take.say(translate("Editors", "Take it"))
        self._close.say(translate("Editors", "Close the camera"))
        self._said.again()

    def start(self) -> None:
        """Switch the camera on."""
        # What waits to be shown could not take the keyboard.
        self.show()
        module = multimedia()
        devices = module.QMediaDevices.videoInputs() if module else []
        if not devices:
            self._fail()
            return
        device = devices[0]
        camera = module.QCamera(device)
        fitting = [
            one
            for one in device.videoFormats()
            if one.resolution().width() <= WIDE_MOST
        ]
        if fitting:
            camera.setCameraFormat(
                max(fitting, key=lambda one: one.resolution().width())
            )
        sink, session = module.QVideoSink(), module.QMediaCaptureSession()
        sink.videoFrameChanged.connect(self._frame)
        camera.errorOccurred.connect(self._fail)
        session.setCamera(camera)
        session.setVideoSink(sink)
        self._parts = (camera, sink, session)
        camera.start()
        self._take.setFocus()

    def take(self) -> None:
        """Take the picture that is seen now."""
        if not self._view.image.isNull():
            self.taken.emit(self._view.image.copy())
            self.stop()

    def stop(self) -> None:
        """Switch the camera off."""
        if self._parts:
            self._parts[0].stop()
        self._parts = ()
        self.closed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """See nothing while nobody looks: another section, the lock."""
        super().hideEvent(event)
        if self._parts:
            self.stop()

    def _frame(self, frame: Any) -> None:
        image = frame.toImage()
        if not image.isNull():
            self._view.show_image(image)
            self.seen.emit(image)

    def _fail(self, *_told: object) -> None:
        self._said.say(_not_usable, "err")


def _not_usable() -> str:
    return translate(
        "Editors",
        "The camera cannot be used: another program may hold it. "
        "Choose a file instead.",
    )
