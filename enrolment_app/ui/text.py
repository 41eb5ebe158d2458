"""Words on the screen: translating, isolating, digits, labels.

Texts go through `translate("Context", "literal"[, comment, n])` only, under
exactly that name: the catalogue test and lupdate read no other form.
Values enter a text through `fill`, which isolates each of them, so that a
laptop's name does not reorder an Urdu sentence.
"""

import string

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from enrolment_app.ui.languages import LATIN_DIGITS, Language

translate = QCoreApplication.translate


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Mark a text for the catalogues where it is not shown yet; return it.

    Qt's function of that name is typed as returning anything.
    """
    return text


FIRST_STRONG_ISOLATE, LEFT_TO_RIGHT_ISOLATE = "\u2068", "\u2066"
POP_ISOLATE = "\u2069"
LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK = "\u200e", "\u200f"


def bidi(value: object) -> str:
    """Return the value isolated, whatever its own direction is."""
    return f"{FIRST_STRONG_ISOLATE}{value}{POP_ISOLATE}"


def ltr(value: object) -> str:
    """Return an identifier (number, code, date) isolated left to right."""
    return f"{LEFT_TO_RIGHT_ISOLATE}{value}{POP_ISOLATE}"


def fill(text: str, /, **values: object) -> str:
    """Return the text with each `{name}` replaced by the isolated value.

    A placeholder without a value stays as it is: a sentence with a gap is
    better than no sentence.
    """
    filled = string.Formatter().vformat(text, (), _Isolated(values))
    return filled if _has_words(text) else f"{_direction_mark()}{filled}"


def _has_words(text: str) -> bool:
    """Tell whether the text has letters of its own around the values."""
    pieces = (piece for piece, *_ in string.Formatter().parse(text))
    return any(letter.isalpha() for piece in pieces for letter in piece)


def _direction_mark() -> str:
    # A text of nothing but isolated values has no direction of its own: "3
    # September 2026" would be laid out from the left in Urdu.
    rtl = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return RIGHT_TO_LEFT_MARK if rtl else LEFT_TO_RIGHT_MARK


class _Isolated(dict[str, object]):
    def __getitem__(self, name: str) -> str:
        return bidi(self.get(name)) if name in self else f"{{{name}}}"


def digits(value: object, language: Language) -> str:
    """Return the value written with the language's digits."""
    return str(value).translate(str.maketrans(LATIN_DIGITS, language.digits))


def leading(widget: QWidget) -> Qt.AlignmentFlag:
    """Return the side where lines begin, as an absolute alignment."""
    rtl = widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute


def trailing(widget: QWidget) -> Qt.AlignmentFlag:
    """Return the side where lines end, as an absolute alignment."""
    rtl = widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignLeft if rtl else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignAbsolute


class Label(QLabel):
    """A text in a role and tone that follows theme, scale and direction.

    The look comes from the style sheet through its properties, so nothing
    has to be told to a label when the theme, the size or the language changes.
    """

    def __init__(self, text: str = "", *, at: str = "start") -> None:
        super().__init__(text)
        self._at = at
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._align()

    def set_tone(self, tone: str) -> None:
        """Change the colour to that of another tone."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyled(self)

    def changeEvent(self, event: QEvent) -> None:
        """Stay on the side where lines begin."""
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()
        super().changeEvent(event)

    def _align(self) -> None:
        # Qt aligns a label by the direction of its text, not of the window.
        side = {
            "start": leading(self),
            "end": trailing(self),
            "middle": Qt.AlignmentFlag.AlignHCenter,
        }[self._at]
        self.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)


def lab(  # noqa: PLR0913 - each is a property of the style sheet, named at the call
    text: str = "",
    role: str = "body",
    tone: str = "text",
    *,
    weight: int | None = None,
    reading: bool = False,
    wrap: bool = False,
    at: str = "start",
) -> Label:
    """Return a label.

    `role` is one of the type sizes of `tokens`, `tone` one of its colours,
    `weight` 400, 500, 600 or 700, `reading` asks for the language's reading
    font (Nastaliq), `at` is start, end or middle.
    """
    label = Label(text, at=at)
    label.setProperty("role", role)
    label.setProperty("tone", tone)
    if weight is not None:
        label.setProperty("weight", str(weight))
    if reading:
        label.setProperty("reading", "yes")
    label.setWordWrap(wrap)
    return label


def restyled(widget: QWidget) -> None:
    """Let the style sheet look at the widget's properties again."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.updateGeometry()
    widget.update()
