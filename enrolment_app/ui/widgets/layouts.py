"""Rows and columns, written as one expression."""

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QVBoxLayout,
    QWidget,
)

from enrolment_app.ui.tokens import GAP_S

# A widget or a layout, alone or with a stretch; a gap in pixels; None stretches.
Piece = QWidget | QLayout | int | None | tuple[QWidget | QLayout, int]
NO_MARGINS = (0, 0, 0, 0)


def row(
    *pieces: Piece,
    gap: int = GAP_S,
    margins: tuple[int, int, int, int] = NO_MARGINS,
) -> QHBoxLayout:
    """Return a layout of pieces beside each other, in reading direction."""
    box = QHBoxLayout()
    _fill(box, pieces, gap, margins)
    return box


def column(
    *pieces: Piece,
    gap: int = GAP_S,
    margins: tuple[int, int, int, int] = NO_MARGINS,
) -> QVBoxLayout:
    """Return a layout of pieces below each other."""
    box = QVBoxLayout()
    _fill(box, pieces, gap, margins)
    return box


def box(layout: QLayout, kind: str = "", *, state: str = "") -> QFrame:
    """Return a frame around a layout; `kind` is a `box` of the style sheet.

    `state` is the frame's `kind` there (ok, warn, err, info, ...).
    """
    frame = QFrame()
    if kind:
        frame.setProperty("box", kind)
    if state:
        frame.setProperty("kind", state)
    frame.setLayout(layout)
    return frame


def line() -> QFrame:
    """Return a thin separating line."""
    frame = QFrame()
    frame.setProperty("box", "line")
    frame.setFixedHeight(1)
    return frame


def clear(layout: QLayout) -> None:
    """Remove and delete everything that a layout holds."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            # What still waits to be shown would come up as a window of its own.
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def _fill(
    into: QBoxLayout,
    pieces: Sequence[Piece],
    gap: int,
    margins: tuple[int, int, int, int],
) -> None:
    into.setSpacing(gap)
    into.setContentsMargins(*margins)
    for piece in pieces:
        stretch = 0
        if isinstance(piece, tuple):
            piece, stretch = piece  # noqa: PLW2901 - unwrapped, then laid out
        if piece is None:
            into.addStretch(1)
        elif isinstance(piece, int):
            into.addSpacing(piece)
        elif isinstance(piece, QLayout):
            into.addLayout(piece, stretch)
        else:
            into.addWidget(piece, stretch)
