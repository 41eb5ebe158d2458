"""What is where on the questionnaire's screen, and keeping it as things are now."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from enrolment_app.ui.languages import form_language
from enrolment_app.ui.screens.questionnaire_alike import AlikeBanner
from enrolment_app.ui.screens.questionnaire_help import HelpPane
from enrolment_app.ui.screens.questionnaire_order import (
    nodes_of,
    questions_in,
    section_of,
)
from enrolment_app.ui.screens.questionnaire_page import SectionPage
from enrolment_app.ui.screens.questionnaire_returned import ReturnedBanner
from enrolment_app.ui.screens.questionnaire_sitting import Moved, Sitting
from enrolment_app.ui.screens.questionnaire_top import (
    QuestionnaireTop,
    unheard,
    untitled,
)
from enrolment_app.ui.screens.review import ReviewPage
from enrolment_app.ui.screens.roster import RosterPage, first_repeat
from enrolment_app.ui.screens.why import WhyPage
from enrolment_app.ui.text import translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.card import Card, card_around
from enrolment_app.ui.widgets.card_rail import SectionRail
from enrolment_app.ui.widgets.layouts import column, row
from sync.values import Atom

if TYPE_CHECKING:
    from enrolment_app.questionnaire import Section

# Narrower than this the help pane folds and the hints move into the cards.
HELP_FROM_PX = 1200
REVIEW = -1


class QuestionnaireFrame(QWidget):
    """Rail, page, help and top bar of one household."""

    left = Signal()  # back to where one came from; everything is kept
    partial_wanted = Signal()
    submit_wanted = Signal()
    go_wanted = Signal(str)  # the address of a question
    _why: WhyPage | None = None  # made when it is wanted first

    def __init__(
        self,
        look: Look,
        sitting: Sitting,
        *,
        title: Callable[[], tuple[str, str]] = untitled,
        do: Callable[[str], None] = unheard,
        tell: Callable[[str, str], None] = unheard,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.look, self.sitting, self.tell = look, sitting, tell
        self.title = title
        self.sections: Sequence[Section] = ()
        self.place = 0  # of the section in front, REVIEW for the review
        self.current = ""  # address of the question that has the keyboard
        # Where a digit led, and the answer there then, until something happens there.
        self.led_to: tuple[str, Atom | None] | None = None
        self.top = QuestionnaireTop(look, do)
        self.returned = ReturnedBanner(look, sitting)
        self.alike = AlikeBanner(look, sitting.visit.household)
        self.rail = SectionRail(look)
        self.page = SectionPage(look, sitting)
        self.roster = RosterPage(look, sitting)
        self.review = ReviewPage(look, sitting)
        self.help = HelpPane(look, sitting)
        self._to_see = ""
        self._seeing = QTimer(self)
        self._seeing.setSingleShot(True)
        self._seeing.timeout.connect(self._see)
        self._stack = QStackedWidget()
        for page in (self.page, self.roster, self.review):
            self._stack.addWidget(page)
        middle = row(self.rail, (self._stack, 1), self.help, gap=0)
        self.setLayout(column(self.top, self.returned, self.alike, (middle, 1), gap=0))
        sitting.changed.connect(self._changed)
        sitting.saved.connect(self.top.state.show_saved)
        look.changed.connect(self.dress)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def let_go(self) -> None:
        """Follow nothing any more: what goes away keeps the place the person left."""
        self.look.changed.disconnect(self.dress)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.disconnect(self._focus_moved)

    @property
    def front(self) -> SectionPage | RosterPage:
        """The page of cards that is in front, or was before the review."""
        return self.roster if self._has_roster(self.place) else self.page

    @property
    def current_card(self) -> Card | None:
        """The card of the current question, None where it is not shown just now."""
        return self.front.shown_card(self.current) if self.current else None

    @property
    def reviewing(self) -> bool:
        """Whether the review is in front."""
        return self._stack.currentWidget() is self.review

    @property
    def why(self) -> WhyPage:
        """The page that tells why; made when it is wanted first."""
        if self._why is None:
            self._why = WhyPage(self.look, self.sitting)
            self._why.go_wanted.connect(self.go_wanted)
            self._stack.addWidget(self._why)
        return self._why

    @property
    def explaining(self) -> bool:
        """Whether it is told in front why a question is as it is."""
        return self._stack.currentWidget() is self._why

    @property
    def asking(self) -> bool:
        """Whether questions are in front: no review, no reasons."""
        return not self.reviewing and not self.explaining

    def show_section(self, place: int) -> None:
        """Show a section from its top."""
        self.settle()
        self.place = place
        self.front.show_section(self.sections[place])
        self._stack.setCurrentWidget(self.front)
        self.rail.show_here(place)
        self._fold()

    def show_review(self) -> None:
        """Show the review; from now on missing answers are told in their cards."""
        self.settle()
        self.sitting.reviewed = True
        self.read_sections()
        self.place = REVIEW
        self.review.refresh(self.sections)
        self._stack.setCurrentWidget(self.review)
        self._fold()

    def show_why(self, address: str) -> None:
        """Show why a question is as it is."""
        self.settle()
        self.why.show_question(address)
        self._stack.setCurrentWidget(self.why)
        self._fold()

    def read_sections(self) -> None:
        """Read the sections as they are now and show them in the rail."""
        self.sections = self.sitting.interview.sections()
        answered = total = 0
        for place, section in enumerate(self.sections):
            wrong = 0
            if section.relevant:
                answered, total = answered + section.answered, total + section.total
                shown = questions_in(nodes_of(section))
                wrong = sum(map(self.sitting.wants, shown))
            self.rail.item(place).show_section(
                section.label,
                answered=section.answered,
                total=section.total,
                problems=wrong,
                applies=section.relevant,
            )
        self.rail.show_progress(answered, total)

    def place_of(self, address: str) -> int:
        """Give the place of the section that shows a question."""
        return section_of(self.sections, address)

    def settle(self) -> None:
        """Take what is typed and not yet announced: the question is being left."""
        card = self.current_card
        if card is not None and card.editor is not None:
            card.editor.settle()

    def dress(self) -> None:
        """Follow language, text size and theme; what is typed and where one is stay."""
        interview = self.sitting.interview
        self.sitting.rtl = self.look.rtl
        interview.language = form_language(
            interview.questionnaire.languages,
            self.look.language.code,
            interview.language,
        )
        pages = (self.page, self.roster, self.review)
        for part in (self.top, self.rail, self.help, *pages):
            part.refit()
        self.top.state.retranslate()
        self.rail.retranslate()
        self.roster.retranslate()
        if self._why is not None:
            self._why.refit()
            self._why.retranslate()
        self.refresh()
        if self.current_card is not None:
            self.see_soon(self.current)

    def refresh(self) -> None:
        """Show everything as it is now."""
        self.read_sections()
        self.say_title()
        if self.reviewing:
            self.review.refresh(self.sections)
        elif self.explaining:
            self.why.refresh()
        elif self.place < len(self.sections):
            self.front.refresh(self.sections[self.place])
        self.help.refresh()
        self.returned.refresh()
        self.alike.refresh()

    def say_title(self) -> None:
        """Say which household this is."""
        title, below = self.title()
        back = translate("Questionnaire", "Back to households")
        if not self.asking:
            back = translate("Questionnaire", "Back to the questions")
        self.top.say(title, below, back)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the help pane where there is no room for it."""
        super().resizeEvent(event)
        self._fold()

    # --- how ----------------------------------------------------------------

    def _has_roster(self, place: int) -> bool:
        shown = self.sections[place : place + 1] if place >= 0 else ()
        return any(first_repeat(nodes_of(one)) is not None for one in shown)

    def _changed(self, moved: Moved) -> None:
        if moved.went:
            words = translate(
                "Questionnaire",
                "%n question(s) do not apply any more. What was answered is kept.",
                "",
                moved.went,
            )
            self.tell(words, "info")
        self.refresh()

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        card = card_around(now)
        if card is None or not self.isAncestorOf(card) or card.address == self.current:
            return
        before, self.current = self.current, card.address
        self.led_to = None
        self._was_at(before)
        self.sitting.at(card.address)
        self.help.show_question(card.address)

    def led_here(self) -> bool:
        """Tell whether a digit led here and nothing was done here since."""
        card = self.current_card
        editor = card.editor if card is not None else None
        if self.led_to is None or editor is None or editor.pending():
            return False
        return self.led_to == (self.current, editor.shown.atom)

    def _was_at(self, address: str) -> None:
        """Tell from now on where an answer is missing: the person has been there."""
        node = self.sitting.node(address) if address else None
        if node is None or address in self.sitting.been_at:
            return
        self.sitting.been_at.add(address)
        if node.problem is not None and node.relevant:
            self.refresh()

    def _fold(self) -> None:
        roomy = self.width() / self.look.scale >= HELP_FROM_PX
        shown = roomy and self.front is self.page and self.asking
        self.help.setVisible(shown)
        self.rail.setVisible(self.asking)
        self.page.show_hints(shown=not shown)
        self.roster.show_hints(shown=True)

    def see_soon(self, address: str) -> None:
        """Bring a question into view once the cards above it have their heights."""
        self._to_see = address
        self._seeing.start()

    def _see(self) -> None:
        card = self.front.shown_card(self._to_see)
        if card is not None and self.asking:
            self.front.show_card(card)
