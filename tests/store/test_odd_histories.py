"""Laptops with a history: copied, put back, enrolled late, beside a model."""

import random
import shutil
from dataclasses import replace

from enrolment_app.store import Query
from sync.change import NOTHING_SEEN, Part
from sync.values import record_id
from tests.store.builders import (
    HEAD,
    a_row,
    a_store,
    a_visit,
    birth,
    household_of,
    opened,
)
from tests.store.laptops import (
    HOUSE,
    an_enrolled,
    edited,
    enrol,
    sealed,
    talk,
)
from tests.sync.builders import nonce
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import AREA


def test_work_begun_before_enrolment_goes_out_after_it(office, tmp_path, bilal):
    with a_store(tmp_path / "early") as store:
        store.journal.seal(birth(1))
        store.visits.keep(a_visit(2), a_row(2))
        enrol(store, office, "early")

        assert talk(office, store).sent == 1
        assert store.visits.of(household_of(2)) is not None

    talk(office, bilal)
    assert bilal.households.row(HOUSE).head == "Gul Zaman"


def test_a_copied_laptop_hands_over_its_work_under_a_new_number(
    office, tmp_path, bilal
):
    place = tmp_path / "first"
    with an_enrolled(place, office, "first") as store:
        sealed(store, 1)
        talk(office, store)
        sealed(store, 2)
    shutil.copytree(place, tmp_path / "copy")

    with opened(tmp_path / "copy") as copy:
        assert copy.device.trouble == "copied"
        old_key = copy.device.public_key
        enrol(copy, office, "copy")
        assert copy.device.trouble == ""
        assert copy.device.public_key != old_key
        assert talk(office, copy).sent == 1
        assert copy.check().sound
    with opened(place) as store:
        assert talk(office, store).sent == 1

    talk(office, bilal)
    row = bilal.households.row(household_of(2))
    assert (row.head, row.contested) == ("Gul Zaman", 0)
    assert bilal.households.page(Query()).total == 2


def test_a_database_that_lost_what_it_sent_notices_at_opening(office, tmp_path):
    place = tmp_path / "a"
    with an_enrolled(place, office, "a") as store:
        backup = (place / "store.db").read_bytes()
        sealed(store, 1)
        talk(office, store)
    (place / "store.db").write_bytes(backup)

    with opened(place) as store:
        assert store.device.trouble == "rolled-back"


def test_the_store_and_the_model_in_memory_come_to_the_same(office, asha):
    """A random history between the store and the in-memory laptop of the exchange."""
    model = a_laptop(office, "model")
    dice = random.Random(4)
    for seed in range(4):
        sealed(asha, seed)
    talk(office, asha)
    exchange(office, model)
    for step in range(40):
        house = household_of(dice.randrange(4))
        match dice.randrange(4):
            case 0:
                edited(asha, house, f"asha {step}", visit=500 + step, time=step)
            case 1:
                model.write(house, HEAD, f"model {step}")
            case 2:
                talk(office, asha)
            case 3:
                exchange(office, model)
    for _ in range(2):
        talk(office, asha)
        exchange(office, model)

    for seed in range(4):
        house = household_of(seed)
        material = asha.journal.material(house)
        assert {c.name for c in material.changes} == {
            name for name, c in model.changes.items() if c.part(house)
        }
        assert list(material.order[house]) == model.order[house]
    assert asha.check().sound


def test_a_row_that_is_its_own_parent_is_listed_at_once_as_it_is_later(
    office, asha, bilal
):
    change = birth(1, area=AREA, device=asha.device.number)
    row = record_id(nonce(1), 5)
    writes = {"@kind": {"@kind": "members"}, "@parent": {"@parent": row}}
    parts = (*change.parts, Part(row, NOTHING_SEEN, writes))
    asha.journal.seal(replace(change, parts=parts))
    talk(office, asha)

    talk(office, bilal)

    assert bilal.check().sound
