"""What people disagree about survives a move, is settled there, and comes back by undo."""

import pytest

from enrolment_app.actions.list_conflicts import conflicts_of
from enrolment_app.actions.move_visit import move_visit, offer_of, undo_move
from enrolment_app.actions.open_visit import open_visit
from enrolment_app.actions.sealing import made
from enrolment_app.actions.settle import Keep, settle
from enrolment_app.actions.show_household import show_household
from enrolment_app.actions.submit_visit import submit_visit
from sync.change import Part, Why
from sync.values import VISIT_BYTES
from tests.actions.versions import NEW, a_desk, a_household, take


@pytest.fixture
def work(tmp_path):
    desk = a_desk(tmp_path)
    yield desk
    desk.store.close()


@pytest.fixture
def contested(work, tmp_path):
    """Two who had not seen each other wrote different roofs, then version 2 came."""
    household = a_household(work, {"village": "Demo Kalam", "roof": "tin"})
    seen = work.store.journal.context(household, "")
    layout = open_visit(work, household).setting.layout.id
    for roof in ("thatch", "stone"):
        change = made(
            work,
            [Part(household, seen, {"roof": {"roof": roof}})],
            Why.CORRECTED,
            nonce=work.random(VISIT_BYTES),
            layout=layout,
            area="",
        )
        work.store.journal.seal(change)
    take(work, tmp_path, NEW)
    assert [each.address for each in conflicts_of(work, household)] == ["roof"]
    return household


def test_the_offer_counts_it_and_the_move_keeps_it(work, contested):
    visit = open_visit(work, contested)
    assert offer_of(work, visit).contested == 1

    moved = move_visit(work, visit)

    assert [each.address for each in moved.view.contested] == ["cover"]
    assert moved.answer("cover", "slate").problem.code == "visit.settle_first"
    assert moved.interview.answers()["cover"] == "tin"


def test_it_is_settled_under_the_new_version_and_stays_settled(work, contested):
    move_visit(work, open_visit(work, contested))
    (contest,) = conflicts_of(work, contested)
    wanted = next(s for s in contest.sides if s.value["cover"] == "stone")

    settle(work, contested, "cover", Keep(wanted.keep), "seen at the house")
    submit_visit(work, open_visit(work, contested))

    shown = show_household(work, contested)
    assert (shown.version, shown.answers["cover"], shown.contested) == (
        "2",
        "stone",
        (),
    )


def test_undo_brings_the_conflict_back_under_its_old_name(work, contested):
    move_visit(work, open_visit(work, contested))

    undo_move(work, open_visit(work, contested))

    assert [each.address for each in conflicts_of(work, contested)] == ["roof"]
    assert show_household(work, contested).version == "1"
