"""The navigation beside the screens, and the key bar below them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QStyle

from enrolment_app.ui.screens import Place
from enrolment_app.ui.shortcuts import shown_name
from enrolment_app.ui.text import fill, lab, leading, translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.buttons import KeyCap, Picture
from enrolment_app.ui.widgets.layouts import clear, column, line, row

BADGE_TONES = {
    "err": ("surface", "err"),
    "warn": ("warn", "warn_soft"),
    "": ("text2", "sunken"),
}


class NavItem(QAbstractButton):
    """One place to go: icon, name and a count of what waits there."""

    def __init__(self, look: Look, code: str, icon: str) -> None:
        super().__init__()
        self._look = look
        self._icon = icon
        self._badge = ""
        self._badge_kind = ""
        self.setObjectName(f"nav.{code}")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def say(self, name: str) -> None:
        """Name the place."""
        self.setText(name)
        self._name_it()

    def count(self, number: int, kind: str = "") -> None:
        """Show how many wait there; nothing where none do."""
        self._badge = str(number) if number else ""
        self._badge_kind = kind
        self._name_it()
        self.update()

    def sizeHint(self) -> QSize:
        """Return a row of the rail."""
        return QSize(self._look.px(180), self._look.px(40))

    def minimumSizeHint(self) -> QSize:
        """Return the same: rows are not squeezed."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the row in the direction of the window."""
        look, rect = self._look, self.rect()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, QRectF(rect).adjusted(0, 1, 0, -1))
        here = self.isChecked()
        side = look.px(18)
        at = self._placed(look.px(12), side, (rect.height() - side) // 2, side)
        painter.drawPixmap(
            at, look.pixmap(self._icon, 18, "accent_text" if here else "text2")
        )
        painter.setFont(look.font("body", 600 if here else 500))
        painter.setPen(look.colour("accent_text" if here else "text"))
        words = self._placed(look.px(40), rect.width() - look.px(80), 0, rect.height())
        painter.drawText(
            words, leading(self) | Qt.AlignmentFlag.AlignVCenter, self.text()
        )
        if self._badge:
            self._paint_badge(painter)

    def _paint_ground(self, painter: QPainter, rect: QRectF) -> None:
        look, radius = self._look, self._look.px(6)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(
                look.colour("accent_soft" if self.isChecked() else "sunken")
            )
            painter.drawRoundedRect(rect, radius, radius)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)

    def _paint_badge(self, painter: QPainter) -> None:
        look = self._look
        front, back = BADGE_TONES[self._badge_kind]
        font = look.font("key", 700, latin=True)
        high = look.px(20)
        advance = QFontMetricsF(font).horizontalAdvance(self._badge)
        wide = max(high, round(advance) + look.px(12))
        at = QRectF(
            self._placed(
                self.width() - look.px(10) - wide,
                wide,
                (self.height() - high) // 2,
                high,
            )
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(back))
        painter.drawRoundedRect(at, high / 2, high / 2)
        painter.setPen(look.colour(front))
        painter.setFont(font)
        painter.drawText(at, Qt.AlignmentFlag.AlignCenter, self._badge)

    def _placed(self, x: int, width: int, y: int, height: int) -> QRect:
        inside = QRect(x, y, width, height)
        return QStyle.visualRect(self.layoutDirection(), self.rect(), inside)

    def _name_it(self) -> None:
        name = self.text()
        self.setAccessibleName(f"{name}, {self._badge}" if self._badge else name)


class Navigation(QFrame):
    """The rail with the places there are, and who is at the laptop."""

    wanted = Signal(str)  # the code of a place
    keys_wanted = Signal()

    def __init__(
        self, look: Look, *, person: str, laptop: str, shown: Sequence[Place]
    ) -> None:
        super().__init__()
        self._look = look
        self._places = [place for place in shown if place.name]
        self._laptop = laptop
        self.setProperty("box", "rail")
        self._brand = lab("", "title", weight=700)
        self._items = {
            place.code: NavItem(look, place.code, place.icon) for place in self._places
        }
        for code, item in self._items.items():
            item.clicked.connect(lambda _=False, code=code: self._go(code))
        self._keys = NavItem(look, "keys", "keyboard")
        self._keys.setCheckable(False)
        self._keys.clicked.connect(self.keys_wanted.emit)
        # A long name takes a second line: cut, it would be another person's.
        self._person = lab(person, "small", weight=600, wrap=True)
        self._where = lab("", "small", "text2", wrap=True)
        head = row(
            Picture(look, "clipboard-list", 22, "accent"),
            self._brand,
            None,
            margins=(20, 14, 20, 12),
        )
        who = row(
            Picture(look, "user-round", 20),
            (column(self._person, self._where, gap=0), 1),
            gap=10,
            margins=(12, 8, 12, 2),
        )
        places = column(*self._items.values(), gap=2, margins=(8, 4, 8, 0))
        foot = column(self._keys, line(), who, gap=4, margins=(8, 0, 8, 12))
        self.setLayout(column(head, places, None, foot, gap=0))
        look.changed.connect(self._size)
        self._size()
        self.retranslate()

    def show_place(self, code: str) -> None:
        """Mark where the person is; no place for screens of their own."""
        for each, item in self._items.items():
            item.setChecked(each == code)
            item.update()

    def count(self, code: str, number: int, kind: str = "") -> None:
        """Show how many wait at a place."""
        if code in self._items:
            self._items[code].count(number, kind)

    def retranslate(self) -> None:
        """Say every text again."""
        self._brand.setText(translate("Window", "Indraj"))
        for place in self._places:
            self._items[place.code].say(translate("Window", place.name))
        self._keys.say(translate("Window", "Keyboard"))
        # The name of a laptop is one word to the eye: it goes to a line of its own.
        laptop = self._laptop.replace(" ", "\u00a0")
        self._where.setText(
            fill(translate("Window", "laptop {name}"), name=laptop)
            if laptop
            else translate("Window", "laptop not enrolled")
        )
        self.setAccessibleName(translate("Window", "Navigation"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _go(self, code: str) -> None:
        self.wanted.emit(code)

    def _size(self) -> None:
        self.setFixedWidth(self._look.px(216 if self._look.rtl else 208))


class KeyBar(QFrame):
    """The keys that matter on this screen, most used first."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._codes: Sequence[str] = ()
        self.setProperty("box", "keybar")
        self._layout = row(gap=6, margins=(16, 0, 16, 0))
        self.setLayout(self._layout)
        self.setMinimumWidth(0)
        look.changed.connect(self._fill)

    def show_keys(self, codes: Sequence[str]) -> None:
        """Show the caps and names of these shortcuts."""
        self._codes = codes
        self._fill()

    def _fill(self) -> None:
        clear(self._layout)
        self.setFixedHeight(self._look.px(36))
        for code in self._codes[: self._room()]:
            self._layout.addWidget(KeyCap(code))
            self._layout.addWidget(lab(shown_name(code), "small", "text2"))
            self._layout.addSpacing(10)
        self._layout.addStretch(1)

    def _room(self) -> int:
        # Large text drops the last hints; F1 shows them all.
        return 7 if self._look.scale < 1.3 else 4  # noqa: PLR2004
