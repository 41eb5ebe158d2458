"""What PROTOCOL.md says is what the code does, table by table."""

import re
from pathlib import Path

import pytest

from sync.change import Why
from sync.columns import Way
from sync.dictionary import DICTIONARIES
from sync.journal import CHANGES_MAX
from sync.layout import FIELD_TYPES, HOUSEHOLD_STATUSES, ROW_STATUSES
from sync.policies import POLICIES
from sync.registry.acceptance import (
    AREA_UNKNOWN,
    ERASED_UNORDERED,
    UNPROVED_FORM,
    UNPROVED_PACKING,
)
from sync.registry.api.refusals import STATUS
from sync.registry.verdicts import CODES
from sync.seal import Purpose
from sync.session.entrycode import NUMBERS
from sync.session.machine import GAP
from sync.session.states import NEXT
from sync.table import Cell
from sync.typed import SPLITTERS

TEXT = (Path(__file__).parents[2] / "sync" / "PROTOCOL.md").read_text("utf-8")


def section(number):
    found = re.search(rf"^## {number} .*?(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL)
    assert found, number
    return found[0]


def rows(text):
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_every_transition_is_in_the_table_and_no_other():
    told = {tuple(row) for row in rows(section(12))} - {
        ("Knows", "hears", "knows then")
    }

    assert told == {
        (knows.value, heard_as(heard), then.value)
        for (knows, heard), then in NEXT.items()
    }


def heard_as(heard):
    return "a contradiction" if heard.value == "contradiction" else heard.value


def test_every_reason_for_holding_and_refusing_is_named():
    text = section(13)

    assert set(re.findall(r"`(held\.[a-z_]+)`", text)) == set(CODES)
    refused = {AREA_UNKNOWN, ERASED_UNORDERED, GAP, UNPROVED_FORM, UNPROVED_PACKING}
    assert refused <= set(re.findall(r"`([a-z_.]+)`", text))


def test_every_kind_of_entry_has_its_number():
    told = [int(row[0]) for row in rows(section(10)) if row[0].isdigit()]

    assert told == sorted(NUMBERS.values())


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (4, [purpose.value for purpose in Purpose]),
        (5, [*HOUSEHOLD_STATUSES, *ROW_STATUSES, *(why.value for why in Why)]),
        (6, list(POLICIES)),
        (8, [name for name in FIELD_TYPES if name in SPLITTERS]),
        (15, [failure.code for failure in STATUS if failure.code.count(".") == 1]),
    ],
)
def test_every_word_of_a_list_is_told(number, words):
    told = set(re.findall(r"[a-z]+(?:[-._][a-z]+)*", section(number)))
    hidden = {"registry.clashed", "registry.database_unreachable"}

    assert {w for w in words if w not in told} <= hidden | {"sync.peer_unreachable"}


def test_reasons_stand_in_the_order_of_their_numbers():
    whys = " ".join(why.value for why in Why)

    assert f"`{whys}`" in section(5)


def test_ways_and_cells_have_their_numbers():
    text = section(8)

    ways = [int(row[0]) for row in rows(text) if row[0].isdigit()]
    assert ways == [way.value for way in Way]
    said = "0 is an answer; then for each 1 what it is: 1 absent, 2 cleared, 3 don't"
    assert said in text
    assert [cell.name for cell in Cell] == [
        "ANSWER",
        "ABSENT",
        "CLEARED",
        "DONT_KNOW",
        "REFUSED",
        "AS_TEXT",
    ]


def test_bounds_are_those_of_the_code():
    assert f"1 to {CHANGES_MAX:,}" in section(7)
    assert max(DICTIONARIES) >= 1


def test_the_contents_name_every_section():
    told = re.findall(r"^\d+ \[|· (\d+) \[", TEXT, re.MULTILINE)
    headings = re.findall(r"^## (\d+) ", TEXT, re.MULTILINE)

    assert headings == [str(n) for n in range(1, len(headings) + 1)]
    assert len(told) == len(headings)
