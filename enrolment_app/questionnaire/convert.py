"""A file in, a questionnaire out: XLSForms through pyxform, XForms as they are."""

from __future__ import annotations

import hashlib
import importlib.metadata
import io
import re
import zipfile
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from enrolment_app.problems import Problem

from .embedding import embed, files_beside
from .errors import BadExpression, Circular, NotAForm, QuestionnaireError
from .questionnaire import Questionnaire

KINDS = (".xlsx", ".xls", ".xlsm", ".csv", ".md")
FILE_BYTES_MAX = 64 * 1024 * 1024
_REPAIRS_MOST = 8
# A root of this name cannot be meant by ${...}, whatever the form's questions.
_OTHER_ROOT = "indraj_root"
_TWO_HEADERS = re.compile(r"sheet: '(\w+)'.*?were found: (.*)", re.DOTALL)
# What pyxform says of files that are no workbook, or a workbook of something else.
_SAID_OF_NO_FORM = ("sheet named 'survey'", "'definition' was not recognized")
_QUOTED = re.compile(r"'([^']+)'")


@dataclass(frozen=True, slots=True)
class Converted:
    """What came of a file; it is usable when there is a questionnaire.

    `repairs` were made to let it through, `problems` are why it is not usable,
    `unsupported` names features that the form uses and nobody will honour.
    """

    source: str  # the file's name
    xform: bytes = b""
    questionnaire: Questionnaire | None = None
    repairs: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    unsupported: tuple[Problem, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether households can be asked with it."""
        return self.questionnaire is not None


def convert(source: Path, *, cache: Path | None = None) -> Converted:
    """Read .xlsx, .xls, .csv, .md or an XForm .xml; never raises for what is in it.

    `cache` is a folder where converted forms are kept by the content's hash.
    """
    try:
        content = source.read_bytes()
    except OSError:
        unreadable = Problem("cli.file_unreadable", values={"file": str(source)})
        return _refused(source, unreadable)
    if not content or len(content) > FILE_BYTES_MAX:
        return _refused(source, Problem("form.not_a_form"))
    if content.lstrip()[:1] == b"<":
        return _understood(source, content, ())
    if source.suffix.lower() not in KINDS:
        return _refused(source, Problem("form.not_a_form"))
    kept = cache / f"{_fingerprint(content)}.xml" if cache else None
    if kept is not None and kept.is_file():
        return _understood(source, kept.read_bytes(), ())
    done = _through_pyxform(source, content)
    if isinstance(done, Problem):
        return _refused(source, done)
    xform, repairs = done
    if kept is not None and not repairs:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(xform)
    return _understood(source, xform, repairs)


def _fingerprint(content: bytes) -> str:
    version = importlib.metadata.version("pyxform").encode()
    return hashlib.sha256(version + content).hexdigest()


def _refused(source: Path, problem: Problem) -> Converted:
    return Converted(source.name, problems=(problem,))


def _understood(source: Path, xform: bytes, repairs: tuple[Problem, ...]) -> Converted:
    """Let the engine read an XForm, and say in words what it does not take."""
    try:
        xform = embed(xform, files_beside(source, xform))
        read = Questionnaire.parse(xform)
    except NotAForm:
        problem = Problem("form.not_a_form")
    except Circular as error:
        problem = Problem(error.code, values={"members": ", ".join(error.members)})
    except BadExpression as error:
        values = {"where": error.where, "expression": error.expression or error.reason}
        problem = Problem(error.code, error.where, values)
    except (QuestionnaireError, RecursionError) as error:
        problem = Problem("form.unusable", values={"detail": str(error)})
    else:
        unsupported = tuple(
            Problem(
                "form.unsupported",
                each.where,
                {"feature": each.feature, "where": each.where},
            )
            for each in read.unsupported
        )
        return Converted(source.name, xform, read, repairs, (), unsupported)
    return Converted(source.name, xform, None, repairs, (problem,))


def _through_pyxform(
    source: Path, content: bytes
) -> tuple[bytes, tuple[Problem, ...]] | Problem:
    """Convert, mending what can be mended mechanically; else say why not."""
    kind = source.suffix.lower()
    repairs: list[Problem] = []
    given: dict[str, Any] = {"file_type": kind, "form_name": None}
    for _ in range(_REPAIRS_MOST):
        try:
            return _pyxform(content, **given), tuple(repairs)
        except Exception as error:  # noqa: BLE001 - pyxform's own mistakes on odd files
            words = " ".join(str(error).split()) or type(error).__name__
            repaired = _repair(words, content, kind, given)
            if repaired is None:
                return _reason(error, words)
            repair, content = repaired
            repairs.append(repair)
    return Problem("form.unusable", values={"detail": words})


def _pyxform(content: bytes, *, file_type: str, form_name: str | None) -> bytes:
    from pyxform.xls2xform import convert as through  # noqa: PLC0415 - slow to import

    with redirect_stdout(io.StringIO()):
        done = through(
            xlsform=io.BytesIO(content),
            warnings=[],
            validate=False,
            pretty_print=False,
            file_type=file_type,
            form_name=form_name,
        )
    return str(done.xform).encode()


def _reason(error: Exception, words: str) -> Problem:
    """Tell a file that is no XLSForm from a form with a mistake in it."""
    from pyxform.errors import PyXFormError  # noqa: PLC0415 - slow to import

    no_form = not isinstance(error, PyXFormError) or isinstance(
        error, zipfile.BadZipFile
    )
    if no_form or any(said in words for said in _SAID_OF_NO_FORM):
        return Problem("form.not_a_form")
    return Problem("form.unusable", values={"detail": words[:600]})


def _repair(
    words: str, content: bytes, kind: str, given: dict[str, Any]
) -> tuple[Problem, bytes] | None:
    """Mend one mechanical fault; gives what was done and the file to try again."""
    if "survey element named 'data'" in words and given["form_name"] is None:
        given["form_name"] = _OTHER_ROOT
        return Problem("form.repaired_root"), content
    if kind != ".xlsx":
        return None
    if "allow_choice_duplicates" in words:
        return Problem("form.repaired_duplicates"), _allow_duplicates(content)
    match = _TWO_HEADERS.search(words)
    names = _QUOTED.findall(match[2]) if match else []
    if match and names:
        problem = Problem(
            "form.repaired_header", values={"column": names[0], "sheet": match[1]}
        )
        return problem, _rename_header(content, match[1], names[0])
    return None


def _allow_duplicates(content: bytes) -> bytes:
    import openpyxl  # noqa: PLC0415 - only for repairs

    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = _sheet(book, "settings") or book.create_sheet("settings")
    column = sheet.max_column + 1
    sheet.cell(1, column, "allow_choice_duplicates")
    sheet.cell(2, column, "yes")
    return _saved(book)


def _rename_header(content: bytes, sheet_name: str, header: str) -> bytes:
    import openpyxl  # noqa: PLC0415 - only for repairs

    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = _sheet(book, sheet_name)
    for cell in sheet[1] if sheet is not None else ():
        if cell.value and str(cell.value).strip() == header:
            cell.value = f"unused_{cell.column}_{header}".replace(":", "_")
            break
    return _saved(book)


def _sheet(book: Any, name: str) -> Any:
    return next((each for each in book.worksheets if each.title.lower() == name), None)


def _saved(book: Any) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
