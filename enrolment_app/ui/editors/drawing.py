"""Drawings: free ones, upon a picture, and signatures.

A drawing is kept when the pen rests for a moment, like everything that is typed. Who
cannot or may not sign on a screen signs on paper, and a picture of it is the answer.
"""

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from enrolment_app.ui.editors.attached import AttachedEditor
from enrolment_app.ui.editors.backing import PICTURE_BYTES_MOST, Made, read_file
from enrolment_app.ui.editors.files import PICTURES, choose_file
from enrolment_app.ui.editors.picture import (
    longest_of,
    made_of_file,
    photograph,
)
from enrolment_app.ui.editors.shown import Shown
from enrolment_app.ui.editors.surface import Drawing, Surface
from enrolment_app.ui.messages import said
from enrolment_app.ui.pictures import as_png, bare, read_picture, thumbnail
from enrolment_app.ui.text import translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.buttons import Button
from enrolment_app.ui.widgets.layouts import row
from sync.errors import IndrajError

WIDE_PX, HIGH_PX = 560, 300


class DrawEditor(AttachedEditor):
    """A free drawing."""

    canvas: ClassVar[QSize] = QSize(1200, 700)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        # The file that shows the strokes of the surface as they are.
        self._drawn_as = ""
        self._surface = Surface(look)
        self._surface.begin(self.canvas)
        self._surface.drawn.connect(self._drawn)
        self._surface.left.connect(self.left)
        self._undo = Button(look, "drawing.undo", role="ghost", icon="undo-2")
        self._undo.clicked.connect(self._surface.undo)
        self._clear = Button(look, "drawing.clear", role="ghost", icon="eraser")
        self._clear.clicked.connect(self._surface.clear)
        self._again = Button(look, "drawing.again", icon="pencil")
        self._again.clicked.connect(self.begin_again)
        self.above.addLayout(row(self._surface, None))
        self.above.addLayout(row(self._undo, self._clear, None))
        self.ways.addWidget(self._again)
        self.setFocusProxy(self._surface)
        self._anew = False  # something is kept, and is being drawn anew
        self.refit()

    def refit(self) -> None:
        """Follow the text size."""
        super().refit()
        self._surface.fit(WIDE_PX, HIGH_PX)

    def dress(self, shown: Shown) -> None:
        """Say the buttons."""
        super().dress(shown)
        self._undo.say(translate("Editors", "Undo the last line"))
        self._clear.say(translate("Editors", "Clear"))
        self._again.say(translate("Editors", "Draw anew"))
        self._surface.locked = not self._open()
        self._surface.setAccessibleName(shown.name)
        self._surface.setAccessibleDescription(
            translate(
                "Editors",
                "Draw with the pen, or with arrows and Space; Backspace takes a line "
                "back, Delete all.",
            )
        )

    def fill(self, value: str) -> None:
        """Show a kept drawing; the strokes of another one go."""
        if value != self._drawn_as:
            self._drawn_as, self._anew = "", False
            self._surface.begin(self.canvas)
        super().fill(value)

    def settle(self) -> None:
        """Keep what was drawn since, or take the answer away where all is cleared."""
        if not self.pending() or self.shown.readonly:
            return
        self._rest(self._last)
        if self._surface.empty and self._drawn_as:
            self._drawn_as = ""
            self.announce("")
            self._show_state()
        elif not self._surface.empty:
            drawing = self._surface.drawing()
            self.take(lambda: made_of(drawing))

    def begin_again(self) -> None:
        """Draw upon an empty surface; what is kept stays until something is drawn."""
        self._anew, self._drawn_as = True, ""
        self._surface.begin(self.canvas)
        self._show_state()
        self._surface.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove(self) -> None:
        """Take the drawing away with its strokes."""
        self._drawn_as, self._anew = "", False
        self._surface.begin(self.canvas)
        super().remove()

    def announce(self, value: str) -> None:
        """Say that this is the answer; what was drawn meanwhile waits for its turn."""
        more = self.pending()
        self._drawn_as, self._anew = value, False
        super().announce(value)
        if more:
            self.touched()

    def take_file(self, file: Path) -> None:
        """Take a picture of a drawing on paper."""
        longest = longest_of(self.shown)
        self._surface.begin(self.canvas)
        self.take(lambda: made_of_file(read_file(file, PICTURE_BYTES_MOST), longest))

    def arrange(self, *, open_to_answers: bool) -> None:
        """Show the surface while it is drawn on, else what is kept."""
        drawing = not self._surface.empty or self._anew or not self._value
        drawing = drawing and open_to_answers
        self._surface.setVisible(drawing)
        self._undo.setVisible(drawing)
        self._clear.setVisible(drawing)
        self._again.setVisible(not drawing and open_to_answers)
        if drawing:
            # The surface shows the answer, and clears it.
            for part in (self.preview, self.larger, self.taking_away):
                part.hide()
        self.setFocusProxy(self._surface if drawing else self._again)

    def _drawn(self) -> None:
        self.touched()


