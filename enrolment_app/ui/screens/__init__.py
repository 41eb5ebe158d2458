"""The screens: what each is handed, and the visible list of them.

A screen is handed `Parts` once, when it is first shown after unlocking, and
is dropped when the window is locked, so that no text of a household is left.
`opened(**told)` follows each time that it comes to the front.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from enrolment_app.actions.work import Work
from enrolment_app.ui.background import Desk
from enrolment_app.ui.text import QT_TRANSLATE_NOOP
from enrolment_app.ui.theme import Look

SUPERVISOR = "supervisor"


@dataclass(frozen=True)
class Parts:
    """What every screen is handed.

    `go("household", household=id)` shows a screen and passes the rest to its
    `opened`; `tell(sentence, kind)` shows a passing message (kind ok, info,
    warn or err); `counted()` lets the window read its badges again; `do("lock")`
    does what the key of that code in `shortcuts` does everywhere; `role` is what
    the laptop is for.
    """

    look: Look
    background: Desk
    work: Work
    go: Callable[..., None]
    tell: Callable[[str, str], None]
    counted: Callable[[], None]
    do: Callable[[str], None]
    role: str = ""


class Screen(QWidget):
    """One screen of the window."""

    # Codes of `shortcuts` that the key bar shows, most used first; told when another
    # part of the screen with other keys comes to the front.
    keys: Sequence[str] = ()
    keys_changed = Signal()
    # Whether the screen needs the whole width (no navigation beside it).
    whole = False

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self.parts = parts
        self.setObjectName("page")

    def opened(self, **told: Any) -> None:
        """Come to the front; read what may have changed."""

    def left(self) -> None:
        """Go to the back; nothing typed may be lost."""

    def locking(self) -> None:
        """Stop what runs: the store is about to be closed."""

    def remembered(self) -> Mapping[str, Any]:
        """Return what `opened` should be told to come back here after a lock."""
        return {}

    def retranslate(self) -> None:
        """Say every text again, in the language of the window."""

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again when the language has changed."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


@dataclass(frozen=True)
class Place:
    """A screen as the window knows it; its module is imported when needed.

    One with a `role` is there on laptops of that role only, in place of the one of the
    same code for everybody.
    """

    code: str
    maker: str  # "module:class", taking Parts
    name: str = ""  # empty: not in the navigation
    icon: str = ""
    role: str = ""


_HERE = "enrolment_app.ui.screens."
SCREENS = (
    Place("home", _HERE + "home:Home", QT_TRANSLATE_NOOP("Window", "Today"), "house"),
    Place(
        "households",
        _HERE + "households:Households",
        QT_TRANSLATE_NOOP("Window", "Households"),
        "users",
    ),
    Place(
        "conflicts",
        _HERE + "conflicts:Conflicts",
        QT_TRANSLATE_NOOP("Window", "Conflicts"),
        "git-merge",
    ),
    Place(
        "sync", _HERE + "sync:Sync", QT_TRANSLATE_NOOP("Window", "Sync"), "refresh-cw"
    ),
    Place("household", _HERE + "household:Household"),
    Place(
        "home",
        _HERE + "district:District",
        QT_TRANSLATE_NOOP("Window", "Today"),
        "house",
        SUPERVISOR,
    ),
    Place(
        "households",
        _HERE + "district_households:DistrictHouseholds",
        QT_TRANSLATE_NOOP("Window", "Households"),
        "users",
        SUPERVISOR,
    ),
    Place("household", _HERE + "reading:Reading", role=SUPERVISOR),
    Place(
        "bundles",
        _HERE + "bundles:Bundles",
        QT_TRANSLATE_NOOP("Window", "Bundles"),
        "hard-drive",
        SUPERVISOR,
    ),
    Place(
        "laptops",
        _HERE + "laptops:Laptops",
        QT_TRANSLATE_NOOP("Window", "Laptops"),
        "laptop",
        SUPERVISOR,
    ),
    Place(
        "files",
        _HERE + "files:Files",
        QT_TRANSLATE_NOOP("Window", "Files"),
        "file-text",
        SUPERVISOR,
    ),
)


def places(role: str) -> tuple[Place, ...]:
    """Give the screens of laptops of a role, in the order of the navigation."""
    own = {place.code: place for place in SCREENS if role and place.role == role}
    everybody = [place for place in SCREENS if not place.role]
    shared = {place.code for place in everybody}
    more = (place for code, place in own.items() if code not in shared)
    return (*(own.get(place.code, place) for place in everybody), *more)


def make(code: str, parts: Parts) -> Screen:
    """Make the screen of a code; an unknown code is our fault."""
    place = next(one for one in places(parts.role) if one.code == code)
    module, _, name = place.maker.partition(":")
    screen = getattr(import_module(module), name)(parts)
    assert isinstance(screen, Screen)
    return screen
