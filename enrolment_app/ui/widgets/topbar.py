"""The bar above a screen: where one is, and what is always at hand."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QWidget

from enrolment_app.ui.languages import language_after
from enrolment_app.ui.text import lab, translate
from enrolment_app.ui.widgets.buttons import Button, IconButton
from enrolment_app.ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from enrolment_app.ui.theme import Look


class AlwaysAtHand(QWidget):
    """Text size, theme, language and, once unlocked, lock."""

    def __init__(
        self, look: "Look", do: "Callable[[str], None]", *, lock: bool = True
    ) -> None:
        super().__init__()
        self._look = look
        self._size = IconButton(look, "top.size", "type")
        self._size.clicked.connect(lambda: do("bigger"))
        self._theme = IconButton(look, "top.theme", "moon")
        self._theme.clicked.connect(lambda: do("theme"))
        self._language = Button(look, "top.language", role="ghost", icon="languages")
        self._language.clicked.connect(lambda: do("language"))
        pieces: list[QWidget] = [self._size, self._theme, self._language]
        self._lock = IconButton(look, "top.lock", "lock") if lock else None
        if self._lock:
            self._lock.clicked.connect(lambda: do("lock"))
            pieces.append(self._lock)
        self.setLayout(row(*pieces, gap=4))
        look.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Say every text again."""
        dark = self._look.colours.name == "dark"
        self._theme.wear("sun" if dark else "moon")
        self._theme.say(
            translate("Window", "Light colours")
            if dark
            else translate("Window", "Dark colours")
        )
        self._size.say(translate("Window", "Bigger text"))
        after = language_after(self._look.language)
        self._language.say(after.name)
        # The other language's name is in its own letters and its own font.
        font = self._language.font()
        font.setFamilies(list(after.families))
        font.setPixelSize(self._look.px(15))
        self._language.setFont(font)
        if self._lock:
            self._lock.say(translate("Window", "Lock"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class TopBar(QFrame):
    """A title with a line below it, room for a screen's own, what is at hand."""

    def __init__(
        self, look: "Look", do: "Callable[[str], None]", *own: QWidget, titled: bool
    ) -> None:
        super().__init__()
        self._look = look
        self.setProperty("box", "topbar")
        self._title = lab("", "question", weight=700)
        self._below = lab("", "small", "text2")
        words = column(None, self._title, self._below, None, gap=0)
        at_hand = AlwaysAtHand(look, do)
        layout = row(gap=10, margins=(20, 0, 20, 0))
        if titled:
            layout.addLayout(words)
            layout.addStretch(1)
        for widget in own:
            layout.addWidget(widget)
        if not titled:
            layout.addStretch(1)
        layout.addWidget(at_hand)
        self.setLayout(layout)
        look.changed.connect(self._size)
        self._size()

    def say(self, title: str, below: str = "") -> None:
        """Show the title and the line below it."""
        self._title.setText(title)
        self._below.setText(below)

    def _size(self) -> None:
        self.setFixedHeight(self._look.px(60))
