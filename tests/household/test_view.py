from itertools import permutations

import pytest

from enrolment_app.household.view import view
from sync.values import Special
from tests.household.builders import (
    GUL,
    HOUSEHOLD,
    JOB,
    LAYOUT,
    NUR,
    change,
    family,
    one,
)


def seen(*changes):
    return view(HOUSEHOLD, changes, {}, LAYOUT)


def test_answers_are_nested_as_the_questionnaire_and_rows_carry_their_ids():
    shown = seen(family())

    assert shown.answers == {
        "place": {"village": "Demo Kalam"},
        "roof": "tin",
        "people": [
            {"id": GUL, "name": "Gul", "age": "40"},
            {
                "id": NUR,
                "name": "Nur",
                "work": {"jobs": [{"id": JOB, "title": "tailor"}]},
            },
        ],
    }
    assert (shown.status, shown.area) == ("unfinished", "KP-1")


def test_edits_of_different_groups_merge():
    born = family()
    roof = change({HOUSEHOLD: one("roof", "mud")}, seen=[born], device=1)
    village = change({HOUSEHOLD: one("place/village", "B")}, seen=[born], device=2)

    shown = seen(born, roof, village)

    assert shown.answers["roof"] == "mud"
    assert shown.answers["place"]["village"] == "B"
    assert shown.contested == ()


def test_a_contested_group_holds_the_last_agreed_value_and_names_both_sides():
    born = family()
    mud = change({HOUSEHOLD: one("roof", "mud")}, seen=[born], device=1)
    refused = change({HOUSEHOLD: one("roof", Special.REFUSED)}, seen=[born], device=2)

    shown = seen(born, mud, refused)

    assert shown.answers["roof"] == "tin"
    (contested,) = shown.contested
    assert contested.address == "roof"
    assert {side.change.device for side in contested.sides} == {1, 2}
    assert [side.keep for side in contested.sides] == [1, 2]


def test_a_group_of_several_fields_names_the_fields_that_differ():
    born = family()
    a = change(
        {HOUSEHOLD: {"gps": {"place/lat": "1", "place/lon": "2"}}},
        seen=[born],
        device=1,
    )
    b = change(
        {HOUSEHOLD: {"gps": {"place/lat": "1", "place/lon": "3"}}},
        seen=[born],
        device=2,
    )

    (contested,) = seen(born, a, b).contested

    assert contested.fields == ("place/lon",)
    assert contested.group == "gps"


def test_a_contested_field_of_a_row_is_addressed_by_ids():
    born = family()
    a = change({JOB: one("title", "cook")}, seen=[born], device=1)
    b = change({JOB: one("title", "smith")}, seen=[born], device=2)

    (contested,) = seen(born, a, b).contested

    assert contested.address == f"people[{NUR}]/work/jobs[{JOB}]/title"
    assert contested.path_at(contested.address) == "title"


def test_a_person_marked_left_by_both_is_gone_but_whole():
    born = family()
    left = change({GUL: one("@status", "left")}, seen=[born])

    shown = seen(born, left)

    assert [row["id"] for row in shown.answers["people"]] == [NUR]
    (gone,) = shown.gone
    assert (gone.id, gone.status, gone.answers["name"]) == (GUL, "left", "Gul")


def test_left_against_edited_is_a_conflict_with_the_whole_person_kept():
    born = family()
    left = change({GUL: one("@status", "left")}, seen=[born], device=1)
    edited = change({GUL: one("age", "41")}, seen=[born], device=2)

    shown = seen(born, left, edited)

    (contested,) = shown.contested
    assert contested.address == f"people[{GUL}]/@status"
    assert sorted(side.value["@status"] for side in contested.sides) == ["here", "left"]
    assert shown.answers["people"][0] == {"id": GUL, "name": "Gul", "age": "41"}


def test_left_after_seeing_the_edit_is_no_conflict():
    born = family()
    edited = change({GUL: one("age", "41")}, seen=[born], device=2)
    left = change({GUL: one("@status", "left")}, seen=[born, edited], device=1)

    assert seen(born, edited, left).contested == ()


def test_settling_left_against_edited_ends_it():
    born = family()
    left = change({GUL: one("@status", "left")}, seen=[born], device=1)
    edited = change({GUL: one("age", "41")}, seen=[born], device=2)
    settled = change({GUL: one("@status", "left")}, seen=[born, left, edited], device=2)

    shown = seen(born, left, edited, settled)

    assert shown.contested == ()
    assert [gone.id for gone in shown.gone] == [GUL]


def test_the_order_of_arrival_changes_nothing():
    born = family()
    left = change({GUL: one("@status", "left")}, seen=[born], device=1)
    edited = change({GUL: one("age", "41")}, seen=[born], device=2)
    roof = change({HOUSEHOLD: one("roof", "mud")}, seen=[born], device=2, time=5)

    views = [seen(*order) for order in permutations([born, left, edited, roof])]

    assert all(each.answers == views[0].answers for each in views)
    assert all(each.contested == views[0].contested for each in views)


def test_fields_of_another_version_are_left_out():
    born = family()
    other = change({HOUSEHOLD: one("dropped/field", "x")}, seen=[born])

    assert "dropped" not in seen(born, other).answers


@pytest.mark.parametrize("parent", [GUL, JOB])
def test_a_row_below_itself_can_be_disagreed_about(parent):
    first = family()
    round_ = {GUL: one("@parent", parent), NUR: one("@parent", GUL)}
    moved = change(round_, nonce=b"visit-0002", seen=(first,), time=2)
    said = [
        change({GUL: one("name", name)}, nonce=nonce, device=n, seen=(first,), time=2)
        for n, (name, nonce) in enumerate(
            (("Gul", b"visit-0003"), ("Gula", b"visit-0004")), 2
        )
    ]

    (contested,) = seen(first, moved, *said).contested

    assert contested.address.endswith(f"people[{GUL}]/name")


def test_the_kind_of_a_row_is_the_same_in_whatever_order_changes_came():
    first = family()
    other = {GUL: one("@kind", "people/work/jobs")}
    later = change(other, seen=(first,), nonce=b"visit-0002", device=2, time=2)
    beside = change(other, nonce=b"visit-0003", device=3, time=2)

    for again in (later, beside):
        ways = [seen(*some) for some in permutations((first, again))]
        assert ways[0].answers == ways[1].answers
        assert ways[0].contested == ways[1].contested
