"""The look: contrast, fonts, icons, mirroring, live changes."""

import re
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QFontInfo, QTextLayout
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from enrolment_app.ui import tokens
from enrolment_app.ui.app import loses_none
from enrolment_app.ui.icons import MIRRORED
from enrolment_app.ui.languages import LANGUAGES
from enrolment_app.ui.text import bidi, fill, lab, ltr, translate

TEXT_PAIRS = [
    *product(("text", "text2", "text3"), ("bg", "surface", "surface2", "rail")),
    ("text", "sunken"),
    ("text2", "sunken"),
    ("accent_text", "accent_soft"),
    ("accent_text", "surface"),
    ("accent_text", "bg"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_press"),
    *((tone, f"{tone}_soft") for tone in ("ok", "warn", "err", "info")),
    *((tone, "surface") for tone in ("ok", "warn", "err", "info", "mine", "theirs")),
    *(("text", f"{tone}_soft") for tone in ("ok", "warn", "err", "info", "accent")),
    ("text", "mine_soft"),
    ("text", "theirs_soft"),
    ("text", "marked"),
]
EDGE_PAIRS = [
    *product(("line_strong", "focus", "accent"), ("surface", "bg")),
    ("focus", "accent_soft"),
    ("err", "err_soft"),
]


@pytest.mark.parametrize("theme", tokens.THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize(
    ("pairs", "least"), [(TEXT_PAIRS, 4.5), (EDGE_PAIRS, 3.0)], ids=["text", "edges"]
)
def test_contrast_is_enough(theme, pairs, least):
    poor = [
        (front, back)
        for front, back in pairs
        if tokens.contrast(getattr(theme, front), getattr(theme, back)) < least
    ]

    assert poor == []


def test_our_fonts_are_the_ones_that_qt_finds(dressed):
    dressed("ur")

    for family in ("Indraj Nastaliq", "Indraj Arabic", "Inter"):
        for weight in (400, 500, 600, 700):
            font = QFont(family)
            font.setWeight(QFont.Weight(weight))
            found = QFontInfo(font)
            assert (found.family(), found.weight()) == (family, weight)


def test_nastaliq_letters_rise_to_the_right(dressed):
    dressed("ur")
    font = QFont("Indraj Nastaliq")
    font.setPixelSize(100)
    layout = QTextLayout("حیثیت", font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(10_000)
    layout.endLayout()

    first = layout.glyphRuns()[0].positions()[0].y() - line.ascent()

    # Debian's own Nastaliq leaves the first letter on the baseline.
    assert first < -50


def test_every_icon_that_is_named_is_there_and_every_one_there_is_used():
    root = Path(__file__).parents[2]
    there = {file.stem for file in (root / "resources" / "icons").glob("*.svg")}
    said = "".join(
        file.read_text(encoding="utf-8")
        for file in (root / "enrolment_app" / "ui").rglob("*.py")
        if file.name != "icons.py"
    )
    named = set(re.findall(r'"([a-z0-9-]+)"', said))

    assert there - named == set()
    assert MIRRORED - there == set()


def test_the_rail_stands_where_reading_begins(a_window):
    for code, edge in (("en", 0), ("ur", 1366)):
        window = a_window(code)
        rail = window.shell.navigation
        left = rail.mapTo(window, QPoint(0, 0)).x()
        assert edge in (left, left + rail.width())
        window.close()


def test_language_theme_and_size_change_live_and_keep_what_is_typed(a_window, settled):
    window = a_window("en", "households")
    search = window.shell.front.search
    search.setFocus()
    QTest.keyClicks(search, "noor")
    search.setCursorPosition(2)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier

    QTest.keyClick(search, Qt.Key.Key_L, both)
    QTest.keyClick(search, Qt.Key.Key_T, both)
    settled()

    assert (search.text(), search.cursorPosition()) == ("noor", 2)
    assert search.hasFocus()
    assert window._look.language.code == "ur"
    assert window._look.colours is tokens.DARK
    assert window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert window.shell.navigation._items["home"].text() == "آج"


def test_the_look_is_remembered(a_window):
    window = a_window()

    window.do("language")
    window.do("bigger")

    assert window._settings.value("language") == "ur"
    assert float(window._settings.value("scale")) == 1.15


def test_a_label_stays_on_the_side_where_lines_begin(dressed, shown):
    dressed("ur")
    label = shown(lab("Gul Zaman Khan"))

    assert label.alignment() & Qt.AlignmentFlag.AlignRight
    assert label.alignment() & Qt.AlignmentFlag.AlignAbsolute


def test_values_are_isolated_where_they_enter_a_text():
    assert fill("laptop {name}", name="SWT-07") == f"laptop {bidi('SWT-07')}"
    assert ltr("17301") == "\u206617301\u2069"


def test_a_text_of_values_only_takes_the_direction_of_the_window(dressed):
    dressed("ur")
    assert fill("{day} {month}", day=3, month="ستمبر").startswith("\u200f")

    dressed("en")
    assert fill("{day} {month}", day=3, month="September").startswith("\u200e")


def test_plurals_are_said_in_every_language(dressed):
    for one in LANGUAGES:
        dressed(one.code)
        said = {translate("Conflicts", "%n field(s)", "", n) for n in (1, 2)}
        assert len(said) == 2
        assert not any("(s)" in text for text in said)


def test_this_qt_loses_no_reference_to_none(qapp):
    assert not loses_none()


def test_large_text_drops_the_last_hints_of_the_key_bar(a_window):
    window = a_window()
    before = len(window.shell._keys.findChildren(QApplication.__mro__[-2]))

    window._look.wear(scale=1.5)
    QApplication.processEvents()

    assert window.shell._keys._room() < 7
    assert before > 0
