"""A household is looked for while work comes in: all of it is found nonetheless."""

import pytest

from sync.change import Change, Context, Part
from sync.registry import erasure, publishing
from sync.registry.erasure import erase
from tests.sync.builders import nonce, one
from tests.sync.registry.erasing import tells
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import (
    AREA,
    LATER,
    LAYOUT,
    LAYOUTS,
    a_body,
    a_record,
    an_office,
)

HOUSE, ROW = a_record(1), a_record(2)


@pytest.fixture
def office(tmp_path):
    office = an_office(tmp_path / "registry")
    yield office
    office.storage.close()


def adds_a_person(laptop, layout):
    """Write a row below the house, and nothing of the house itself."""
    part = Part(ROW, Context(), one("@parent", HOUSE) | one("q/text", "a person"))
    laptop.own[AREA] = [
        Change(nonce(70), (part,), layout.id, AREA, laptop.name, laptop.device)
    ]
    laptop.layouts = LAYOUTS


@pytest.mark.parametrize("what", ["comes", "can be read"])
def test_a_person_who_is_added_while_the_household_is_looked_for_goes_with_it(
    office, monkeypatch, what
):
    asha, bilal = a_laptop(office, "asha"), a_laptop(office, "bilal")
    bilal.write(HOUSE, "q/text", "known")
    exchange(office, bilal)
    adds_a_person(asha, LAYOUT if what == "comes" else LATER)
    if what == "can be read":
        exchange(office, asha)
    find = erasure.find

    def found(*given):
        told = find(*given)
        monkeypatch.setattr(erasure, "find", find)
        if what == "comes":
            exchange(office, asha)
        else:
            publishing.publish(office, a_body(LATER))
        return told

    monkeypatch.setattr(erasure, "find", found)

    erased = erase(office, HOUSE, "household", "p-1", "file")

    with office.storage.reading() as books:
        kept = [entry.body for entry in books.log.after(AREA, 0, 99) if entry.segment]
    assert erased.records == tuple(sorted([HOUSE, ROW]))
    assert not tells(kept, ROW)
