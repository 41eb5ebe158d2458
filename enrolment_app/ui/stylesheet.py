"""The style sheet, generated for a theme, a text size and a direction.

Containers, labels and form controls are styled here by properties (`box`,
`role`, `tone`, `kind`, `state`); rows, options and lists paint themselves.
Style sheets know no logical sides, so `start` and `end` are generated.
"""

from typing import Protocol

from enrolment_app.ui import tokens


class Wearing(Protocol):
    """What a style sheet is generated from (see `theme.Look`)."""

    colours: tokens.Colours
    nastaliq: bool

    @property
    def rtl(self) -> bool:
        """Whether lines run from right to left."""

    def px(self, pixels: float) -> int:
        """Return a size that grows with the text."""

    def families(self, *, reading: bool = False) -> tuple[str, ...]:
        """Return font families."""

    def size_of(self, role: str, *, reading: bool = False) -> int:
        """Return letter sizes in pixels."""


def stylesheet(look: Wearing) -> str:
    """Return the whole style sheet of the application."""
    return "\n".join(
        (
            _labels(look),
            _boxes(look),
            _fields(look),
            _buttons(look),
            _lists(look),
        )
    )


def _labels(look: Wearing) -> str:
    rules = [
        f"QWidget {{ color: {look.colours.text}; outline: 0; }}",
        f"QMainWindow, QWidget#page {{ background: {look.colours.bg}; }}",
        "QLabel { background: transparent; border: 0; }",
    ]
    rules += [
        f'QLabel[role="{role}"] {{ font-size: {look.size_of(role)}px;'
        f" font-weight: {weight}; }}"
        for role, weight in tokens.WEIGHTS.items()
    ]
    reading = ", ".join(f'"{family}"' for family in look.families(reading=True))
    rules += [
        f'QLabel[reading="yes"][role="{role}"] {{ font-family: {reading};'
        f" font-size: {look.size_of(role, reading=True)}px; }}"
        for role in ("display", "title", "question", "body")
    ]
    rules += [
        f'QLabel[weight="{weight}"] {{ font-weight: {weight}; }}'
        for weight in (400, 500, 600, 700)
    ]
    rules += [
        f'QLabel[tone="{tone}"] {{ color: {getattr(look.colours, tone)}; }}'
        for tone in tokens.TONES
    ]
    if look.nastaliq and look.rtl:
        # Nastaliq inks up to 7 pixels beyond its advance.
        rules.append('QLabel[reading="yes"] { padding: 0 3px 2px 3px; }')
    c, px = look.colours, look.px
    rules.append(
        f'QLabel[box="key"] {{ font-family: "Inter"; font-size: {px(11)}px;'
        f" font-weight: 600; color: {c.text2}; background: {c.sunken};"
        f" border: 1px solid {c.line}; border-bottom: 2px solid {c.line};"
        f" border-radius: 4px; padding: 1px {px(5)}px; }}"
    )
    return "\n".join(rules)


