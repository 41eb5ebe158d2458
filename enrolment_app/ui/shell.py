"""The unlocked window: navigation, the screen in front, the key bar."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from enrolment_app.ui.background import Desk
from enrolment_app.ui.follower import Follower
from enrolment_app.ui.readings.today import read_waiting
from enrolment_app.ui.screens import SUPERVISOR, Parts, Screen, make, places
from enrolment_app.ui.widgets.layouts import column, row
from enrolment_app.ui.widgets.navigation import KeyBar, Navigation

if TYPE_CHECKING:
    from collections.abc import Callable

    from enrolment_app.ui.background import Background
    from enrolment_app.ui.readings.today import Waiting
    from enrolment_app.ui.session import Session
    from enrolment_app.ui.theme import Look

NO_KEYS = ("keys",)


class Shell(QWidget):
    """Lives from unlocking to locking; screens are made when first shown."""

    def __init__(
        self,
        look: "Look",
        session: "Session",
        background: "Background",
        *,
        tell: "Callable[[str, str], None]",
        do: "Callable[[str], None]",
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk = Desk(background)
        self._work = session.work
        self.waiting: Waiting | None = None
        self.parts = Parts(
            look=look,
            background=self._desk,
            work=session.work,
            go=self.go,
            tell=tell,
            counted=self.count,
            do=do,
            role=session.role,
        )
        if session.follow is not None:
            Follower(self._desk, session.follow, self)
        self._screens: dict[str, Screen] = {}
        self._code = ""
        self._stack = QStackedWidget()
        self._keys = KeyBar(look)
        self.navigation = Navigation(
            look,
            person=session.work.person.name,
            laptop=session.laptop,
            shown=places(session.role),
        )
        self.navigation.wanted.connect(self.go)
        self.navigation.keys_wanted.connect(lambda: do("keys"))
        beside = row(self.navigation, (self._stack, 1), gap=0)
        self.setLayout(column((beside, 1), self._keys, gap=0))

    @property
    def front(self) -> Screen:
        """The screen in front."""
        return self._screens[self._code]

    @property
    def where(self) -> tuple[str, dict[str, Any]]:
        """Where the person is, to come back to after a lock."""
        return self._code, dict(self.front.remembered())

    def go(self, code: str, **told: Any) -> None:
        """Bring a screen to the front."""
        if self._code:
            self.front.left()
        if code not in self._screens:
            self._screens[code] = make(code, self.parts)
            self._stack.addWidget(self._screens[code])
            self._screens[code].keys_changed.connect(self._show_keys)
        self._code = code
        screen = self.front
        self.navigation.setVisible(not screen.whole)
        self.navigation.show_place(code)
        self._show_keys()
        self._stack.setCurrentWidget(screen)
        screen.opened(**told)
        self.count()

    def _show_keys(self) -> None:
        self._keys.show_keys(self.front.keys or NO_KEYS)

    def begin_household(self) -> None:
        """Begin a household; whoever reviews them does not."""
        if self.parts.role != SUPERVISOR:
            self.go("household")

    def close_screens(self) -> tuple[str, dict[str, Any]]:
        """Let the screen in front keep what is typed, stop what runs, ask no more.

        Return where the person is, to come back to after a lock.
        """
        self.front.left()
        for screen in self._screens.values():
            screen.locking()
        self._desk.clear()
        return self.where

    def count(self) -> None:
        """Read the badges again."""
        self._desk.run(read_waiting, self._work, done=self._counted)

    def _counted(self, waiting: "Waiting") -> None:
        self.waiting = waiting
        reviews = self.parts.role == SUPERVISOR
        shown = waiting.to_review if reviews else waiting.households
        self.navigation.count("households", shown)
        self.navigation.count("sync", waiting.only_here, "warn")
        self.navigation.count("conflicts", waiting.conflicts, "err")
