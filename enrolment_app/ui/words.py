"""Words and colours for what the store knows by code."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from enrolment_app.household.folding import fold, in_arabic_script
from enrolment_app.ui.text import QT_TRANSLATE_NOOP, translate

if TYPE_CHECKING:
    from enrolment_app.store.rows import Custody, Listed

# Status of a household: its word and the kind of chip.
STATUSES = {
    "unfinished": (QT_TRANSLATE_NOOP("Household", "Unfinished"), "mute"),
    "submitted": (QT_TRANSLATE_NOOP("Household", "Submitted"), "ok"),
    "returned": (QT_TRANSLATE_NOOP("Household", "Returned"), "err"),
    "approved": (QT_TRANSLATE_NOOP("Household", "Approved"), "ok"),
    "entered-in-error": (QT_TRANSLATE_NOOP("Household", "Entered in error"), "mute"),
}
# Status of a row of a list.
ROW_STATUSES = {
    "here": QT_TRANSLATE_NOOP("Household", "In the household"),
    "left": QT_TRANSLATE_NOOP("Household", "Left the household"),
    "died": QT_TRANSLATE_NOOP("Household", "Died"),
    "entered-in-error": QT_TRANSLATE_NOOP("Household", "Entered in error"),
}
OPEN = QT_TRANSLATE_NOOP("Household", "In progress")
CONTESTED = QT_TRANSLATE_NOOP("Household", "Conflict")
CUSTODIES = {
    "only-here": QT_TRANSLATE_NOOP("Household", "Only on this laptop"),
    "handed-over": QT_TRANSLATE_NOOP("Household", "Handed over"),
    "confirmed": QT_TRANSLATE_NOOP("Household", "Confirmed"),
}
CUSTODY_KINDS = {"only-here": "warn", "handed-over": "info", "confirmed": "ok"}
UNNAMED = QT_TRANSLATE_NOOP("Household", "No name yet")


def status_word(status: str) -> tuple[str, str]:
    """Return the word of a household's or row's status and the kind of its chip."""
    if status in STATUSES:
        word, kind = STATUSES[status]
        return translate("Household", word), kind
    return row_status_word(status), "mute"


def row_status_word(status: str) -> str:
    """Return what is said of a row that is gone, or here."""
    return translate("Household", ROW_STATUSES.get(status, status))


def status_chip(listed: "Listed") -> tuple[str, str]:
    """Return what matters most about a household now, and its chip's kind."""
    if listed.contested:
        return translate("Household", CONTESTED), "err"
    if listed.open:
        return translate("Household", OPEN), "accent"
    return status_word(listed.status)


def custody_word(custody: "Custody") -> str:
    """Return who holds a household, in words."""
    return translate("Household", CUSTODIES[str(custody)])


def head_in(listed: "Listed") -> str:
    """Return the head's name in the script of the window, else as it is written."""
    if not listed.head_other:
        return head_of(listed.head)
    rtl = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    names = (listed.head, listed.head_other)
    fitting = (name for name in names if in_arabic_script(fold(name)) == rtl)
    return next(fitting, listed.head)


def village_in(listed: "Listed") -> str:
    """Return the village's name in the script of the window, else as it is written."""
    rtl = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return listed.village_ur if rtl and listed.village_ur else listed.village


def head_of(head: str) -> str:
    """Return the head's name, or that there is none yet."""
    return head or translate("Household", UNNAMED)
