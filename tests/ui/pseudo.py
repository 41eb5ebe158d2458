"""A language that nobody speaks: whatever is not in it was never translated.

Every text comes back between ⟦ and ⟧. What stands outside them must be data: names,
numbers, keys, the questionnaire's own words.
"""

import re

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from enrolment_app.ui.widgets.buttons import KeyCap

TRANSLATED = re.compile(r"⟦[^⟦⟧]*⟧")
ISOLATES = re.compile("[\u2066-\u2069\u200e\u200f]")
WORD = re.compile(r"[^\W\d_]{2,}")
# The keyboard's own name for its language, and addresses.
OURS = re.compile(r"\bEN\b|https?://\S+|SWT-\d+|\bCNIC\b")


class Pseudo(QTranslator):
    """Translates everything, recognisably."""

    def isEmpty(self):  # noqa: N802 - Qt's own name
        return False

    def translate(self, _context, text, _comment=None, _number=-1):
        return f"⟦{text}⟧"


def said(window: QWidget) -> list[str]:
    """Everything that the visible widgets say, to the eye or to a screen reader."""
    texts = []
    for widget in [window, *window.findChildren(QWidget)]:
        if not widget.isVisible() or isinstance(widget, KeyCap):
            continue
        if isinstance(widget.parentWidget(), KeyCap):
            continue
        texts += [widget.accessibleName(), widget.accessibleDescription()]
        texts += [widget.toolTip(), widget.windowTitle()]
        if isinstance(widget, QLabel | QAbstractButton):
            texts.append(widget.text())
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            texts.append(widget.placeholderText())
    return [ISOLATES.sub("", text) for text in texts if text]


def hard_coded(window: QWidget, data: set[str]) -> list[str]:
    """Give what has words outside the translated parts that are no data."""
    longest_first = sorted(filter(None, data), key=len, reverse=True)
    found = []
    for text in said(window):
        rest = text
        while (shorter := TRANSLATED.sub(" ", rest)) != rest:
            rest = shorter
        for known in longest_first:
            rest = rest.replace(known, " ")
        if WORD.search(OURS.sub(" ", rest)):
            found.append(text)
    return found
