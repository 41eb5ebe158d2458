"""Reading what is to be taken in: a table, a workbook, a folder of tables, JSON."""

import csv
import json
import zlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from enrolment_app.household.preloading import Entry, Row, Sheets
from enrolment_app.household.tables import HOUSEHOLDS, unsafe
from enrolment_app.problems import Problem
from sync.folders import regular

FIRST_ROW = 2
UNREADABLE = (
    ValueError,
    TypeError,
    AttributeError,
    KeyError,
    RecursionError,
    csv.Error,
    BadZipFile,
    zlib.error,
    InvalidFileException,
)
BOOKS = ("codebook", "choices")


def read_tables(file: Path) -> Sheets | list[Entry] | Problem:
    """Read a file: sheets of rows, or of JSON the households themselves."""
    try:
        match file.suffix.lower():
            case _ if file.is_dir():
                return _folder(file)
            case ".json":
                text = regular(file).read_text(encoding="utf-8-sig")
                return _documents(json.loads(text))
            case ".xlsx" | ".xlsm":
                return _workbook(file)
            case ".csv":
                return _beside(file)
    except OSError:
        return Problem("cli.file_unreadable", values={"file": str(file)})
    except UNREADABLE:
        return Problem("import.unreadable", values={"file": str(file)})
    return Problem("import.no_such_kind", values={"file": str(file)})


def _folder(folder: Path) -> Sheets | list[Entry] | Problem:
    documents = folder / f"{HOUSEHOLDS}.json"
    if documents.exists():
        return read_tables(documents)
    found = folder / f"{HOUSEHOLDS}.csv"
    if not found.exists():
        return Problem("cli.file_unreadable", values={"file": str(found)})
    return _beside(found)


def _beside(file: Path) -> Sheets:
    """Read a table; beside `households.csv` lie the tables of its lists."""
    if file.stem != HOUSEHOLDS:
        return {HOUSEHOLDS: list(_csv(file))}
    tables = sorted(
        each for each in file.parent.glob("*.csv") if each.stem not in BOOKS
    )
    return {each.stem: list(_csv(each)) for each in tables}


def _csv(file: Path) -> Iterator[Row]:
    with regular(file).open(encoding="utf-8-sig", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), FIRST_ROW):
            cells = {
                unsafe(header.strip()): unsafe(cell or "")
                for header, cell in row.items()
                if header is not None
            }
            if any(cells.values()):
                yield Row(number, cells)


def _workbook(file: Path) -> Sheets:
    """Read a workbook: its sheets are tables, the first one holds households."""
    book = load_workbook(regular(file), read_only=True, data_only=True)
    found: dict[str, list[Row]] = {}
    for place, sheet in enumerate(book.worksheets):
        name = HOUSEHOLDS if place == 0 else sheet.title
        if name in BOOKS:
            continue
        rows = sheet.iter_rows(values_only=True)
        headers = [_written(cell) for cell in next(rows, ())]
        read = [
            Row(number, dict(zip(headers, map(_written, row), strict=False)))
            for number, row in enumerate(rows, FIRST_ROW)
        ]
        found[name] = [row for row in read if any(row.cells.values())]
    book.close()
    return found


def _written(cell: Any) -> str:
    """Give a cell as the form would store it."""
    match cell:
        case None:
            return ""
        case bool():
            return str(int(cell))
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime() | date() | time():
            return cell.isoformat()
        case _:
            return str(cell).strip()


def _documents(read: Any) -> list[Entry]:
    """Read households as an export or `household show --json` gives them."""
    listed = read if isinstance(read, list) else [read]
    entries = []
    for number, each in enumerate(listed, 1):
        answers = each.get("answers", each)
        if not isinstance(answers, Mapping):
            raise TypeError("answers are an object")
        identity = str(each.get("id", ""))
        entries.append(Entry(number, identity, dict(answers)))
    return entries
