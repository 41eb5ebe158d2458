"""Opens the window: `run(place, machine)` returns the exit status."""

import sys
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit

from enrolment_app.ui import tokens
from enrolment_app.ui.background import Background
from enrolment_app.ui.languages import language
from enrolment_app.ui.text import translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.window import Window

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from enrolment_app.actions.work import Machine

GUARD_CALLS = 500
GUARD_LOSS = 50
STATUS_BROKEN_QT = 70


def run(place: "Path", machine: "Machine") -> int:
    """Open the window for the store at `place`; end when it is closed."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Indraj")
    if loses_none():
        sys.stderr.write(
            "This version of PySide6 loses references on this version of Python "
            "and would crash. Install PySide6-Essentials below 6.12 or Python "
            "3.12. Nothing was changed.\n"
        )
        return STATUS_BROKEN_QT
    background = Background()
    window = make_window(place, machine, background)
    sys.excepthook = lambda *failure: _tell_failure(window, *failure)
    window.show()
    QTimer.singleShot(0, lambda: background.run(_warm_up))
    status = app.exec()
    background.stop()
    return status


def make_window(place: "Path", machine: "Machine", background: Background) -> Window:
    """Return the window, dressed as it was left, not yet shown."""
    settings = QSettings(str(place.parent / "window.ini"), QSettings.Format.IniFormat)
    look = Look(machine.resources, **_left(settings))
    look.apply()
    window = Window(look, background, place=place, machine=machine, settings=settings)
    window.lock.focus_here()
    return window


def loses_none() -> bool:
    """Tell whether calls that return nothing lose a reference to None.

    PySide6 6.12.0 does on Python 3.11 and aborts after some thousands.
    """
    field = QLineEdit()
    before = sys.getrefcount(None)
    for _ in range(GUARD_CALLS):
        field.setText("")
    return before - sys.getrefcount(None) > GUARD_LOSS


def _left(settings: QSettings) -> dict[str, object]:
    code = settings.value("language") or QLocale.system().name()[:2]
    dark = settings.value("theme") == tokens.DARK.name
    try:
        scale = float(str(settings.value("scale", 1.0)))
    except ValueError:
        scale = 1.0
    return {
        "language": language(str(code)),
        "colours": tokens.DARK if dark else tokens.LIGHT,
        "scale": scale if scale in tokens.SCALES else 1.0,
    }


def _warm_up() -> None:
    """Import what unlocking needs while the passphrase is being typed."""
    from enrolment_app.ui import opening, shell  # noqa: F401, PLC0415 - the purpose


def _tell_failure(
    window: Window,
    kind: type[BaseException],
    failure: BaseException,
    trace: "TracebackType | None",
) -> None:
    # The place in the code and never the message: it could hold an answer.
    where = "".join(traceback.format_tb(trace))
    sys.stderr.write(f"{where}{kind.__name__}\n")
    window.tell(
        translate(
            "Window",
            "Indraj failed in a way it should not. What was saved before is still "
            "saved; if this comes again, start Indraj anew.",
        ),
        "err",
    )
