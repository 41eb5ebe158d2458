"""A file in, a questionnaire out: XLSForms through pyxform, XForms as they are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from enrolment_app.problems import Problem

from .questionnaire import Questionnaire


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
    raise NotImplementedError
