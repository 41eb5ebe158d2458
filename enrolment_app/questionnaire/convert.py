"""A file in, a questionnaire out: XLSForms through pyxform, XForms as they are."""

from __future__ import annotations

import hashlib
import importlib.metadata
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from enrolment_app.problems import Problem
from sync.folders import regular

from .embedding import embed, files_beside
from .errors import QuestionnaireError
from .explaining import OTHER_DIALECT, explain, why_unusable
from .questionnaire import Questionnaire
from .repairs import mend, tidy
from .searches import with_searches
from .unheeded import in_words
from .workbook import (
    KINDS,
    NoWorkbook,
    Workbook,
    is_binary,
    read_workbook,
    rows_of,
    to_xform,
    without_second_header,
)

FILE_BYTES_MAX = 64 * 1024 * 1024
_REPAIRS_MOST = 24
# Another one where forms are converted otherwise, so that kept ones are made anew.
_WAY = b"2"
# What pyxform says of files that are no workbook.
_NO_WORKBOOK = re.compile(
    r"'definition' was not recognized|DefinitionData\.__init__\(\) got an unexpected"
)
_TWICE = re.compile(r"Duplicate column header: (.+)")


@dataclass(frozen=True, slots=True)
class Converted:
    """What came of a file; it is usable when there is a questionnaire.

    `repairs` were made to let it through, `problems` are why it is not usable,
    `unsupported` names features that the form uses and nobody will honour. `rows`
    tells in which row of the workbook's survey each place stands, where that is known.
    """

    source: str  # the file's name
    xform: bytes = b""
    questionnaire: Questionnaire | None = None
    repairs: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    unsupported: tuple[Problem, ...] = ()
    rows: Mapping[str, int] = field(default_factory=dict)

    @property
    def usable(self) -> bool:
        """Whether households can be asked with it."""
        return self.questionnaire is not None


@dataclass(frozen=True, slots=True)
class _XForm:
    """A form as XML, and what making it from a workbook told."""

    content: bytes
    repairs: tuple[Problem, ...] = ()
    rows: Mapping[str, int] = field(default_factory=dict)


def convert(source: Path, *, cache: Path | None = None) -> Converted:
    """Read .xlsx, .xls, .csv, .md or an XForm .xml; never raises for what is in it.

    `cache` is a folder where converted forms are kept by the content's hash.
    """
    try:
        content = regular(source).read_bytes()
    except OSError:
        unreadable = Problem("cli.file_unreadable", values={"file": str(source)})
        return _refused(source, unreadable)
    if not content or len(content) > FILE_BYTES_MAX:
        return _refused(source, Problem("form.not_a_form"))
    if content.lstrip()[:1] == b"<":
        return _understood(source, _XForm(content))
    if source.suffix.lower() not in KINDS:
        return _refused(source, Problem("form.not_a_form"))
    kept = cache / f"{_fingerprint(content)}.xml" if cache else None
    if kept is not None and kept.is_file():
        return _understood(source, _XForm(kept.read_bytes()))
    done = _through_pyxform(source, content)
    if isinstance(done, Problem):
        return _refused(source, done)
    if kept is not None and not done.repairs:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(done.content)
    return _understood(source, done)


def _fingerprint(content: bytes) -> str:
    version = importlib.metadata.version("pyxform").encode()
    return hashlib.sha256(_WAY + version + content).hexdigest()


def _refused(source: Path, problem: Problem) -> Converted:
    return Converted(source.name, problems=(problem,))


def _understood(source: Path, form: _XForm) -> Converted:
    """Let the engine read an XForm, and say in words what it does not take."""
    xform = form.content
    try:
        xform = with_searches(xform)
        xform = embed(xform, files_beside(source, xform))
        read = Questionnaire.parse(xform)
    except (QuestionnaireError, RecursionError) as error:
        problem = why_unusable(error, form.rows)
        return Converted(source.name, xform, None, form.repairs, (problem,))
    unsupported = tuple(map(in_words, read.unsupported))
    return Converted(source.name, xform, read, form.repairs, (), unsupported, form.rows)


def _through_pyxform(source: Path, content: bytes) -> _XForm | Problem:
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
            return _XForm(to_xform(workbook), tuple(repairs), rows_of(workbook))
        except NoWorkbook:
            return Problem("form.not_a_form")
        except Exception as error:  # noqa: BLE001 - pyxform's own mistakes on odd files
            words = " ".join(str(error).split()) or type(error).__name__
            if _NO_WORKBOOK.search(words):
                return Problem("form.not_a_form")
        twice = _TWICE.search(words)
        if workbook is None and twice and is_binary(content):
            content = without_second_header(content, twice[1])
            repairs.append(Problem("form.repaired_twice", values={"column": twice[1]}))
            continue
        repaired = mend(workbook, words) if workbook is not None else None
        if repaired is None:
            break
        repairs.append(repaired)
    return explain(words, workbook)
