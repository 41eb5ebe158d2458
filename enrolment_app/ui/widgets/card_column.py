"""Cards below each other: the questions of a section or of a person.

A section of 300 questions opens at once: a card is filled when it comes near the
part that is seen, or when it is gone to. Each answer looks at the filled ones alone.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from enrolment_app.questionnaire import Node, Question, Repeat
from enrolment_app.ui.screens.questionnaire_asked import Asked
from enrolment_app.ui.text import Label, lab
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.card import Card
from enrolment_app.ui.widgets.layouts import clear

GAP_PX = 12
FILLED_AT_ONCE = 8


class CardColumn(QWidget):
    """The cards of some nodes; headings stand over groups.

    `ask` gives what a card shows, `find` the node at an address now: an undo may
    have put another in its place. Repeats among the nodes are left to `other`.
    """

    answered = Signal(str, object)
    special_wanted = Signal(str, object)
    next_wanted = Signal(int, bool)
    why_wanted = Signal(str)
    right_said = Signal(str, str)

    def __init__(
        self,
        look: Look,
        *,
        ask: Callable[[Node], Asked],
        find: Callable[[str], Node | None],
        label: Callable[[Node], str],
        other: Callable[[Node], QWidget | None] = lambda _node: None,
    ) -> None:
        super().__init__()
        self._look = look
        self._ask, self._find, self._label, self._other = ask, find, label, other
        self._cards: dict[str, Card] = {}
        self._headings: list[tuple[str, Label]] = []
        self._hints = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP_PX)

    def show_nodes(self, nodes: Sequence[Node]) -> None:
        """Show other nodes; the first few cards are filled now."""
        self.setUpdatesEnabled(False)
        clear(self._column)
        self._cards, self._headings = {}, []
        self._lay(nodes, depth=0)
        self._column.addStretch(1)
        self.refresh()
        waiting = (card for card in self._seen() if not card.filled)
        for card, _ in zip(waiting, range(FILLED_AT_ONCE), strict=False):
            self._fill(card)
        self.setUpdatesEnabled(True)

    def refresh(self) -> None:
        """Show every card as its question is now."""
        for card in self._cards.values():
            node = self._find(card.address)
            card.setVisible(node is not None and node.relevant and node.visible)
            if node is not None and card.filled and node.relevant:
                card.show_asked(self._ask(node))
        for address, heading in self._headings:
            node = self._find(address)
            heading.setVisible(node is not None and node.relevant)
            if node is not None:
                heading.setText(self._label(node))

    def refit(self) -> None:
        """Follow text size, font and direction."""
        for card in self._cards.values():
            card.refit()

    def show_hints(self, *, shown: bool) -> None:
        """Show hints in the cards, where no pane beside them does."""
        self._hints = shown
        for card in self._cards.values():
            card.show_hint(shown=shown)

    def card(self, address: str) -> Card | None:
        """Give the card of a question, filled; None where it is not here."""
        card = self._cards.get(address)
        if card is not None and not card.filled:
            self._fill(card)
        return card

    def addresses(self) -> Iterator[str]:
        """Give the addresses of the cards that are to be seen, in order."""
        return (card.address for card in self._seen())

    def fill_between(self, top: int, bottom: int) -> None:
        """Fill the cards that lie between two heights of this column."""
        for card in self._seen():
            if card.y() > bottom:
                break
            if not card.filled and card.geometry().bottom() >= top:
                self._fill(card)

    def _lay(self, nodes: Iterable[Node], *, depth: int) -> None:
        for node in nodes:
            part = node.question
            if isinstance(part, Question):
                if part.shown:
                    self._add(Card(self._look, node.address))
                continue
            if isinstance(part, Repeat):
                other = self._other(node)
                if other is not None:
                    self._column.addWidget(other)
                continue
            if depth and part.labelled:
                self._head(node)
            self._lay(node.children, depth=depth + 1)

    def _head(self, node: Node) -> None:
        heading = lab("", "question", "text2", weight=600, reading=True, wrap=True)
        self._headings.append((node.address, heading))
        self._column.addWidget(heading)

    def _add(self, card: Card) -> None:
        card.answered.connect(self.answered)
        card.special_wanted.connect(self.special_wanted)
        card.next_wanted.connect(self.next_wanted)
        card.why_wanted.connect(self.why_wanted)
        card.right_said.connect(self.right_said)
        self._cards[card.address] = card
        self._column.addWidget(card)

    def _seen(self) -> Iterator[Card]:
        return (card for card in self._cards.values() if not card.isHidden())

    def _fill(self, card: Card) -> None:
        node = self._find(card.address)
        if node is not None:
            card.show_asked(self._ask(node))
            card.show_hint(shown=self._hints)
