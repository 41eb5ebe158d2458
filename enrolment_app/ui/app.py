"""Opens the window: `run(place, machine, file)` returns the exit status."""

import gc
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from enrolment_app.ui import tokens
from enrolment_app.ui.background import Background
from enrolment_app.ui.languages import language
from enrolment_app.ui.text import translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.window import AFTER_FIRST_PAINT_MS, Window

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from enrolment_app.actions.work import Machine

# By argument: setting a style from here would load all of QStyle first.
FUSION = ("-style", "fusion")
GUARD_CALLS = 200
GUARD_LOSS = 50
STATUS_BROKEN_QT = 70


def run(place: "Path", machine: "Machine", file: "Path | None" = None) -> int:
    """Open the window for the store at `place`, on a file where one was opened.

    Ends when it is closed.
    """
    app = QApplication.instance() or QApplication([*sys.argv[:1], *FUSION])
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
    if file is not None:
        window.take(file)
    QTimer.singleShot(AFTER_FIRST_PAINT_MS, gc.enable)
    QTimer.singleShot(AFTER_FIRST_PAINT_MS, lambda: background.run(_warm_up))
    status = app.exec()
    background.stop()
    return status


def make_window(place: "Path", machine: "Machine", background: Background) -> Window:
    """Return the window, dressed as it was left, not yet shown."""
    settings = QSettings(str(place.parent / "window.ini"), QSettings.Format.IniFormat)
    look = _dressed(machine.resources, settings)
    look.apply(first_paint=True)
    QTimer.singleShot(AFTER_FIRST_PAINT_MS, look.complete_fonts)
    window = Window(look, background, place=place, machine=machine, settings=settings)
    window.lock.focus_here()
    return window


def loses_none() -> bool:
    """Tell whether calls that return nothing lose a reference to None.

    PySide6 6.12.0 does on Python 3.11 and aborts after some thousands.
    """
    asked = QObject()
    before = sys.getrefcount(None)
    for _ in range(GUARD_CALLS):
        asked.setObjectName("")
    return before - sys.getrefcount(None) > GUARD_LOSS


def _dressed(resources: "Path", settings: QSettings) -> Look:
    code = settings.value("language")
    if not code:
        code = _system_language()
        settings.setValue("language", code)
    dark = settings.value("theme") == tokens.DARK.name
    try:
        scale = float(str(settings.value("scale", 1.0)))
    except ValueError:
        scale = 1.0
    return Look(
        resources,
        language=language(str(code)),
        colours=tokens.DARK if dark else tokens.LIGHT,
        scale=scale if scale in tokens.SCALES else 1.0,
    )


def _system_language() -> str:
    """Return the code of the system's language; asked once, then remembered."""
    from PySide6.QtCore import QLocale  # noqa: PLC0415 - loads every language

    return language(QLocale.system().name()[:2]).code


def _warm_up() -> None:
    """Import what unlocking needs while the passphrase is being typed."""
    from enrolment_app.dumps import forbid_dumps  # noqa: PLC0415 - after the paint

    forbid_dumps()
    from enrolment_app.ui import opening, shell  # noqa: F401, PLC0415 - the purpose


def _tell_failure(
    window: Window,
    kind: type[BaseException],
    _failure: BaseException,
    trace: "TracebackType | None",
) -> None:
    # The place in the code and never the message: it could hold an answer.
    import traceback  # noqa: PLC0415 - see session

    where = "".join(traceback.format_tb(trace))
    sys.stderr.write(f"{where}{kind.__name__}\n")
    window.broke(
        translate(
            "Window",
            "Indraj failed in a way it should not. What was saved before is still "
            "saved; if this comes again, start Indraj anew.",
        )
    )
