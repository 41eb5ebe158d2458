"""The keys of the questionnaire, bound to what they do."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from enrolment_app.ui.shortcuts import bind

SECTION_KEYS = 9
# What the key bar shows over each part of the screen, most used first.
QUESTIONS = ("next", "next_unanswered", "next_problem", "dont_know", "refused")
PEOPLE = ("next", "next_person", "add_person", "next_problem", "dont_know")
REVIEWING = ("finish", "next_problem", "next_unanswered", "why", "leave", "keys")
REASONS = ("leave", "next_problem", "next_unanswered", "keys")
VERSIONS = ("leave", "keys")
LAST = ("undo", "keys")


def bind_keys(
    widget: QWidget,
    acts: Mapping[str, Callable[[], object]],
    section: Callable[[int], object],
) -> None:
    """Bind codes of `shortcuts` within a widget, and Ctrl+1 to Ctrl+9 to sections.

    Enter, Shift+Enter and digits are the cards' own.
    """
    for code, act in acts.items():
        bind(widget, code, act, within=True)
    for number in range(1, SECTION_KEYS + 1):
        key = QShortcut(QKeySequence(f"Ctrl+{number}"), widget)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(lambda place=number - 1: section(place))
