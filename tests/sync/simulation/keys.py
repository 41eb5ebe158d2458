"""The registry takes another key; somebody has one that it gave up."""

from sync.errors import FormerKey, PeerUnreachable
from sync.registry import erasure
from sync.registry.succession import take_another_key
from sync.session import Session
from sync.session.messages import Answer, encode_answer
from sync.succession import followed
from tests.sync.simulation import people


def take_key(world, laptop):
    """Its power may fail at one of its commits: then it took one, or it did not."""
    del laptop
    for order in world.orders:
        # They lie in a file beside the database, which may have come from a backup.
        erasure.heed(world.office, order)
    world.stolen.append(world.office.now().key)
    world.power.left = world.random.choice((None, None, 0, 1, 2, 3))
    try:
        return take_another_key(world.office).number
    except PeerUnreachable as failure:
        return failure.code
    finally:
        world.power.left = None


def forge_answer(world, laptop):
    """Whoever has a former key speaks as the registry to a laptop that knows better."""
    former = known(world, laptop).keys[:-1]
    keys = [key for key in world.stolen if key.public in former]
    if not keys:
        return "believed, or none yet"
    session = Session(laptop, world.office.ring.founding)
    request = session.say(500)
    if request is None:
        return "even"
    people.learn_names(world, laptop)
    key = world.random.choice(keys)
    said = Answer("ffffffff", 0, successions=world.office.ring.successions)
    try:
        session.hear(encode_answer(said, request, key.sign))
    except FormerKey as failure:
        return failure.code
    raise AssertionError("a key that was given up is believed")


def known(world, laptop):
    return followed(world.office.ring.founding, laptop.successions())


def judge_the_end(world):
    """Everybody knows the key that the registry signs with."""
    newest = world.office.now().key.public
    for laptop in world.laptops:
        assert known(world, laptop).newest == newest, "somebody lacks the newest key"
