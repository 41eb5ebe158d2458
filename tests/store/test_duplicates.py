"""Households that may be one: pairs by marks, told apart, and from real answers."""

import hashlib
import json
from pathlib import Path

import pytest

from enrolment_app.actions.find_duplicates import (
    alike_at_entry,
    find_duplicates,
    tell_apart,
)
from enrolment_app.actions.install_form import install_form
from enrolment_app.actions.keep_visit import keep_visit
from enrolment_app.actions.open_visit import begin_visit
from enrolment_app.actions.reading import known as known_here
from enrolment_app.actions.reading import project, roles_of
from enrolment_app.actions.submit_visit import submit_visit
from enrolment_app.actions.work import Machine, Person, Work
from enrolment_app.actions.write_answers import write_document
from enrolment_app.household.likeness import identities
from enrolment_app.household.summary import traits
from enrolment_app.problems import Problem
from enrolment_app.store.duplicates import SHARED_BY_MAX
from sync.membership import encode_membership, mark_of, membership
from sync.session import Filtered, FiltersEntry
from tests.store.builders import (
    ASHA,
    NOW,
    a_row,
    a_store,
    a_visit,
    chance,
    household_of,
    opened,
)

RESOURCES = Path(__file__).parents[2] / "resources"
FORM = RESOURCES / "questionnaires" / "kp-household" / "kp-household.md"
DEMO = RESOURCES / "demo" / "households.json"


def marked(store, seed, *marks):
    store.visits.keep(a_visit(seed), a_row(seed, marks=marks))


def shared(store, *household):
    return [
        ({pair.one, pair.other}, pair.shared)
        for pair in store.duplicates.pairs(*household)
    ]


def test_households_that_share_a_mark_are_a_pair_the_strongest_first(store):
    marked(store, 1, "hgl|klm", "i1")
    marked(store, 2, "hgl|klm")
    marked(store, 3, "i1", "p3")
    marked(store, 4, "p4")

    one, two, three = map(household_of, (1, 2, 3))

    assert shared(store) == [({one, three}, "i1"), ({one, two}, "hgl|klm")]
    assert shared(store, two) == [({one, two}, "hgl|klm")]
    store.rebuild()
    assert len(shared(store)) == 2


def test_a_mark_of_many_tells_nothing(store):
    for seed in range(SHARED_BY_MAX + 1):
        marked(store, seed, "hkhan|klm")

    assert shared(store) == []


def test_a_pair_told_apart_comes_back_only_with_something_new(place):
    with a_store(place) as store:
        marked(store, 1, "i1")
        marked(store, 2, "i1")
        store.duplicates.tell_apart(store.duplicates.pairs()[0], ASHA.id, 1)
    with opened(place) as store:
        assert shared(store) == []
        marked(store, 2, "i1", "p1")
        assert shared(store) == []
        marked(store, 1, "i1", "p1")
        assert len(shared(store)) == 1


def test_who_is_discarded_is_in_no_pair(store):
    marked(store, 1, "i1")
    marked(store, 2, "i1")

    store.visits.discard(a_visit(2).visit)

    assert shared(store) == []


@pytest.fixture
def work(place):
    with a_store(place, project=project) as store:
        machine = Machine(lambda: NOW, chance(b"work"), RESOURCES)
        work = Work(store, Person(ASHA.id, ASHA.name), machine)
        assert not isinstance(install_form(work, FORM), tuple)
        yield work


def captured(work, document):
    visit = begin_visit(work, "kp-household")
    assert write_document(visit, document) == ()
    keep_visit(work, visit)
    assert not isinstance(submit_visit(work, visit), tuple)
    return visit.household


def test_the_same_household_registered_twice_is_found_and_explained(work):
    first, second = json.loads(DEMO.read_text("utf-8"))[:2]
    one, again = captured(work, first), captured(work, first)
    other = captured(work, second)

    (found,) = find_duplicates(work)

    assert {found.one.household, found.other.household} == {one, again}
    assert found.likeness.percent == 100
    codes = {reason.code for reason in found.likeness.reasons}
    assert {"duplicate.same_identity", "duplicate.same_phone"} <= codes
    assert find_duplicates(work, other) == ()
    assert isinstance(tell_apart(work, one, other), Problem)
    assert isinstance(tell_apart(work, one, one), Problem)
    assert tell_apart(work, again, one) is None
    assert find_duplicates(work) == ()


def begun(work, document):
    """A visit that is open and kept, as while somebody sits there."""
    visit = begin_visit(work, "kp-household")
    assert write_document(visit, document) == ()
    keep_visit(work, visit)
    return visit


def test_while_it_is_entered_a_household_is_compared_with_the_others(work):
    first, second = json.loads(DEMO.read_text("utf-8"))[:2]
    known = captured(work, first)
    captured(work, second)

    visit = begun(work, first)
    told = alike_at_entry(work, visit.household)

    (alike,) = told.alike
    assert {alike.one.household, alike.other.household} == {known, visit.household}
    assert told.ask == ()


def test_a_number_that_only_the_province_may_hold_is_to_be_asked_about(work):
    document = json.loads(DEMO.read_text("utf-8"))[0]
    visit = begun(work, document)
    (number, *_) = identities_of(work, visit.household)
    strange = alike_at_entry(work, visit.household)

    hold(work.store.province, number)

    assert strange.ask == ()
    assert alike_at_entry(work, visit.household).ask == (number,)
    again = begun(work, document)
    assert alike_at_entry(work, again.household).ask == (), "it is in another one here"


def test_a_number_that_was_sealed_here_is_not_asked_about_again(work):
    document = json.loads(DEMO.read_text("utf-8"))[0]
    household = captured(work, document)
    hold(work.store.province, identities_of(work, household)[0])

    assert alike_at_entry(work, household).ask == ()


def identities_of(work, household):
    found = known_here(work, household)
    return tuple(identities(traits(found.seen, roles_of(found.form.xform))))


def hold(province, number):
    """Let the province hold a number."""
    key = bytes(32)
    body = encode_membership(membership([mark_of(key, number)]))
    digest = hashlib.sha256(body).digest()
    province.take(FiltersEntry(key, (Filtered(digest, len(body)),)))
    province.receive(digest, 0, body)
