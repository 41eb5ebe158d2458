"""What must be true at the end of a history of real stores."""

import dataclasses

from enrolment_app.store import Query
from enrolment_app.store.bodies import read_body
from sync.erasure import decode_order
from sync.merge import Agreed, Conflict, record_state
from tests.sync.registry.offices import AREA, OTHER_AREA

ALL = Query(limit=10_000)
CONTESTED = Query(limit=10_000, contested=True)
BOTH = (AREA, OTHER_AREA)


def judge(field):
    """All that know the same show the same, whole, and computed anew too."""
    for name in field.works:
        store = field.store(name)
        assert store.exchange.waiting() == 0, f"work waits on {name}"
        assert store.check().sound, (name, store.check())
        nothing_acknowledged_is_lost(field, name)
        conflicts_are_listed(field, name)
    said_by = {name: told(field, name) for name in field.works}
    first, *others = said_by
    for other in others:
        differ(said_by[first], said_by[other], f"{first} and {other}")
    for name in field.works:
        field.store(name).rebuild()
        differ(said_by[name], told(field, name), f"{name} computed anew")


def shows_no_more_than_it_may(field, name):
    """What is held is shown to who wrote it, and to nobody else."""
    store = field.store(name)
    for row in store.households.page(ALL).rows:
        material = store.journal.material(row.household)
        for record in material.order:
            delivered = set()
            with field.office.storage.reading() as books:
                for area in BOTH:
                    delivered |= {*books.changes.order(area, record)}
            shown = {c.name: c for c in material.changes if c.part(record)}
            assert delivered <= shown.keys(), f"{name} lacks work on {record}"
            others = [
                change
                for change in shown.values()
                if change.name not in delivered
                and change.device not in field.numbers[name]
            ]
            assert not others, f"{name} shows what is held on {record}"


def has_no_more_than_it_may(field, name):
    """Of areas that were never given to a laptop it has nothing."""
    read = field.store(name)._connection.read
    entries = {area for (area,) in read("SELECT DISTINCT area FROM entries")} - {""}
    changes = {area for (area,) in read("SELECT area FROM changes WHERE own = 0")}
    assert entries | changes <= field.given[name], f"{name} has what is not its own"


def nothing_acknowledged_is_lost(field, name):
    """Whatever was sealed is known everywhere, but what wrote to erased records alone."""
    erased = erased_records(field)
    read = field.store(name)._connection.read
    bodies = read("SELECT name, body FROM changes WHERE shown")
    known = {read_body(body, of).visit for of, body in bodies}
    lost = [
        records
        for visit, records in field.sealed.items()
        if visit not in known and not erased.issuperset(records)
    ]
    assert not lost, f"{name} lacks what was sealed on {lost[0]}"


def is_at_rest(field):
    """Who exchanges once more has nothing to say, and hears nothing."""
    for name in field.works:
        field.talk(name, well=True)
        told = field.said
        moved = (told.sent, told.received, told.waiting, told.refused)
        assert moved == (0, 0, 0, ()), f"{name} is not at rest: {moved}"
        photos = (told.attachments.sent, told.attachments.received)
        assert photos == (0, 0), f"photos of {name} are not at rest: {photos}"


def conflicts_are_listed(field, name):
    """Whatever is contested about a household is listed so, and nothing else."""
    store = field.store(name)
    listed = {row.household for row in store.households.page(CONTESTED).rows}
    for row in store.households.page(ALL).rows:
        said = told_of(store.journal.material(row.household), row.household)
        contested = sum(isinstance(one, Conflict) for one in said.values())
        assert row.contested == contested, f"{name} counts {row.household} wrongly"
        assert (row.household in listed) == bool(contested), f"{name} lists too few"


def erased_records(field):
    with field.office.storage.reading() as books:
        orders = books.erasures.all()
    return {record for order in orders for record in decode_order(order).records}


def told(field, name):
    """Give what a laptop shows: its list, and the state of each record."""
    store, found = field.store(name), {}
    for row in store.households.page(ALL).rows:
        found[row.household] = dataclasses.replace(row, custody=None)
        material = store.journal.material(row.household)
        for record in material.order:
            state = told_of(material, record)
            found[row.household, record] = {
                group: said(one) for group, one in sorted(state.items())
            }
            found[row.household, record, "order"] = places(field, record, material)
    return found


def told_of(material, record):
    """Fold the state of a record anew."""
    touching = [c for c in material.changes if c.part(record)]
    survived = material.survived.get(record, {})
    return record_state(record, touching, material.order[record], {}, survived)


def places(field, record, material):
    """Give a record's order in each log, which the registry's must be."""
    area_of = {change.name: change.area for change in material.changes}
    found = {area: [] for area in BOTH}
    for name in material.order[record]:
        found[area_of[name]].append(name)
    with field.office.storage.reading() as books:
        for area in BOTH:
            order = books.changes.order(area, record)
            assert tuple(found[area]) == order, f"order of {record} in {area}"
    return found


def said(state):
    if isinstance(state, Agreed):
        return ("agreed", state.value)
    return ("conflict", sorted((h.name, repr(h.value)) for h in state.heads))


def differ(one, other, who):
    wrong = [key for key in {*one, *other} if one.get(key) != other.get(key)]
    for key in sorted(wrong, key=str)[:1]:
        raise AssertionError(f"{who} at {key}: {one.get(key)} | {other.get(key)}")
