"""A district of laptops that speak by letters only, and every way a letter can go."""

import random

from sync.registry import epochs
from sync.registry.conversation import answer
from sync.session.unhurried import hear, questions
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import LAYOUT, a_record

HOUSES = [a_record(n) for n in range(4)]
FIELDS = ("q/text", "q/date", "q/digits")


def a_ready_laptop(office, name):
    """A laptop that has its questionnaire from its provisioning file."""
    laptop = a_laptop(office, name)
    laptop.layouts[LAYOUT.id] = LAYOUT
    return laptop


class District:
    """Laptops, a registry, and the letters that lie about between them."""

    def __init__(self, office, seed, laptops=3):
        self.office = office
        self.chance = random.Random(seed)
        names = [f"laptop-{n}" for n in range(laptops)]
        self.laptops = [a_ready_laptop(office, name) for name in names]
        self.asked = []  # (laptop, question)
        self.answered = []  # (laptop, question, answer)
        self.written = []

    def step(self):
        """Let one thing happen, picked by chance."""
        often = (self.write, self.hear)
        acts = (*often, *often, self.ask, self.carry, self.talk)
        self.chance.choice(acts)()

    def write(self):
        laptop = self.chance.choice(self.laptops)
        house, field = self.chance.choice(HOUSES), self.chance.choice(FIELDS)
        value = str(len(self.written))
        self.written.append(laptop.write(house, field, value))

    def ask(self):
        laptop = self.chance.choice(self.laptops)
        self.asked += [(laptop, question) for question in questions(laptop)]

    def carry(self):
        """Bring any letter to the registry, also one that was there before."""
        if self.asked:
            laptop, question = self.chance.choice(self.asked)
            said = answer(self.office, laptop.device, question)
            self.answered.append((laptop, question, said))

    def hear(self):
        """Give any answer to its laptop, in any order, also a second time."""
        if self.answered:
            laptop, question, said = self.chance.choice(self.answered)
            hear(laptop, question, said, self.office.key.public)

    def talk(self):
        exchange(self.office, self.chance.choice(self.laptops))

    def restore(self, office):
        """The registry came back from a backup, and says so."""
        self.office = office
        epochs.begin_epoch(office)

    def come_even(self, rounds=6):
        """Everybody writes and hears in order until nothing is left to say."""
        for _ in range(rounds):
            for laptop in self.laptops:
                for question in questions(laptop):
                    said = answer(self.office, laptop.device, question)
                    hear(laptop, question, said, self.office.key.public)

    def must_be_even(self):
        first, *others = self.laptops
        for laptop in self.laptops:
            assert laptop.waiting() == 0
        for house in HOUSES:
            for laptop in others:
                assert laptop.order.get(house) == first.order.get(house)
                assert laptop.state(house) == first.state(house)
        delivered = set().union(*first.order.values()) if first.order else set()
        assert {change.name for change in self.written} == delivered
