"""Choices put in order: what is chosen first comes first."""

from enrolment_app.ui.editors.option import CheckOption
from enrolment_app.ui.editors.rows import ManyEditor, Option
from enrolment_app.ui.editors.shown import Shown
from enrolment_app.ui.text import translate
from sync.values import Atom


class RankEditor(ManyEditor):
    """An order of the choices; the XForm stores their codes with blanks between.

    Digits put the choices in order as they are said ("3124"); choosing one again takes
    it out, and what came after it moves up. Nothing is dragged, so that a keyboard and
    a mouse do the same.
    """

    option = CheckOption

    def read(self) -> Atom | None:
        """Give the codes in the order in which they were chosen."""
        return " ".join(self._order()) or None

    def fill(self, value: str) -> None:
        """Mark each choice with its place."""
        super().fill(value)
        self._number(value.split())

    def dress(self, shown: Shown) -> None:
        """Number the rows that were made anew."""
        super().dress(shown)
        self._number(shown.value.split() if not self.pending() else self._order())

    def choose(self, option: Option) -> None:
        """Put the choice behind those chosen before, or take it out."""
        order = [code for code in self._order() if code != option.row.value]
        if option.isChecked():
            order.append(option.row.value)
        self._number(order)
        super().choose(option)

    def _order(self) -> list[str]:
        placed = [option for option in self.options if option.row.place]
        placed.sort(key=lambda option: option.row.place)
        return [option.row.value for option in placed]

    def _number(self, order: list[str]) -> None:
        places = {code: place for place, code in enumerate(order, start=1)}
        for option in self.options:
            option.row.place = places.get(option.row.value, 0)
            option.setAccessibleName(_said(option))
            option.update()


def _said(option: Option) -> str:
    """Give what a screen reader says of a row: its words, and its place if any."""
    if not option.row.place:
        return option.text()
    words = translate("Editors", "{choice}, place {place}")
    return words.format(choice=option.text(), place=option.row.place)
