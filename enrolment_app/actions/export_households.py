"""Write households into files for analysis: readable by anyone who has the files.

All of it is in the folder when this returns, or nothing. The access journal remembers.
"""

import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from enrolment_app.actions.around import around
from enrolment_app.actions.codebook import book_of, choices_of
from enrolment_app.actions.export_files import Wanted, Writing, files_of
from enrolment_app.actions.reading import Known, known
from enrolment_app.actions.versions import newer, parsed, readable
from enrolment_app.actions.visiting import chosen_form
from enrolment_app.actions.work import Watched, Work, unwatched
from enrolment_app.household.leftovers import left_over
from enrolment_app.household.nodes import all_questions
from enrolment_app.household.tables import cells_of, tables_of
from enrolment_app.problems import Problem
from enrolment_app.questionnaire import Interview, Question
from enrolment_app.store import Listed
from sync.clock import on_calendar
from sync.errors import IndrajError
from sync.values import RecordId, atom_to_json

EXPORTED = "audit.exported"


class NotWritten(IndrajError):
    """The folder cannot be written to."""

    code = "export.not_written"

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self.folder = folder


@dataclass(frozen=True)
class Exported:
    """What was written: rows by table, and the files."""

    rows: Mapping[str, int]
    files: tuple[str, ...]


def export_households(
    work: Work, folder: Path, wanted: Wanted, watched: Watched = unwatched
) -> Exported | Problem:
    """Write households into a folder that is empty or not there yet."""
    newest = chosen_form(work, wanted.form)
    if isinstance(newest, Problem):
        return newest
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        return Problem("export.not_empty", values={"folder": str(folder)})
    files = files_of(wanted.kind)
    if isinstance(files, Problem):
        return files
    beside = folder.with_name(f".{folder.name}.part")
    try:
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        exporter = _Exporter(work, newest.form, wanted, beside, watched)
        exported = exporter.write(files)
        if exported is None:
            return Problem("export.stopped")
        # Before the files are anybody's: an export that nobody knows of is worse than
        # a line about one that did not come about.
        about = f"{exported.rows['households']} {wanted.kind}"
        work.store.audit.note(EXPORTED, about)
        with suppress(FileNotFoundError):
            folder.rmdir()
        beside.rename(folder)
    except OSError as failure:
        raise NotWritten(str(folder)) from failure
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return exported


class _Exporter:
    def __init__(
        self, work: Work, form: str, wanted: Wanted, folder: Path, watched: Watched
    ) -> None:
        self._work, self._wanted, self._folder = work, wanted, folder
        self._watched = watched
        installed = [each for each in work.store.forms.all() if each.form == form]
        # `sorted` keeps the order of equals: what was installed last comes first.
        self._forms = sorted(installed, key=lambda e: newer(e.version), reverse=True)
        self._form = form

    def write(self, files: type[Writing]) -> Exported | None:
        """Write every table, then the books that explain them; None if stopped."""
        versions = [parsed(e.xform) for e in self._forms if readable(e.xform)]
        tables = tables_of(versions)
        with files(self._folder, tables, versions, self._wanted) as writing:
            ids = tuple(self._work.store.households.ids(self._wanted.query))
            for done, household in enumerate(ids):
                if not self._watched(done, len(ids)):
                    return None
                found = known(self._work, household)
                if found.form.form == self._form:
                    row = self._work.store.households.row(household)
                    self._put(writing, found, row)
            writing.book("codebook", book_of(tables, versions))
            writing.book("choices", choices_of(tables, versions))
        names = tuple(sorted(each.name for each in self._folder.iterdir()))
        return Exported(writing.counted, names)

    def _put(self, writing: "Writing", found: Known, listed: Listed) -> None:
        seen = found.seen
        live = self._interview(found)
        contested: dict[RecordId, list[str]] = {}
        for each in found.view.contested if found.view else ():
            for address in each.fields:
                contested.setdefault(each.record, []).append(each.path_at(address))
        cells = cells_of(
            seen, _told(found, listed), _calculated(found, live), contested
        )
        writing.household(_document(found, listed, live, contested), list(cells))

    def _interview(self, found: Known) -> Interview:
        form = parsed(found.form.xform)
        return Interview(
            form,
            now=self._work.clock(),
            answers=found.seen.answers,
            around=around(self._work),
        )


def _told(found: Known, listed: Listed) -> dict[str, str]:
    when = on_calendar(listed.changed_ms)
    return {
        "_number": listed.number,
        "_form": found.form.form,
        "_version": found.form.version,
        "_status": listed.status,
        "_area": listed.area,
        "_changed": when.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "_enumerator": listed.enumerator,
        "_open": "1" if listed.open else "0",
    }


def _calculated(found: Known, live: Interview) -> dict[RecordId, dict[str, str]]:
    """Give the answers that are worked out anew each time, by record."""
    told: dict[RecordId, dict[str, str]] = {}
    for node in all_questions(live.root):
        part, text = node.question, node.string()
        if isinstance(part, Question) and part.calculated and not part.kept and text:
            told.setdefault(node.row or found.household, {})[part.field] = text
    return told


def _document(
    found: Known,
    listed: Listed,
    live: Interview,
    contested: Mapping[RecordId, Sequence[str]],
) -> dict[str, Any]:
    """Give a household whole, as JSON has it."""
    left = left_over(found.seen)
    return {
        "id": found.household,
        **{name.strip("_"): value for name, value in _told(found, listed).items()},
        "answers": live.answers(),
        "earlier": {address: atom_to_json(atom) for address, atom in left.items()},
        "contested": {record: list(paths) for record, paths in contested.items()},
        "gone": [
            {
                "id": row.id,
                "kind": row.kind,
                "status": row.status,
                "answers": row.answers,
            }
            for row in (found.view.gone if found.view else ())
        ],
    }
