"""A decision covers what was compared, and nothing that came in meanwhile."""

import pytest

from enrolment_app.actions.list_conflicts import conflicts_of
from enrolment_app.actions.read_bundle import read_bundle
from enrolment_app.actions.settle import Keep, settle
from enrolment_app.household.draft import Draft
from enrolment_app.problems import Problem
from enrolment_app.store import OpenVisit
from sync.change import NOTHING_SEEN, Part
from sync.values import record_id
from tests.actions.sticks import edited, everything, sealed, written
from tests.store.builders import HEAD, LAYOUT, a_change, an_edit, household_of
from tests.sync.builders import nonce, one
from tests.sync.registry.offices import AREA

HOUSE = household_of(1)


@pytest.fixture
def compared(asha, nazia, tmp_path):
    """Two answers about one head of household, on the supervisor's laptop."""
    sealed(asha, 1)
    read_bundle(nazia, written(asha, tmp_path))
    edited(asha, HOUSE, "Zarmina", 71)
    edited(nazia, HOUSE, "Zarghuna", 72)
    read_bundle(nazia, written(asha, tmp_path))
    (contested,) = conflicts_of(nazia, HOUSE)
    return contested


def test_an_answer_that_nobody_compared_is_not_decided_over(nazia, compared):
    before = everything(nazia)
    one_of_two = [compared.sides[0].change.name]

    refused = settle(nazia, HOUSE, HEAD, Keep(1), shown=one_of_two)

    assert isinstance(refused, Problem)
    assert refused.code == "conflict.changed"
    assert everything(nazia) == before


def test_what_was_compared_whole_is_decided(nazia, compared):
    both = [side.change.name for side in compared.sides]

    done = settle(nazia, HOUSE, HEAD, Keep(2), shown=both)

    assert not isinstance(done, Problem)
    assert conflicts_of(nazia, HOUSE) == ()


def test_a_row_that_came_while_a_visit_is_open_can_be_settled(asha, nazia, tmp_path):
    sealed(asha, 1)
    read_bundle(nazia, written(asha, tmp_path))
    contexts = {HOUSE: nazia.store.journal.context(HOUSE, AREA)}
    said = {HOUSE: one(HEAD, "Nur")}
    draft = Draft(nonce(50), HOUSE, LAYOUT.id, AREA, False, contexts, writes=said)
    visit = (draft.nonce, HOUSE, LAYOUT.id, nazia.person.id, 1, draft.to_bytes())
    nazia.store.visits.keep(OpenVisit(*visit))
    row = record_id(nonce(90), 0)
    born = {"@kind": {"@kind": "members"}, "@parent": {"@parent": HOUSE}}
    part = Part(row, NOTHING_SEEN, born | one("born", "1990-01-01"))
    device = asha.store.device.number
    asha.store.journal.seal(a_change([part], visit=90, area=AREA, device=device))
    read_bundle(nazia, written(asha, tmp_path))
    for work, date, visit in ((asha, "1991-01-01", 91), (nazia, "1992-01-01", 92)):
        change = an_edit(work.store, row, "born", date, visit=visit)
        work.store.journal.seal(change)
    read_bundle(nazia, written(asha, tmp_path))
    (contested,) = conflicts_of(nazia, HOUSE)

    done = settle(nazia, HOUSE, contested.address, Keep(1))

    assert not isinstance(done, Problem)
    assert conflicts_of(nazia, HOUSE) == ()
    open_now = Draft.from_bytes(nazia.store.visits.of(HOUSE).draft)
    assert done.name in open_now.contexts[row].extras
