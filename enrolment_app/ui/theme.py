"""The look of the window: one object that is handed to every painted thing.

Theme, text size and language change while the window is open; whoever
paints by hand listens to `changed`, everything else follows the style sheet.
"""

from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, QTranslator, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from enrolment_app.ui import tokens
from enrolment_app.ui.fonts import Fonts
from enrolment_app.ui.icons import Icons
from enrolment_app.ui.languages import LANGUAGES, Language
from enrolment_app.ui.stylesheet import stylesheet


class Look(QObject):
    """Colours, type, icons and language as they are now."""

    changed = Signal()

    def __init__(
        self,
        resources: Path,
        *,
        colours: tokens.Colours = tokens.LIGHT,
        language: Language = LANGUAGES[0],
        scale: float = 1.0,
        nastaliq: bool = True,
    ) -> None:
        super().__init__()
        self.resources = resources
        self.colours = colours
        self.language = language
        self.scale = scale
        self.nastaliq = nastaliq
        self._fonts = Fonts(resources / "fonts")
        self._icons = Icons(resources / "icons")
        self._translator: QTranslator | None = None

    @property
    def rtl(self) -> bool:
        """Whether lines run from right to left."""
        return self.language.rtl

    def px(self, pixels: float) -> int:
        """Return a size that grows with the text."""
        return round(pixels * self.scale)

    def colour(self, tone: str) -> QColor:
        """Return a colour of `tokens.Colours` by its name."""
        return QColor(getattr(self.colours, tone))

    def families(self, *, reading: bool = False) -> tuple[str, ...]:
        """Return the font families of the language, best first."""
        if reading and self.nastaliq:
            return self.language.reading_families
        return self.language.families

    def size_of(self, role: str, *, reading: bool = False) -> int:
        """Return the letter size of a role in pixels."""
        families = self.families(reading=reading)
        if families[0] == "Indraj Nastaliq":
            sizes = tokens.SIZES_NASTALIQ
        else:
            sizes = tokens.SIZES_ARABIC if self.rtl else tokens.SIZES_LATIN
        return round(sizes[role] * self.scale)

    def font(
        self,
        role: str = "body",
        weight: int | None = None,
        *,
        reading: bool = False,
        tabular: bool = False,
        latin: bool = False,
    ) -> QFont:
        """Return the font of a role; `latin` for identifiers, always Inter."""
        font = QFont()
        families = ("Inter",) if latin else self.families(reading=reading)
        font.setFamilies(list(families))
        font.setPixelSize(self.size_of(role, reading=reading))
        font.setWeight(QFont.Weight(weight or tokens.WEIGHTS[role]))
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def pixmap(self, name: str, size: int = 18, tone: str = "text2") -> QPixmap:
        """Return an icon of `size` pixels at scale 1.0, in a tone."""
        app = QApplication.instance()
        ratio = app.devicePixelRatio() if isinstance(app, QApplication) else 1.0
        return self._icons.pixmap(
            name,
            size=self.px(size),
            colour=getattr(self.colours, tone),
            ratio=ratio,
            rtl=self.rtl,
        )

    def icon(self, name: str, size: int = 18, tone: str = "text2") -> QIcon:
        """Return the same as an icon."""
        return QIcon(self.pixmap(name, size, tone))

    def icon_size(self, size: int = 18) -> QSize:
        """Return a square of `size` pixels at scale 1.0."""
        return QSize(self.px(size), self.px(size))

    def wear(
        self,
        *,
        colours: tokens.Colours | None = None,
        language: Language | None = None,
        scale: float | None = None,
        nastaliq: bool | None = None,
    ) -> None:
        """Change what is given, restyle every window, announce it."""
        self.colours = colours or self.colours
        self.language = language or self.language
        self.scale = scale or self.scale
        self.nastaliq = self.nastaliq if nastaliq is None else nastaliq
        self.apply()

    def apply(self, *, first_paint: bool = False) -> None:
        """Style the application and let it speak the language.

        With `first_paint` only what the lock screen shows is loaded of the
        fonts; `complete_fonts` follows when it has been painted.
        """
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        first, *others = self.language.families
        self._fonts.need((first,))
        # The other language's name stands on its button.
        self._fonts.need(tuple(others), ("SemiBold",))
        if not first_paint:
            self.complete_fonts()
        self._speak(app)
        sides = Qt.LayoutDirection
        app.setLayoutDirection(sides.RightToLeft if self.rtl else sides.LeftToRight)
        app.setFont(self.font())
        app.setPalette(self._palette())
        app.setStyleSheet(stylesheet(self))
        dark = self.colours.name == "dark"
        app.styleHints().setColorScheme(
            Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light
        )
        self.changed.emit()

    def complete_fonts(self) -> None:
        """Load every weight and family that the language is shown in."""
        self._fonts.need(self.language.families)
        if self.nastaliq:
            self._fonts.need(self.language.reading_families)

    def undress(self) -> None:
        """Take the language away again; the application outlives this look."""
        app = QApplication.instance()
        if app is not None and self._translator is not None:
            app.removeTranslator(self._translator)
            self._translator = None

    def _speak(self, app: QApplication) -> None:
        if self._translator and self._translator.objectName() == self.language.code:
            return
        translator = QTranslator()
        translator.setObjectName(self.language.code)
        catalogue = self.resources / "translations" / f"{self.language.code}.qm"
        translator.load(str(catalogue))
        previous, self._translator = self._translator, translator
        if previous is not None:
            app.removeTranslator(previous)
        app.installTranslator(translator)

    def _palette(self) -> QPalette:
        palette = QPalette()
        for role, tone in _PALETTE.items():
            palette.setColor(role, self.colour(tone))
        disabled = QPalette.ColorGroup.Disabled
        palette.setColor(disabled, QPalette.ColorRole.Text, self.colour("text3"))
        return palette


_PALETTE = {
    QPalette.ColorRole.Window: "bg",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "surface2",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.ToolTipBase: "text",
    QPalette.ColorRole.ToolTipText: "surface",
    QPalette.ColorRole.Link: "accent_text",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Dark: "line_strong",
}
