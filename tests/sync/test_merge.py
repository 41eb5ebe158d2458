import dataclasses
import itertools

import pytest

from sync.change import Context, Why
from sync.context import ALL_OF_IT
from sync.merge import Agreed, Conflict, record_state
from sync.values import Special
from tests.sync.builders import AREA, HOUSEHOLD, a_change, one

NOBODY = {}


def state(changes, order=(), policies=NOBODY, survived=None):
    ended = {AREA: survived} if survived else {}
    return record_state(HOUSEHOLD, changes, order, policies, ended)


def roof(atom, **more):
    return a_change(one("roof", atom), **more)


def saw(*changes, seen=0, epoch=""):
    return Context(seen, frozenset(change.name for change in changes), epoch)


def test_one_write_is_agreed():
    only = roof("mud")

    found = state([only])["roof"]

    assert isinstance(found, Agreed)
    assert found.value == {"roof": "mud"}
    assert [head.name for head in found.heads] == [only.name]


def test_a_write_that_saw_another_replaces_it():
    before = roof("mud")
    after = roof("brick", context=saw(before), visit=2)

    assert state([before, after])["roof"].value == {"roof": "brick"}


def test_a_write_that_saw_the_registrys_order_replaces_what_is_in_it():
    before, unseen = roof("mud"), roof("stone", visit=2)
    after = roof("brick", context=saw(seen=1), visit=3)

    found = state([before, unseen, after], [before.name, unseen.name, after.name])

    assert {head.name for head in found["roof"].heads} == {unseen.name, after.name}


def test_two_writes_that_did_not_see_each_other_are_a_conflict():
    one_side, other = roof("mud"), roof("brick", visit=2)

    found = state([one_side, other])["roof"]

    assert isinstance(found, Conflict)
    assert [head.name for head in found.heads] == sorted([one_side.name, other.name])
    assert found.held is None


def test_a_conflict_holds_the_last_value_that_everybody_had_seen():
    base = roof("mud")
    one_side = roof("brick", context=saw(base), visit=2)
    other = roof("stone", context=saw(base), visit=3)

    found = state([base, one_side, other])["roof"]

    assert isinstance(found, Conflict)
    assert found.held == {"roof": "mud"}


def test_a_conflict_over_a_conflict_holds_what_was_agreed_before_both():
    base = roof("mud")
    sides = [roof(a, context=saw(base), visit=n) for n, a in ((2, "brick"), (3, "tin"))]
    later = [
        roof(a, context=saw(base, *sides), visit=n) for n, a in ((4, "stone"), (5, "x"))
    ]

    found = state([base, *sides, *later])["roof"]

    assert isinstance(found, Conflict)
    assert {head.value["roof"] for head in found.heads} == {"stone", "x"}
    assert found.held == {"roof": "mud"}


def test_equal_writes_agree_and_keep_both_names():
    one_side, other = roof("mud"), roof("mud", visit=2)

    found = state([one_side, other])["roof"]

    assert isinstance(found, Agreed)
    assert {head.name for head in found.heads} == {one_side.name, other.name}


def test_cleared_and_left_out_are_the_same_answer():
    one_side = a_change({"place": {"lat": "34", "lon": None}})
    other = a_change({"place": {"lat": "34"}}, visit=2)

    assert isinstance(state([one_side, other])["place"], Agreed)


def test_the_word_refused_and_a_refusal_differ():
    one_side, other = roof("refused"), roof(Special.REFUSED, visit=2)

    assert isinstance(state([one_side, other])["roof"], Conflict)


def test_a_settlement_that_saw_all_heads_settles():
    one_side, other = roof("mud"), roof("brick", visit=2)
    settled = roof("mud", context=saw(one_side, other), visit=3, why=Why.SETTLED)

    found = state([one_side, other, settled])["roof"]

    assert isinstance(found, Agreed)
    assert [head.name for head in found.heads] == [settled.name]


def test_a_settlement_does_not_hide_a_head_that_it_did_not_see():
    one_side, other, third = roof("mud"), roof("brick", visit=2), roof("tin", visit=4)
    settled = roof("mud", context=saw(one_side, other), visit=3, why=Why.SETTLED)

    found = state([one_side, other, settled, third])["roof"]

    assert {head.name for head in found.heads} == {settled.name, third.name}


def test_a_group_is_one_value():
    base = a_change({"place": {"lat": "34", "lon": "71"}})
    moved = a_change({"place": {"lat": "35"}}, context=saw(base), visit=2)

    assert state([base, moved])["place"].value == {"lat": "35"}


def test_writes_to_other_groups_do_not_disturb_each_other():
    base = a_change(one("roof", "mud") | one("wall", "mud"))
    one_side = roof("brick", context=saw(base), visit=2)
    other = a_change(one("wall", "stone"), context=saw(base), visit=3)

    found = state([base, one_side, other])

    assert found["roof"].value == {"roof": "brick"}
    assert found["wall"].value == {"wall": "stone"}


