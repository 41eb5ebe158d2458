"""What people do: write, exchange, let held work through, take a new number."""

from sync.errors import ExchangeError, FormerKey, IndrajError
from sync.registry import quarantine
from sync.session import Session, unhurried
from tests.sync.simulation import photos
from tests.sync.simulation.laptop import names_in, writes_to
from tests.sync.simulation.places import AREAS

FIELDS = ("q/text", "q/int")


def open_form(world, laptop):
    records = [r for r in world.records if r not in laptop.erased]
    beside = None
    if world.random.random() < 0.2:
        beside = world.random.choice(records)
    record = world.random.choice([r for r in records if r != beside])
    laptop.open_form(record, an_area(world, laptop), beside)


def an_area(world, laptop):
    mine = [a for a in laptop.areas() if a in AREAS]
    return world.random.choice(mine or AREAS)


def write(world, laptop):
    if not laptop.layouts:
        return "no questionnaire yet"
    if laptop.form is None or world.random.random() < 0.4:
        open_form(world, laptop)
    form = laptop.form
    value = str(world.random.randrange(4))
    held = world.random.random() < 0.08
    field = world.random.choice(FIELDS)
    if world.random.random() < photos.SHARE:
        field, value = photos.FIELD, photos.photograph(world, form.area, laptop)
    time = world.random.randrange(1 << 60)  # its clock says anything
    change = laptop.save(writes_to(field, value, held=held), time)
    world.oracle.note(change, form)
    return change.name


def talk(world, laptop, fault=""):
    """One request and its answer; the exchange goes on at its next turn."""
    if laptop.session is None:
        laptop.session = Session(laptop, world.office.ring.founding)
    try:
        result = one_round(world, laptop, laptop.session, fault)
    except ExchangeError as failure:
        laptop.session = None
        return failure.code
    except IndrajError as failure:
        if not fault:
            raise  # nothing was damaged, so nothing may look so
        laptop.session = None
        return failure.code
    if result != "heard":
        laptop.session = None
    return result


def one_round(world, laptop, session, fault):
    if laptop.late and world.random.random() < 0.5:
        # It was on its way while other exchanges came and went.
        session, answer, world.readable_then = laptop.late
        laptop.late = None
        try:
            session.hear(answer)
        except FormerKey as former:
            # The registry took another key meanwhile: it is asked again.
            return former.code
        return "heard late"
    request = session.say(world.random.choice((1, 500, 64 * 1024)))
    if request is None:
        return "even"
    learn_names(world, laptop)
    answer = world.road.ask(world.office, laptop, request, fault)
    if answer is None:
        return "no answer"
    if fault == "late answer":
        laptop.late = (session, answer, world.readable(laptop))
        return "late"
    session.hear(answer)
    if session.tally.forked and world.random.random() < 0.3:
        return renumber(world, laptop)
    return "heard"


def learn_names(world, laptop):
    """Remember which changes a segment holds, for who asks by its hash."""
    for cut in laptop.segments.values():
        for _, _, head, data in cut:
            if head not in world.names_of:
                world.names_of[head] = names_in(data)


def release(world, laptop):
    del laptop
    held = quarantine.held(world.office)
    some = tuple(one for one in held if world.random.random() < 0.7)
    return quarantine.release(world.office, some)


def renumber(world, laptop):
    """A new number, as whoever notices a copy or an old store is given."""
    if not world.spares:
        return "no number left"
    with world.office.storage.reading() as books:
        areas = books.devices.areas(laptop.device)
    device, key = world.spares.pop(0)
    world.give_areas(device, areas)
    laptop.key = key
    laptop.session = laptop.late = None
    renamed = laptop.take_number(device)
    world.oracle.rename(renamed)
    world.oracle.gone |= set(renamed) - world.holders()
    return device


def write_letters(world, laptop):
    """Questions for the registry go into a bag; answers may come back in any order."""
    for question in unhurried.questions(laptop, whole=world.random.random() < 0.2):
        world.road.letters.append([laptop, question, None])
    learn_names(world, laptop)


def open_a_letter(world, laptop):
    """An answer that has lain about reaches whoever asked; it may come again."""
    letters = world.road.letters
    here = [one for one in letters if one[0] in world.laptops and one[2] is not None]
    if not here:
        return "none"
    letter = world.random.choice(here)
    laptop, question, (answer, readable) = letter
    world.moved = laptop
    if world.random.random() < 0.4:
        letters.remove(letter)
    world.readable_then = readable
    try:
        heard = unhurried.hear(laptop, question, answer, world.office.ring.founding)
    except FormerKey as former:
        return laptop.device, former.code
    return laptop.device, heard.unfounded
