"""Two enumerators, one household, no line between them for a while."""

import json

import pytest

from tests.stories.province import Kept

ANSWERS = {
    "keeper": "Zarghuna",
    "valley": "Demo Kalam",
    "ring": "03000000012",
    "shed": {"wall": "wood", "floors": 2, "north": 35.2, "east": 72.5},
    "hives": [
        {"nickname": "Amber", "frames": 10, "queen": "yes"},
        {"nickname": "Bramble", "frames": 8, "queen": "no", "why_not": "swarmed"},
    ],
    "flowers": ["clover"],
}


@pytest.fixture(scope="module")
def held_by_both(province):
    """A household that both laptops hold, and how everything lies then."""
    with province.begun():
        asha, bilal = province.laptops
        household = asha.new(ANSWERS)
        asha.finish(household)
        asha.sync()
        bilal.sync()
        province.registry.stop()
    return household, Kept(province.home)


@pytest.fixture
def shared(province, held_by_both):
    """A household that both laptops hold."""
    household, kept = held_by_both
    with province.begun(kept):
        yield *province.laptops, household


@pytest.fixture
def registry(province):
    return province.registry


def exchange(*laptops):
    for laptop in laptops:
        laptop.sync()


def sides_of(laptop, household):
    """The sides of the one conflict, apart from which of them is this laptop's."""
    (conflict,) = laptop.show(household)["conflicts"]
    return [{**side, "here": None} for side in conflict["values"]]


def test_a_household_of_the_other_laptop_can_be_opened_and_edited_offline(
    shared, registry
):
    _, bilal, household = shared
    registry.stop()

    bilal.write(household, "shed/floors=3")

    shown = bilal.show(household)
    assert shown["answers"]["shed"]["floors"] == 3
    assert shown["answers"]["hives"][1]["nickname"] == "Bramble"
    assert shown["custody"] == "only-here"


def test_apart_edits_merge_common_ones_are_a_conflict_until_one_settles(shared):
    asha, bilal, household = shared
    bramble = asha.answers(household)["hives"][1]["id"]
    asha.write(household, "ring=03000000021", "shed/floors=3", "flowers=clover thyme")
    bilal.write(household, "ring=03000000022", "valley=Demo Mahodand")
    bilal.write(household, "flowers=clover acacia", "hives[1]/frames=12")

    exchange(asha, bilal, asha)

    for laptop in (asha, bilal):
        shown = laptop.show(household)
        assert shown["answers"]["shed"]["floors"] == 3
        assert shown["answers"]["valley"] == "Demo Mahodand"
        assert shown["answers"]["hives"][0]["frames"] == 12
        assert sorted(shown["answers"]["flowers"]) == ["acacia", "clover", "thyme"]
        assert shown["answers"]["ring"] == "03000000012"
        (conflict,) = shown["conflicts"]
        assert conflict["field"] == "ring"
        assert {side["value"] for side in conflict["values"]} == {
            "03000000021",
            "03000000022",
        }
        assert {side["person"] for side in conflict["values"]} >= {laptop.name}
        assert laptop.conflicts() == [{"household": household, **conflict}]
    assert sides_of(asha, household) == sides_of(bilal, household)

    keep = next(
        side["keep"] for side in conflict["values"] if side["value"] == "03000000022"
    )
    bilal.settle(household, "ring", "--keep", keep, "--why", "called it")
    exchange(bilal, asha)

    for laptop in (asha, bilal):
        assert laptop.answers(household)["ring"] == "03000000022"
        assert laptop.conflicts() == []
    assert asha.answers(household) == bilal.answers(household)
    assert asha.answers(household)["hives"][1]["id"] == bramble
    history = asha.must("household", "history", household)
    assert history[-1]["note"] == "called it"


def test_both_writing_the_same_is_no_conflict(shared):
    asha, bilal, household = shared
    asha.write(household, "ring=03000000021")
    bilal.write(household, "ring=03000000021")

    exchange(asha, bilal, asha)

    assert asha.conflicts() == bilal.conflicts() == []
    assert asha.answers(household) == bilal.answers(household)


