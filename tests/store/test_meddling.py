"""A journal or lists that were meddled with: found, and made anew."""

import pytest

from enrolment_app.store import (
    Query,
)
from tests.store.builders import (
    a_row,
    a_visit,
    birth,
    household_of,
)


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM changes WHERE number = 2",
        "UPDATE changes SET number = 9 WHERE number = 3",
        "UPDATE changes SET link = x'00' WHERE number = 2",
        "UPDATE changes SET body = (SELECT body FROM changes WHERE number = 1) WHERE number = 2",
        "UPDATE changes SET name = x'00' WHERE number = 2",
    ],
)
def test_a_chain_that_was_meddled_with_does_not_verify(store, damage):
    for seed in range(3):
        store.journal.seal(birth(seed))
    assert store.journal.verify() == ()

    store._connection.write("PRAGMA foreign_keys = OFF")
    store._connection.write(damage)

    assert store.journal.verify() != ()
    assert not store.check().sound


def test_lists_that_were_meddled_with_are_found_and_made_anew(store):
    for seed in range(3):
        store.journal.seal(birth(seed))
    store._connection.write("UPDATE households SET head = 'Somebody else'")
    assert len(store.check().projections) == 3

    assert store.rebuild() == 3

    assert store.check().sound
    assert store.households.row(household_of(1)).head == "Gul Zaman"
    assert store.households.page(Query(text="gul")).total == 3


def test_lists_show_an_open_visit_and_can_be_rebuilt_with_it(store):
    store.journal.seal(birth(1))
    store.visits.keep(a_visit(1), a_row(1, head="Gul Zaman Khan"))
    store.visits.keep(a_visit(2), a_row(2, head="New Household"))
    before = [store.households.row(household_of(seed)) for seed in (1, 2)]

    store.rebuild()

    assert [store.households.row(household_of(seed)) for seed in (1, 2)] == before
    assert before[0].head == "Gul Zaman Khan"
    assert store.check().sound
