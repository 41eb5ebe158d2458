"""A supervisor's households: those of the whole district, and whose work each is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from enrolment_app.actions.coverage import coverage
from enrolment_app.store.rows import Coverage, Custody, Query
from enrolment_app.ui.screens import Parts
from enrolment_app.ui.screens.households import Filter, Households
from enrolment_app.ui.tables.households import WITH_PEOPLE
from enrolment_app.ui.text import QT_TRANSLATE_NOOP, bidi, translate
from enrolment_app.ui.widgets.choosing import Choosing

FILTERS: tuple[Filter, ...] = (
    ("all", QT_TRANSLATE_NOOP("Households", "All {count}"), {}),
    (
        "submitted",
        QT_TRANSLATE_NOOP("Households", "To review {count}"),
        {"statuses": ("submitted",)},
    ),
    (
        "returned",
        QT_TRANSLATE_NOOP("Households", "Returned {count}"),
        {"statuses": ("returned",)},
    ),
    (
        "approved",
        QT_TRANSLATE_NOOP("Households", "Approved {count}"),
        {"statuses": ("approved",)},
    ),
    (
        "contested",
        QT_TRANSLATE_NOOP("Households", "Conflicts {count}"),
        {"contested": True},
    ),
    (
        "here",
        QT_TRANSLATE_NOOP("Households", "Only on this laptop {count}"),
        {"custody": Custody.ONLY_HERE},
    ),
)


class DistrictHouseholds(Households):
    """The list with its enumerators; Enter reads a household."""

    keys = ("search", "sync", "lock", "keys")
    filters = FILTERS
    columns = WITH_PEOPLE
    widths = (138, 176, 146, 70, 124, 156, 92, 190)

    def __init__(self, parts: Parts) -> None:
        # The base class lays out what stands beside the filters.
        self._who = Choosing(parts.look, "households.enumerator", as_words=True)
        self._names: Sequence[Coverage] = ()
        super().__init__(parts)
        self._who.activated.connect(lambda _at: self._ask())
        as_needed = Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.table.setHorizontalScrollBarPolicy(as_needed)
        self._new.hide()
        self._order.hide()

    def opened(self, **told: Any) -> None:
        """Read the list again; `enumerator` shows only that person's."""
        if "enumerator" in told:
            self._put_names(str(told["enumerator"]))
        self.parts.background.run(coverage, self.parts.work, done=self._named)
        super().opened(**told)

    def remembered(self) -> Mapping[str, Any]:
        """Come back to the filter."""
        return {**super().remembered(), "enumerator": self._chosen()}

    def narrowed(self) -> Query:
        """Count among the households of the person that is chosen."""
        return replace(super().narrowed(), enumerator=self._chosen())

    def beside_filters(self) -> Sequence[QWidget]:
        """Give the choice of a person."""
        return (self._who,)

    def retranslate(self) -> None:
        """Say every text again."""
        super().retranslate()
        self._who.setAccessibleName(translate("Households", "Enumerator"))
        self._put_names(self._chosen())

    def _named(self, found: Sequence[Coverage]) -> None:
        self._names = found
        self._put_names(self._chosen())

    def _chosen(self) -> str:
        return str(self._who.currentData() or "")

    def _put_names(self, chosen: str) -> None:
        names = {each.enumerator for each in self._names if each.enumerator}
        names |= {chosen} - {""}
        self._who.clear()
        self._who.addItem(translate("Households", "All enumerators"), "")
        for name in sorted(names):
            self._who.addItem(bidi(name), name)
        self._who.setCurrentIndex(max(0, self._who.findData(chosen)))
