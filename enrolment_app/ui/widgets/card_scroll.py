"""A scrolled column that fills what is seen and brings a card wholly into view."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QWidget

from enrolment_app.ui.widgets.card import Card
from enrolment_app.ui.widgets.card_column import CardColumn

AHEAD_PX = 500
ROOM_PX = 16
ALL_THE_ROOM = 10_000  # as a share; the rest centres it


class CardScroll(QScrollArea):
    """Scrolls a column of at most `width_px` pixels, centred."""

    def __init__(self, column: CardColumn, body: QWidget, width_px: int) -> None:
        super().__init__()
        self._column = column
        self._body = body
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        holder.setObjectName("scrollbody")
        self._holder = holder
        middle = QHBoxLayout(holder)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addStretch(1)
        middle.addWidget(body, ALL_THE_ROOM)
        middle.addStretch(1)
        self.setWidget(holder)
        self.set_width(width_px)
        self.verticalScrollBar().valueChanged.connect(self._fill_seen)
        column.installEventFilter(self)

    def set_width(self, width_px: int) -> None:
        """Let the column be at most this wide."""
        self._body.setMaximumWidth(width_px)

    def show_card(self, card: Card) -> None:
        """Scroll as little as needed for the whole card to be seen."""
        self._fill_seen()
        self._lay_out()
        top = card.mapTo(self._holder, card.rect().topLeft()).y()
        height = min(card.height(), self.viewport().height() - 2 * ROOM_PX)
        self.ensureVisible(0, top + height // 2, 0, height // 2 + ROOM_PX)

    def scroll_pages(self, by: int) -> None:
        """Scroll a page down, or up for -1."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + by * bar.pageStep())

    def to_top(self) -> None:
        """Show the beginning."""
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill what comes into view."""
        super().resizeEvent(event)
        self._fill_seen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fill what moves into view when cards above it come or go."""
        if watched is self._column and event.type() == QEvent.Type.LayoutRequest:
            self._fill_seen()
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        """Give every card its place now: before that they all lie at the top."""
        for widget in (self._column, self._body):
            layout = widget.layout()
            if layout is not None:
                layout.activate()
        # The area gives its widget the height that the cards ask for.
        QApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def _fill_seen(self) -> None:
        self._lay_out()
        seen = self.verticalScrollBar().value()
        offset = self._column.mapTo(self._holder, self._column.rect().topLeft()).y()
        top = seen - offset
        self._column.fill_between(
            top - AHEAD_PX, top + self.viewport().height() + AHEAD_PX
        )
