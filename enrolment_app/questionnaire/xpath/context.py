"""What an expression may know besides its node: the form around it, zone and hour."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

from .moments import Calendar, Moment
from .nodes import XNode
from .profile import DEFAULT, Profile


class Surroundings(Protocol):
    """What expressions ask of the form that they stand in."""

    def instance(self, name: str) -> XNode | None:
        """Give the top node of a secondary instance."""
        ...

    def itext(self, name: str) -> str | None:
        """Give a text by its name in the current language."""
        ...

    def choice_name(self, value: str, path: str, node: XNode) -> str:
        """Give the label of a choice of the question at `path`."""
        ...

    def lookup(self, instance: str, wanted: str, column: str, value: str) -> str:
        """Give one column of the first row of a list whose `column` is `value`."""
        ...

    def property(self, name: str) -> str:
        """Give a property of the device or person, "" if it is not known."""
        ...

    def position(self) -> str:
        """Give where the laptop stands, "" while nobody knows."""
        ...

    def version(self) -> str:
        """Give the version of the form."""
        ...


class Alone:
    """An expression outside any form."""

    def instance(self, name: str) -> XNode | None:
        """There are none."""
        del name
        return None

    def itext(self, name: str) -> str | None:
        """There are none."""
        del name
        return None

    def choice_name(self, value: str, path: str, node: XNode) -> str:
        """Without questions a choice has no label."""
        del path, node
        return value

    def lookup(self, instance: str, wanted: str, column: str, value: str) -> str:
        """There are no lists."""
        del instance, wanted, column, value
        return ""

    def property(self, name: str) -> str:
        """Nothing is known."""
        del name
        return ""

    def position(self) -> str:
        """Nobody knows."""
        return ""

    def version(self) -> str:
        """There is no form."""
        return ""


class Context:
    """Handed through an evaluation; `current`, `position` and `size` change on the way.

    `slots` are the nodes of the form that exist exactly once, by number. `stamps` says
    of places how often something changed there; `indexes` are kept as long as it did
    not (`rosters`).
    """

    __slots__ = (
        "calendar",
        "current",
        "form",
        "indexes",
        "midnight",
        "moment",
        "now",
        "position",
        "profile",
        "random",
        "root",
        "size",
        "slots",
        "stamps",
    )

    def __init__(
        self,
        root: XNode,
        now: datetime,
        random: Callable[[int], bytes],
        *,
        form: Surroundings | None = None,
        profile: Profile = DEFAULT,
    ) -> None:
        self.root = root
        self.current = root
        self.position = 1.0
        self.size = 1.0
        self.form: Surroundings = form or Alone()
        self.profile = profile
        self.random = random
        self.slots: Sequence[XNode] = ()
        self.stamps: dict[object, int] = {}
        self.tell(now)

    def tell(self, now: datetime) -> None:
        """Set what time it is; a time without a zone is UTC."""
        self.indexes: dict[object, tuple[tuple[int | None, ...], Any]] = {}
        self.now = now if now.tzinfo else now.replace(tzinfo=UTC)
        zone = self.now.tzinfo or UTC
        self.calendar = Calendar(zone)
        self.moment = Moment.exact(self.now)
        self.midnight = Moment.of(
            self.now.replace(hour=0, minute=0, second=0, microsecond=0)
        )
