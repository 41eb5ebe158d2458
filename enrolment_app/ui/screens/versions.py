"""A newer version of the questionnaire is here: what would become of the answers."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from enrolment_app.ui.editors.words import special_words
from enrolment_app.ui.readings.versions import MoveTold, Told, Version
from enrolment_app.ui.screens.questionnaire import QuestionnaireScreen
from enrolment_app.ui.screens.questionnaire_keys import VERSIONS
from enrolment_app.ui.screens.versions_banner import VersionBanner
from enrolment_app.ui.shortcuts import bind
from enrolment_app.ui.text import bidi, fill, lab, ltr, translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.buttons import Button, Chip, KeyCap, Picture
from enrolment_app.ui.widgets.layouts import Piece, box, clear, column, row
from sync.values import Special

WIDTH_PX = 860
NAMED_MAX = 40


class Versions(QObject):
    """The offer to move an open visit, the strip over its questions, and the undo."""

    move_wanted = Signal()
    undo_wanted = Signal()
    turned = Signal()  # the offer came to the front, or went

    def __init__(self, look: Look, tell: Callable[[str, str], None]) -> None:
        super().__init__()
        self._look, self._tell = look, tell
        self._version = Version()
        self._page: VersionPage | None = None
        self._banner: VersionBanner | None = None
        self._questions: QuestionnaireScreen | None = None

    def show_over(
        self, questions: QuestionnaireScreen, version: Version, *, kept: bool
    ) -> None:
        """Offer a move before the questions; one that was begun goes straight on."""
        self._version, self._questions = version, questions
        self._banner = VersionBanner(self._look)
        self._banner.look_wanted.connect(self._ask)
        self._banner.undo_wanted.connect(self.undo_wanted)
        layout = questions.layout()
        assert isinstance(layout, QVBoxLayout), "strips lie over each other"
        layout.insertWidget(1, self._banner)
        self._banner.show_version(version)
        if version.offer is None:
            return
        self._page = VersionPage(self._look, version.offer)
        self._page.move_wanted.connect(self.move_wanted)
        self._page.stay_wanted.connect(self._stay)
        self._page.hide()
        screen = questions.parentWidget()
        beside = screen.layout() if screen is not None else None
        assert beside is not None, "the questions are in a screen"
        beside.addWidget(self._page)
        if not kept:
            self._ask()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the offer, () while it is not in front."""
        shown = self._page is not None and not self._page.isHidden()
        return VERSIONS if shown else ()

    def undo(self) -> None:
        """Take the move back, where nothing was answered that would go with it."""
        if self._version.moved_from and not self._version.dropped:
            self.undo_wanted.emit()
        else:
            self._tell(translate("Questionnaire", "There is nothing to undo."), "info")

    def retranslate(self) -> None:
        """Say every text again."""
        for part in (self._page, self._banner):
            if part is not None:
                part.retranslate()

    def let_go(self) -> None:
        """Forget the visit."""
        if self._page is not None:
            self._page.hide()
            self._page.deleteLater()
        self._page = self._banner = self._questions = None

    def _ask(self) -> None:
        if self._page is not None and self._questions is not None:
            self._questions.hide()
            self._page.show()
            self._page.focus_here()
            self.turned.emit()

    def _stay(self) -> None:
        if self._page is not None and self._questions is not None:
            self._page.hide()
            self._questions.show()
            self._questions.open()
            self.turned.emit()


