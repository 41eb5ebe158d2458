"""Icons (Lucide), tinted to a colour and mirrored where direction matters."""

from pathlib import Path

from PySide6.QtGui import QPixmap, QTransform

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
        drawing = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
        side = round(size * ratio)
        drawn = drawing.replace("currentColor", colour)
        drawn = drawn.replace('width="24"', f'width="{side}"', 1)
        drawn = drawn.replace('height="24"', f'height="{side}"', 1)
        # Qt's own reader of SVG pictures: painting them by hand would load
        # QtSvg, QImage and QPainter before the first paint.
        pixmap = QPixmap()
        pixmap.loadFromData(drawn.encode(), "SVG")
        if mirrored:
            pixmap = pixmap.transformed(QTransform().scale(-1, 1))
        pixmap.setDevicePixelRatio(ratio)
        return pixmap
