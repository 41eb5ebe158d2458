"""Recording a sound, where Qt's multimedia part is installed; in memory alone."""

import io
import wave
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QTimer, Signal
from PySide6.QtWidgets import QWidget

from enrolment_app.ui.editors.camera import multimedia
from enrolment_app.ui.text import fill, lab, ltr, translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.buttons import Button
from enrolment_app.ui.widgets.layouts import row

# Samples a second by the form's "quality"; one channel of 16 bits is enough for words.
RATES = {"voice-only": 8_000, "low": 11_025, "normal": 22_050}
RATE = 16_000
SAMPLE_BYTES = 2
SECONDS_MOST = 600
TICK_MS = 500


def has_microphone() -> bool:
    """Tell whether a sound can be recorded."""
    module = multimedia()
    return module is not None and bool(module.QMediaDevices.audioInputs())


def as_wav(samples: bytes, rate: int) -> bytes:
    """Write samples of 16 bits, one channel, as a file."""
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(SAMPLE_BYTES)
        file.setframerate(rate)
        file.writeframes(samples)
    return held.getvalue()


class Recorder(QWidget):
    """A button that begins and ends a recording, and how long it is."""

    recorded = Signal(bytes)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._rate = RATE
        self._source: Any = None
        self._samples = QBuffer()
        self.button = Button(look, "sound.record", icon="mic")
        self.button.clicked.connect(self._turn)
        self._said = lab("", "small", "text2")
        self._clock = QTimer(self)
        self._clock.setInterval(TICK_MS)
        self._clock.timeout.connect(self._tick)
        self.setLayout(row(self.button, self._said, None))

    def dress(self, quality: str) -> None:
        """Say the button, and how well the form wants it recorded."""
        self._rate = RATES.get(quality, RATE)
        self.button.say(
            translate("Editors", "End the recording")
            if self._source is not None
            else translate("Editors", "Record")
        )

    def _turn(self) -> None:
        if self._source is None:
            self._begin()
        else:
            self._end()

    def _begin(self) -> None:
        module = multimedia()
        wanted = module.QAudioFormat()
        wanted.setSampleRate(self._rate)
        wanted.setChannelCount(1)
        wanted.setSampleFormat(module.QAudioFormat.SampleFormat.Int16)
        self._samples = QBuffer()
        self._samples.open(QIODevice.OpenModeFlag.ReadWrite)
        device = module.QMediaDevices.defaultAudioInput()
        self._source = module.QAudioSource(device, wanted)
        self._source.start(self._samples)
        self._clock.start()
        self._tick()
        self.button.say(translate("Editors", "End the recording"))

    def _end(self) -> None:
        self._source.stop()
        self._source = None
        self._clock.stop()
        self._said.setText("")
        self.button.say(translate("Editors", "Record"))
        samples = bytes(self._samples.data().data())
        self._samples = QBuffer()
        if samples:
            self.recorded.emit(as_wav(samples, self._rate))

    def _tick(self) -> None:
        seconds = self._samples.size() // (self._rate * SAMPLE_BYTES)
        if seconds >= SECONDS_MOST:
            self._end()
            return
        told = translate("Editors", "Recording, {seconds} s")
        self._said.setText(fill(told, seconds=ltr(seconds)))
