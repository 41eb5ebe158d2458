"""A workbook of any kind as sheets of rows, and from there to an XForm by pyxform."""

from __future__ import annotations

import io
import zipfile
from contextlib import redirect_stdout
from dataclasses import dataclass, field, fields
from typing import Any

from .itemsets import with_itemsets

Row = dict[str, Any]

KINDS = (".xlsx", ".xls", ".xlsm", ".csv", ".md")
# What a packed workbook may grow to; the largest list of places is far below.
UNPACKED_BYTES_MAX = 512 * 1024 * 1024
_PACKED, _BINARY = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


class NoWorkbook(Exception):
    """The bytes are no workbook of any kind."""


@dataclass(slots=True)
class Workbook:
    """Sheets by name, each a list of rows by header; row 2 of a sheet is the first.

    `form_name` is what the root of the form is to be called, None for pyxform's own.
    """

    sheets: dict[str, list[Row]]
    headers: dict[str, list[Row]]
    names: list[str] = field(default_factory=list)
    form_name: str | None = None

    def rows(self, sheet: str) -> list[Row]:
        """Give the rows of a sheet, made if there is none."""
        return self.sheets.setdefault(sheet, [])

    def columns(self, sheet: str) -> list[str]:
        """Give the headers of a sheet as they are written."""
        return [name for row in self.headers.get(sheet, ()) for name in row]

    def add_column(self, sheet: str, name: str) -> None:
        """Let a sheet have a column."""
        if name not in self.columns(sheet):
            self.headers.setdefault(sheet, [{}])
            self.headers[sheet][0][name] = None

    def drop_column(self, sheet: str, name: str) -> None:
        """Take a column out of a sheet."""
        for row in (*self.headers.get(sheet, ()), *self.rows(sheet)):
            row.pop(name, None)


def rows_of(workbook: Workbook) -> dict[str, int]:
    """Tell in which row of the survey each question and group stands, by its path."""
    found: dict[str, int] = {}
    around: list[str] = []
    for number, row in enumerate(workbook.rows("survey"), start=2):
        kind = "_".join(str(row.get("type") or "").lower().split())
        name = str(row.get("name") or "")
        if kind.startswith("end"):
            del around[-1:]
            continue
        found["/".join([*around, name])] = number
        if kind.startswith("begin"):
            around.append(name)
    return found


def is_binary(content: bytes) -> bool:
    """Whether this is a workbook of an office program, old or new."""
    return content.startswith((_PACKED, _BINARY))


def kind_of(content: bytes, suffix: str) -> str:
    """Tell what kind of workbook this is: by its first bytes, then by its name."""
    if content.startswith(_PACKED):
        return suffix if suffix == ".xlsm" else ".xlsx"
    return ".xls" if content.startswith(_BINARY) else suffix


def read_workbook(content: bytes, suffix: str) -> Workbook:
    """Read a workbook; raises NoWorkbook, and what pyxform raises of a bad header."""
    from pyxform.xls2json_backends import get_xlsform  # noqa: PLC0415 - slow to import

    kind = kind_of(content, suffix)
    if kind in (".xlsx", ".xlsm"):
        _refuse_bombs(content)
    with redirect_stdout(io.StringIO()):
        given = get_xlsform(io.BytesIO(content), file_type=kind)
    read = {each.name: getattr(given, each.name) for each in fields(given)}
    sheets = {name: list(rows) for name, rows in read.items() if _is_sheet(name, rows)}
    headers = {
        name.removesuffix("_header"): [dict(row) for row in rows]
        for name, rows in read.items()
        if name.endswith("_header") and rows
    }
    return Workbook(sheets, headers, list(read["sheet_names"] or ()))


def _is_sheet(name: str, rows: Any) -> bool:
    about = ("sheet_names", "fallback_form_name")
    return not name.endswith("_header") and name not in about and rows is not None


def _refuse_bombs(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise NoWorkbook(str(error)) from error
    if size > UNPACKED_BYTES_MAX:
        raise NoWorkbook(f"{size} bytes once unpacked")


def to_xform(workbook: Workbook) -> bytes:
    """Convert to an XForm; raises whatever pyxform raises.

    pyxform writes into the rows it is given, so it gets copies.
    """
    from pyxform.xls2xform import convert  # noqa: PLC0415 - slow to import

    given: dict[str, Any] = {
        name: [dict(row) for row in rows] for name, rows in workbook.sheets.items()
    }
    for name, rows in workbook.headers.items():
        given[f"{name}_header"] = [dict(row) for row in rows]
    with redirect_stdout(io.StringIO()):
        done = convert(
            xlsform={**given, "sheet_names": workbook.names},
            warnings=[],
            validate=False,
            pretty_print=False,
            form_name=workbook.form_name,
        )
    xform = str(done.xform).encode()
    return with_itemsets(xform, done.itemsets.encode()) if done.itemsets else xform


def _packed(content: bytes) -> Any:
    """Read a workbook of the old kind into one of the new."""
    import openpyxl  # noqa: PLC0415 - only for repairs
    import xlrd  # noqa: PLC0415

    old, book = xlrd.open_workbook(file_contents=content), openpyxl.Workbook()
    book.remove(book.active)
    for sheet in old.sheets():
        new = book.create_sheet(sheet.name)
        for row in sheet.get_rows():
            new.append([_cell(each, old.datemode) for each in row])
    return book


def _cell(cell: Any, first_day: int) -> Any:
    import xlrd  # noqa: PLC0415 - only for repairs

    match cell.ctype:
        case xlrd.XL_CELL_DATE:
            return xlrd.xldate_as_datetime(cell.value, first_day)
        case xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        case xlrd.XL_CELL_ERROR | xlrd.XL_CELL_EMPTY | xlrd.XL_CELL_BLANK:
            return None
        case _:
            return cell.value


def without_second_header(content: bytes, header: str) -> bytes:
    """Give a workbook, packed, in which a header that stands twice stands once."""
    import openpyxl  # noqa: PLC0415 - only for repairs

    book = (
        openpyxl.load_workbook(io.BytesIO(content))
        if content.startswith(_PACKED)
        else _packed(content)
    )
    for sheet in book.worksheets:
        seen = False
        for cell in sheet[1] if sheet.max_row else ():
            if cell.value is not None and str(cell.value).strip() == header:
                if seen:
                    cell.value = f"unused {cell.column} {header}".replace(":", " ")
                seen = True
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
