"""The camera and the microphone, played: most laptops that run these tests have none."""

import io
import wave
from types import SimpleNamespace

import pytest
import zxingcpp
from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

from enrolment_app.ui.editors import camera, recorder
from enrolment_app.ui.editors.barcode import BarcodeEditor
from enrolment_app.ui.editors.file import SoundEditor
from enrolment_app.ui.editors.picture import PictureEditor
from enrolment_app.ui.pictures import read_picture


class Frame:
    """A picture as Qt's video hands it on."""

    def __init__(self, image):
        self._image = image

    def toImage(self):  # noqa: N802 - Qt's name
        return self._image


class Sink(QObject):
    videoFrameChanged = Signal(object)  # noqa: N815 - Qt's name


class Device(QObject):
    """A camera; what is done to it is written down."""

    errorOccurred = Signal(object)  # noqa: N815 - Qt's name

    def __init__(self):
        super().__init__()
        self.done = []

    def videoFormats(self):  # noqa: N802 - Qt's name
        return [
            SimpleNamespace(resolution=lambda w=w: QSize(w, w)) for w in (640, 4000)
        ]

    def setCameraFormat(self, chosen):  # noqa: N802 - Qt's name
        self.done.append(chosen.resolution().width())

    def start(self):
        self.done.append("start")

    def stop(self):
        self.done.append("stop")


class Source:
    """A microphone that hears two samples."""

    def __init__(self, _device, _format):
        pass

    def start(self, held):
        held.write(b"\1\2\3\4")

    def stop(self):
        pass


class AudioFormat:
    SampleFormat = SimpleNamespace(Int16=1)

    def __getattr__(self, _name):
        return lambda _value: None


@pytest.fixture
def played(monkeypatch):
    """Qt's multimedia part with one camera and one microphone."""
    sink, device = Sink(), Device()
    parts = SimpleNamespace(
        QMediaDevices=SimpleNamespace(
            videoInputs=lambda: [device],
            audioInputs=lambda: ["microphone"],
            defaultAudioInput=lambda: "microphone",
        ),
        QCamera=lambda _device: device,
        QVideoSink=lambda: sink,
        QMediaCaptureSession=lambda: SimpleNamespace(
            setCamera=lambda _camera: None, setVideoSink=lambda _sink: None
        ),
        QAudioFormat=AudioFormat,
        QAudioSource=Source,
    )
    for module in (camera, recorder):
        monkeypatch.setattr(module, "multimedia", lambda: parts)
    return SimpleNamespace(sink=sink, device=device)


def scene(wide=800, high=600):
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.blue)
    return image


def test_a_photo_is_what_the_camera_sees_when_it_is_taken(make, played):
    made = make(PictureEditor, parameters=(("max-pixels", "400"),))
    assert made._photo.isVisible()

    made._photo.click()
    played.sink.videoFrameChanged.emit(Frame(scene()))
    made._camera.take()
    made.backing.work()

    assert len(made.heard) == 1
    picture = read_picture(made.backing.kept[made.heard[0]][1])
    assert (picture.width(), picture.height()) == (400, 300)
    # Of the camera's formats the largest that is not larger than needed.
    assert played.device.done == [640, "start", "stop"]


def test_closing_the_camera_takes_nothing(make, played):
    made = make(PictureEditor)
    made._photo.click()
    played.sink.videoFrameChanged.emit(Frame(scene()))

    made._camera._close.click()

    assert made.heard == []
    assert played.device.done[-1] == "stop"


def test_a_camera_that_another_program_holds_is_told(make, played):
    made = make(PictureEditor)
    made._photo.click()

    played.device.errorOccurred.emit("busy")

    assert "another program" in made._camera._said.text()


def test_a_question_that_goes_away_switches_the_camera_off(make, played):
    made = make(PictureEditor)
    made._photo.click()

    made.hide()

    assert played.device.done[-1] == "stop"


def test_a_code_before_the_camera_is_the_answer(make, played):
    made = make(BarcodeEditor)
    made._scan.click()
    code = zxingcpp.create_barcode("PK-0042", zxingcpp.BarcodeFormat.QRCode)
    pixels = memoryview(zxingcpp.write_barcode_to_image(code, scale=4))
    high, wide = pixels.shape
    card = QImage(
        pixels.tobytes(), wide, high, wide, QImage.Format.Format_Grayscale8
    ).copy()

    played.sink.videoFrameChanged.emit(Frame(scene()))
    made.backing.work()
    assert made.heard == []
    played.sink.videoFrameChanged.emit(Frame(card))
    made.backing.work()

    assert made.heard == ["PK-0042"]
    assert played.device.done[-1] == "stop"


def test_a_recording_is_kept_as_a_sound(make, played):
    made = make(SoundEditor, parameters=(("quality", "voice-only"),))

    made._recorder.button.click()
    made._recorder.button.click()
    made.backing.work()

    (answer,) = made.heard
    assert answer.endswith(".wav")
    with wave.open(io.BytesIO(made.backing.kept[answer][1])) as sound:
        assert sound.getframerate() == 8_000
        assert sound.readframes(9) == b"\1\2\3\4"


def test_without_qts_multimedia_part_there_are_files(make, monkeypatch):
    monkeypatch.setattr(camera.importlib.util, "find_spec", lambda _name: None)

    made = make(PictureEditor)

    assert camera.multimedia() is None
    assert not made._photo.isVisible()
    assert made._choose.isVisible()


def test_a_multimedia_part_that_cannot_be_loaded_is_as_none(monkeypatch):
    def missing(_name):
        raise ImportError

    monkeypatch.setattr(camera.importlib.util, "find_spec", lambda _name: "there")
    monkeypatch.setattr(camera.importlib, "import_module", missing)

    assert not camera.has_camera()