def test_left_against_edited_is_a_conflict_with_the_whole_person_kept():
    born = a_change(one("@status", "here") | one("name", "Gul"))
    left = a_change(one("@status", "left"), context=saw(born), visit=2)
    died = a_change(one("@status", "died"), context=saw(born), visit=3)

    found = state([born, left, died])

    assert isinstance(found["@status"], Conflict)
    assert found["@status"].held == {"@status": "here"}
    assert found["name"].value == {"name": "Gul"}


def test_a_claim_to_have_seen_what_came_later_is_cut():
    early = roof("mud", context=saw(seen=9))
    late = roof("brick", visit=2)

    found = state([early, late], [early.name, late.name])

    assert {head.name for head in found["roof"].heads} == {early.name, late.name}


def test_a_count_is_of_the_log_in_which_its_own_change_stands():
    """A record that moved has changes in two logs, and no two readers weave alike."""
    here = [roof("mud"), roof("tin", context=saw(seen=1), visit=2)]
    there = dataclasses.replace(roof("stone", visit=3), area="there")
    blind = dataclasses.replace(
        roof("brick", context=saw(seen=1), visit=4), area="there"
    )
    of_here, of_there = [c.name for c in here], [there.name, blind.name]
    woven = {
        (*of_here, *of_there),
        (*of_there, *of_here),
        (of_here[0], of_there[0], of_here[1], of_there[1]),
    }

    found = [state([*here, there, blind], order)["roof"] for order in woven]

    assert all(one == found[0] for one in found)
    values = {head.value["roof"] for head in found[0].heads}
    assert values == {"tin", "brick"}


def test_what_stands_in_another_log_is_seen_by_its_name():
    other = roof("mud")
    mover = dataclasses.replace(
        roof("stone", context=saw(other), visit=2), area="there"
    )

    found = state([other, mover], [mover.name, other.name])["roof"]

    assert [head.name for head in found.heads] == [mover.name]


def test_two_that_claim_to_have_seen_each_other_hide_nothing():
    honest = roof("mud", visit=2)
    forged = roof("brick", context=saw(honest))
    liar = roof("tin", context=saw(forged, seen=5), visit=3)
    order = [honest.name, liar.name, forged.name]

    found = state([honest, forged, liar], order)

    assert liar.name in {head.name for head in found["roof"].heads}


def test_a_count_from_an_epoch_that_ended_reaches_only_what_survived():
    kept, lost, fresh = roof("mud"), roof("tin", visit=2), roof("stone", visit=3)
    writer = roof("brick", context=saw(seen=2, epoch="e1"), visit=4)
    everything = [kept, lost, fresh, writer]
    # Restored from a backup that lacked `lost`; `fresh` took its place.
    order = [kept.name, fresh.name, writer.name, lost.name]

    found = state(everything, order, survived={"e1": 1, "e2": ALL_OF_IT})

    assert fresh.name in {head.name for head in found["roof"].heads}


@pytest.mark.parametrize("epoch", ["e1", "e9"])
def test_a_count_from_an_epoch_that_the_log_does_not_know_reaches_nothing(epoch):
    fresh = roof("stone")
    writer = roof("brick", context=saw(seen=1, epoch=epoch), visit=2)
    order = [fresh.name, writer.name]

    found = state([fresh, writer], order, survived={"e0": 0, "e2": ALL_OF_IT})

    assert {head.name for head in found["roof"].heads} == {fresh.name, writer.name}


def test_a_count_from_the_present_epoch_reaches_all_of_it():
    fresh = roof("stone")
    writer = roof("brick", context=saw(seen=1, epoch="e2"), visit=2)
    order = [fresh.name, writer.name]

    found = state([fresh, writer], order, survived={"e0": 0, "e2": ALL_OF_IT})

    assert [head.name for head in found["roof"].heads] == [writer.name]


@pytest.mark.parametrize("count", [2, 3, 4])
def test_every_order_of_arrival_gives_the_same_state(count):
    base = roof("mud")
    others = [
        roof(a, context=saw(base) if n % 2 else saw(), visit=n)
        for n, a in enumerate(("brick", "stone", "tin")[: count - 1], 2)
    ]

    states = [
        state(list(arrived)) for arrived in itertools.permutations([base, *others])
    ]

    assert all(found == states[0] for found in states)


def test_changes_that_arrive_twice_count_once():
    base = roof("mud")
    after = roof("brick", context=saw(base), visit=2)

    assert state([base, after, base, after]) == state([base, after])


def test_a_policy_answers_and_names_itself():
    one_side, other = roof("3"), roof("5", visit=2)

    found = state([one_side, other], policies={"roof": "largest"})["roof"]

    assert found == Agreed({"roof": "5"}, found.heads, "largest")
    assert len(found.heads) == 2


def test_a_policy_that_is_not_known_asks():
    one_side, other = roof("3"), roof("5", visit=2)

    found = state([one_side, other], policies={"roof": "newest-clock"})

    assert isinstance(found["roof"], Conflict)
