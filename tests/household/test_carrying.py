"""Changes of several versions of one questionnaire, read through the newest."""

from functools import cache

import pytest

from enrolment_app.household.carrying import carry_between
from enrolment_app.household.layout import layout_of
from enrolment_app.household.view import view
from enrolment_app.questionnaire import Questionnaire, convert
from sync.change import Change, Context, Part, Why
from sync.values import record_id
from tests.actions.versions import NEW, OLD

NONCE = b"carry-0001"
HOUSEHOLD, GUL = record_id(NONCE, 0), record_id(NONCE, 1)


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Read a version by its text."""
    home = tmp_path_factory.mktemp("forms")

    @cache
    def parse(form):
        file = home / "form.md"
        file.write_text(form, encoding="utf-8")
        return Questionnaire.parse(convert(file).xform)

    return parse


@pytest.fixture
def history(read):
    """Give a maker of changes, and a reader through the new version."""
    old, new = read(OLD), read(NEW)
    made = []

    def change(form, writes, seen=()):
        layout = layout_of(read(form)).id
        extras = frozenset(one.name for one in seen)
        parts = tuple(
            Part(record, Context(0, extras), groups)
            for record, groups in writes.items()
        )
        time = len(made) + 1
        one = Change(NONCE, parts, layout, "KP", "p", time, Why.CAPTURED, time)
        made.append(one)
        return one

    def seen():
        layouts = {layout_of(old).id: carry_between(old, new)}
        return view(HOUSEHOLD, made, {}, layout_of(new), carries=layouts)

    return change, seen


def one(path, value):
    return {path: {path: value}}


def born(change):
    return change(
        OLD,
        {
            HOUSEHOLD: one("@kind", "") | one("roof", "tin") | one("gone", "words"),
            GUL: one("@kind", "people")
            | one("@parent", HOUSEHOLD)
            | one("name", "Gul")
            | one("age", "40"),
        },
    )


def test_what_was_written_before_is_read_under_the_new_names(history):
    change, seen = history
    born(change)

    assert seen().answers == {
        "cover": "tin",
        "members": [{"id": GUL, "called": "Gul", "age": "40"}],
    }


def test_a_write_of_the_new_version_replaces_what_it_had_seen(history):
    change, seen = history
    first = born(change)
    change(NEW, {HOUSEHOLD: one("cover", "stone")}, seen=[first])

    assert seen().answers["cover"] == "stone"
    assert seen().contested == ()


def test_two_who_disagree_across_versions_are_a_conflict(history):
    change, seen = history
    first = born(change)
    change(OLD, {HOUSEHOLD: one("roof", "thatch")}, seen=[first])
    change(NEW, {HOUSEHOLD: one("cover", "stone")}, seen=[first])

    (contest,) = seen().contested

    assert contest.address == "cover"
    assert {side.value["cover"] for side in contest.sides} == {"thatch", "stone"}
    assert seen().answers["cover"] == "tin"


def test_a_conflict_of_before_is_one_after_and_can_be_settled_there(history):
    change, seen = history
    first = born(change)
    sides = [
        change(OLD, {GUL: one("name", name)}, seen=[first]) for name in ("Gula", "Gulo")
    ]

    (contest,) = seen().contested
    assert contest.address == f"members[{GUL}]/called"

    change(NEW, {GUL: one("called", "Gula")}, seen=[first, *sides])
    assert seen().contested == ()
    assert seen().answers["members"][0]["called"] == "Gula"


def test_a_conflict_about_what_has_no_place_is_not_forgotten(history):
    change, seen = history
    first = born(change)
    for words in ("one", "other"):
        change(OLD, {HOUSEHOLD: one("gone", words)}, seen=[first])

    assert [each.address for each in seen().contested] == ["gone"]


def test_a_person_added_under_either_version_is_in_the_same_list(history):
    change, seen = history
    first = born(change)
    nur = record_id(NONCE, 2)
    kind = one("@kind", "members") | one("@parent", HOUSEHOLD)
    second = change(NEW, {nur: kind | one("called", "Nur")}, seen=[first])
    change(OLD, {nur: one("name", "Nura")}, seen=[second])

    called = [row["called"] for row in seen().answers["members"]]

    assert called == ["Gul", "Nura"]


def test_changes_keep_the_names_that_they_were_sealed_with(history):
    change, seen = history
    first = born(change)

    (head,) = seen().records[HOUSEHOLD].state["cover"].heads

    assert head.change.name == first.name


def test_a_version_that_moves_nothing_is_read_as_it_is(read):
    assert carry_between(read(OLD), read(OLD)) is None
