"""Verified backups of the registry: what they make durable, and what must then hold."""

from sync.receipts import Held
from sync.registry import epochs
from sync.registry.office import EPOCH
from sync.registry.succession import tell_again
from sync.session.attached import State


def back_up(world, laptop):
    """A backup is read back; what comes in meanwhile is not in it."""
    del laptop
    office = world.office
    with office.storage.reading() as books:
        ends = {area.code: area.counter for area in books.areas.written()}
    stored = {digest: bytes(body) for digest, body in office.bodies.kept.items()}
    copy = (world.storage.backup(), ends, stored, len(world.lost_epochs))
    world.backups.append((copy[0], copy[3]))
    world.verified = (copy, world.storage.heads())
    make_durable(world, copy)


def restore(world, laptop):
    """The registry comes back from its newest verified backup."""
    del laptop
    if world.verified is None:
        return "none"
    copy, heads = world.verified
    backup, _, stored, known = copy
    world.storage.restore(backup)
    world.oracle.exact = False
    world.office.bodies.kept = dict(stored)
    told = world.lost_epochs[known:] if world.random.random() < 0.5 else []
    world.lost_epochs.append(epochs.begin_epoch(world.office, told))
    tell_again(world.office)
    make_durable(world, copy)
    lose_what_lacks(world)
    assert world.storage.heads() == heads, "a backup that lacks what it had"
    world.forget_what_is_nowhere()
    return "restored"


def make_durable(world, copy):
    _, ends, stored, _ = copy
    with world.storage.writing() as books:
        books.areas.make_durable(ends)
        books.attachments.make_durable(set(stored))


def lose_what_lacks(world):
    """A photo that the copy lacks is awaited again."""
    office = world.office
    with world.storage.writing() as books:
        for key, row in list(every_photo(books).items()):
            if row.state == State.STORED and key.digest not in office.bodies.kept:
                books.attachments.lose(key)


def every_photo(books):
    return {row.key: row for row in books.attachments.in_area(most=-1)}


def judge(world, laptop):
    """What a laptop was told to be durable is in the newest verified backup."""
    with world.office.storage.reading() as books:
        if laptop.told_epoch != books.setting(EPOCH):
            return
        erased = [k for k, r in every_photo(books).items() if r.state == State.ERASED]
    copy, heads = world.verified or ((None, {}, {}, 0), set())
    for area, known in laptop.known.items():
        if known.durable:
            assert known.durable <= known.number, "durable and not confirmed"
            head = laptop.segment_head(area, known.durable)
            assert head in heads, "told durable, and in no verified backup"
    for key, state in laptop.receipted.items():
        if state is Held.DURABLE and key not in erased:
            assert key.digest in copy[2], "a photo told durable, and in no backup"
