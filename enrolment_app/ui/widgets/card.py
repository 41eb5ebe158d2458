"""The card of one question: number, words, editor, special answers, what is wrong."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from enrolment_app.ui.editors import Editor
from enrolment_app.ui.editors.told import NoteEditor
from enrolment_app.ui.editors.words import special_words
from enrolment_app.ui.screens.questionnaire_asked import Asked
from enrolment_app.ui.text import lab, ltr, restyled, translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.buttons import Button, Picture
from enrolment_app.ui.widgets.confirming import Confirming
from enrolment_app.ui.widgets.layouts import column, row
from enrolment_app.ui.widgets.said import Comments
from sync.values import Special

# What a card takes before it is filled; most are near it.
EMPTY_PX = 112
NUMBER_PX = 38
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
ICONS = {"err": "circle-alert", "warn": "triangle-alert"}


class Card(QFrame):
    """One question; light until `show_asked` fills it."""

    answered = Signal(str, object)  # address, Atom | None
    special_wanted = Signal(str, object)  # address, Special
    # 1 the next question, -1 the one before; whether a digit led on, not Enter
    next_wanted = Signal(int, bool)
    why_wanted = Signal(str)
    right_said = Signal(str, str)  # address of a doubt, why the answer is right

    def __init__(self, look: Look, address: str) -> None:
        super().__init__()
        self._look = look
        self.address = address
        self.asked: Asked | None = None
        self.editor: Editor | None = None
        self._right: Confirming | None = None
        self.setProperty("box", "qcard")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setMinimumHeight(look.px(EMPTY_PX))

    @property
    def filled(self) -> bool:
        """Whether the card shows its question yet."""
        return self.asked is not None

    def show_asked(self, asked: Asked) -> None:
        """Show the question as it is now; nothing typed is lost."""
        if asked == self.asked:
            return
        if self.editor is None:
            self._build(asked)
        elif type(self.editor) is not asked.editor:
            self._ask_otherwise(asked)
        self._say(asked)
        self.asked = asked

    def focus_here(self) -> None:
        """Put the keyboard into the editor."""
        if self.editor is not None:
            self.editor.focus_here()

    def refit(self) -> None:
        """Follow text size, font and direction."""
        if self.editor is not None:
            self.editor.refit()
            if self.asked is not None:
                # Its own texts are the window's: they change while the form's stay.
                self.editor.show_answer(self.asked.shown)
            self._number.setFixedWidth(self._look.px(NUMBER_PX))
            self._edges()
            self._comments.show_said(self.asked.comments if self.asked else ())
            for special, chip in self._chips.items():
                chip.say(special_words(special))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, back with Shift+Enter."""
        keeps = self.editor is not None and self.editor.keeps_enter
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() not in ENTER or keeps:
            super().keyPressEvent(event)
        elif modifiers == Qt.KeyboardModifier.NoModifier:
            self.next_wanted.emit(1, False)
        elif modifiers == Qt.KeyboardModifier.ShiftModifier:
            self.next_wanted.emit(-1, False)
        else:
            super().keyPressEvent(event)

    def _build(self, asked: Asked) -> None:
        self.setMinimumHeight(0)
        self._number = lab("", "small", "text3", weight=600)
        self._number.setFixedWidth(self._look.px(NUMBER_PX))
        weight = 400 if asked.tone == "told" else 600
        self._label = lab("", "question", weight=weight, reading=True, wrap=True)
        self._hint = lab("", "small", "text2", wrap=True)
        self._hint.hide()
        self._picture = Picture(self._look, "circle-alert", 16, "err")
        self._words = lab("", "small", "err", weight=600, wrap=True)
        self._why = Button(self._look, "card.why", role="ghost")
        self._why.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._why.clicked.connect(lambda: self.why_wanted.emit(self.address))
        self._comments = Comments(self._look)
        self._chips = {special: self._chip(special) for special in Special}
        self.editor = self._make(asked)
        self._lay_out(self.editor)
        # What waits to be shown could not take the keyboard.
        self.editor.show()
        self._edges()

    def _make(self, asked: Asked) -> Editor:
        editor = asked.editor(self._look)
        editor.backing, editor.late = asked.backing, asked.late
        editor.beside = asked.beside
        editor.answered.connect(self._answered)
        editor.finished.connect(lambda: self.next_wanted.emit(1, True))
        return editor

    def _ask_otherwise(self, asked: Asked) -> None:
        """Take another editor: a filter left so few choices that rows can show them."""
        before = self.editor
        assert before is not None
        self.editor = self._make(asked)
        self._middle.replaceWidget(before, self.editor)
        before.deleteLater()

    def _lay_out(self, editor: Editor) -> None:
        chips = row(*self._chips.values(), gap=8)
        if editor.compact:
            top = row((self._label, 1))
            self._middle = row(editor, None, chips, gap=8)
        else:
            top = row((self._label, 1), chips, gap=8)
            top.setAlignment(self._label, Qt.AlignmentFlag.AlignTop)
            self._middle = row((editor, 1))
        wrong = row(self._picture, (self._words, 1), self._why, gap=6)
        words = column(top, self._hint, self._comments, self._middle, wrong, gap=6)
        self._column: QVBoxLayout = words
        whole = row(self._number, (words, 1), gap=4)
        whole.setAlignment(self._number, Qt.AlignmentFlag.AlignTop)
        self.setLayout(whole)

    def _edges(self) -> None:
        """Leave room around; Nastaliq brings most of its own above the line."""
        look = self._look
        tall = look.rtl and look.nastaliq
        top = look.px(2 if tall else 12)
        self.setContentsMargins(look.px(16), top, look.px(16), look.px(14))
        self._number.setContentsMargins(0, look.px(13 if tall else 3), 0, 0)

    def _chip(self, special: Special) -> Button:
        chip = Button(self._look, f"card.{special.value}", role="chip")
        chip.setCheckable(True)
        chip.say(special_words(special))
        # F2 and F3 reach them: Tab goes from question to question.
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chip.clicked.connect(lambda: self.special_wanted.emit(self.address, special))
        return chip

    def _say(self, asked: Asked) -> None:
        editor = self.editor
        assert editor is not None
        self._number.setText(ltr(asked.number))
        self._number.setVisible(bool(asked.number))
        editor.setVisible(asked.editor is not NoteEditor)
        self._label.setText(asked.label)
        self._label.setBuddy(editor.focusProxy() or editor)
        self._hint.setText(asked.hint)
        self._say_what_is_wrong(asked)
        for special, chip in self._chips.items():
            chip.setVisible(asked.takes_special)
            chip.setChecked(asked.shown.special is special)
        editor.show_answer(asked.shown)
        self._comments.show_said(asked.comments)
        self._say_doubt(asked)
        state = asked.tone if asked.tone in ICONS else "err" if asked.comments else ""
        if self.property("state") != state:
            self.setProperty("state", state)
            restyled(self)

    def _say_what_is_wrong(self, asked: Asked) -> None:
        wrong = bool(asked.words)
        self._words.setVisible(wrong)
        self._picture.setVisible(wrong)
        self._why.setVisible(wrong)
        if wrong:
            self._words.setText(asked.words)
            self._why.say(translate("Review", "Why?"))
            self._words.set_tone(asked.tone)
            self._picture.show_icon(ICONS[asked.tone], asked.tone)

    def _say_doubt(self, asked: Asked) -> None:
        """Let a doubt be put aside; made only where there is one."""
        if asked.doubt and self._right is None:
            self._right = Confirming(self._look)
            self._right.confirmed.connect(
                lambda reason: self.right_said.emit(self.address, reason)
            )
            self._column.addWidget(self._right)
        if self._right is not None:
            self._right.show_said(asked.confirmed)

    def show_hint(self, *, shown: bool) -> None:
        """Show the hint in the card, where no pane beside it does."""
        if self.filled:
            self._hint.setVisible(shown and bool(self._hint.text()))

    def _answered(self, atom: object) -> None:
        self.answered.emit(self.address, atom)


def card_around(widget: QWidget | None) -> Card | None:
    """Give the card that a widget is part of."""
    while widget is not None and not isinstance(widget, Card):
        widget = widget.parentWidget()
    return widget
