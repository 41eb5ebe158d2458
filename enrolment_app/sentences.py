"""The words for every problem and error, by code; the window translates them.

Each says what happened, what was not lost where something could be, and what to do.
Placeholders in braces are filled from a problem's values or an error's attributes;
they stay the same in every language.
"""

from collections.abc import Mapping
from string import Formatter


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - Qt's own name
    """Mark a text for the catalogues (context "Problem") and give it back."""
    assert context == "Problem"
    return text


SENTENCES: dict[str, str] = {
    "cli.our_failure": QT_TRANSLATE_NOOP(
        "Problem",
        "Indraj failed in a way it should not. What was saved before is still saved. "
        "Where it happened, without anybody's answers, was written to {file}; please "
        "send that file to the project.",
    ),
    "cli.passphrase_file": QT_TRANSLATE_NOOP(
        "Problem",
        "The passphrase file {file} cannot be read. Nothing was changed; check the "
        "file's name and that you may read it.",
    ),
}


class _Gaps(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "?"


def sentence(code: str, values: Mapping[str, str] | None = None) -> str:
    """Give the English sentence for a code, its placeholders filled.

    A code without a sentence is shown as itself: better than silence, and a test
    sees to it that there is none.
    """
    return filled(SENTENCES.get(code, code), values)


def filled(text: str, values: Mapping[str, str] | None = None) -> str:
    """Fill the placeholders of a sentence, translated or not."""
    return Formatter().vformat(text, (), _Gaps(values or {}))
