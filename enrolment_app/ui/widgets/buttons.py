"""Buttons, icons, chips and key caps in the window's look."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from enrolment_app.ui.text import Label, lab, restyled
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.layouts import row

ICON_TONES = {"primary": "on_accent", "ghost": "accent_text", "danger": "err"}
CHIP_TONES = {"accent": "accent_text", "mute": "text2"}
FIXED = QSizePolicy.Policy.Fixed


class Button(QPushButton):
    """A button; `role` is primary, ghost, danger, chip or "" for plain."""

    def __init__(
        self, look: Look, code: str, *, role: str = "", icon: str = ""
    ) -> None:
        super().__init__()
        self._look = look
        self._icon = icon
        self.setObjectName(code)
        self.setProperty("role", role)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(FIXED, FIXED)
        self._tint()
        look.changed.connect(self._tint)

    def say(self, text: str) -> None:
        """Show the text and give it to screen readers."""
        # A thin space: Qt sets icon and text too close to each other.
        self.setText(f"\u2009{text}" if self._icon else text)
        self.setAccessibleName(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press at Enter too; Qt's buttons only know Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Let the icon be as grey as the words of a disabled button."""
        if event.type() == QEvent.Type.EnabledChange:
            self._tint()
        super().changeEvent(event)

    def wear(self, *, role: str | None = None, icon: str | None = None) -> None:
        """Change role and icon."""
        if role is not None:
            self.setProperty("role", role)
            restyled(self)
        if icon is not None:
            self._icon = icon
        self._tint()

    def _tint(self) -> None:
        if self._icon:
            tone = ICON_TONES.get(self.property("role"), "text2")
            tone = tone if self.isEnabled() else "text3"
            self.setIcon(self._look.icon(self._icon, tone=tone))
            self.setIconSize(self._look.icon_size())


class IconButton(QToolButton):
    """A button that is only an icon; its name is for tooltip and reader."""

    def __init__(self, look: Look, code: str, icon: str) -> None:
        super().__init__()
        self._look = look
        self._icon = icon
        self.setObjectName(code)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._tint()
        look.changed.connect(self._tint)

    def say(self, name: str) -> None:
        """Name the button."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def wear(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self._tint()

    def _tint(self) -> None:
        self.setIcon(self._look.icon(self._icon, tone="text"))
        self.setIconSize(self._look.icon_size())


class Picture(QLabel):
    """An icon that nobody presses; drawn only once it is to be seen."""

    def __init__(
        self, look: Look, icon: str, size: int = 18, tone: str = "text2"
    ) -> None:
        super().__init__()
        self._look = look
        self._icon, self._size, self._tone = icon, size, tone
        self._drawn = False
        self._redraw()
        look.changed.connect(self._redraw)

    @property
    def icon(self) -> str:
        """The name of the icon."""
        return self._icon

    def show_icon(self, icon: str, tone: str) -> None:
        """Show another icon or the same in another tone."""
        self._icon, self._tone = icon, tone
        self._redraw()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what has not been drawn yet."""
        self._draw()
        super().showEvent(event)

    def _redraw(self) -> None:
        self.setFixedSize(self._look.icon_size(self._size))
        self._drawn = False
        if self.isVisible():
            self._draw()

    def _draw(self) -> None:
        if not self._drawn:
            self.setPixmap(self._look.pixmap(self._icon, self._size, self._tone))
            self._drawn = True


class KeyCap(Label):
    """A key as it stands on the keyboard, always left to right."""

    def __init__(self, code: str = "", *, text: str = "") -> None:
        # The lock screen has buttons and no key caps: it is painted first.
        from enrolment_app.ui.shortcuts import shown_key  # noqa: PLC0415

        super().__init__(text or shown_key(code), at="middle")
        self.setProperty("box", "key")
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(FIXED, FIXED)


class Chip(QFrame):
    """A short state: icon, word and colour together."""

    def __init__(
        self, look: Look, kind: str = "info", text: str = "", icon: str = ""
    ) -> None:
        super().__init__()
        tone = CHIP_TONES.get(kind, kind)
        self.setProperty("box", "chip")
        self.setProperty("kind", kind)
        self._words = lab(text, "small", tone, weight=600)
        self._picture = Picture(look, icon, 14, tone) if icon else None
        pieces: list[QWidget] = [self._picture] if self._picture else []
        self.setLayout(row(*pieces, self._words, gap=6, margins=(10, 3, 10, 3)))
        self.setSizePolicy(FIXED, FIXED)
        self.setAccessibleName(text)

    def say(self, text: str, kind: str = "", icon: str = "") -> None:
        """Show another text, and another kind and icon where they are given."""
        self._words.setText(text)
        self.setAccessibleName(text)
        if kind:
            tone = CHIP_TONES.get(kind, kind)
            self.setProperty("kind", kind)
            self._words.set_tone(tone)
            if self._picture:
                self._picture.show_icon(icon or self._picture.icon, tone)
            restyled(self)