class SignatureEditor(DrawEditor):
    """A signature; what was signed on paper is taken as a picture."""

    canvas = QSize(1200, 360)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._paper = Button(look, "signature.paper", icon="image")
        self._paper.clicked.connect(self._choose_paper)
        self.ways.addWidget(self._paper)

    def dress(self, shown: Shown) -> None:
        """Say the buttons."""
        super().dress(shown)
        self._again.say(translate("Editors", "Sign anew"))
        self._paper.say(translate("Editors", "Picture of a signed paper"))
        self._paper.setVisible(self._open())

    def _choose_paper(self) -> None:
        title = translate("Editors", "Picture of the signature")
        file = choose_file(self, title, PICTURES)
        if file is not None:
            self.take_file(file)


class AnnotateEditor(DrawEditor):
    """A picture that is drawn upon."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._upon = False  # whether there is a picture to draw upon
        self._choose = Button(look, "annotate.file", icon="image")
        self._choose.clicked.connect(self._choose_picture)
        self.ways.addWidget(self._choose)
        self.setFocusProxy(self._choose)

    def dress(self, shown: Shown) -> None:
        """Say the buttons."""
        super().dress(shown)
        self._again.say(translate("Editors", "Draw on it"))
        self._choose.say(translate("Editors", "Choose a picture"))

    def take_file(self, file: Path) -> None:
        """Take a picture, and let it be drawn upon."""
        assert self.backing is not None, "offered only where files can be kept"
        longest = longest_of(self.shown)
        self.backing.run(
            lambda: bare(read_picture(read_file(file, PICTURE_BYTES_MOST), longest)),
            done=self._lay,
            failed=self._not_laid,
        )

    def begin_again(self) -> None:
        """Draw upon what is kept."""
        if self.backing is not None and self._value:
            self.backing.read(self._value, self._lay_kept, self._not_laid)

    def remove(self) -> None:
        """Take the picture away too."""
        self._upon = False
        super().remove()

    def arrange(self, *, open_to_answers: bool) -> None:
        """Draw only where there is a picture."""
        super().arrange(open_to_answers=open_to_answers)
        upon, answered = self._upon and open_to_answers, bool(self._value)
        for part in (self._surface, self._undo, self._clear):
            part.setVisible(upon)
        self._choose.setVisible(open_to_answers)
        self._again.setVisible(open_to_answers and answered and not upon)
        self.preview.setVisible(answered and not upon)
        self.taking_away.setVisible(answered and open_to_answers)
        self.setFocusProxy(self._surface if upon else self._choose)

    def fill(self, value: str) -> None:
        """Show a kept picture."""
        if value != self._drawn_as:
            self._upon = False
        super().fill(value)

    def settle(self) -> None:
        """Keep the picture with what was drawn upon it; cleared, it is kept bare."""
        if self.pending() and self._upon and not self.shown.readonly:
            self._rest(self._last)
            drawing = self._surface.drawing()
            self.take(lambda: photograph(drawing.image()))

    def _lay(self, image: QImage) -> None:
        self._upon = True
        self._surface.begin(image.size(), image)
        self._surface.fit(WIDE_PX, HIGH_PX)
        self._show_state()
        self._surface.setFocus(Qt.FocusReason.OtherFocusReason)
        # It is an answer as it is, before anything is drawn upon it.
        self.touched()
        self.settle()

    def _lay_kept(self, content: bytes) -> None:
        image = read_picture(content)
        self._upon, self._drawn_as = True, self._value
        self._surface.begin(image.size(), image)
        self._surface.fit(WIDE_PX, HIGH_PX)
        self._show_state()
        self._surface.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_laid(self, failure: IndrajError) -> None:
        self.said.say(lambda: said(failure), "err")

    def _choose_picture(self) -> None:
        title = translate("Editors", "Choose a picture")
        file = choose_file(self, title, PICTURES)
        if file is not None:
            self.take_file(file)


def made_of(drawing: Drawing) -> Made:
    """Make the file of a drawing, in the worker."""
    image = drawing.image()
    return Made(as_png(image), "png", thumbnail(image))
