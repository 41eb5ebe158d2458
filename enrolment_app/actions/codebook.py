"""What the columns of an export mean: names, words in each language, types, codes."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache

from enrolment_app.household.tables import Table
from enrolment_app.questionnaire import Interview, Node, Question, Questionnaire

# Words of a form are asked of a household that nobody lives in, at no time of note.
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


def book_of(
    tables: Mapping[str, Table], versions: Sequence[Questionnaire]
) -> Iterator[dict[str, str]]:
    """Give a row for each column: table, name, type, versions, words by language."""
    for table in tables.values():
        for column in table.columns.values():
            words = Words.of(_latest(versions, column.versions[0]))
            yield {
                "table": table.name,
                "column": column.path,
                "type": column.question.type,
                "calculated": "1" if column.question.calculated else "0",
                "versions": " ".join(column.versions),
                **{
                    f"label::{language}": words.label(column.question.path, language)
                    for language in _languages(versions)
                },
            }


def choices_of(
    tables: Mapping[str, Table], versions: Sequence[Questionnaire]
) -> Iterator[dict[str, str]]:
    """Give a row for each code that a column may hold, with its words."""
    for table in tables.values():
        for column in table.columns.values():
            for code in column.choices:
                yield {
                    "table": table.name,
                    "column": column.path,
                    "code": code,
                    **{
                        f"label::{language}": choice_words(
                            versions, column.question.path, code, language
                        )
                        for language in _languages(versions)
                    },
                }


def choice_words(
    versions: Sequence[Questionnaire], path: str, code: str, language: str
) -> str:
    """Give the words of a code in the newest version that has it, else the code."""
    for form in versions:
        if found := Words.of(form).choices(path, language).get(code):
            return found
    return code


def _languages(versions: Sequence[Questionnaire]) -> tuple[str, ...]:
    found = dict.fromkeys(one for form in versions for one in form.languages)
    return tuple(found) or ("",)


def _latest(versions: Sequence[Questionnaire], version: str) -> Questionnaire:
    return next(form for form in versions if form.version == version)


class Words:
    """The words of one version, asked of an empty household with a row in each list."""

    def __init__(self, form: Questionnaire) -> None:
        self._live = Interview(form, now=_NEVER, first_rows=True)
        self._nodes: dict[str, Node] = {}
        waiting: list[Node] = [self._live.root]
        while waiting:
            node = waiting.pop()
            if node.parent is not None and node.parent.parent is not None:
                self._nodes.setdefault(node.path, node)
            waiting += node.children

    @staticmethod
    @lru_cache(maxsize=16)
    def of(form: Questionnaire) -> "Words":
        """Give the words of a version; the same one is asked once."""
        return Words(form)

    def label(self, path: str, language: str) -> str:
        """Give the words of a question."""
        node = self._nodes.get(path)
        if node is None:
            return ""
        self._live.language = language
        return self._live.label(node)

    @lru_cache(maxsize=4096)  # noqa: B019 - lives as long as the program
    def choices(self, path: str, language: str) -> Mapping[str, str]:
        """Give the words of the codes of a question by code."""
        node = self._nodes.get(path)
        if node is None or not isinstance(node.question, Question):
            return {}
        self._live.language = language
        return {each.value: each.label for each in self._live.all_choices(node)}