def test_a_hive_edited_here_and_marked_left_there_is_a_conflict_with_it_whole(shared):
    asha, bilal, household = shared
    row = asha.answers(household)["hives"][0]["id"]
    asha.write(household, f"hives[{row}]/frames=11")
    bilal.write(household, "hives[1]/@status=left")

    exchange(asha, bilal, asha)

    for laptop in (asha, bilal):
        (conflict,) = laptop.show(household)["conflicts"]
        assert conflict["field"] == f"hives[{row}]/@status"
        assert sorted(s["value"] for s in conflict["values"]) == ["here", "left"]
        kept = laptop.answers(household)["hives"][0]
        assert (kept["id"], kept["frames"]) == (row, 11)

    asha.settle(household, conflict["field"], "--value", "left", "--why", "it swarmed")
    exchange(asha, bilal)

    for laptop in (asha, bilal):
        shown = laptop.show(household)
        assert shown["conflicts"] == []
        assert [hive["nickname"] for hive in shown["answers"]["hives"]] == ["Bramble"]
        (gone,) = shown["gone"]
        assert (gone["id"], gone["status"], gone["answers"]["frames"]) == (
            row,
            "left",
            "11",
        )


def test_rows_added_on_both_sides_are_all_there_in_one_order(shared):
    asha, bilal, household = shared
    asha.write(household, "hives[new]/nickname=Cedar", "hives[new]/frames=3")
    bilal.write(household, "hives[new]/nickname=Dune", "hives[new]/queen=yes")

    exchange(asha, bilal, asha)

    names = [hive["nickname"] for hive in asha.answers(household)["hives"]]
    assert names[:2] == ["Amber", "Bramble"]
    assert sorted(names[2:]) == ["Cedar", "Dune"]
    assert asha.answers(household) == bilal.answers(household)


def test_the_line_breaks_and_exchanges_are_repeated_and_nothing_is_lost_or_doubled(
    shared, registry
):
    asha, bilal, household = shared
    asha.write(household, "ring=03000000031")
    registry.kill()
    said = asha.refused(4, "sync")
    assert "Nothing was lost" in said
    (status,) = asha.must("sync", "status")
    assert status == {"only_here": 1, "handed_over": 0, "confirmed": 0}
    asha.write(household, "valley=Demo Usho")

    registry.start()
    exchange(asha, asha, bilal, bilal, asha)

    assert asha.answers(household) == bilal.answers(household)
    assert asha.answers(household)["ring"] == "03000000031"
    assert asha.answers(household)["valley"] == "Demo Usho"
    assert asha.conflicts() == []
    (status,) = asha.must("sync", "status")
    assert status == {"only_here": 0, "handed_over": 0, "confirmed": 1}
    again = asha.sync()
    assert (again["sent"], again["received"], again["waiting"]) == (0, 0, 0)


def test_what_each_changed_is_valid_but_not_together_and_is_shown(shared):
    asha, bilal, household = shared
    asha.write(household, "hives[2]/queen=yes")
    bilal.write(household, "hives[2]/why_not=robbed")
    exchange(asha, bilal, asha)

    shown = asha.show(household)

    assert "why_not" not in shown["answers"]["hives"][1]
    assert shown["answers"] == bilal.answers(household)


def test_a_required_answer_cleared_on_one_side_is_a_problem_of_the_merged_household(
    shared,
):
    asha, bilal, household = shared
    asha.write(household, "keeper=")
    bilal.write(household, "valley=Demo Usho")
    exchange(asha, bilal, asha)

    for laptop in (asha, bilal):
        (problem,) = laptop.show(household)["problems"]
        assert problem["field"] == "keeper"
        assert problem["text"]
        assert laptop.show(household)["answers"]["valley"] == "Demo Usho"


def test_nothing_that_was_answered_lies_readable_in_a_store(shared):
    asha, bilal, household = shared
    bilal.write(household, "keeper=Palwashagul")
    bilal.sync()
    known = ["Zarghuna", "Palwashagul", "Bramble", "Demo Kalam", "03000000012"]

    for laptop in (asha, bilal):
        files = [file for file in laptop.store.rglob("*") if file.is_file()]
        assert files
        for file in files:
            content = file.read_bytes()
            for word in known:
                assert word.encode() not in content, (file.name, word)
                assert word.encode("utf-16-le") not in content, (file.name, word)


def test_the_shapes_that_scripts_rely_on(shared):
    asha, _, household = shared

    assert {
        "id",
        "area",
        "status",
        "custody",
        "answers",
        "conflicts",
        "problems",
    } <= set(asha.show(household))
    (listed,) = asha.must("household", "list")
    assert listed["id"] == household
    assert (listed["head"], listed["village"]) == ("Zarghuna", "Demo Kalam")
    assert asha.must("household", "search", "zarghun") == [listed]
    assert asha.must("household", "search", "03000000012") == [listed]
    assert asha.must("duplicate", "look", household) == [{"alike": [], "ask": []}]
    result = asha.sync()
    assert {
        "sent",
        "received",
        "bytes_up",
        "bytes_down",
        "seconds",
        "confirmed",
        "waiting",
    } <= set(result)
    assert json.dumps(result)
