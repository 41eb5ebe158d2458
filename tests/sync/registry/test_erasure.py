"""A household is erased by order: its content is nowhere, everything else is kept."""

import dataclasses
from contextlib import closing

import pytest

from sync.change import Change, Context, Part
from sync.context import context_of
from sync.erasure import decode_order, encode_order, order_id
from sync.journal import decode_segment
from sync.merge import Agreed
from sync.registry import epochs, founding, quarantine
from sync.registry.acceptance import accept
from sync.registry.erasure import erase, heed, planned
from sync.values import record_id
from tests.sync.builders import nonce, one
from tests.sync.registry.erasing import everything, opened, pruned
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import AREA, LAYOUT, a_record, an_office, chance
from tests.sync.registry.test_restores import backed_up, restored

HOUSE, OTHER = a_record(1), a_record(2)
SECRET = "Zarmina of the fourth house"
GIVEN = ("household", "a1b2c3d4e5", "file 12")


def visit(laptop, number, name=SECRET):
    """One visit that makes a household with two people."""
    home = record_id(nonce(number), 0)
    rows = [
        Part(home, Context(), one("q/text", name)),
        *(
            Part(
                record_id(nonce(number), n),
                Context(),
                one("@parent", home)
                | one("born", f"200{n}-01-01")
                | one("q/text", f"{name} {n}"),
            )
            for n in (1, 2)
        ),
    ]
    change = Change(
        nonce(number), tuple(rows), LAYOUT.id, AREA, laptop.name, laptop.device
    )
    laptop.own.setdefault(AREA, []).append(change)
    laptop.changes[change.name] = change
    return home


def lies_at(office, text=SECRET):
    """Tell whether a text lies anywhere in the registry's database."""
    with office.storage.reading() as books:
        bodies = [one.bytes for one in books.aside.all()]
        for area in books.areas.written():
            bodies += [e.body for e in books.log.after(area.code, 0, 9999) if e.segment]
    return text in repr([opened(data) for data in bodies])


def lies_on(laptop, text=SECRET):
    """Tell whether a text lies anywhere on a laptop, packed or not."""
    return text in repr(everything(laptop))


@pytest.fixture
def told(office, asha, bilal):
    """Two households that both laptops know; the first one is to go."""
    home = visit(asha, 7)
    asha.write(OTHER, "q/text", "stays")
    exchange(office, asha)
    exchange(office, bilal)
    bilal.write(home, "q/text", SECRET + ", again")
    exchange(office, bilal)
    exchange(office, asha)
    return home


def test_it_is_nowhere_and_the_rest_is_what_it_was(office, asha, bilal, told):
    before = asha.state(OTHER)
    order = dict(asha.order)
    assert lies_at(office)
    assert lies_on(asha)

    done = erase(office, told, *GIVEN)
    for laptop in (asha, bilal):
        exchange(office, laptop)

    assert not lies_at(office)
    for laptop in (asha, bilal):
        assert not lies_on(laptop)
        assert laptop.state(told) == {}
        assert laptop.state(OTHER) == before
        assert laptop.order == order
    assert (len(done.records), done.changes, done.segments) == (3, 2, 2)
    assert decode_order(done.orders[0]).by == "a1b2c3d4e5"


def test_a_dry_run_changes_nothing(office, asha, told):
    plan = planned(office, told)

    assert (len(plan.records), plan.changes, plan.segments, plan.orders) == (
        3,
        2,
        2,
        (),
    )
    assert lies_at(office)


def test_a_fresh_laptop_gets_the_names_and_places(office, asha, told):
    erase(office, told, *GIVEN)
    carol = a_laptop(office, "carol")

    exchange(office, carol)
    exchange(office, asha)

    assert carol.order == asha.order
    assert set(carol.changes) == set(asha.changes)
    assert carol.changes == asha.changes
    assert carol.known[AREA].link == asha.known[AREA].link


def test_one_person_goes_and_the_household_stays(office, asha, bilal, told):
    gone = record_id(nonce(7), 2)
    erase(office, gone, "guardian", "a1b2c3d4e5", "")
    for laptop in (asha, bilal, carol := a_laptop(office, "carol")):
        exchange(office, laptop)

    assert not lies_at(office, SECRET + " 2")
    for laptop in (asha, bilal, carol):
        assert not lies_on(laptop, SECRET + " 2")
        assert laptop.state(gone) == {}
        assert laptop.state(told)["q/text"].value == {"q/text": SECRET + ", again"}
        assert laptop.state(record_id(nonce(7), 1)) != {}


def test_work_that_comes_later_is_pruned_at_the_door(office, asha, bilal, told):
    asha.write(told, "q/text", SECRET + ", later")
    segment = asha.outgoing(AREA, 2, 9999)
    erase(office, told, *GIVEN)

    accept(office, [segment])
    exchange(office, bilal)
    exchange(office, asha)

    assert not lies_at(office)
    assert not lies_on(bilal)
    assert not lies_on(asha)
    assert asha.waiting() == 0
    assert asha.order == bilal.order


