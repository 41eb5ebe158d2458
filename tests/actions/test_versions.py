"""A household keeps its version; it is moved by hand, and the move can be undone."""

from dataclasses import replace

import pytest

from enrolment_app.actions.export_files import Wanted
from enrolment_app.actions.export_households import export_households
from enrolment_app.actions.keep_visit import keep_visit
from enrolment_app.actions.list_households import list_households
from enrolment_app.actions.move_visit import (
    dropped_by_undo,
    move_visit,
    offer_of,
    undo_move,
    was_moved,
)
from enrolment_app.actions.open_visit import begin_visit, open_visit
from enrolment_app.actions.show_household import show_household
from enrolment_app.actions.submit_visit import submit_visit
from enrolment_app.actions.visiting import chosen_form
from enrolment_app.household.draft import Draft
from enrolment_app.store import Query
from sync.journal import (
    FIRST_PREVIOUS,
    decode_segment,
    encode_segment,
    open_segment,
)
from tests.actions.versions import NEW, OLD, a_desk, a_household, said, take
from tests.sync.builders import KEY

ANSWERS = {
    "village": "Demo Kalam",
    "roof": "tin",
    "rooms": 3,
    "gone": "old words",
    "north": "35",
    "east": "72",
    "people": [{"name": "Gul", "age": 40}, {"name": "Nur", "age": 9}],
}


@pytest.fixture
def work(tmp_path):
    desk = a_desk(tmp_path)
    yield desk
    desk.store.close()


@pytest.fixture
def household(work, tmp_path):
    """A household of the old version on a laptop that has the new one too."""
    made = a_household(work, ANSWERS)
    take(work, tmp_path, NEW)
    return made


def draft_of(work, household):
    return work.store.visits.of(household).draft


def test_a_household_keeps_the_version_it_was_filled_with(work, household):
    shown = show_household(work, household)

    assert shown.version == "1"
    assert shown.answers["roof"] == "tin"
    assert shown.answers["gone"] == "old words"
    assert open_visit(work, household).setting.layout.version == "1"


def test_the_offer_says_what_moves_what_is_new_and_what_has_no_place(work, household):
    offer = offer_of(work, open_visit(work, household))

    assert (offer.old.version, offer.new.version) == ("1", "2")
    assert offer.plan.moved == {
        "roof": "cover",
        "people": "members",
        "people/name": "members/called",
        "people/age": "members/age",
    }
    assert offer.plan.lost == [("gone", "old words")]
    assert [path for path, _ in offer.plan.unfit] == ["rooms"]
    assert offer.plan.new == ["fresh", "members/school"]


def test_looking_at_the_offer_changes_nothing(work, household):
    offer_of(work, open_visit(work, household))

    assert work.store.visits.of(household) is None
    assert show_household(work, household).version == "1"


def test_a_moved_household_has_its_answers_under_the_new_names(work, household):
    visit = move_visit(work, open_visit(work, household))

    answers = visit.interview.answers()
    assert answers["cover"] == "tin"
    assert (answers["north"], answers["east"]) == ("35", "72")
    assert [row["called"] for row in answers["members"]] == ["Gul", "Nur"]
    assert [row["age"] for row in answers["members"]] == [40, 9]
    assert was_moved(work, visit).version == "1"


def test_submitting_seals_the_new_version_and_the_household_stays_there(
    work, household
):
    visit = move_visit(work, open_visit(work, household))
    assert visit.answer("fresh", "said now").problem is None
    keep_visit(work, visit)

    sealed = submit_visit(work, visit)

    entry = work.store.journal.history(household)[-1]
    assert entry.change.name == sealed.name
    assert entry.change.layout == visit.setting.layout.id
    shown = show_household(work, household)
    assert (shown.version, shown.answers["cover"]) == ("2", "tin")
    assert shown.earlier["gone"] == "old words"


def test_a_move_alone_can_be_submitted(work, household):
    visit = move_visit(work, open_visit(work, household))

    assert submit_visit(work, visit) is not None

    assert show_household(work, household).version == "2"


