"""From the lock to a session: a passphrase, the first use, a recovery code.

Everything of the store is imported here, inside the functions: the lock screen is
painted before any of it is needed.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from pathlib import Path

    from enrolment_app.actions.work import Machine
    from enrolment_app.ui.background import Background
    from enrolment_app.ui.lock.lock import Lock
    from enrolment_app.ui.opening import Answer
    from enrolment_app.ui.session import Session
    from sync.errors import IndrajError

CODE_SHOWN_MS = 10 * 60 * 1000


class Entrance(QObject):
    """Opens the store for the lock; a session whose code is shown waits for that."""

    entered = Signal(object)  # a Session
    code_shown = Signal(bool)  # whether a recovery code is on the screen now

    def __init__(
        self, lock: "Lock", background: "Background", place: "Path", machine: "Machine"
    ) -> None:
        super().__init__(lock)
        self._lock = lock
        self._background = background
        self._place = place
        self._machine = machine
        self._waiting: Session | None = None
        self._shown_long = QTimer(self)
        self._shown_long.setSingleShot(True)
        self._shown_long.setInterval(CODE_SHOWN_MS)
        self._shown_long.timeout.connect(self.give_up)
        lock.unlock_asked.connect(self._unlock)
        lock.begin_asked.connect(self._answer)
        lock.code_noted.connect(self._go_on)

    def give_up(self) -> None:
        """Close a store that waits for its code to be noted, and lock again."""
        waiting, self._waiting = self._waiting, None
        self._shown_long.stop()
        if waiting is not None:
            self._background.run(waiting.work.store.close, alone=True)
            self._lock.locked_again(waiting=0)
            self.code_shown.emit(False)

    def _unlock(self, passphrase: str) -> None:
        from enrolment_app.ui.opening import open_store  # noqa: PLC0415 - see above

        self._lock.unlock.opening()
        self._background.run(
            open_store,
            self._place,
            passphrase,
            self._machine,
            done=self._opened,
            failed=self._refused,
        )

    def _answer(self, question: object) -> None:
        from enrolment_app.ui.opening import answer  # noqa: PLC0415 - see above

        self._background.run(
            answer,
            question,
            self._place,
            self._machine,
            done=self._answered,
            failed=self._refused,
        )

    def _answered(self, result: "Session | Answer") -> None:
        from enrolment_app.ui.lock.begin_said import Unfit  # noqa: PLC0415 - see above
        from enrolment_app.ui.messages import said  # noqa: PLC0415 - see above
        from enrolment_app.ui.session import Session  # noqa: PLC0415 - see above

        if isinstance(result, Session):
            self._opened(result)
        elif self._lock.begin is not None:
            self._lock.begin.hear(result)
        elif isinstance(result, Unfit):
            self._lock.refuse(said(result.problem))

    def _opened(self, session: "Session") -> None:
        if session.code:
            self._waiting = session
            self._shown_long.start()
            self.code_shown.emit(True)
            self._lock.show_code(session.code, session.work.person.name)
        else:
            self.entered.emit(session)

    def _go_on(self) -> None:
        waiting, self._waiting = self._waiting, None
        self._shown_long.stop()
        if waiting is not None:
            self._lock.ask_for_passphrase()
            self.entered.emit(waiting._replace(code=""))

    def _refused(self, failure: "IndrajError") -> None:
        from enrolment_app.ui.messages import said  # noqa: PLC0415 - see above

        if failure.code == "store.none":
            self._lock.begin_first_use()
        else:
            seconds = getattr(failure, "seconds", 0)
            self._lock.refuse(said(failure), seconds=seconds)
