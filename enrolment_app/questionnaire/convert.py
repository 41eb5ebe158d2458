"""A file in, a questionnaire out: XLSForms through pyxform, XForms as they are."""

from __future__ import annotations

import hashlib
import importlib.metadata
import re
from dataclasses import dataclass
from pathlib import Path

from enrolment_app.problems import Problem

from .embedding import embed, files_beside
from .errors import BadExpression, Circular, NotAForm, QuestionnaireError
from .explaining import OTHER_DIALECT, explain
from .questionnaire import Questionnaire
from .repairs import mend, tidy
from .workbook import (
    KINDS,
    NoWorkbook,
    Workbook,
    read_workbook,
    to_xform,
    without_second_header,
)

FILE_BYTES_MAX = 64 * 1024 * 1024
_REPAIRS_MOST = 24
# What pyxform says of files that are no workbook.
_NO_WORKBOOK = re.compile(
    r"'definition' was not recognized|DefinitionData\.__init__\(\) got an unexpected"
)
_TWICE = re.compile(r"Duplicate column header: (.+)")


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
    repairs: list[Problem] = []
    workbook: Workbook | None = None
    words = ""
    for _ in range(_REPAIRS_MOST):
        try:
            if workbook is None:
                workbook = read_workbook(content, source.suffix.lower())
                if OTHER_DIALECT in workbook.columns("survey"):
                    return Problem("form.other_dialect")
                repairs += tidy(workbook)
            return to_xform(workbook), tuple(repairs)
        except NoWorkbook:
            return Problem("form.not_a_form")
        except Exception as error:  # noqa: BLE001 - pyxform's own mistakes on odd files
            words = " ".join(str(error).split()) or type(error).__name__
            if _NO_WORKBOOK.search(words):
                return Problem("form.not_a_form")
        twice = _TWICE.search(words)
        if workbook is None and twice and content.startswith(b"PK"):
            content = without_second_header(content, twice[1])
            repairs.append(Problem("form.repaired_twice", values={"column": twice[1]}))
            continue
        repaired = mend(workbook, words) if workbook is not None else None
        if repaired is None:
            break
        repairs.append(repaired)
    return explain(words, workbook)
