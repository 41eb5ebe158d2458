"""The ways to ask: one file each, listed here.

To add one: a file with an `Editor`, and a line in EDITORS above what it overrides.
The contract test walks the list.
"""

from dataclasses import dataclass

from enrolment_app.questionnaire import Question
from enrolment_app.ui.editors.acknowledge import AcknowledgeEditor
from enrolment_app.ui.editors.barcode import BarcodeEditor
from enrolment_app.ui.editors.date import DateEditor, MonthEditor, YearEditor
from enrolment_app.ui.editors.digits import CnicEditor, PhoneEditor
from enrolment_app.ui.editors.drawing import (
    AnnotateEditor,
    DrawEditor,
    SignatureEditor,
)
from enrolment_app.ui.editors.editor import Editor
from enrolment_app.ui.editors.file import FileEditor, FilmEditor, SoundEditor
from enrolment_app.ui.editors.latitude import LatitudeEditor
from enrolment_app.ui.editors.number import DecimalEditor, IntegerEditor
from enrolment_app.ui.editors.numbers import MaskedEditor, NumbersEditor
from enrolment_app.ui.editors.picture import PictureEditor
from enrolment_app.ui.editors.place import PlaceEditor
from enrolment_app.ui.editors.points import AreaEditor, PointsEditor
from enrolment_app.ui.editors.range import RangeEditor
from enrolment_app.ui.editors.rank import RankEditor
from enrolment_app.ui.editors.rows import ManyEditor, OneEditor
from enrolment_app.ui.editors.search import SearchEditor
from enrolment_app.ui.editors.separated import SeparatedDecimalEditor, SeparatedEditor
from enrolment_app.ui.editors.shown import Shown
from enrolment_app.ui.editors.text import ParagraphEditor, TextEditor
from enrolment_app.ui.editors.time import DateTimeEditor, TimeEditor
from enrolment_app.ui.editors.told import CalculatedEditor, NoteEditor

__all__ = ["EDITORS", "Editor", "Shown", "Way", "editor_for"]

# More choices than this stand in a box that is searched, not in rows.
ROWS_AT_MOST = 12


@dataclass(frozen=True)
class Way:
    """One way to ask: it is taken where all that it names is so.

    `type` and `control` are a Question's; `detail` is how its detail begins; `says` is
    any of its appearances or its role; `long` asks for more choices than rows can
    show; "" and () fit everything.
    """

    editor: type[Editor]
    control: str = ""
    type: str = ""
    detail: str = ""
    says: tuple[str, ...] = ()
    long: bool = False

    def fits(self, question: Question, choices: int) -> bool:
        """Tell whether this is a way to ask the question."""
        spoken = {*question.appearance, question.role}
        return (
            self.control in ("", question.control)
            and self.type in ("", question.type)
            and question.detail.startswith(self.detail)
            and (not self.says or not spoken.isdisjoint(self.says))
            and (not self.long or choices > ROWS_AT_MOST)
        )


# The first that fits is taken.
EDITORS = (
    Way(NoteEditor, control="note"),
    Way(AcknowledgeEditor, control="trigger"),
    Way(SearchEditor, control="select-one", says=("minimal", "autocomplete", "search")),
    Way(SearchEditor, control="select-one", long=True),
    Way(OneEditor, control="select-one"),
    Way(ManyEditor, control="select-many"),
    Way(SignatureEditor, control="upload", detail="image", says=("signature",)),
    Way(DrawEditor, control="upload", detail="image", says=("draw",)),
    Way(AnnotateEditor, control="upload", detail="image", says=("annotate",)),
    Way(PictureEditor, control="upload", detail="image"),
    Way(SoundEditor, control="upload", detail="audio"),
    Way(FilmEditor, control="upload", detail="video"),
    Way(FileEditor, control="upload"),
    Way(RankEditor, control="rank"),
    Way(CnicEditor, control="input", says=("cnic", "b-form")),
    Way(PhoneEditor, control="input", says=("phone",)),
    Way(RangeEditor, control="range"),
    Way(SeparatedEditor, type="int", says=("thousands-sep",)),
    Way(SeparatedDecimalEditor, type="decimal", says=("thousands-sep",)),
    Way(IntegerEditor, type="int"),
    Way(LatitudeEditor, type="decimal", says=("latitude",)),
    Way(DecimalEditor, type="decimal"),
    Way(MonthEditor, type="date", says=("month-year",)),
    Way(YearEditor, type="date", says=("year",)),
    Way(DateEditor, type="date"),
    Way(TimeEditor, type="time"),
    Way(DateTimeEditor, type="datetime"),
    Way(PlaceEditor, type="geopoint"),
    Way(PointsEditor, detail="geotrace"),
    Way(AreaEditor, detail="geoshape"),
    Way(BarcodeEditor, detail="barcode"),
    Way(ParagraphEditor, control="input", says=("multiline",)),
    Way(MaskedEditor, control="input", says=("masked",)),
    Way(NumbersEditor, control="input", says=("numbers",)),
    Way(TextEditor, control="input"),
    Way(CalculatedEditor),
)


def editor_for(question: Question, choices: int = 0) -> type[Editor]:
    """Give the editor for a question with this many choices.

    What cannot be answered by hand is only told, however it would be asked.
    """
    fixed = question.calculated or question.readonly
    if fixed and question.control not in ("note", "upload"):
        return CalculatedEditor
    return next(way.editor for way in EDITORS if way.fits(question, choices))
