"""Sealed changes: numbered and chained; visits beside them."""

from dataclasses import replace

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from enrolment_app.store import (
    Custody,
    Enrolment,
    NotKnown,
    Query,
    journal,
    materials,
)
from enrolment_app.store.bodies import body_of, read_body
from tests.store.builders import (
    HEAD,
    a_row,
    a_visit,
    an_edit,
    birth,
    household_of,
)
from tests.sync.builders import HOUSEHOLD, a_change

WRITES = st.dictionaries(
    st.sampled_from(["q/text", "q/int", "name"]),
    st.dictionaries(
        st.text(max_size=5),
        st.one_of(st.none(), st.text(st.characters(codec="utf-8"), max_size=9)),
        max_size=3,
    ),
    max_size=3,
)


@over(writes=WRITES)
def test_a_change_reads_back_with_the_same_name(writes):
    change = a_change(writes)

    read = read_body(body_of(change))

    assert read == change
    assert read.name == change.name


def test_numbers_of_a_chain_have_no_gap_and_each_area_has_its_own(store):
    store.enrol(Enrolment(7, "Laptop 7", ("PK501", "PK502")))

    sealed = [
        store.journal.seal(birth(seed, area=area, device=7))
        for seed, area in enumerate(["PK501", "PK502", "PK501", "PK501"])
    ]

    assert [(one.area, one.number) for one in sealed] == [
        ("PK501", 1),
        ("PK502", 1),
        ("PK501", 2),
        ("PK501", 3),
    ]


def test_sealing_closes_the_visit_it_came_of(store):
    visit = a_visit(1)
    store.visits.keep(visit, a_row(1))

    store.journal.seal(birth(1), visit.visit)

    assert store.visits.open() == ()
    assert not store.households.row(visit.household).open


def test_a_visit_that_goes_on_is_kept_in_the_place_of_the_sealed_one(store):
    first, second = a_visit(1), replace(a_visit(2), household=household_of(1))
    store.visits.keep(first, a_row(1))

    store.journal.seal(birth(1), first.visit, second)

    assert store.visits.open() == (second,)


def test_nothing_of_a_change_stays_when_its_sealing_fails(store):
    store.journal.seal(birth(1))
    again = birth(1)

    with pytest.raises(Exception, match="UNIQUE"):
        store.journal.seal(again)

    assert len(store.journal.history(household_of(1))) == 1
    assert store.check().sound


def test_an_edit_in_view_of_the_last_replaces_it(store):
    store.journal.seal(birth(1))
    house = household_of(1)

    store.journal.seal(an_edit(store, house, HEAD, "Nur Bibi", visit=2, time=9))

    row = store.households.row(house)
    assert (row.head, row.contested, row.changed_ms) == ("Nur Bibi", 0, 9)
    assert len(store.journal.history(house)) == 2


def test_a_change_to_a_member_is_part_of_the_households_history(store):
    store.journal.seal(birth(1))
    house = household_of(1)
    member = birth(1).parts[1].record

    store.journal.seal(an_edit(store, member, "cnic", "17301", visit=2))

    assert len(store.journal.history(house)) == 2
    assert store.households.page(Query()).total == 1


@pytest.mark.parametrize(
    "question", ["RECORDS", "SURVIVED", "HOLDING", "HISTORY", "TOP"]
)
def test_one_household_is_computed_without_reading_all_of_them(store, question):
    sql = getattr(materials, question, None) or journal.HISTORY

    plan = store._connection.read(f"EXPLAIN QUERY PLAN {sql}", ("[1]",))

    scanned = {line[-1].split()[1] for line in plan if line[-1].startswith("SCAN")}
    assert scanned <= {"json_each", "j", "u", "a", "above"}


def test_a_discarded_visit_leaves_what_was_sealed(store):
    store.journal.seal(birth(1))
    store.visits.keep(a_visit(1), a_row(1, head="Typed by mistake"))
    store.visits.keep(a_visit(2), a_row(2))

    store.visits.discard(a_visit(1).visit)
    store.visits.discard(a_visit(2).visit)

    assert store.households.row(household_of(1)).head == "Gul Zaman"
    assert not store.households.known(household_of(2))
    assert store.households.page(Query(text="mistake")).total == 0


def test_work_from_before_enrolment_becomes_the_devices_work(store):
    store.journal.seal(birth(1))
    store.journal.seal(an_edit(store, household_of(1), HEAD, "Nur", visit=2))
    store.visits.keep(a_visit(3), a_row(3))
    old = store.journal.context(household_of(1))

    assert store.enrol(Enrolment(7, "Laptop 7", ("PK501",))) == 2

    history = store.journal.history(household_of(1))
    assert {entry.change.device for entry in history} == {7}
    assert {entry.change.area for entry in history} == {"PK501"}
    assert [entry.number for entry in history] == [1, 2]
    assert store.households.row(household_of(1)).head == "Nur"
    assert store.check().sound
    # A visit that was opened before names the old changes; it has seen them all the same.
    edit = an_edit(store, household_of(1), HEAD, "Gul", visit=4)
    part = replace(edit.parts[0], context=old)
    store.journal.seal(replace(edit, parts=(part,)))
    assert store.households.row(household_of(1)).contested == 0


def test_custody_begins_with_only_here_and_goes_to_whoever_took_it(store):
    store.enrol(Enrolment(7, "Laptop 7", ("PK501",)))
    store.journal.seal(birth(1, area="PK501", device=7))
    store.journal.seal(birth(2, area="PK501", device=7))

    store.exchange.hand_over("PK501", 1)

    assert store.households.row(household_of(1)).custody is Custody.HANDED_OVER
    assert store.households.row(household_of(2)).custody is Custody.ONLY_HERE
    assert store.households.custody_counts() == {
        Custody.ONLY_HERE: 1,
        Custody.HANDED_OVER: 1,
        Custody.CONFIRMED: 0,
    }


def test_what_is_not_there_is_said_so(store):
    for ask in (
        lambda: store.visits.get(b"0123456789"),
        lambda: store.visits.discard(b"0123456789"),
        lambda: store.households.row(HOUSEHOLD),
        lambda: store.households.state(HOUSEHOLD),
        lambda: store.forms.get("00" * 32),
        lambda: store.people.get("nobody"),
    ):
        with pytest.raises(NotKnown):
            ask()
