"""One seed, one history: who does what next, what goes wrong, and what must hold."""

import hashlib
import random
from collections import Counter
from itertools import chain

from sync.registry import devices
from tests.sync.registry.offices import a_key, a_record, chance
from tests.sync.simulation import accidents, copies, keys, people, photos
from tests.sync.simulation.ending import heal
from tests.sync.simulation.laptop import FieldLaptop, names_in
from tests.sync.simulation.office import MemoryStorage, Power, an_office
from tests.sync.simulation.oracle import Oracle
from tests.sync.simulation.places import AREAS, PLACES
from tests.sync.simulation.road import Road

SPARES = 12

# What happens, and how often of a hundred times or so.
ACTS = {
    people.open_form: 14,
    people.write: 22,
    people.talk: 40,
    people.release: 2,
    people.renumber: 1,
    people.write_letters: 4,
    people.open_a_letter: 7,
    photos.carry: 8,
    photos.faulty_carry: 3,
    photos.power_cut: 2,
    accidents.answer_letters: 5,
    accidents.line_fault: 9,
    accidents.power_cut: 5,
    accidents.registry_power_cut: 3,
    accidents.hang_up: 3,
    accidents.load_stick: 3,
    accidents.unload_stick: 3,
    accidents.clone: 1,
    accidents.roll_back: 2,
    accidents.lose_laptop: 1,
    accidents.revoke: 1,
    accidents.change_areas: 2,
    accidents.publish: 1,
    accidents.clock: 1,
    accidents.back_up: 2,
    accidents.restore: 1,
    accidents.erase: 2,
    copies.back_up: 3,
    copies.restore: 1,
    accidents.rotate_key: 1,
    keys.take_key: 1,
    keys.forge_answer: 1,
}


def sized(seed):
    """Give a seed's district: most are small, few have tens or hundreds of laptops."""
    if seed % 1000 == 999:
        return {"laptops": 200 + seed // 1000 % 101, "steps": 300}
    if seed % 100 == 99:
        return {"laptops": 20 + seed % 37, "steps": 120}
    return {"laptops": 2 + seed % 5, "steps": 30}


class World:
    """Everything there is, and the one source of chance."""

    def __init__(self, seed, *, laptops=4, steps=40, storage=MemoryStorage):
        self.random = random.Random(seed)
        self.steps = steps
        self.now = 1_800_000_000_000
        self.power = Power()
        self.storage = storage()
        self.office = an_office(
            self.storage, PLACES, self.power, lambda: self.now, chance(b"%d" % seed)
        )
        self.road = Road(self.random)
        self.oracle = Oracle()
        self.spares = self.enrolled(laptops + SPARES)
        self.records = [a_record(n) for n in range(max(3, laptops // 2))]
        self.laptops = [self.new_laptop() for _ in range(laptops)]
        self.snapshots = []
        self.backups = []
        self.verified = None
        self.lost_epochs = []
        self.stolen = []
        self.orders = []
        self.names_of = {}
        self.counts = Counter()
        self.readable_then = set()
        self.moved = None
        self.trace = hashlib.sha256()

    def enrolled(self, count):
        """Enrol laptops ahead: a restored registry knows everybody's number and key."""
        found = []
        for _ in range(count):
            device, secret = devices.add_device(self.office, "laptop", AREAS)
            key = a_key(f"laptop {device}")
            devices.enrol(self.office, device, secret, key.public)
            found.append((device, key))
        return found

    def new_laptop(self):
        number = self.random.choice((1, 1, 2, 3))
        areas = tuple(sorted(self.random.sample(AREAS, number)))
        if self.random.random() < 0.1:
            areas = ("district",)
        device, key = self.spares.pop(0)
        self.give_areas(device, areas)
        return FieldLaptop(f"laptop {device}", device, key, areas, self.random)

    def give_areas(self, device, areas):
        with self.office.storage.writing() as books:
            books.devices.set_areas(device, areas)

    def run(self):
        """Live through all steps, heal everything, and give the history's digest."""
        for number in range(self.steps):
            self.step(number)
        heal(self)
        return self.trace.hexdigest()

    def step(self, number):
        act = self.random.choices(tuple(ACTS), tuple(ACTS.values()))[0]
        laptop = self.random.choice(self.laptops)
        self.readable_then = self.readable(laptop)
        self.moved = laptop
        result = act(self, laptop)
        self.counts[act.__name__] += 1
        self.tell(number, act.__name__, laptop.device, result)
        self.judge(self.moved)

    def tell(self, *what):
        self.trace.update(repr(what).encode())

    def judge(self, laptop):
        """Check what must hold after each step; the rest of the world did not move."""
        if laptop not in self.laptops:
            return
        records = [self.random.choice(self.records)]
        self.oracle.judge_laptop(self, laptop, records)
        self.oracle.same_knowledge_gives_the_same_state(laptop, records)
        self.oracle.everything_confirmed_is_somewhere(self.holders())
        self.oracle.nothing_erased_is_there(self, laptop)
        photos.judge_receipts(self, laptop)
        copies.judge(self, laptop)
        for area in laptop.news_of:
            assert area in self.readable_then, "an area that is not theirs"
        laptop.news_of.clear()

    def readable(self, laptop):
        with self.office.storage.reading() as books:
            mine = set(books.devices.areas(laptop.device))
            below = {a for a in AREAS if not mine.isdisjoint(books.areas.above(a))}
        return {"", *mine, *below}

    def holders(self):
        """Give the names of all changes that are still anywhere."""
        found = set(self.storage.names())
        for head in self.storage.heads():
            found.update(self.names_of.get(head, ()))
        for laptop in self.laptops:
            found.update(laptop.holding())
        for data in chain.from_iterable((self.storage.aside(), *self.road.sticks)):
            found.update(names_in(data))
        return found

    def put_aside(self):
        """Give the changes that wait at the registry for what came before them."""
        return {name for data in self.storage.aside() for name in names_in(data)}

    def forget_what_is_nowhere(self):
        """What only a lost disk held is lost with it: that nobody can help."""
        self.oracle.gone |= set(self.oracle.truths) - self.holders()
