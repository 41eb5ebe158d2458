"""Writes places.csv from the published P-code tables and our Urdu names.

Run by path: `python resources/gazetteer/make_gazetteer.py FOLDER`, where FOLDER
holds kp_districts_ocha_pcodes.csv and kp_tehsils_ocha_pcodes.csv (README.md says
where they come from). The same input always gives the same bytes.
"""  # noqa: INP001 (a script beside the data it makes, never imported)

import csv
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

HERE = Path(__file__).parent
COLUMNS = (
    "code",
    "level",
    "parent",
    "name_en",
    "name_ur",
    "valid_from",
    "valid_to",
    "source",
    "name_ur_standing",
)
PROVINCE = ("PK5", "Khyber Pakhtunkhwa", "خیبر پختونخوا")
# OCHA publishes no codes for divisions, so ours carry our own prefix.
DIVISIONS = {
    "Bannu": ("KP-BANNU", "بنوں"),
    "Dera Ismail Khan": ("KP-DIKHAN", "ڈیرہ اسماعیل خان"),
    "Hazara": ("KP-HAZARA", "ہزارہ"),
    "Kohat": ("KP-KOHAT", "کوہاٹ"),
    "Malakand": ("KP-MALAKAND", "مالاکنڈ"),
    "Mardan": ("KP-MARDAN", "مردان"),
    "Peshawar": ("KP-PESHAWAR", "پشاور"),
}
OCHA = "OCHA COD-AB PAK P-codes 2023-02-01"
NOTIFIED = "Division notifications of 2018; code ours"
LEVELS = ("province", "division", "district", "tehsil")
# The day of the P-code list: when each row was true, not when the place was founded.
VALID_FROM = "2023-02-01"

Row = dict[str, str]


def place(
    code: str, level: str, parent: str, names: tuple[str, str], standing: str
) -> Row:
    """Give one row of places.csv, valid from the day of the P-code list."""
    source = NOTIFIED if level == "division" else OCHA
    values = (code, level, parent, *names, VALID_FROM, "", source, standing)
    return dict(zip(COLUMNS, values, strict=True))


def read(path: Path) -> list[Row]:
    """Give a CSV file's rows."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def urdu(row: Row, code: str, ours: Mapping[str, Row]) -> tuple[str, str]:
    """Give a place's Urdu name and its standing: ours wins over the source's."""
    if code in ours:
        return ours[code]["name_ur"], ours[code]["standing"]
    return row["name_ur_source"], "source"


def places(folder: Path) -> Iterator[Row]:
    """Give every place, parents before children."""
    ours = {row["code"]: row for row in read(HERE / "urdu_names.csv")}
    yield place(PROVINCE[0], "province", "", PROVINCE[1:], "ours")
    for name, (code, name_ur) in DIVISIONS.items():
        yield place(code, "division", PROVINCE[0], (name, name_ur), "ours")
    for row in read(folder / "kp_districts_ocha_pcodes.csv"):
        name_ur, standing = urdu(row, row["adm2_pcode"], ours)
        parent = DIVISIONS[row["division"]][0]
        names = (row["name_en"], name_ur)
        yield place(row["adm2_pcode"], "district", parent, names, standing)
    for row in read(folder / "kp_tehsils_ocha_pcodes.csv"):
        name_ur, standing = urdu(row, row["adm3_pcode"], ours)
        names = (row["name_en"], name_ur)
        yield place(row["adm3_pcode"], "tehsil", row["adm2_pcode"], names, standing)


def main(folder: Path) -> None:
    """Write places.csv beside this script."""
    target = HERE / "places.csv"
    with target.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(places(folder))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
