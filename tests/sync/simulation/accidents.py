"""What happens to laptops, to the line and to the registry."""

from sync.registry import devices, epochs, erasure, publishing
from sync.registry.succession import tell_again
from tests.sync.registry.offices import LATER, a_body, a_key, a_record
from tests.sync.simulation import people
from tests.sync.simulation.places import AREAS
from tests.sync.simulation.road import LINE_FAULTS


def line_fault(world, laptop):
    return people.talk(world, laptop, world.random.choice(LINE_FAULTS))


def power_cut(world, laptop):
    laptop.power.left = world.random.randrange(6)
    result = people.talk(world, laptop)
    laptop.power.left = None
    return result


def registry_power_cut(world, laptop):
    world.power.left = world.random.randrange(4)
    result = people.talk(world, laptop)
    world.power.left = None
    return result


def hang_up(world, laptop):
    laptop.session = None


def load_stick(world, laptop):
    world.road.load_stick(laptop)
    people.learn_names(world, laptop)


def unload_stick(world, laptop):
    del laptop
    if world.road.sticks:
        world.road.unload_stick(world.office, keep=world.random.random() < 0.3)


def clone(world, laptop):
    world.laptops.append(laptop.copy())


def roll_back(world, laptop):
    """A disk image is taken, or put back; it may notice, and may not."""
    if not world.snapshots or world.random.random() < 0.5:
        world.snapshots.append(laptop.copy())
        return "taken"
    old = world.snapshots.pop(world.random.randrange(len(world.snapshots)))
    mine = [at for at in world.laptops if at.key is old.key]
    if mine:
        world.laptops.remove(mine[0])
        world.forget_what_is_nowhere()
    world.laptops.append(old)
    return people.renumber(world, old) if world.random.random() < 0.5 else "unnoticed"


def lose_laptop(world, laptop):
    if len(world.laptops) < 3:
        return
    world.laptops.remove(laptop)
    world.forget_what_is_nowhere()


def revoke(world, laptop):
    with world.office.storage.reading() as books:
        row = books.devices.get(laptop.device)
    if row.revoked is None and world.random.random() < 0.5:
        devices.revoke(world.office, laptop.device)


def change_areas(world, laptop):
    chosen = world.random.sample(AREAS, world.random.choice((1, 2)))
    world.give_areas(laptop.device, chosen)
    return chosen


def clock(world, laptop):
    del laptop
    world.now += world.random.choice((-1, 1)) * world.random.randrange(10**10)


def back_up(world, laptop):
    del laptop
    world.backups.append((world.storage.backup(), len(world.lost_epochs)))


def restore(world, laptop):
    del laptop
    if not world.backups:
        return
    backup, known = world.random.choice(world.backups)
    world.storage.restore(backup)
    world.oracle.exact = False
    if world.random.random() < 0.3:
        # The folder of photos was on the same disk.
        world.office.bodies.kept.clear()
    # The administrator may or may not remember which epochs the backup lacks.
    told = world.lost_epochs[known:] if world.random.random() < 0.5 else []
    world.lost_epochs.append(epochs.begin_epoch(world.office, told))
    tell_again(world.office)
    world.forget_what_is_nowhere()


def erase(world, laptop):
    """A family asks to be erased; life goes on, and somebody new is met."""
    del laptop
    with world.office.storage.reading() as books:
        known = [r for r in world.records if books.erasures.places([r])]
    record = world.random.choice(known or world.records)
    done = erasure.erase(world.office, record, "household", "p-1", "file")
    if not done.orders:
        return "nobody"
    world.records.append(a_record(len(world.records)))
    world.orders += done.orders
    return record


def publish(world, laptop):
    """The newer questionnaire, with which some write already, is published."""
    del laptop
    return publishing.publish(world.office, a_body(LATER))


def rotate_key(world, laptop):
    """A laptop is to go on under another key, from its next exchange on."""
    if laptop.next_key is None:
        laptop.next_key = a_key(f"{laptop.device} {world.random.random()}")


def answer_letters(world, laptop):
    """The bag reaches the registry; what was in it may be answered more than once."""
    del laptop
    for letter in world.random.sample(
        world.road.letters, (len(world.road.letters) + 1) // 2
    ):
        author, question, _ = letter
        readable = world.readable(author)
        answer = world.road.knock(world.office, author.device, question)
        letter[2] = None if answer is None else (answer, readable)
