"""Times of day, alone and with a date."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from enrolment_app.ui.editors.date import DAY, MONTH, YEAR, DateEditor
from enrolment_app.ui.editors.parts import Part, PartsEditor
from enrolment_app.ui.text import translate
from enrolment_app.ui.theme import Look
from sync.values import Atom

HOUR, MINUTE = "hour", "minute"
SECONDS = ":00.000"
UNTYPED = "--"


def _clock_name(name: str) -> str:
    return {
        HOUR: translate("Editors", "hour"),
        MINUTE: translate("Editors", "minute"),
    }[name]


def _clock_holes(name: str) -> str:
    return {
        HOUR: translate("Editors", "HH", "hour of a time, where it is typed"),
        MINUTE: translate("Editors", "mm", "minute of a time, where it is typed"),
    }[name]


def _clock(hour: str, minute: str) -> str:
    typed = (part.zfill(2) if part else UNTYPED for part in (hour, minute))
    return ":".join(typed) + SECONDS


class TimeEditor(PartsEditor):
    """A time of day as the XForm stores it: 07:30:00.000."""

    parts = (Part(HOUR, 2), Part(MINUTE, 2, ":"))

    def read(self) -> Atom | None:
        """Give the time; one that is not whole is given as it is."""
        hour, minute = self.typed(HOUR), self.typed(MINUTE)
        if not hour and not minute:
            return None
        return _clock(hour, minute)

    def fill(self, value: str) -> None:
        """Show hours and minutes."""
        hour, _, rest = value.partition(":")
        self.put(HOUR, hour)
        self.put(MINUTE, rest[:2])

    def part_name(self, name: str) -> str:
        """Give the words for a part."""
        return _clock_name(name)

    def part_holes(self, name: str) -> str:
        """Show HH and mm as the language writes them."""
        return _clock_holes(name)


class DateTimeEditor(DateEditor):
    """A day and a time of day, in the zone of this place."""

    parts = (
        Part(DAY, 2),
        Part(MONTH, 2, "/"),
        Part(YEAR, 4, "/"),
        Part(HOUR, 2, "   "),
        Part(MINUTE, 2, ":"),
    )

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        # The zone belongs to the answer that is shown; a new one takes the place's.
        self._zone = ""

    def read(self) -> Atom | None:
        """Give the day and the time."""
        hour, minute = self.typed(HOUR), self.typed(MINUTE)
        day = super().read()
        if day is None:
            return None
        written = f"{day}T{_clock(hour, minute)}"
        return written + (self._zone or _zone_then(written))

    def fill(self, value: str) -> None:
        """Show the day and the time in their parts."""
        super().fill(value)
        clock = value.partition("T")[2]
        self.put(HOUR, clock[:2])
        self.put(MINUTE, clock[3:5])
        self._zone = clock[12:] if len(clock) > len("00:00:00.000") else ""

    def part_name(self, name: str) -> str:
        """Give the words for a part."""
        return _clock_name(name) if name in {HOUR, MINUTE} else super().part_name(name)

    def part_holes(self, name: str) -> str:
        """Show what goes where as the language writes it."""
        if name in {HOUR, MINUTE}:
            return _clock_holes(name)
        return super().part_holes(name)


def _zone_then(written: str) -> str:
    try:
        offset = datetime.fromisoformat(written).astimezone().strftime("%z")
    except ValueError:
        return ""
    return f"{offset[:3]}:{offset[3:5]}"
