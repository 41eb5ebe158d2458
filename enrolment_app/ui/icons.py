"""Icons (Lucide), tinted to a colour and mirrored where direction matters."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap

# Only what points somewhere is mirrored; a clock, a check, a search glass,
# a map and a telephone are the same in every direction of writing.
MIRRORED = frozenset(
    {
        "arrow-left",
        "arrow-right",
        "list-checks",
        "undo-2",
    }
)


class Icons:
    """Renders the icons of a folder; each rendering is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: dict[tuple[str, int, str, float, bool], QPixmap] = {}

    def pixmap(
        self, name: str, *, size: int, colour: str, ratio: float, rtl: bool
    ) -> QPixmap:
        """Return the icon `size` logical pixels square in `#RRGGBB`."""
        mirrored = rtl and name in MIRRORED
        key = (name, size, colour, ratio, mirrored)
        if key not in self._kept:
            self._kept[key] = self._render(name, size, colour, ratio, mirrored=mirrored)
        return self._kept[key]

    def _render(
        self, name: str, size: int, colour: str, ratio: float, *, mirrored: bool
    ) -> QPixmap:
        # Imported here: the first paint has its few icons, most starts none more.
        from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

        drawing = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
        tinted = drawing.replace("currentColor", colour)
        side = round(size * ratio)
        image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        QSvgRenderer(QByteArray(tinted.encode())).render(
            painter, QRectF(0, 0, side, side)
        )
        painter.end()
        if mirrored:
            image = image.flipped(Qt.Orientation.Horizontal)
        image.setDevicePixelRatio(ratio)
        return QPixmap.fromImage(image)