class VersionPage(QWidget):
    """Counts and details of a move; nothing is written before it is accepted."""

    move_wanted = Signal()
    stay_wanted = Signal()

    def __init__(self, look: Look, told: MoveTold) -> None:
        super().__init__()
        self._look, self._told = look, told
        self.setObjectName("page")
        self._body = column(gap=12)
        body, inside = QWidget(), QWidget()
        inside.setLayout(self._body)
        inside.setFixedWidth(look.px(WIDTH_PX))
        body.setObjectName("scrollbody")
        body.setLayout(row(None, inside, None, margins=(0, 20, 0, 20)))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        self._undo = lab("", "body", "text2", wrap=True)
        self._stay = Button(look, "version.stay")
        self._stay.clicked.connect(self.stay_wanted)
        self._move = Button(look, "version.move", role="primary", icon="arrow-right")
        self._move.clicked.connect(self._moved)
        foot = row(
            (self._undo, 1),
            self._stay,
            KeyCap("leave"),
            self._move,
            gap=10,
            margins=(24, 10, 24, 10),
        )
        self.setLayout(column((area, 1), box(foot, "keybar"), gap=0))
        bind(self, "leave", self.stay_wanted.emit, within=True)
        self.retranslate()

    def focus_here(self) -> None:
        """Put the keyboard on staying: nothing is moved by a key held down."""
        self._stay.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retranslate(self) -> None:
        """Say every text again."""
        clear(self._body)
        told = self._told
        title = translate("Version", "A newer version of the questionnaire is here")
        self._body.addWidget(lab(title, "display", weight=700, wrap=True))
        words = translate(
            "Version",
            "This household was filled with version {old}. Version {new} is installed "
            "now. This is what would become of its answers:",
        )
        words = fill(words, old=told.old, new=told.new)
        self._body.addWidget(lab(words, "body", "text2", wrap=True))
        self._body.addWidget(self._counts(told))
        for card in self._details(told):
            self._body.addWidget(card)
        self._body.addStretch(1)
        self._undo.setText(
            translate("Version", "It can be undone until the household is submitted.")
        )
        stay = fill(translate("Version", "Stay with version {old}"), old=told.old)
        self._stay.say(stay)
        move = fill(translate("Version", "Move to version {new}"), new=told.new)
        self._move.say(move)

    def _moved(self) -> None:
        self._move.setEnabled(False)
        self.move_wanted.emit()

    def _counts(self, told: MoveTold) -> QFrame:
        counted = (
            (told.kept, "ok", translate("Version", "answers stay as they are")),
            (len(told.moved), "info", translate("Version", "are called otherwise")),
            (len(told.added), "accent", translate("Version", "new questions")),
            (
                len(told.lost) + len(told.unfit),
                "err" if told.lost or told.unfit else "mute",
                translate("Version", "answers have no place"),
            ),
            (
                told.problems,
                "warn" if told.problems else "mute",
                translate("Version", "to fix before submitting"),
            ),
        )
        lines = [
            row(Chip(self._look, kind, ltr(number)), (lab(words, "body"), 1), gap=10)
            for number, kind, words in counted
        ]
        if told.contested:
            words = translate(
                "Version", "%n conflict(s) stay as they are.", "", told.contested
            )
            lines.append(row(Picture(self._look, "git-merge", 18, "warn"), lab(words)))
        return box(column(*lines, gap=8, margins=(16, 14, 16, 14)), "card")

    def _details(self, told: MoveTold) -> Iterable[QFrame]:
        if told.lost:
            yield self._card(
                translate("Version", "Answers to questions that are gone"),
                translate(
                    "Version",
                    "They stay in the household and in its history; no question of the "
                    "new version shows them.",
                ),
                told.lost,
                "circle-alert",
                "err",
            )
        if told.unfit:
            yield self._card(
                translate("Version", "Answers that the new question does not take"),
                translate("Version", "They have to be asked again."),
                told.unfit,
                "circle-alert",
                "err",
            )
        if told.added:
            title = translate("Version", "New questions")
            yield self._card(title, "", told.added, "plus", "accent")
        if told.moved:
            title = translate("Version", "Called otherwise, with their answers")
            yield self._card(title, "", told.moved, "arrow-right", "info")

    def _card(
        self, title: str, below: str, told: Sequence[Told], icon: str, tone: str
    ) -> QFrame:
        pieces: list[Piece] = [lab(title, "question", weight=600, wrap=True)]
        if below:
            pieces.append(lab(below, "small", "text2", wrap=True))
        pieces += [
            row(
                Picture(self._look, icon, 16, tone),
                (lab(bidi(each.label), "body", wrap=True), 1),
                (lab(_value(each), "body", weight=600, wrap=True), 1),
                gap=8,
            )
            for each in told[:NAMED_MAX]
        ]
        if len(told) > NAMED_MAX:
            pieces.append(lab("…", "body"))
        return box(column(*pieces, gap=7, margins=(16, 12, 16, 14)), "card")


def _value(told: Told) -> str:
    if told.special:
        return special_words(Special(told.special))
    return bidi(told.value) if told.value else ""
