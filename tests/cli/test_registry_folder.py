"""A verb works on the registry that its folder means, or does nothing and says why."""

import pytest

from sync.registry.founding import facts_of, write_facts
from tests.cli.desks import desk
from tests.sync.registry.offices import AREA

__all__ = ["desk"]


@pytest.fixture
def put_back(desk):
    """A folder that knows of an epoch that its database does not know."""
    facts = facts_of(desk.data)
    write_facts(desk.data, {**facts, "epochs": [*facts["epochs"], "0badcafe"]})
    return desk


@pytest.mark.parametrize(
    "words",
    [
        ("device", "add", "x", "--area", AREA, "--out", "laptop"),
        ("key", "rotate"),
        ("backup", "registry.zip"),
        ("serve",),
        ("device", "list"),
    ],
    ids=" ".join,
)
def test_no_verb_goes_on_with_a_database_that_was_put_back(
    put_back, tmp_path, monkeypatch, words
):
    monkeypatch.chdir(tmp_path)

    status, _, err = put_back.run(*words)

    assert (status, "indraj registry restored" in err) == (4, True)
    assert not (tmp_path / words[-1]).exists()


def test_once_it_was_said_verbs_go_on(put_back):
    put_back.must("upgrade")
    put_back.must("restored")

    assert put_back.must("device", "list") == []
