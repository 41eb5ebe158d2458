"""Whatever words a verb of the registry is given, it is done or it is said why not."""

import socket

import pytest

from sync.registry.founding import facts_of
from tests.cli.desks import desk
from tests.sync.registry.offices import AREA

__all__ = ["desk"]


@pytest.mark.parametrize(
    "words",
    [
        ("rules", "idle_minutes=" + "9" * 30),
        ("attachments", "list", "--most", "9" * 25),
        ("attachments", "place", "/etc/hostname"),
        ("backup", "/nowhere/registry.zip"),
        ("serve", "--port", "99999"),
        ("serve", "--host", "no.such.host.invalid"),
        ("serve", "--host", "x" * 99),
        ("serve", "--cert", "/etc/hostname", "--key", "/etc/hostname"),
        ("person", "add", "As\udcffha"),
        ("device", "add", "x", "--area", "As\udcffha", "--out", "laptop"),
        ("person", "add", ""),
        ("person", "add", "x" * 100_000),
        ("person", "add", "Asha", "--urdu", "x" * 201),
        ("device", "add", " ", "--area", AREA, "--out", "laptop"),
        ("device", "add", "x", "--area", AREA, "--out", "l", "--person", "x" * 201),
        ("device", "revoke", "9" * 25),
        ("quarantine", "show", AREA, "9" * 25),
        ("recovery", "make-key", "/nowhere/key"),
    ],
    ids=lambda words: " ".join(words)[:30].encode("ascii", "replace").decode(),
)
def test_words_that_cannot_be_are_refused(desk, tmp_path, words, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INDRAJ_PASSPHRASE", "quince and walnut")
    before = facts_of(desk.data)

    status, _, err = desk.run(*words)

    assert status in (1, 2, 4), err
    assert [desk.must(of, "list") for of in ("device", "person")] == [[], []]
    assert facts_of(desk.data) == before


def test_a_port_that_is_in_use_is_said_so(desk):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        status, _, err = desk.run("serve", "--port", port)

    assert (status, str(port) in err) == (1, True)


@pytest.mark.parametrize("number", [0, 2**63 - 1, 10**25])
def test_no_number_ends_the_numbers_of_laptops(desk, tmp_path, number):
    who = ("ab" * 32, "--name", "x", "--area", AREA)

    assert desk.run("device", "readmit", number, *who)[0] == 2

    desk.must("device", "add", "y", "--area", AREA, "--out", tmp_path / "y")


def test_who_ended_gets_no_code_until_that_is_undone(desk, tmp_path):
    (asha,) = desk.must("person", "add", "Asha")
    asha = asha["person"]
    desk.must("person", "end", asha)
    desk.must("person", "add", "Asha Bibi", "--id", asha)
    people = ("--person", "New", "--person", asha)
    words = ("device", "add", "x", "--area", AREA, *people, "--out", tmp_path / "l")

    status, _, err = desk.run(*words)

    assert (status, "Asha Bibi" in err) == (1, True)
    assert desk.must("device", "list") == []
    assert [one["person"] for one in desk.must("person", "list")] == [asha]
    desk.must("person", "end", asha, "--undo")
    (made,) = desk.must(*words)
    assert made["people"][1]["id"] == asha