def test_what_was_written_and_not_sent_leaves_by_its_name(office, asha, bilal, told):
    asha.write(told, "q/text", SECRET + ", unsent")
    after = asha.write(OTHER, "q/text", "after")
    erase(office, told, *GIVEN)
    asha.outgoing = lambda *_: None
    exchange(office, asha)
    del asha.outgoing

    exchange(office, asha)
    exchange(office, bilal)

    assert not lies_on(asha)
    assert asha.waiting() == 0
    assert bilal.state(OTHER)["q/text"].value == {"q/text": "after"}
    assert after.name in bilal.order[OTHER]


def test_a_moved_person_stays_with_those_they_moved_to(office, asha, bilal, told):
    person, home = record_id(nonce(7), 1), a_record(9)
    asha.write(home, "q/text", "their new home")
    shown = [n for n, c in asha.changes.items() if c.part(person)]
    context = context_of(asha.order[person], shown, asha.told_epoch)
    part = Part(person, context, one("@parent", home))
    change = Change(nonce(50), (part,), LAYOUT.id, AREA, "asha", asha.device)
    asha.own[AREA].append(change)
    asha.changes[change.name] = change
    exchange(office, asha)

    done = erase(office, told, *GIVEN)
    exchange(office, bilal)

    assert done.kept == (person,)
    assert person not in done.records
    assert isinstance(bilal.state(person)["q/text"], Agreed)
    assert bilal.state(person)["q/text"].value == {"q/text": SECRET + " 1"}


def test_nothing_is_ordered_about_nobody(office, asha):
    asha.write(OTHER, "q/text", "stays")
    exchange(office, asha)

    assert erase(office, a_record(99), *GIVEN).orders == ()
    with office.storage.reading() as books:
        assert books.erasures.all() == ()


def test_a_carrier_cannot_erase_what_was_not_ordered(office, asha, bilal, told):
    new = a_record(30)
    asha.write(new, "q/text", "here")
    whole = asha.outgoing(AREA, 2, 9999)

    refused = accept(office, [pruned(whole, {new})]).refused
    taken = accept(office, [whole]).refused

    assert [one.code for one in refused] == ["registry.erased_unordered"]
    assert taken == ()
    exchange(office, bilal)
    assert bilal.state(new)["q/text"].value == {"q/text": "here"}


def test_an_order_of_somebody_else_is_refused(office, asha, told):
    order = decode_order(erase(office, told, *GIVEN).orders[0])
    forged = encode_order(dataclasses.replace(order, records=(OTHER,)), asha.key.sign)

    refused = accept(office, [forged]).refused

    assert [one.code for one in refused] == ["sync.bad_signature"]


def test_held_work_is_pruned_too_and_may_be_released(office, asha, bilal, told):
    asha.write(told, "q/text", SECRET + ", held", status="abolished")
    exchange(office, asha)
    erase(office, told, *GIVEN)

    assert not lies_at(office)
    assert quarantine.release(office, quarantine.held(office)) == 1
    for laptop in (bilal, asha):
        exchange(office, laptop)
    assert asha.order == bilal.order


def test_after_a_restore_the_laptops_bring_the_order_back(tmp_path):
    office = an_office(tmp_path / "registry")
    asha, bilal = a_laptop(office, "asha"), a_laptop(office, "bilal")
    home = visit(asha, 7)
    exchange(office, asha)
    exchange(office, bilal)
    backup = backed_up(office, tmp_path)
    office = founding.open_office(tmp_path / "registry", "", office.clock, chance(b"x"))
    bilal.write(home, "q/text", SECRET + ", again")
    exchange(office, bilal)
    order = erase(office, home, *GIVEN).orders[0]
    exchange(office, asha)

    office = restored(office, tmp_path, backup)
    epochs.begin_epoch(office)
    assert lies_at(office)
    exchange(office, asha)
    assert not lies_at(office)
    exchange(office, bilal)
    exchange(office, asha)

    with closing(office.storage), office.storage.reading() as books:
        assert [order_id(one) for one in books.erasures.all()] == [order_id(order)]
    for laptop in (asha, bilal):
        assert not lies_on(laptop)
        assert laptop.waiting() == 0
    assert asha.order == bilal.order
    assert set(asha.changes) == set(bilal.changes)


def test_no_byte_lies_on_in_the_files_of_the_registry(tmp_path):
    office = an_office(tmp_path / "registry")
    asha = a_laptop(office, "asha")
    home = visit(asha, 7, name="Q" * 40)
    asha.write(OTHER, "q/text", "stays")
    exchange(office, asha)
    body = decode_segment(asha.segments[AREA][0][3]).body
    windows = [body[at : at + 16] for at in range(len(body) - 16)]
    with closing(office.storage):
        assert any(window in on_disk(tmp_path) for window in windows)

        erase(office, home, *GIVEN)

        left = on_disk(tmp_path)
        assert not any(window in left for window in windows)


def on_disk(place):
    files = sorted((place / "registry").glob("*"))
    return b"".join(file.read_bytes() for file in files)


def test_an_order_heeded_twice_is_one(office, told):
    order = erase(office, told, *GIVEN).orders[0]

    assert not heed(office, order)
