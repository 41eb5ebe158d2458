"""Every key of the window, once: bindings, hints and the F1 sheet use it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from enrolment_app.ui.text import QT_TRANSLATE_NOOP, translate

ANSWERING = QT_TRANSLATE_NOOP("Keys", "Answering")
MOVING = QT_TRANSLATE_NOOP("Keys", "Moving")
DECIDING = QT_TRANSLATE_NOOP("Keys", "Deciding a conflict")
REVIEWING = QT_TRANSLATE_NOOP("Keys", "Reviewing a household")
EVERYWHERE = QT_TRANSLATE_NOOP("Keys", "Everywhere")
GROUPS = (ANSWERING, MOVING, DECIDING, REVIEWING, EVERYWHERE)


@dataclass(frozen=True)
class Shortcut:
    """One thing that a key does.

    `keys` are in Qt's portable form, first the one that is shown; a twin
    without a function key follows where the first is one. Where `shown` is
    set, widgets handle the key themselves (digits, Enter) and it is only
    listed.
    """

    code: str
    name: str
    group: str
    keys: tuple[str, ...]
    shown: str = ""


def _one(code: str, name: str, group: str, *keys: str, shown: str = "") -> Shortcut:
    return Shortcut(code, name, group, keys, shown)


SHORTCUTS = (
    _one(
        "next",
        QT_TRANSLATE_NOOP("Keys", "Next question"),
        ANSWERING,
        shown="Enter",
    ),
    _one(
        "previous",
        QT_TRANSLATE_NOOP("Keys", "Previous question"),
        ANSWERING,
        shown="Shift+Enter",
    ),
    _one(
        "choose",
        QT_TRANSLATE_NOOP("Keys", "Choose an answer"),
        ANSWERING,
        shown="1 … 9",
    ),
    _one(
        "dont_know",
        QT_TRANSLATE_NOOP("Keys", "Don't know"),
        ANSWERING,
        "F2",
        "Alt+D",
    ),
    _one("refused", QT_TRANSLATE_NOOP("Keys", "Refused"), ANSWERING, "F3", "Alt+R"),
    _one("undo", QT_TRANSLATE_NOOP("Keys", "Undo"), ANSWERING, "Ctrl+Z"),
    _one("redo", QT_TRANSLATE_NOOP("Keys", "Redo"), ANSWERING, "Ctrl+Y"),
    _one("why", QT_TRANSLATE_NOOP("Keys", "Why is it so?"), ANSWERING, "F5", "Alt+W"),
    _one(
        "next_unanswered",
        QT_TRANSLATE_NOOP("Keys", "Next unanswered"),
        MOVING,
        "F8",
        "Alt+Down",
    ),
    _one(
        "previous_unanswered",
        QT_TRANSLATE_NOOP("Keys", "Previous unanswered"),
        MOVING,
        "Shift+F8",
        "Alt+Up",
    ),
    _one(
        "next_problem",
        QT_TRANSLATE_NOOP("Keys", "Next problem"),
        MOVING,
        "F7",
        "Alt+PgDown",
    ),
    _one(
        "previous_problem",
        QT_TRANSLATE_NOOP("Keys", "Previous problem"),
        MOVING,
        "Shift+F7",
        "Alt+PgUp",
    ),
    _one(
        "section",
        QT_TRANSLATE_NOOP("Keys", "Go to section"),
        MOVING,
        shown="Ctrl+1 … 9",
    ),
    _one(
        "panes",
        QT_TRANSLATE_NOOP("Keys", "Sections, page, help"),
        MOVING,
        "F6",
        "Alt+H",
    ),
    _one(
        "previous_person",
        QT_TRANSLATE_NOOP("Keys", "Previous person"),
        MOVING,
        "PgUp",
    ),
    _one("next_person", QT_TRANSLATE_NOOP("Keys", "Next person"), MOVING, "PgDown"),
    _one("add_person", QT_TRANSLATE_NOOP("Keys", "Add a person"), MOVING, "Alt+N"),
    _one(
        "review",
        QT_TRANSLATE_NOOP("Keys", "Review and submit"),
        MOVING,
        "F10",
        "Ctrl+Return",
    ),
    _one("keep_a", QT_TRANSLATE_NOOP("Keys", "Keep A"), DECIDING, shown="1"),
    _one("keep_b", QT_TRANSLATE_NOOP("Keys", "Keep B"), DECIDING, shown="2"),
    _one("type_value", QT_TRANSLATE_NOOP("Keys", "Type a value"), DECIDING, shown="3"),
    _one(
        "finish",
        QT_TRANSLATE_NOOP("Keys", "Finish this screen"),
        DECIDING,
        "Ctrl+Return",
    ),
    _one(
        "comment",
        QT_TRANSLATE_NOOP("Keys", "Comment on an answer"),
        REVIEWING,
        "Alt+C",
    ),
    _one("search", QT_TRANSLATE_NOOP("Keys", "Search"), EVERYWHERE, "Ctrl+K", "/"),
    _one("new", QT_TRANSLATE_NOOP("Keys", "New household"), EVERYWHERE, "Ctrl+N"),
    _one(
        "sync",
        QT_TRANSLATE_NOOP("Keys", "Sync"),
        EVERYWHERE,
        "F9",
        "Ctrl+Shift+S",
    ),
    _one("lock", QT_TRANSLATE_NOOP("Keys", "Lock"), EVERYWHERE, "Ctrl+L"),
    _one(
        "language",
        QT_TRANSLATE_NOOP("Keys", "Change language"),
        EVERYWHERE,
        "Ctrl+Shift+L",
    ),
    _one(
        "theme",
        QT_TRANSLATE_NOOP("Keys", "Light or dark"),
        EVERYWHERE,
        "Ctrl+Shift+T",
    ),
    _one(
        "bigger",
        QT_TRANSLATE_NOOP("Keys", "Bigger text"),
        EVERYWHERE,
        "Ctrl++",
        "Ctrl+=",
    ),
    _one("smaller", QT_TRANSLATE_NOOP("Keys", "Smaller text"), EVERYWHERE, "Ctrl+-"),
    _one("plain", QT_TRANSLATE_NOOP("Keys", "Normal text"), EVERYWHERE, "Ctrl+0"),
    _one(
        "leave",
        QT_TRANSLATE_NOOP("Keys", "Leave without changing"),
        EVERYWHERE,
        "Esc",
    ),
    _one(
        "keys",
        QT_TRANSLATE_NOOP("Keys", "All keys"),
        EVERYWHERE,
        "F1",
        "Ctrl+/",
    ),
)
_BY_CODE = {one.code: one for one in SHORTCUTS}


def shortcut(code: str) -> Shortcut:
    """Return the shortcut of a code; an unknown code is our fault."""
    return _BY_CODE[code]


def bind(
    widget: QWidget,
    code: str,
    act: Callable[[], object],
    *,
    within: bool = False,
) -> list[QShortcut]:
    """Let every key of the shortcut act while the widget's window is active.

    `within` narrows it to the widget and what it holds.
    """
    bound = []
    for key in shortcut(code).keys:
        one = QShortcut(QKeySequence(key), widget)
        if within:
            one.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        one.setObjectName(code)
        one.activated.connect(act)
        bound.append(one)
    return bound


def shown_key(code: str) -> str:
    """Return the key as it stands on a key cap."""
    one = shortcut(code)
    return one.shown or one.keys[0].replace("Return", "Enter").replace("PgDown", "PgDn")


def shown_name(code: str) -> str:
    """Return what the key does, in the language of the window."""
    return translate("Keys", shortcut(code).name)
