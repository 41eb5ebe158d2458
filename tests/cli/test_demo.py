"""The demonstration shows what the program is for, and everybody's part in it."""

import json

import pytest

from tests.stories.people import indraj


@pytest.fixture
def told(tmp_path):
    done = indraj("demo", "--no-window", "--json", "--folder", tmp_path / "demo")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[0])


def test_there_is_something_to_do_for_everybody(told):
    roles = [laptop["role"] for laptop in told["laptops"]]
    assert roles == ["enumerator", "enumerator", "supervisor"]
    assert (told["conflicts"], told["returned"]) == (1, 1)

    (returned,) = said(told, "household", "list", "--status", "returned")
    (shown,) = said(told, "household", "show", returned["id"])
    (comment,) = shown["comments"]
    assert comment["person"] == "Demo supervisor Sanam"
    assert not comment["answered"]


def test_one_family_was_written_down_twice_and_everybody_can_see_it(told):
    assert told["duplicates"] == 1

    for laptop in told["laptops"]:
        (pair,) = said(told, "duplicate", "list", laptop=laptop)

        assert {*pair["heads"]} == {"Noor Islam", "Nur Islam"}
        assert pair["percent"] == 100


def said(told, *verb, laptop=None):
    """What a verb prints on a laptop, the first enumerator's unless another is named."""
    store = (laptop or told["laptops"][0])["store"]
    done = indraj(*verb, "--json", store=store, passphrase=told["passphrase"])
    return [json.loads(line) for line in done.stdout.splitlines()]
