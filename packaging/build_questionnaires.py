"""Makes the questionnaires' workbooks, and keeps their places those of the gazetteer.

    python packaging/build_questionnaires.py            writes build/questionnaires/
    python packaging/build_questionnaires.py --refresh  writes the places anew
    python packaging/build_questionnaires.py --xform    writes the XForms as well

The sources are resources/questionnaires/*/*.md. The same source always gives the
same bytes.
"""

import argparse
import csv
import re
import sys
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from pyxform.xls2json_backends import _md_table_to_ss_structure
from pyxform.xls2xform import convert

ROOT = Path(__file__).resolve().parent.parent
QUESTIONNAIRES = ROOT / "resources" / "questionnaires"
PLACES = ROOT / "resources" / "gazetteer" / "places.csv"
# Between these two comment lines a source's places are written by --refresh.
FIRST_PLACE = "# Places from resources/gazetteer, written by build_questionnaires.py"
LAST_PLACE = "# End of the places"
# Zip archives know no earlier day; a fixed one keeps the bytes the same.
FIXED_DAY = (1980, 1, 1, 0, 0, 0)
WIDE, NARROW = 48, 16
Table = Sequence[Sequence[str | None]]


def place_lines() -> Iterator[str]:
    """Give the choices of divisions, districts and tehsils as table lines."""
    with PLACES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["level"] == "province" or row["valid_to"]:
                continue
            # A division's parent is the one province: nothing to filter by.
            parent = "" if row["level"] == "division" else row["parent"]
            cells = (row["level"], row["code"], row["name_en"], row["name_ur"], parent)
            yield f"| | {' | '.join(cells)} |"


def refreshed(source: str) -> str:
    """Give a source with its places replaced by those of the gazetteer."""
    if FIRST_PLACE not in source:
        return source
    before, rest = source.split(FIRST_PLACE)
    after = rest.split(LAST_PLACE)[1]
    return "\n".join([before + FIRST_PLACE, *place_lines(), LAST_PLACE + after])


def fill(sheet: Worksheet, table: Table) -> None:
    """Write one sheet: headings that stay, wrapped texts, Urdu from the right."""
    for cells in table:
        sheet.append(list(cells))
    headings = [heading or "" for heading in table[0]]
    for number, heading in enumerate(headings, start=1):
        is_text = "::English" in heading or "::Urdu" in heading
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = WIDE if is_text else NARROW
        order = 2 if "::Urdu" in heading else 1
        for (cell,) in sheet.iter_rows(min_col=number, max_col=number):
            cell.alignment = Alignment(
                wrap_text=is_text, vertical="top", readingOrder=order
            )
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E0F1F1")
    sheet.freeze_panes = "C2"


def workbook(source: str) -> bytes:
    """Give the .xlsx of a source, byte for byte the same each time."""
    book = Workbook()
    book.remove(book.active)
    for name, table in _md_table_to_ss_structure(source).items():
        fill(book.create_sheet(name), table)
    written = BytesIO()
    book.save(written)
    return without_clock(written.getvalue())


def without_clock(xlsx: bytes) -> bytes:
    """Give the same workbook with a fixed day wherever the clock was written."""
    steady = BytesIO()
    day = datetime(*FIXED_DAY).strftime("%Y-%m-%dT%H:%M:%SZ").encode()  # noqa: DTZ001
    with (
        zipfile.ZipFile(BytesIO(xlsx)) as old,
        zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in sorted(old.namelist()):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", day, content)
            entry = zipfile.ZipInfo(name, date_time=FIXED_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return steady.getvalue()


def build(source: Path, out: Path, *, xform: bool) -> None:
    """Write what administrators install: the workbook, and the XForm if asked."""
    out.mkdir(parents=True, exist_ok=True)
    target = out / f"{source.stem}.xlsx"
    target.write_bytes(workbook(source.read_text(encoding="utf-8")))
    print(target)
    if xform:
        converted = convert(target)
        target.with_suffix(".xml").write_text(converted.xform, encoding="utf-8")
        print(target.with_suffix(".xml"), *converted.warnings, sep="\n")


def main(arguments: Sequence[str]) -> None:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "questionnaires")
    parser.add_argument("--refresh", action="store_true")
    parser.add_argument("--xform", action="store_true")
    asked = parser.parse_args(arguments)
    for source in sorted(QUESTIONNAIRES.glob("*/*.md")):
        if source.stem != source.parent.name:
            continue  # a README beside the source
        if asked.refresh:
            text = refreshed(source.read_text(encoding="utf-8"))
            source.write_text(text, encoding="utf-8")
        build(source, asked.out, xform=asked.xform)


if __name__ == "__main__":
    main(sys.argv[1:])
