"""One section: its name, how much is answered, its cards in one column."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from enrolment_app.questionnaire import Node, Section
from enrolment_app.ui.screens.questionnaire_order import nodes_of
from enrolment_app.ui.screens.questionnaire_sitting import Sitting
from enrolment_app.ui.text import Label, fill, lab, translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.card import Card
from enrolment_app.ui.widgets.card_column import CardColumn
from enrolment_app.ui.widgets.card_scroll import CardScroll
from enrolment_app.ui.widgets.layouts import column, row

WIDTH_PX = 720


class SectionHead(QWidget):
    """The name of a section and how much of it is answered."""

    def __init__(self) -> None:
        super().__init__()
        self._name = lab("", "title", weight=700, reading=True)
        self._count: Label = lab("", "small", "text2", weight=600)
        self.setLayout(row((self._name, 1), self._count, gap=8))

    def show_section(self, section: Section) -> None:
        """Show a section's name and count."""
        self._name.setText(section.label)
        words = translate("Questionnaire", "{answered} of {total} answered")
        self._count.setText(fill(words, answered=section.answered, total=section.total))


class SectionPage(QWidget):
    """The cards of one section, at most 720 pixels wide."""

    answered = Signal(str, object)
    special_wanted = Signal(str, object)
    next_wanted = Signal(int, bool)
    why_wanted = Signal(str)
    right_said = Signal(str, str)

    def __init__(self, look: Look, sitting: Sitting) -> None:
        super().__init__()
        self._look = look
        self._head = SectionHead()
        self._cards = card_column(look, sitting)
        self._cards.answered.connect(self.answered)
        self._cards.special_wanted.connect(self.special_wanted)
        self._cards.next_wanted.connect(self.next_wanted)
        self._cards.why_wanted.connect(self.why_wanted)
        self._cards.right_said.connect(self.right_said)
        body = QWidget()
        self._body: QVBoxLayout = column(self._head, self._cards, gap=12)
        body.setLayout(self._body)
        self._scroll = CardScroll(self._cards, body, look.px(WIDTH_PX))
        self.setLayout(column(self._scroll))
        self.refit()

    def show_section(self, section: Section) -> None:
        """Show another section."""
        self._head.show_section(section)
        self._cards.show_nodes(nodes_of(section))
        self._scroll.to_top()

    def refresh(self, section: Section) -> None:
        """Show the section as it is now."""
        self._head.show_section(section)
        self._cards.refresh()

    def card(self, address: str) -> Card | None:
        """Give the card of a question."""
        return self._cards.card(address)

    def shown_card(self, address: str) -> Card | None:
        """Give the card of a question where it is shown now."""
        return self._cards.card(address)

    def show_card(self, card: Card) -> None:
        """Bring a card wholly into view."""
        self._scroll.show_card(card)

    def addresses(self) -> Sequence[str]:
        """Give the questions of the section in order."""
        return tuple(self._cards.addresses())

    def scroll_pages(self, by: int) -> None:
        """Scroll a page down, or up for -1."""
        self._scroll.scroll_pages(by)

    def refit(self) -> None:
        """Follow text size, font and direction."""
        tall = self._look.rtl and self._look.nastaliq
        self._body.setContentsMargins(24, 4 if tall else 16, 24, 24)
        self._scroll.set_width(self._look.px(WIDTH_PX) + 48)
        self._cards.refit()

    def show_hints(self, *, shown: bool) -> None:
        """Show hints in the cards."""
        self._cards.show_hints(shown=shown)


def card_column(look: Look, sitting: Sitting) -> CardColumn:
    """Give a column whose cards show what the sitting says."""

    def label(node: Node) -> str:
        return sitting.interview.label(node)

    return CardColumn(look, ask=sitting.asked, find=sitting.node, label=label)
