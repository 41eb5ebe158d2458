"""A sentence about how something goes, said again when the language changes."""

from collections.abc import Callable

from enrolment_app.ui.text import Label

Say = Callable[[], str]


class Saying(Label):
    """A small text below or beside what it is about; hidden where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._words: Say | None = None
        self.setProperty("role", "small")
        self.setProperty("tone", "text2")
        self.setWordWrap(True)
        self.hide()

    def say(self, words: Say | None, tone: str = "text2") -> None:
        """Show what `words` gives now, and whenever it is said again; None hides."""
        self._words = words
        self.set_tone(tone)
        self.again()
        self.setVisible(words is not None)

    def again(self) -> None:
        """Say it in the language of now."""
        self.setText(self._words() if self._words is not None else "")
