"""Two people apart, and the one state to which every order of arrival comes."""

import dataclasses
import itertools

from sync.change import Context, Why
from sync.merge import record_state
from sync.values import record_id
from tests.sync.builders import AREA, HOUSEHOLD, a_change, nonce, one

PERSON = record_id(nonce(500), 1)
OTHER_HOUSEHOLD = record_id(nonce(501), 0)
visits = itertools.count(1000)


def write(field, atom, *saw, record=PERSON, why=Why.CAPTURED, area=AREA):
    """One person's write, who had these changes on the screen."""
    context = Context(0, frozenset(change.name for change in saw))
    change = a_change(
        one(field, atom), record=record, context=context, visit=next(visits), why=why
    )
    return dataclasses.replace(change, area=area)


def merged(*changes, record=PERSON):
    """Give the one state to which every order of arrival comes."""
    found = [
        record_state(record, arrived, order, {})
        for arrived in itertools.permutations(changes)
        for order in ((), [c.name for c in arrived], [c.name for c in changes[:1]])
    ]
    # Contexts name what they saw here, so no order of the registry's may matter.
    assert all(state == found[0] for state in found[1:])
    return found[0]


def values(state, field):
    return sorted(head.value[field] or "" for head in state[field].heads)


def a_person():
    """A person whom everybody knows, as somebody captured them."""
    member = {"@kind": "members", "@parent": HOUSEHOLD, "@status": "here"}
    member |= {"@order": "1", "name": "Zarmina", "born": "1990-01-01"}
    writes = {field: {field: atom} for field, atom in member.items()}
    return a_change(writes, record=PERSON, visit=next(visits))
