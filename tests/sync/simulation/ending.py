"""The end of a history: everybody comes to the office, and all must be well."""

from sync.registry import quarantine
from sync.registry.verdicts import CODES
from sync.registry.waiting import try_again
from sync.session import Session
from tests.sync.simulation import accidents, keys, people, photos
from tests.sync.simulation.places import AREAS

ROUNDS_MAX = 60


def heal(world):
    """Everybody comes to the office, and everything held is let through."""
    accidents.publish(world, None)
    for laptop in world.laptops:
        let_in(world, laptop)
    for _ in range(3):
        for laptop in world.laptops:
            talk_to_the_end(world, laptop)
        while world.road.sticks:
            world.road.unload_stick(world.office, keep=False)
        try_again(world.office)
        for _ in CODES:
            quarantine.release(world.office, quarantine.held(world.office))
    for laptop in world.laptops:
        talk_to_the_end(world, laptop)
    judge_the_end(world)
    photos.judge_the_end(world)
    keys.judge_the_end(world)


def let_in(world, laptop):
    """Give all areas; who was revoked comes back under a new number."""
    laptop.session = laptop.late = None
    with world.office.storage.reading() as books:
        revoked = books.devices.get(laptop.device).revoked
    if revoked is not None:
        world.spares += world.enrolled(1)
        people.renumber(world, laptop)
    world.give_areas(laptop.device, AREAS)


def talk_to_the_end(world, laptop):
    session = Session(laptop, world.office.ring.founding)
    for _ in range(ROUNDS_MAX):
        request = session.say(64 * 1024)
        if request is None:
            return
        people.learn_names(world, laptop)
        answer = world.road.knock(world.office, laptop.device, request)
        session.hear(answer)
    raise AssertionError("an exchange without an end")


def judge_the_end(world):
    """Everybody has everything, sees the same, and waits for nothing."""
    delivered = world.storage.names()
    for laptop in world.laptops:
        assert laptop.waiting() == 0, "somebody still waits for a receipt"
        world.oracle.judge_laptop(world, laptop, world.records)
        world.oracle.same_knowledge_gives_the_same_state(laptop, world.records)
        missing = {n for n in laptop.changes if n not in delivered}
        assert not missing, f"{len(missing)} changes were not delivered"
        assert set(laptop.changes) == delivered, "somebody lacks a change"
    kept = delivered | world.put_aside()
    lost = set(world.oracle.truths) - world.oracle.gone - kept
    assert not lost, f"{len(lost)} changes are lost"
    erased = world.storage.erased_records()
    for laptop in world.laptops:
        assert laptop.erased == erased, "an order that somebody has not heard"
        world.oracle.nothing_erased_is_there(world, laptop)
    first = world.laptops[0]
    for record in world.records:
        state = first.state(record)
        for laptop in world.laptops:
            assert laptop.state(record) == state, "two states in the end"
        world.tell(record, sorted((g, repr(s)) for g, s in state.items()))
