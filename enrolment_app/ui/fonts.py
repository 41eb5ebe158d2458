"""The fonts that ship with Indraj; the system's are never used.

Debian's Noto Nastaliq is drawn wrongly by Qt, and Awami needs Graphite, so
the reading fonts carry names of our own that no system font can win over.
"""

from pathlib import Path

from PySide6.QtGui import QFontDatabase

WEIGHT_NAMES = ("Regular", "Medium", "SemiBold", "Bold")
FILES = {
    "Inter": "Inter",
    "Indraj Arabic": "IndrajArabic",
    "Indraj Nastaliq": "IndrajNastaliq",
}


class Fonts:
    """Loads each file once, when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._loaded: set[tuple[str, str]] = set()

    def need(
        self, families: tuple[str, ...], weights: tuple[str, ...] = WEIGHT_NAMES
    ) -> None:
        """Make the families available to Qt; missing files are our fault."""
        for family in families:
            for weight in weights:
                if (family, weight) not in self._loaded:
                    self._load(family, weight)
                    self._loaded.add((family, weight))

    def _load(self, family: str, weight: str) -> None:
        file = self._folder / f"{FILES[family]}-{weight}.ttf"
        added = QFontDatabase.addApplicationFont(str(file))
        assert added >= 0, file
