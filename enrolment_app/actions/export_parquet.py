"""Exports as Parquet, by Apache Arrow's own library: an extra, it is a big one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from enrolment_app.actions.export_files import NUMBERS, Writing
from enrolment_app.household.tables import Cells, Table

ROWS_AT_ONCE = 2000
READ: Mapping[str, Callable[[str], int | float]] = {"int": int, "decimal": float}


class ParquetFiles(Writing):
    """Columns of numbers are numbers where every version says so, all others text."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._waiting: dict[str, list[dict[str, Any]]] = {k: [] for k in self.tables}
        self._files = {
            kind: self._file(table.name, self._schema(table))
            for kind, table in self.tables.items()
        }

    def __exit__(self, *told: object) -> None:
        """Write what waits."""
        for kind in self.tables:
            self._flush(kind)
        super().__exit__(*told)

    def _schema(self, table: Table) -> Any:

        numbers = {"int": pa.int64(), "decimal": pa.float64()}
        return pa.schema(
            (
                name,
                numbers[kind] if (kind := self._number(table, name)) else pa.string(),
            )
            for name in self.columns(table)
        )

    def _number(self, table: Table, name: str) -> str:
        """Give the type of a column of numbers, "" for any other."""
        column = table.columns.get(name)
        if column is None or not column.same_type:
            return ""
        return column.question.type if column.question.type in NUMBERS else ""

    def _file(self, name: str, schema: Any) -> Any:

        path = self.folder / f"{name}.parquet"
        return self.closing.enter_context(pq.ParquetWriter(path, schema))

    def _household(self, document: Mapping[str, Any], cells: Sequence[Cells]) -> None:
        del document  # a table has it in rows
        for each in cells:
            table = self.tables.get(each.kind)
            if table is not None:
                row = {
                    n: self._cell(table, n, c) for n, c in self.row(table, each).items()
                }
                self._waiting[each.kind].append(row)
                if len(self._waiting[each.kind]) >= ROWS_AT_ONCE:
                    self._flush(each.kind)

    def _cell(self, table: Table, name: str, cell: str) -> Any:
        number = self._number(table, name)
        if not number:
            return cell or None
        try:
            return READ[number](cell) if cell else None
        except ValueError:
            # An answer that no version of the question would take any more.
            return None

    def _flush(self, kind: str) -> None:

        waiting, file = self._waiting[kind], self._files[kind]
        if waiting:
            file.write_table(pa.Table.from_pylist(waiting, schema=file.schema))
            waiting.clear()

    def book(self, name: str, rows: Iterable[Mapping[str, str]]) -> None:
        """Write a book as one more table."""
        path = self.folder / f"{name}.parquet"
        pq.write_table(pa.Table.from_pylist([dict(row) for row in rows]), path)
