"""A person is erased while a laptop has their household open: nothing stays or stops."""

import pytest

from enrolment_app.actions.exchange import exchange
from enrolment_app.household.draft import Draft
from enrolment_app.store import OpenVisit, Query
from sync.registry.erasure import erase
from sync.values import record_id
from tests.actions.sticks import sealed, to_and_fro
from tests.store.builders import LAYOUT, a_row, household_of
from tests.sync.builders import nonce, one
from tests.sync.registry.line import Line
from tests.sync.registry.offices import AREA

HOUSE, PERSON = household_of(1), record_id(nonce(1), 1)
SECRET = "1950-02-03"


@pytest.fixture
def go(office, asha):
    line = Line(office, asha.store.device.number)
    return lambda: exchange(asha, "http://r.example", connect=lambda *_: line)


@pytest.fixture
def visit(office, asha, go, tmp_path):
    """What a screen still has of a visit that was opened before the order came."""
    to_and_fro(office, asha, tmp_path)
    sealed(asha, 1)
    go()
    contexts = {PERSON: asha.store.journal.context(PERSON, AREA)}
    erase(office, PERSON, "guardian", "p-1", "file 12")
    go()
    writes = {PERSON: one("born", SECRET)}
    draft = Draft(nonce(50), HOUSE, LAYOUT.id, AREA, False, contexts, writes=writes)
    who = asha.person.id
    return OpenVisit(draft.nonce, HOUSE, LAYOUT.id, who, 1, draft.to_bytes())


def test_what_the_screen_still_has_is_not_kept_again(asha, go, visit):
    store = asha.store

    store.visits.keep(visit, a_row(1, words=(SECRET,)))

    (kept,) = store.visits.open()
    assert SECRET.encode() not in kept.draft
    assert not store.households.page(Query(text=SECRET)).rows
    assert store.check().sound
    sealed(asha, 2)
    go()
    assert store.exchange.waiting() == 0


def test_a_visit_about_the_erased_alone_keeps_nothing_else_here(asha, go, visit):
    store = asha.store
    store.visits.keep(visit)
    # As a program kept it that did not know better.
    store._connection.write("UPDATE visits SET draft = ?", (visit.draft,))
    sealed(asha, 2)

    go()

    assert store.exchange.waiting() == 0
    assert store.visits.open() == ()
