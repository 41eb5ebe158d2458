"""The kinds of files that an export can be: CSV, JSON, Parquet."""

import csv
import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from enrolment_app.actions.codebook import choice_words
from enrolment_app.household.tables import Cells, Column, Table, safe
from enrolment_app.problems import Problem
from enrolment_app.store import Query

if TYPE_CHECKING:
    from enrolment_app.questionnaire import Questionnaire

NUMBERS = ("int", "decimal")


@dataclass(frozen=True)
class Wanted:
    """What is to be exported, and how."""

    form: str = ""
    kind: str = "csv"
    query: Query = Query()  # noqa: RUF009 - frozen
    labels: bool = False
    language: str = ""
    split: bool = False
    bom: bool = False


class Writing(ABC):
    """Files being written into one folder; `counted` are the rows by table."""

    def __init__(
        self,
        folder: Path,
        tables: Mapping[str, Table],
        versions: "Sequence[Questionnaire]",
        wanted: Wanted,
    ) -> None:
        self.folder, self.tables, self._wanted = folder, tables, wanted
        self._versions = versions
        self.closing = ExitStack()
        self.counted = {table.name: 0 for table in tables.values()}

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """End: every file is whole and closed."""
        self.closing.close()

    def household(self, document: Mapping[str, Any], cells: Sequence[Cells]) -> None:
        """Write one household."""
        for each in cells:
            table = self.tables.get(each.kind)
            if table is not None:
                self.counted[table.name] += 1
        self._household(document, cells)

    @abstractmethod
    def _household(self, document: Mapping[str, Any], cells: Sequence[Cells]) -> None:
        """Write it."""

    @abstractmethod
    def book(self, name: str, rows: Iterable[Mapping[str, str]]) -> None:
        """Write one of the books that explain the tables."""

    def columns(self, table: Table) -> list[str]:
        """Give the headers of a table."""
        found = list(table.own)
        for path, column in table.columns.items():
            found.append(path)
            found += [f"{path}/{code}" for code in self._split(column)]
        return found

    def row(self, table: Table, cells: Cells) -> dict[str, str]:
        """Give a row by header."""
        row = {name: cells.own.get(name, "") for name in table.own}
        for path, column in table.columns.items():
            value = cells.answers.get(path, "")
            row[path] = self._worded(column, value)
            chosen = value.split()
            for code in self._split(column):
                row[f"{path}/{code}"] = str(int(code in chosen)) if value else ""
        return row

    def _split(self, column: Column) -> Iterable[str]:
        several = self._wanted.split and column.question.type == "codes"
        return column.choices if several else ()

    def _worded(self, column: Column, value: str) -> str:
        question = column.question
        if not self._wanted.labels or question.type not in ("code", "codes"):
            return value
        codes = [value] if question.type == "code" else value.split()
        told = [
            choice_words(self._versions, question.path, code, self._wanted.language)
            for code in codes
            if code
        ]
        return "; ".join(told)


class CsvFiles(Writing):
    """UTF-8, a header, CRLF; no cell is taken for a formula by a spreadsheet."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._encoding = "utf-8-sig" if self._wanted.bom else "utf-8"
        self._writers = {
            kind: self._writer(table.name, self.columns(table))
            for kind, table in self.tables.items()
        }

    def _writer(self, name: str, columns: Sequence[str]) -> "csv.DictWriter[str]":
        path = self.folder / f"{name}.csv"
        file = path.open("w", encoding=self._encoding, newline="")
        writer = csv.DictWriter(self.closing.enter_context(file), columns)
        writer.writeheader()
        return writer

    def _household(self, document: Mapping[str, Any], cells: Sequence[Cells]) -> None:
        del document  # a table has it in rows
        for each in cells:
            table = self.tables.get(each.kind)
            if table is not None:
                row = self.row(table, each)
                self._writers[each.kind].writerow(_made_safe(table, row))

    def book(self, name: str, rows: Iterable[Mapping[str, str]]) -> None:
        """Write a book as one more table."""
        told = list(rows)
        columns = list(told[0]) if told else ["table", "column"]
        self._writer(name, columns).writerows(
            {header: safe(cell) for header, cell in row.items()} for row in told
        )


def _made_safe(table: Table, row: Mapping[str, str]) -> dict[str, str]:
    return {
        name: safe(
            cell,
            number=name in table.columns
            and table.columns[name].question.type in NUMBERS,
        )
        for name, cell in row.items()
    }


class JsonFiles(Writing):
    """One array of whole households, and one for each book."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        path = self.folder / "households.json"
        self._file = self.closing.enter_context(path.open("w", encoding="utf-8"))
        self._first = True
        self._file.write("[")

    def __exit__(self, *told: object) -> None:
        """Close the array."""
        self._file.write("\n]\n")
        super().__exit__(*told)

    def _household(self, document: Mapping[str, Any], cells: Sequence[Cells]) -> None:
        del cells  # a document holds its rows
        self._file.write("\n" if self._first else ",\n")
        self._file.write(json.dumps(document, ensure_ascii=False))
        self._first = False

    def book(self, name: str, rows: Iterable[Mapping[str, str]]) -> None:
        """Write a book as an array of objects."""
        text = json.dumps(list(rows), ensure_ascii=False, indent=1)
        (self.folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


KINDS = ("csv", "json", "parquet")


def files_of(kind: str) -> type[Writing] | Problem:
    """Give what writes a kind of files; says so where its library is not installed."""
    if kind != "parquet":
        return CsvFiles if kind == "csv" else JsonFiles
    try:
        from enrolment_app.actions.export_parquet import (  # noqa: PLC0415 - an extra
            ParquetFiles,
        )
    except ModuleNotFoundError:
        return Problem("export.no_parquet", values={"extra": "indraj[parquet]"})
    return ParquetFiles
