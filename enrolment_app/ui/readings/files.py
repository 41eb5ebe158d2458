"""Tables out and lists in, from the window: what can be written, what a file holds."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from enrolment_app.actions.export_files import Wanted, files_of
from enrolment_app.actions.export_households import Exported, export_households
from enrolment_app.actions.import_households import (
    CHANGED,
    NEW,
    Asked,
    Taken,
    Wrong,
    columns_of,
    import_households,
)
from enrolment_app.actions.versions import parsed
from enrolment_app.actions.visiting import chosen_form
from enrolment_app.household.tables import ID
from enrolment_app.problems import Problem
from enrolment_app.store import Query
from enrolment_app.ui.languages import form_language

if TYPE_CHECKING:
    from enrolment_app.actions.work import Watched, Work

KINDS = ("csv", "json", "parquet")


@dataclass(frozen=True)
class Offered:
    """What can be written: questionnaires by id and title, households, kinds."""

    forms: tuple[tuple[str, str], ...] = ()
    households: int = 0
    kinds: tuple[str, ...] = KINDS


@dataclass(frozen=True)
class Choice:
    """What somebody chose to have written."""

    form: str = ""
    kind: str = "csv"
    statuses: tuple[str, ...] = ()
    labels: bool = False
    split: bool = False


@dataclass(frozen=True)
class Came:
    """What became, or would become, of the rows of a file; `of` rows were in it."""

    counts: "Counter[str]"
    wrong: tuple[Wrong, ...]
    of: int
    columns: tuple[str, ...] = ()
    key: str = ""

    @property
    def to_take(self) -> int:
        """How many rows would change anything."""
        return self.counts[NEW] + self.counts[CHANGED]


def read_offered(work: "Work") -> Offered:
    """Read what the screen offers."""
    forms = {each.form: each.title for each in reversed(work.store.forms.all())}
    kinds = tuple(k for k in KINDS if not isinstance(files_of(k), Problem))
    return Offered(tuple(forms.items()), counted(work, Choice()), kinds)


def counted(work: "Work", choice: Choice) -> int:
    """Count the households that would be written."""
    page = work.store.households.page(Query(statuses=choice.statuses, limit=1))
    return page.total


def export(
    work: "Work", folder: Path, choice: Choice, language: str, watched: "Watched"
) -> Exported | Problem:
    """Write into a new folder, in words of the window's language where the form has it.

    Raises `NotWritten`.
    """
    form = chosen_form(work, choice.form)
    if isinstance(form, Problem):
        return form
    names = parsed(form.xform).languages
    wanted = Wanted(
        form=form.form,
        kind=choice.kind,
        query=Query(statuses=choice.statuses),
        labels=choice.labels,
        language=form_language(names, language, names[0] if names else ""),
        split=choice.split,
        bom=True,  # spreadsheets open what is double-clicked
    )
    return export_households(work, folder, wanted, watched)


def name_for(work: "Work") -> str:
    """Give a name for the folder that says when it was written."""
    return f"households-{work.clock():%Y%m%d-%H%M%S}"


def take(
    work: "Work", file: Path, asked: Asked, watched: "Watched", *, guess: bool = False
) -> Came | Sequence[Problem]:
    """Take a file in, or only look what would become of it.

    Where the key is to be guessed, ids tell households apart if the file has them.
    """
    form = chosen_form(work, asked.form)
    if isinstance(form, Problem):
        return (form,)
    columns = columns_of(file, form)
    if isinstance(columns, Problem):
        return (columns,)
    if guess and ID in columns:
        asked = replace(asked, key=ID)
    rows = 0

    def watching(done: int, of: int) -> bool:
        nonlocal rows
        rows = of
        return watched(done, of)

    taken = import_households(work, file, asked, watching)
    problems = [each for each in taken if isinstance(each, Problem)]
    if problems:
        return problems
    told = [each for each in taken if isinstance(each, Taken)]
    wrong = tuple(one for each in told for one in each.wrong)
    counts = Counter(each.outcome for each in told)
    return Came(counts, wrong, rows, columns, asked.key)