def _boxes(look: Wearing) -> str:
    c, px = look.colours, look.px
    start, end = ("right", "left") if look.rtl else ("left", "right")
    rules = [
        (
            f"QToolTip {{ background: {c.text}; color: {c.surface}; border: 0;"
            " padding: 6px 8px; }"
        ),
        (
            f'QFrame[box="topbar"] {{ background: {c.surface}; border: 0;'
            f" border-bottom: 1px solid {c.line}; }}"
        ),
        (
            f'QFrame[box="keybar"] {{ background: {c.rail}; border: 0;'
            f" border-top: 1px solid {c.line}; }}"
        ),
        (
            f'QFrame[box="rail"] {{ background: {c.rail}; border: 0;'
            f" border-{end}: 1px solid {c.line}; }}"
        ),
        (
            f'QFrame[box="aside"] {{ background: {c.rail}; border: 0;'
            f" border-{start}: 1px solid {c.line}; }}"
        ),
        f'QFrame[box="line"] {{ background: {c.line}; border: 0; }}',
        (
            f'QFrame[box="row"] {{ background: transparent; border: 0;'
            f" border-top: 1px solid {c.line}; }}"
        ),
        (
            f'QFrame[box="card"], QFrame[box="qcard"] {{ background: {c.surface};'
            f" border: 1px solid {c.line}; border-radius: {px(10)}px; }}"
        ),
        f'QFrame[box="qcard"][state="focus"] {{ border: 2px solid {c.focus}; }}',
    ]
    rules += [
        f'QFrame[box="qcard"][state="{state}"] {{'
        f" border: 1px solid {getattr(c, state + '_line')};"
        f" border-{start}: 4px solid {getattr(c, state)}; }}"
        for state in ("err", "warn")
    ]
    rules += [
        f'QFrame[box="banner"][kind="{kind}"] {{'
        f" background: {getattr(c, kind + '_soft')};"
        f" border: 1px solid {getattr(c, kind + '_line')};"
        f" border-radius: {px(8)}px; }}"
        for kind in ("ok", "warn", "err", "info")
    ]
    chips = {
        kind: (getattr(c, f"{kind}_soft"), getattr(c, f"{kind}_line"))
        for kind in ("ok", "warn", "err", "info", "accent")
    }
    chips |= {
        "mute": (c.sunken, c.line),
        "mine": (c.mine_soft, c.mine_soft),
        "theirs": (c.theirs_soft, c.theirs_soft),
    }
    rules += [
        # A radius above half the height would be dropped by Qt.
        f'QFrame[box="chip"][kind="{kind}"] {{ background: {back};'
        f" border: 1px solid {line}; border-radius: {px(10)}px; }}"
        for kind, (back, line) in chips.items()
    ]
    rules += [
        f'QFrame[box="side"][kind="{side}"] {{ border: 0;'
        f" background: {getattr(c, side + '_soft')}; border-radius: {px(8)}px; }}"
        for side in ("mine", "theirs")
    ]
    return "\n".join(rules)


def _fields(look: Wearing) -> str:
    c, px = look.colours, look.px
    start = "right" if look.rtl else "left"
    fields = "QLineEdit, QPlainTextEdit, QComboBox"
    focused = "QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus"
    return f"""
{fields} {{ background: {c.surface}; border: 1px solid {c.line_strong};
  border-radius: {px(6)}px; padding: 0 {px(10)}px; min-height: {px(38)}px;
  selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QPlainTextEdit {{ padding: {px(6)}px {px(8)}px; }}
{focused} {{ border: 2px solid {c.focus}; padding: 0 {px(9)}px; }}
QPlainTextEdit:focus {{ padding: {px(5)}px {px(7)}px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{
  background: {c.sunken}; color: {c.text3}; border-color: {c.line}; }}
QLineEdit[state="err"] {{ border: 2px solid {c.err}; padding: 0 {px(9)}px; }}
QLineEdit[state="err"]:focus {{ border: 2px solid {c.focus}; }}
QLineEdit[role="search"] {{ background: {c.sunken}; border: 1px solid {c.sunken};
  min-height: {px(34)}px; padding-{start}: {px(4)}px; }}
QLineEdit[role="search"]:focus {{ background: {c.surface};
  border: 2px solid {c.focus}; }}
QComboBox QAbstractItemView {{ background: {c.surface}; color: {c.text};
  border: 1px solid {c.line_strong}; selection-background-color: {c.accent_soft};
  selection-color: {c.text}; outline: 0; }}
QComboBox::drop-down {{ border: 0; width: {px(28)}px; }}
QCheckBox, QRadioButton {{ spacing: {px(8)}px; min-height: {px(28)}px; }}
"""


