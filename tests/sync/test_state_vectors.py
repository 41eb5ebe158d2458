"""The published states: a pure function of changes, their order, and epochs."""

import itertools

import pytest

from sync.change import Change, Context, Part, Why, from_plain
from sync.merge import Agreed, record_state
from sync.values import answered
from tests.vectors.given import LAYOUT
from tests.vectors.judging import each, read
from tests.vectors.states import GROUP

STATES = read("states.json")
RECORD = STATES["record"]


def change_in(told):
    names = frozenset(bytes.fromhex(name) for name in told["extras"])
    context = Context(told["seen"], names, told["epoch"])
    visit = bytes.fromhex(told["visit"])
    change = Change(
        visit,
        (Part(RECORD, context, {GROUP: atoms(told["writes"])}),),
        LAYOUT.id,
        told["area"],
        "asha",
        told["device"],
        why=Why(told["why"]),
        time=(1_772_300_000_000 + visit[0]) << 16 | 1,
    )
    assert change.name.hex() == told["name"]
    return change


def atoms(writes):
    return {path: from_plain(atom) for path, atom in writes.items()}


@pytest.fixture
def state():
    def found(vector, changes):
        order = [bytes.fromhex(name) for name in vector["order"]]
        policies = {GROUP: vector["policy"]}
        given = (RECORD, changes, order, policies, vector["survived"])
        return record_state(*given)[GROUP]

    return found


@each(STATES["states"])
def test_changes_come_to_the_state_that_is_told(vector, state):
    changes = [change_in(told) for told in vector["changes"]]

    for arrived in itertools.permutations(changes):
        group = state(vector, arrived)

        assert sorted(head.name.hex() for head in group.heads) == vector["heads"]
        assert isinstance(group, Agreed) is vector["agreed"]
        value = group.value if isinstance(group, Agreed) else group.held
        told = vector["value"]
        assert (value and answered(value)) == (told and atoms(told))
