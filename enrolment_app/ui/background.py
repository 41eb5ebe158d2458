"""The one worker thread, which owns the store.

Screens say `background.run(action, work, ..., done=..., failed=...)`; the
action runs in the worker, one after the other in the order asked, and its
result arrives in the interface thread. A long action (an exchange) calls
`breathe()` where it may be interrupted, and what was asked for meanwhile is
done: an answer must be kept while a slow line is being waited for.
"""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from sync.errors import IndrajError

Deliver = Callable[[Any], object]


@dataclass(frozen=True)
class _Job:
    action: Callable[..., Any]
    arguments: tuple[Any, ...]
    done: Deliver | None
    failed: Deliver | None
    alone: bool


class Background(QObject):
    """Runs actions one at a time in a thread of its own."""

    failed = Signal(object)  # an IndrajError that nobody asked for
    busy = Signal(bool)
    _arrived = Signal(object, object)

    def __init__(self, parent: QObject | None = None, *, name: str = "store") -> None:
        super().__init__(parent)
        self._jobs: deque[_Job] = deque()
        self._there_is_work = threading.Condition()
        self._stopping = False
        self._waiting = 0
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        # A daemon: a hanging line must not keep a closed window's process alive.
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def run(
        self,
        action: Callable[..., Any],
        *arguments: object,
        done: Deliver | None = None,
        failed: Deliver | None = None,
        alone: bool = False,
    ) -> None:
        """Queue the action; `done(result)` or `failed(IndrajError)` follows.

        An IndrajError without `failed` goes out by the signal of that name.
        Any other exception is ours and is raised in the interface thread.
        `alone` actions (an exchange, closing the store) never run inside another.
        """
        self._waiting += 1
        if self._waiting == 1:
            self.busy.emit(True)
        with self._there_is_work:
            self._jobs.append(_Job(action, arguments, done, failed, alone))
            self._there_is_work.notify()

    def relay(self, receive: Deliver) -> Deliver:
        """Return a callable for the worker that delivers here (progress)."""
        return lambda value: self._arrived.emit(receive, value)

    def breathe(self) -> None:
        """Do what was asked meanwhile; called in the worker by a long action."""
        while (job := self._next_for_a_breath()) is not None:
            self._do(job)

    def stop(self, wait_seconds: float = 5.0) -> None:
        """Let the queued actions end and stop the thread."""
        with self._there_is_work:
            self._stopping = True
            self._there_is_work.notify()
        self._thread.join(wait_seconds)

    @property
    def idle(self) -> bool:
        """Whether everything asked for has been delivered."""
        return self._waiting == 0

    def _work(self) -> None:
        while (job := self._next()) is not None:
            self._do(job)

    def _next(self) -> _Job | None:
        with self._there_is_work:
            while not self._jobs and not self._stopping:
                self._there_is_work.wait()
            return self._jobs.popleft() if self._jobs else None

    def _next_for_a_breath(self) -> _Job | None:
        with self._there_is_work:
            if not self._jobs or self._jobs[0].alone:
                return None
            return self._jobs.popleft()

    def _do(self, job: _Job) -> None:
        try:
            result = job.action(*job.arguments)
        except IndrajError as error:
            self._finish(job.failed or self.failed.emit, error)
        except BaseException as error:  # noqa: BLE001 - raised again in the window
            self._finish(_raise, error)
        else:
            self._finish(job.done, result)

    def _finish(self, receive: Deliver | None, value: object) -> None:
        def last(value: object) -> None:
            self._waiting -= 1
            if self._waiting == 0:
                self.busy.emit(False)
            if receive is not None and _is_alive(receive):
                receive(value)

        self._arrived.emit(last, value)

    def _deliver(self, receive: Deliver, value: object) -> None:
        if _is_alive(receive):
            receive(value)


class Desk:
    """The worker as the screens of one session see it, until it is cleared.

    A timer or a late answer of a screen that is going away must ask nothing of
    a store that is closed.
    """

    def __init__(self, background: Background) -> None:
        self._background = background
        self._cleared = False

    def run(
        self,
        action: Callable[..., Any],
        *arguments: object,
        done: Deliver | None = None,
        failed: Deliver | None = None,
        alone: bool = False,
    ) -> None:
        """Queue the action as `Background.run` does; nothing once cleared."""
        if not self._cleared:
            self._background.run(
                action, *arguments, done=done, failed=failed, alone=alone
            )

    def relay(self, receive: Deliver) -> Deliver:
        """Return a callable for the worker that delivers here."""
        return self._background.relay(receive)

    def breathe(self) -> None:
        """Do what was asked meanwhile; called in the worker."""
        self._background.breathe()

    def clear(self) -> None:
        """Take nothing more."""
        self._cleared = True


def _raise(error: BaseException) -> None:
    raise error


def _is_alive(receive: Deliver) -> bool:
    """Tell whether the screen that asked still exists."""
    owner = getattr(receive, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)
