"""A section with a roster: the table of people, and the questions of one of them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from enrolment_app.questionnaire import Node, Repeat, Section
from enrolment_app.ui.screens.questionnaire_order import nodes_of
from enrolment_app.ui.screens.questionnaire_page import SectionHead, card_column
from enrolment_app.ui.screens.questionnaire_sitting import Sitting
from enrolment_app.ui.screens.roster_people import NAME, Person, columns, people
from enrolment_app.ui.screens.roster_person import PersonBar
from enrolment_app.ui.screens.roster_table import PeopleTable
from enrolment_app.ui.text import lab, translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.buttons import Button, KeyCap
from enrolment_app.ui.widgets.card import Card
from enrolment_app.ui.widgets.card_scroll import CardScroll
from enrolment_app.ui.widgets.layouts import box, column, row

TABLE_PX = 492
DETAIL_PX = 720
QWIDGETSIZE_MAX = 16_777_215  # no bound, as Qt has it
# Where the person's questions would get less than this beside the table, they stand
# below it, and of the table so much is seen.
DETAIL_LEAST_PX, TABLE_HIGH_PX = 380, 150


class RosterPage(QWidget):
    """Table and detail of the same person; PgUp and PgDn go from one to another."""

    answered = Signal(str, object)
    special_wanted = Signal(str, object)
    next_wanted = Signal(int, bool)
    why_wanted = Signal(str)
    right_said = Signal(str, str)
    moved = Signal(str)  # the address of the first question of another person

    def __init__(self, look: Look, sitting: Sitting) -> None:
        super().__init__()
        self._look = look
        self._sitting = sitting
        self._list = ""  # address of the repeat
        self._row = ""  # id of the person beside the table
        self._people: tuple[Person, ...] = ()
        self._head = SectionHead()
        self._around = card_column(look, sitting)
        self._detail = card_column(look, sitting)
        for cards in (self._around, self._detail):
            cards.answered.connect(self.answered)
            cards.special_wanted.connect(self.special_wanted)
            cards.next_wanted.connect(self.next_wanted)
            cards.why_wanted.connect(self.why_wanted)
            cards.right_said.connect(self.right_said)
        self._table = PeopleTable(look)
        self._table.chosen.connect(self._choose)
        self._table.typed.connect(self._type_into)
        self._table.entered.connect(self._enter)
        self._add = Button(look, "roster.add", icon="plus")
        self._add.clicked.connect(self.add_person)
        self._count = lab("", "small", "text2", weight=600)
        self._bar = PersonBar(look)
        self._bar.marked.connect(self._mark)
        self._lay_out()
        self.retranslate()
        self.refit()

    # --- what the screen asks of every page ---------------------------------

    def show_section(self, section: Section) -> None:
        """Show another section with a roster."""
        self._head.show_section(section)
        repeat = first_repeat(nodes_of(section))
        assert repeat is not None
        if repeat.address != self._list:
            self._list, self._row = repeat.address, ""
        self._around.show_nodes(nodes_of(section))
        self._around.setVisible(any(self._around.addresses()))
        self._show_people()
        self._show_person(self._row or self._first_row())

    def refresh(self, section: Section) -> None:
        """Show the section as it is now."""
        self._head.show_section(section)
        self._around.refresh()
        self._show_people()
        if self._row and self._place_of(self._row) is None:
            self._show_person(self._first_row())
        self._detail.refresh()
        self._say_person()

    def card(self, address: str) -> Card | None:
        """Give the card of a question; its person comes beside the table."""
        node = self._sitting.node(address)
        if node is not None and node.row and node.address.startswith(f"{self._list}["):
            row = node.address[len(self._list) + 1 :].partition("]")[0]
            if row != self._row:
                self._show_person(row)
        return self.shown_card(address)

    def shown_card(self, address: str) -> Card | None:
        """Give the card of a question where its person is beside the table now."""
        return self._detail.card(address) or self._around.card(address)

    def show_card(self, card: Card) -> None:
        """Bring a card wholly into view."""
        scroll = self._left if self._around.isAncestorOf(card) else self._right
        scroll.show_card(card)

    def addresses(self) -> Sequence[str]:
        """Give the questions around the table, then the person's."""
        return (*self._around.addresses(), *self._detail.addresses())

    def refit(self) -> None:
        """Follow text size, font and direction."""
        self._share_room()
        self._around.refit()
        self._detail.refit()
        self._table.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._share_room()

    def show_hints(self, *, shown: bool) -> None:
        """Show hints in the cards."""
        self._detail.show_hints(shown=shown)
        self._around.show_hints(shown=shown)

    def retranslate(self) -> None:
        """Say every text again."""
        self._add.say(translate("Roster", "Add person"))
        self._table.retranslate()
        self._bar.retranslate()
        if self._list:
            self._show_people()
            self._say_person()

    # --- what a person does here --------------------------------------------

    def add_person(self) -> None:
        """Add a person and go to the first question."""
        added = self._sitting.add_row(self._list)
        self._show_people()
        self._show_person(added.row)
        self.moved.emit(next(self._detail.addresses(), ""))

    def ask_for_first(self) -> bool:
        """Take the keyboard where nobody is listed yet: Enter adds the first person."""
        waiting = not self._first_row() and not self._add.isHidden()
        if waiting:
            self._add.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return waiting

    def step(self, by: int) -> None:
        """Go to the next person or the one before."""
        place = self._place_of(self._row)
        wanted = (0 if place is None else place) + by
        if 0 <= wanted < len(self._people) and not self._people[wanted].gone:
            self._show_person(self._people[wanted].row)
            self.moved.emit(next(self._detail.addresses(), ""))

    def focus_table(self) -> None:
        """Put the keyboard into the table."""
        self._table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def table_focused(self) -> bool:
        """Whether the table has the keyboard."""
        return self._table.hasFocus()

    def step_after(self, by: int) -> str:
        """Give the first question of the next person when this one's are through."""
        place = self._place_of(self._row)
        here = [one for one in self._people if not one.gone]
        if place is None or not 0 <= place + by < len(here):
            return ""
        self._show_person(here[place + by].row)
        questions = tuple(self._detail.addresses())
        return (questions[0] if by > 0 else questions[-1]) if questions else ""

    # --- how ----------------------------------------------------------------

    def _lay_out(self) -> None:
        foot = row(
            self._add,
            KeyCap("add_person"),
            None,
            self._count,
            margins=(12, 10, 12, 12),
        )
        card = box(column(self._table, foot, gap=0, margins=(1, 1, 1, 1)), "card")
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        left, right = QWidget(), QWidget()
        left.setLayout(column(card, self._around, None, gap=12))
        right.setLayout(column(self._bar, self._detail, gap=12))
        width = self._look.px(DETAIL_PX)
        self._left = CardScroll(self._around, left, width)
        self._right = CardScroll(self._detail, right, width)
        self._both = row(self._left, (self._right, 1), gap=8)
        layout: QVBoxLayout = column(
            self._head, (self._both, 1), gap=12, margins=(20, 16, 8, 8)
        )
        self.setLayout(layout)

    def _share_room(self) -> None:
        px, way = self._look.px, QBoxLayout.Direction
        beside = self.width() - px(TABLE_PX) >= px(DETAIL_LEAST_PX)
        self._both.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._left.setMinimumWidth(px(TABLE_PX) + 16)
        self._left.setMaximumWidth(px(TABLE_PX) + 16 if beside else QWIDGETSIZE_MAX)
        self._left.setMaximumHeight(QWIDGETSIZE_MAX if beside else px(TABLE_HIGH_PX))

    def _show_people(self) -> None:
        repeat = self._repeat()
        if repeat is None:
            return
        part = repeat.question
        assert isinstance(part, Repeat)
        shown = columns(part)
        self._people = people(self._sitting, repeat, shown)
        self._table.show_people(shown, self._people)
        here = sum(not one.gone for one in self._people)
        self._count.setText(translate("Roster", "%n person(s)", "", here))
        can_add = not part.counted and not part.fixed
        self._add.setVisible(can_add)

    def _show_person(self, row_id: str) -> None:
        self._row = row_id
        place = self._place_of(row_id)
        node = self._node_of(row_id)
        self._detail.show_nodes(node.children if node is not None else ())
        self._right.to_top()
        if place is not None:
            self._table.blockSignals(True)
            self._table.choose(place)
            self._table.blockSignals(False)
        self._say_person()

    def _say_person(self) -> None:
        place = self._place_of(self._row)
        if place is None:
            self._bar.show_nobody()
        else:
            shown = self._table.people.columns
            named = bool(shown) and shown[0].role == NAME
            self._bar.show_person(place + 1, self._people[place], named=named)

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self._people):
            self._show_person(self._people[place].row)

    def _enter(self) -> None:
        self.moved.emit(next(self._detail.addresses(), ""))

    def _type_into(self, place: int, at: int, key: str) -> None:
        """Let the first key typed in a cell replace what its question holds."""
        person = self._people[place]
        path = self._table.people.columns[at].path
        wanted = person.address + path[len(self._list) :]
        card = self.card(wanted)
        if person.gone or card is None or card.editor is None:
            return
        self.moved.emit(wanted)
        card.editor.type_over(key)

    def _mark(self, status: str) -> None:
        row_id = self._row
        self._sitting.mark_row(row_id, status)
        self._show_person(row_id)
        self.focus_table()

    def _repeat(self) -> Node | None:
        return self._sitting.node(self._list)

    def _node_of(self, row_id: str) -> Node | None:
        repeat = self._repeat()
        rows = repeat.children if repeat is not None else ()
        return next((one for one in rows if one.row == row_id), None)

    def _place_of(self, row_id: str) -> int | None:
        rows = [person.row for person in self._people]
        return rows.index(row_id) if row_id in rows else None

    def _first_row(self) -> str:
        return self._people[0].row if self._people else ""


def first_repeat(nodes: Sequence[Node]) -> Node | None:
    """Give the first list of rows among the nodes, looking into groups."""
    for node in nodes:
        if isinstance(node.question, Repeat) and not node.is_row:
            return node
        inside = first_repeat(node.children) if not node.is_row else None
        if inside is not None:
            return inside
    return None