def test_undoing_the_move_brings_back_the_old_version_to_the_byte(work, household):
    said(work, household, "roof=thatch", "people[1]/age=41", "people[new]/name=Zar")
    before = draft_of(work, household)
    visit = move_visit(work, open_visit(work, household))
    visit.answer("fresh", "given since")
    keep_visit(work, visit)
    assert dropped_by_undo(work, visit) == 1

    back = undo_move(work, open_visit(work, household))

    assert draft_of(work, household) == before
    assert back.setting.layout.version == "1"
    assert back.interview.answers()["roof"] == "thatch"


def test_what_was_answered_in_the_visit_goes_along(work, household):
    said(work, household, "roof=thatch", "gone=newer words", "people[new]/name=Zar")

    visit = move_visit(work, open_visit(work, household))

    answers = visit.interview.answers()
    assert answers["cover"] == "thatch"
    assert [row["called"] for row in answers["members"]] == ["Gul", "Nur", "Zar"]
    assert submit_visit(work, visit) is not None
    assert show_household(work, household).earlier["gone"] == "newer words"


def test_a_moved_visit_opens_again_where_it_was_moved_to(work, household):
    move_visit(work, open_visit(work, household))

    visit = open_visit(work, household)

    assert visit.setting.layout.version == "2"
    assert was_moved(work, visit).version == "1"
    assert offer_of(work, visit) is None


def test_a_new_household_that_was_begun_before_can_be_moved_too(work, tmp_path):
    visit = begin_visit(work, "huts")
    visit.answer("roof", "tin")
    keep_visit(work, visit)
    take(work, tmp_path, NEW)

    moved = move_visit(work, open_visit(work, visit.household))

    assert moved.interview.answers()["cover"] == "tin"
    assert Draft.from_bytes(draft_of(work, visit.household)).born


def test_lists_and_searches_find_what_either_version_holds(work, household):
    moved = a_household_moved(work, household)

    for words in ("Kalam", "Gul", "old words"):
        found = list_households(work, Query(text=words)).rows
        assert [row.household for row in found] == [moved]
    assert found[0].people == len(ANSWERS["people"])


def test_an_open_visit_that_moved_is_found_by_what_the_old_version_holds(
    work, household
):
    move_visit(work, open_visit(work, household))

    found = list_households(work, Query(text="old words")).rows
    assert [row.household for row in found] == [household]


def a_household_moved(work, household):
    submit_visit(work, move_visit(work, open_visit(work, household)))
    return household


def test_an_earlier_version_is_not_offered(tmp_path):
    desk = a_desk(tmp_path, NEW)
    made = a_household(desk, {"cover": "tin"})
    take(desk, tmp_path, OLD)

    assert offer_of(desk, open_visit(desk, made)) is None
    desk.store.close()


def test_what_has_no_place_travels_with_the_change_that_moved(work, household):
    said(work, household, "gone=newer words", "people[new]/name=Zar")
    visit = move_visit(work, open_visit(work, household))
    submit_visit(work, visit)
    changes = [entry.change for entry in work.store.journal.history(household)]
    layouts = work.store.forms.layouts()

    data = encode_segment(
        changes[-1:],
        first=1,
        previous=FIRST_PREVIOUS,
        receipt=b"",
        layouts=layouts,
        sign=KEY.sign,
    )
    opened = open_segment(decode_segment(data), layouts)

    (change,) = opened.changes
    assert change == changes[-1]
    assert change.part(household).writes["gone"] == {"gone": "newer words"}


def test_a_new_household_begins_with_the_newest_in_whatever_order_they_came(
    tmp_path, work
):
    for form in (NEW, OLD):
        take(work, tmp_path, form)

    assert chosen_form(work, "huts").version == "2"


def test_a_version_that_this_program_cannot_read_keeps_nobody_from_work(
    work, household, tmp_path
):
    """The program may be older than what the office publishes."""
    newest = work.store.forms.versions("huts")[0]
    later = replace(newest.layout, version="3", id="3" * 64)
    given = replace(newest, version="3", layout=later, xform=b"<broken")
    work.store.forms.install(given)

    assert begin_visit(work, "huts").setting.layout.version == "2"
    assert offer_of(work, open_visit(work, household)).new.version == "2"
    exported = export_households(work, tmp_path / "new", Wanted(form="huts"))
    assert exported.rows["households"] == 1
