"""Photos of the field: taken with a visit, carried with faults, and where they are."""

import hashlib
from contextlib import nullcontext

from sync import lane
from sync.attachments import reference
from sync.errors import IntegrityError, PeerUnreachable
from sync.lane import Budget
from sync.registry.office import EPOCH
from sync.session.attached import Key, State
from sync.transports import MemoryTransport
from tests.sync.registry.line import keys_of
from tests.sync.registry.photos import Photos
from tests.sync.simulation.road import LINE_FAULTS

FIELD, SHARE = "q/file", 0.25
ROOM = (0, 700, 20_000, None)


class FieldPhotos(Photos):
    """The photos of a laptop, as long as one exchange; what is kept, the laptop has."""

    def __init__(self, laptop):
        super().__init__(laptop)
        self.here = laptop.pictures
        self.held = laptop.receipted

    def together(self):
        # A power cut may come right before, or right after all of it is kept.
        self.laptop.power()
        return nullcontext()


def photograph(world, area, laptop):
    """Take a photo; gives what is written down of it."""
    content = world.random.randbytes(world.random.randrange(1, 900))
    digest = hashlib.sha256(content).digest()
    laptop.pictures[Key(area, digest)] = content
    return reference(digest, "jpg")


def carry(world, laptop, fault=""):
    """Carry photos for as long as the line holds and the budget lasts."""
    left = world.random.randrange(1, 4)

    def ask(request):
        nonlocal left
        left -= 1
        answer = world.road.ask(world.office, laptop, request, "" if left else fault)
        if answer is None:
            raise PeerUnreachable("no answer")
        return answer

    keys = keys_of(world.office, laptop)
    room = Budget(bytes=world.random.choice(ROOM))
    try:
        told = lane.carry(FieldPhotos(laptop), MemoryTransport(ask), keys, room)
    except IntegrityError as failure:
        if not fault:
            raise  # nothing was damaged, so nothing may look so
        return failure.code
    return told.sent, told.stopped


def faulty_carry(world, laptop):
    return carry(world, laptop, world.random.choice(LINE_FAULTS))


def power_cut(world, laptop):
    """The registry's power fails at one of its commits, or the laptop's at its own."""
    power = world.random.choice((world.power, laptop.power))
    power.left = world.random.randrange(4)
    try:
        return carry(world, laptop)
    except PeerUnreachable as failure:
        return failure.code
    finally:
        power.left = None


def judge_receipts(world, laptop):
    """What counts as stored is at the registry, to the byte, or erased by order."""
    with world.office.storage.reading() as books:
        if laptop.told_epoch != books.setting(EPOCH):
            return
        known = books.attachments.find(laptop.receipted)
    for key in laptop.receipted:
        assert known[key].state in (State.STORED, State.ERASED), "a false receipt"
        if known[key].state == State.STORED:
            kept = world.office.bodies.read(key.digest, 0, 1000)
            assert kept == laptop.pictures[key], "a receipt for other bytes"


def judge_the_end(world):
    """What anybody still has, and a delivered change names, the registry has."""
    for laptop in (*world.laptops, *world.laptops):
        line = MemoryTransport(knocking(world, laptop.device))
        keys = keys_of(world.office, laptop)
        told = lane.carry(FieldPhotos(laptop), line, keys)
        assert not told.stopped, "a lane without an end"
    had = {k: p for laptop in world.laptops for k, p in laptop.pictures.items()}
    with world.office.storage.reading() as books:
        known = books.attachments.find(had)
    for key, row in known.items():
        assert row.state != State.AWAITED, "a photo that somebody has is lost"
        if row.state == State.STORED:
            kept = world.office.bodies.read(key.digest, 0, 1000)
            assert kept == had[key], "another photo in its place"
    for laptop in world.laptops:
        judge_receipts(world, laptop)
    told = sorted((k.area, k.digest, int(row.state)) for k, row in known.items())
    world.tell(told)


def knocking(world, device):
    return lambda request: world.road.knock(world.office, device, request)
