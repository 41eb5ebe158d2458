"""A supervisor of the district returns a household, and approves what comes back."""

import pytest

from tests.stories.people import Laptop
from tests.stories.test_two_laptops import ANSWERS, exchange

DISTRICT = "PK532"


@pytest.fixture
def supervisor(tmp_path, registry):
    """A laptop of somebody who holds the whole district."""
    laptop = Laptop.unpacked(tmp_path, "sanam")
    file = tmp_path / "sanam.json"
    registry.provision("sanam", DISTRICT, file, "--role", "supervisor")
    laptop.must("device", "enrol", file)
    laptop.sync()
    return laptop


@pytest.fixture
def submitted(two_laptops, supervisor):
    """A household that Asha submitted and the supervisor holds."""
    asha, _ = two_laptops
    household = asha.new(ANSWERS)
    asha.finish(household)
    exchange(asha, supervisor)
    return asha, supervisor, household


SAID = ("hives[1]/frames", "--comment", "Ten frames in so small a hive?")


def test_a_comment_in_the_roster_is_at_the_question_on_the_enumerators_laptop(
    submitted,
):
    asha, supervisor, household = submitted
    amber = supervisor.answers(household)["hives"][0]["id"]

    supervisor.must("household", "return", household, *SAID)
    exchange(supervisor, asha)

    shown = asha.show(household)
    assert shown["status"] == "returned"
    (comment,) = shown["comments"]
    assert comment["field"] == f"hives[{amber}]/frames"
    assert comment["text"] == "Ten frames in so small a hive?"
    assert (comment["person"], comment["answered"]) == ("sanam", False)
    (listed,) = asha.must("household", "list", "--status", "returned")
    assert (listed["id"], listed["enumerator"]) == (household, "asha")


def test_returned_corrected_submitted_again_and_approved(submitted):
    asha, supervisor, household = submitted
    supervisor.must("household", "return", household, *SAID)
    exchange(supervisor, asha)
    (comment,) = asha.show(household)["comments"]

    asha.write(household, "hives[1]/frames=6")
    assert asha.show(household)["comments"] == [comment]
    exchange(asha, supervisor)
    assert supervisor.show(household)["status"] == "returned"
    asha.finish(household)
    exchange(asha, supervisor)

    shown = supervisor.show(household)
    assert shown["status"] == "submitted"
    assert shown["answers"]["hives"][0]["frames"] == 6
    assert shown["comments"] == [comment | {"answered": True}]

    supervisor.must("household", "approve", household)
    exchange(supervisor, asha)

    for laptop in (asha, supervisor):
        shown = laptop.show(household)
        assert (shown["status"], shown["custody"]) == ("approved", "confirmed")
        assert shown["conflicts"] == []
        assert shown["comments"] == [comment | {"answered": True}]
    whys = [
        entry["why"] for entry in supervisor.must("household", "history", household)
    ]
    assert whys.count("reviewed") == 2
    assert asha.answers(household) == supervisor.answers(household)


def test_a_correction_that_the_supervisor_had_not_seen_is_a_conflict_with_approval(
    submitted,
):
    asha, supervisor, household = submitted
    supervisor.must("household", "approve", household)
    asha.write(household, "valley=Demo Usho")
    asha.finish(household)

    exchange(supervisor, asha, supervisor)

    for laptop in (asha, supervisor):
        shown = laptop.show(household)
        assert shown["status"] == "submitted"
        (conflict,) = shown["conflicts"]
        assert conflict["field"] == "@status"
        assert {side["value"] for side in conflict["values"]} == {
            "approved",
            "submitted",
        }
    said = supervisor.refused(1, "household", "approve", household)
    assert "disagree" in said

    deciding = ("conflict", "settle", household, "@status", "--value", "approved")
    assert "supervisor" in asha.refused(1, *deciding)

    supervisor.settle(household, "@status", "--value", "submitted")
    supervisor.must("household", "approve", household)
    exchange(supervisor, asha)
    assert asha.show(household)["status"] == "approved"
    assert asha.conflicts() == []


def test_writing_into_an_approved_household_ends_the_approval(submitted):
    asha, supervisor, household = submitted
    supervisor.must("household", "approve", household)
    exchange(supervisor, asha)

    asha.write(household, "valley=Demo Usho")
    exchange(asha, supervisor)
    assert supervisor.show(household)["status"] == "unfinished"

    asha.finish(household)
    exchange(asha, supervisor)
    assert supervisor.show(household)["status"] == "submitted"
    assert supervisor.conflicts() == []


def test_what_is_no_review_is_refused_and_changes_nothing(submitted):
    asha, supervisor, household = submitted
    before = supervisor.must("household", "history", household)

    assert "supervisor" in asha.refused(1, "household", "approve", household)
    supervisor.refused(1, "household", "return", household)
    supervisor.refused(1, "household", "return", household, "nowhere", "--comment", "x")
    supervisor.refused(1, "household", "return", household, "ring", "--comment", " ")
    supervisor.refused(2, "household", "return", household, "ring")

    assert supervisor.must("household", "history", household) == before
    assert supervisor.show(household)["status"] == "submitted"