def _buttons(look: Wearing) -> str:
    c, px = look.colours, look.px
    return f"""
QPushButton {{ background: {c.surface}; border: 1px solid {c.line_strong};
  border-radius: {px(6)}px; padding: 0 {px(14)}px; min-height: {px(36)}px;
  font-weight: 600; }}
QPushButton:hover {{ background: {c.surface2}; }}
QPushButton:pressed {{ background: {c.sunken}; }}
QPushButton:focus {{ border: 2px solid {c.focus}; padding: 0 {px(13)}px; }}
QPushButton:disabled {{ background: {c.sunken}; color: {c.text3};
  border-color: {c.line}; }}
QPushButton[role="primary"] {{ background: {c.accent}; color: {c.on_accent};
  border: 1px solid {c.accent}; }}
QPushButton[role="primary"]:hover {{ background: {c.accent_hover}; }}
QPushButton[role="primary"]:pressed {{ background: {c.accent_press}; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {c.text}; }}
QPushButton[role="primary"]:disabled {{ background: {c.sunken}; color: {c.text3};
  border-color: {c.line}; }}
QPushButton[role="ghost"] {{ background: transparent;
  border: 1px solid transparent; color: {c.accent_text}; padding: 0 {px(8)}px; }}
QPushButton[role="ghost"]:hover {{ background: {c.accent_soft}; }}
QPushButton[role="ghost"]:focus {{ border: 2px solid {c.focus};
  padding: 0 {px(7)}px; }}
QPushButton[role="ghost"]:disabled {{ color: {c.text3}; }}
QPushButton[role="danger"] {{ color: {c.err}; border-color: {c.err}; }}
QPushButton[role="chip"] {{ min-height: {px(26)}px; border-radius: {px(13)}px;
  padding: 0 {px(10)}px; border: 1px solid {c.line}; background: transparent;
  color: {c.text2}; font-size: {look.size_of("small")}px; }}
QPushButton[role="chip"]:hover {{ background: {c.sunken}; }}
QPushButton[role="chip"]:checked {{ border: 1px solid {c.accent};
  background: {c.accent_soft}; color: {c.accent_text}; }}
QPushButton[role="chip"]:focus {{ border: 2px solid {c.focus};
  padding: 0 {px(9)}px; }}
QToolButton {{ background: transparent; border: 1px solid transparent;
  border-radius: {px(6)}px; padding: {px(6)}px; }}
QToolButton:hover {{ background: {c.sunken}; }}
QToolButton:focus {{ border: 2px solid {c.focus}; padding: {px(5)}px; }}
"""


def _lists(look: Wearing) -> str:
    c, px = look.colours, look.px
    return f"""
QScrollArea, QWidget#scrollbody {{ background: transparent; border: 0; }}
QScrollBar:vertical {{ background: transparent; width: {px(12)}px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: {px(12)}px; margin: 2px; }}
QScrollBar::handle {{ background: {c.line}; border-radius: {px(4)}px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {c.line_strong}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QTableView, QTreeView, QListView {{ background: {c.surface}; border: 0;
  gridline-color: {c.line}; selection-background-color: {c.accent_soft};
  selection-color: {c.text}; alternate-background-color: {c.surface2};
  outline: 0; }}
QHeaderView {{ background: {c.surface}; border: 0; }}
QHeaderView::section {{ background: {c.surface}; color: {c.text2}; border: 0;
  border-bottom: 1px solid {c.line}; padding: {px(8)}px {px(12)}px;
  font-size: {look.size_of("small")}px; font-weight: 600; }}
QTableView::item {{ border-bottom: 1px solid {c.line}; padding: 0 {px(10)}px; }}
QTableView::item:selected {{ background: {c.accent_soft}; color: {c.text}; }}
QProgressBar {{ background: {c.sunken}; border: 0; border-radius: {px(3)}px;
  max-height: {px(6)}px; min-height: {px(6)}px; }}
QProgressBar::chunk {{ background: {c.accent}; border-radius: {px(3)}px; }}
"""
