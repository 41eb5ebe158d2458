"""The window: locked or unlocked, and the keys that work everywhere."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QSettings, QTimer
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from enrolment_app.ui.entrance import Entrance
from enrolment_app.ui.lock.lock import Lock
from enrolment_app.ui.look_keys import LOOKS
from enrolment_app.ui.session import has_store
from enrolment_app.ui.text import translate

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent

    from enrolment_app.actions.work import Machine
    from enrolment_app.ui.background import Background
    from enrolment_app.ui.lock.copied import Copied
    from enrolment_app.ui.session import Session
    from enrolment_app.ui.shell import Shell
    from enrolment_app.ui.theme import Look
    from enrolment_app.ui.widgets.keysheet import KeySheet
    from enrolment_app.ui.widgets.toast import Toast
    from sync.errors import IndrajError

IDLE_MINUTES = 10
# What the first paint does not need waits this long; no key is pressed so soon.
AFTER_FIRST_PAINT_MS = 50
SIZE = (1280, 720)
SETUP_SUFFIX = ".indraj-laptop"
WINDOW_KEYS = (
    "search",
    "new",
    "sync",
    "lock",
    "language",
    "theme",
    "bigger",
    "smaller",
    "plain",
    "keys",
)


class Window(QMainWindow):
    """Locked at first; a shell while somebody is at work."""

    def __init__(
        self,
        look: "Look",
        background: "Background",
        *,
        place: "Path",
        machine: "Machine",
        settings: QSettings,
    ) -> None:
        super().__init__()
        self._look = look
        self._background = background
        self._settings = settings
        self._sheet: KeySheet | None = None
        self._keys_bound = False
        self._hidden = False
        self._return_to: tuple[str, dict[str, Any]] = ("home", {})
        self.shell: Shell | None = None
        self.lock = Lock(look, self.do, first_use=not has_store(place))
        self._entrance = Entrance(self.lock, background, place, machine)
        self._entrance.entered.connect(self._opened)
        self._entrance.code_shown.connect(lambda on: self._hide_from_pictures(on=on))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.lock)
        self.setCentralWidget(self._stack)
        self.setMinimumSize(800, 560)
        self.resize(*SIZE)
        self._toast: Toast | None = None
        self._copied: Copied | None = None
        QTimer.singleShot(AFTER_FIRST_PAINT_MS, self._bind_keys)
        background.failed.connect(self._failed)
        self._idle = QTimer(self)
        self._idle.setInterval(IDLE_MINUTES * 60 * 1000)
        self._idle.timeout.connect(self.lock_now)
        self.retranslate()

    def _bind_keys(self) -> None:
        from enrolment_app.ui.shortcuts import bind  # noqa: PLC0415 - see session

        if self._keys_bound:
            return
        self._keys_bound = True
        for code in WINDOW_KEYS:
            bind(self, code, partial(self.do, code))

    def do(self, code: str) -> None:
        """Do what a key of `WINDOW_KEYS` does."""
        if code in LOOKS:
            LOOKS[code](self._look)
            self._remember_look()
        elif code == "keys":
            self._show_keys()
        elif self.shell is not None:
            self._do_unlocked(code, self.shell)

    def take(self, file: "Path") -> None:
        """Begin with a provisioning file; any other is for the sync screen to take."""
        if self.lock.begin is not None and file.suffix == SETUP_SUFFIX:
            self.lock.begin.take(file)
        else:
            kind = "setup" if file.suffix == SETUP_SUFFIX else "bundle"
            self._return_to = ("sync", {kind: str(file)})

    def tell(self, sentence: str, kind: str = "info") -> None:
        """Show a passing message."""
        from enrolment_app.ui.widgets.toast import Toast  # noqa: PLC0415 - first use

        if self._toast is None:
            self._toast = Toast(self._look, self._stack)
        self._toast.say(sentence, kind)

    def broke(self, sentence: str) -> None:
        """Say that we failed; a lock that was being opened can be tried again."""
        if self.shell is None:
            self.lock.refuse(sentence)
        else:
            self.tell(sentence, "err")

    @property
    def told(self) -> str:
        """The message that is shown now."""
        return self._toast.sentence if self._toast else ""

    def _hide_from_pictures(self, *, on: bool) -> None:
        if on != self._hidden:
            from enrolment_app.ui.screenshots import forbid  # noqa: PLC0415 - session

            self._hidden = on
            forbid(int(self.winId()), on=on)

    def lock_now(self) -> None:
        """Keep what is typed, close the store, drop every screen."""
        if self.shell is None:
            return
        shell, self.shell = self.shell, None
        self._return_to = shell.close_screens()
        waiting = shell.waiting.only_here if shell.waiting else 0
        self._background.run(shell.parts.work.store.close, alone=True)
        self._stack.setCurrentWidget(self.lock)
        self._stack.removeWidget(shell)
        shell.deleteLater()
        # Not before the household is gone from the screen as well.
        self._stack.repaint()
        self._hide_from_pictures(on=False)
        if self._copied:
            self._copied.forget()
        if self._toast:
            self._toast.forget()
        self._close_keys()
        self._idle.stop()
        self.lock.locked_again(waiting=waiting)
        self.retranslate()

    def retranslate(self) -> None:
        """Say every text again."""
        self.setWindowTitle(translate("Window", "Indraj"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._close_keys()
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count idle minutes from the last key or click."""
        if self._idle.isActive() and event.type() in _ACTIVITY:
            self._idle.start()
        return super().eventFilter(watched, event)

    def closeEvent(self, event: "QCloseEvent") -> None:
        """Keep what is typed and close the store before the window goes."""
        self._entrance.give_up()
        self.lock_now()
        super().closeEvent(event)

    def _opened(self, session: "Session") -> None:
        from enrolment_app.ui.lock.copied import Copied  # noqa: PLC0415 - see session
        from enrolment_app.ui.shell import Shell  # noqa: PLC0415 - see session

        self.shell = Shell(
            self._look, session, self._background, tell=self.tell, do=self.do
        )
        self.lock.unlock.fresh()
        self._hide_from_pictures(on=not session.pictured)
        self._stack.addWidget(self.shell)
        self._stack.setCurrentWidget(self.shell)
        handle = self.windowHandle()
        if handle is not None:
            # Keys and clicks of every widget pass here, and little else.
            handle.installEventFilter(self)
        self._bind_keys()
        self._copied = self._copied or Copied(self)
        minutes = session.idle_minutes or IDLE_MINUTES
        self._idle.start(minutes * 60 * 1000)
        code, told = self._return_to
        self.shell.go(code, **told)

    def _failed(self, failure: "IndrajError") -> None:
        from enrolment_app.ui.messages import said  # noqa: PLC0415 - see session

        self.tell(said(failure), "err")

    def _do_unlocked(self, code: str, shell: "Shell") -> None:
        if code == "lock":
            self.lock_now()
        elif code == "new":
            shell.begin_household()
        elif code == "search":
            shell.go("households", search=True)
        elif code == "sync":
            shell.go("sync", start=True)

    def _show_keys(self) -> None:
        from enrolment_app.ui.widgets.keysheet import KeySheet  # noqa: PLC0415 - rare

        if self._sheet is None:
            focused = self.focusWidget()
            self._sheet = KeySheet(self._look, self._stack)
            self._sheet.closed.connect(lambda: self._close_keys(focused))
        else:
            self._close_keys()

    def _close_keys(self, focus: QWidget | None = None) -> None:
        if self._sheet is not None:
            sheet, self._sheet = self._sheet, None
            sheet.hide()
            sheet.deleteLater()
            if focus is not None:
                focus.setFocus()

    def _remember_look(self) -> None:
        self._settings.setValue("language", self._look.language.code)
        self._settings.setValue("theme", self._look.colours.name)
        self._settings.setValue("scale", self._look.scale)


_ACTIVITY = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
)
