"""A few laptops with real stores and a registry with a real database, by chance.

`Field(seed, folder).run()` is one history: people write, lines break, sticks go round,
stores are closed and opened, the registry is put back from a backup, families are
erased, areas change. At its end everybody exchanges, and all that know the same must
show the same; a store that is computed anew shows what it showed.
"""

import dataclasses
import shutil
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import ClassVar

from enrolment_app.actions.exchange import exchange
from enrolment_app.actions.read_bundle import read_bundle
from enrolment_app.actions.take_new_key import take_new_key
from sync.bundle.errors import BundleRefused
from sync.change import Change, Part, Why
from sync.errors import ExchangeError, IntegrityError
from sync.registry import founding, quarantine
from sync.registry.erasure import erase
from sync.registry.verdicts import CODES
from sync.registry.waiting import try_again
from sync.session.provisioned import SUPERVISOR
from sync.values import record_id
from tests.actions import sticks
from tests.store import judging
from tests.store.builders import HEAD, LAYOUT, VILLAGE, birth, chance, opened
from tests.store.guarded import GuardedLine
from tests.store.judging import ALL, BOTH
from tests.sync.builders import nonce, one
from tests.sync.registry.offices import AREA, NOW_MS, OTHER_AREA, an_office

LAPTOPS = {"asha": (AREA,), "bilal": BOTH, "carol": (OTHER_AREA,), "nazia": BOTH}
STEPS = 80
ROUNDS = 5
ACTS = {
    "born": 2,
    "edit": 12,
    "member": 4,
    "stop": 2,
    "talk": 12,
    "write_stick": 4,
    "read_stick": 4,
    "answer_stick": 4,
    "back_up": 2,
    "restore": 2,
    "erase": 1,
    "areas": 4,
    "release": 1,
    "key": 1,
}


class Field:
    """Everybody, and what lies between them.

    `sealed` is what was acknowledged: visit -> the records that it wrote to; `numbers`
    are those that each laptop ever had, `given` the areas.
    """

    acts: ClassVar[Mapping[str, int]] = ACTS
    apart = ()
    """Files of the registry that are kept apart, and outlast a restore."""

    def __init__(self, seed, home):
        self.random = Random(seed)
        self.home = home
        self.office = an_office(home / "registry")
        self.visit = 0
        self.works = {}
        self.sealed = {}
        self.numbers = {}
        self.given = {}
        self.said = None
        for name, areas in LAPTOPS.items():
            role = {"role": SUPERVISOR} if name == "nazia" else {}
            self.works[name] = sticks.a_laptop(home, self.office, name, areas, **role)
            self.numbers[name] = {self.works[name].store.device.number}
            self.given[name] = set(areas)
            # The first journey of a stick tells the registry its key.
            sticks.to_and_fro(self.office, self.works[name], home)
        self.sticks = []
        self.backup = None
        self.history = []

    def run(self):
        """Live through one history, and judge its end."""
        for _ in range(STEPS):
            act = self.random.choices(list(self.acts), list(self.acts.values()))[0]
            name = self.random.choice(list(self.works))
            done = getattr(self, act)(name)
            self.history.append((act, name, done))
        for name in self.works:
            judging.has_no_more_than_it_may(self, name)
        self.end(release=False)
        for name in self.works:
            judging.shows_no_more_than_it_may(self, name)
        self.end(release=True)
        judging.judge(self)

    def close(self):
        for work in self.works.values():
            work.store.close()
        self.office.storage.close()

    # -- what people do

    def next_visit(self):
        self.visit += 1
        return self.visit

    def store(self, name):
        return self.works[name].store

    def born(self, name):
        area = self.random.choice(self.store(name).device.areas)
        seed = self.next_visit()
        device = self.store(name).device.number
        self.seal(name, birth(seed, f"head {seed}", area=area, device=device))
        return seed

    def edit(self, name):
        household = self.some(name)
        if household is None:
            return None
        path = self.random.choice([HEAD, HEAD, VILLAGE, "@status", "@area"])
        value = f"{path} {self.random.randrange(3)}"
        if path == "@status":
            value = self.random.choice(["submitted", "unfinished", "abolished"])
        return self.write(name, household, one(path, value))

    def member(self, name):
        """Somebody is added to a household, moves to another one, or is corrected."""
        household = self.some(name)
        if household is None:
            return None
        records = [*self.store(name).journal.material(household).order, None]
        record = self.random.choice([r for r in records if r != household])
        writes = {"born": {"born": f"19{self.random.randrange(40, 60)}-01-01"}}
        if record is None:
            record = record_id(nonce(self.next_visit()), 1)
            writes |= {"@kind": {"@kind": "members"}}
            writes |= {"@parent": {"@parent": household}}
        elif self.random.random() < 0.4:
            to = self.some(name)
            writes |= {"@parent": {"@parent": to}}
        return self.write(name, record, writes)

    def write(self, name, record, writes):
        store = self.store(name)
        area = self.random.choice(store.device.areas)
        part = Part(record, store.journal.context(record, area), writes)
        change = Change(
            visit=nonce(self.next_visit()),
            parts=(part,),
            layout=self.layout(name),
            area=area,
            person=name,
            device=store.device.number,
            why=Why.CORRECTED,
            time=self.visit << 16,
        )
        return self.seal(name, change)

    def layout(self, name):
        """Under which questionnaire somebody works."""
        del name
        return LAYOUT.id

    def seal(self, name, change):
        sealed = self.store(name).journal.seal(change).name.hex()[:8]
        self.sealed[change.visit] = [part.record for part in change.parts]
        return sealed

    def some(self, name):
        known = sorted(r.household for r in self.store(name).households.page(ALL).rows)
        return self.random.choice(known) if known else None

    def release(self, name):
        del name
        held = quarantine.held(self.office)
        some = tuple(one for one in held if self.random.random() < 0.5)
        return quarantine.release(self.office, some)

    # -- what happens

    def talk(self, name, *, well=False):
        def connect(url, keys):
            del url
            line = GuardedLine(self.office, keys)
            if not well:
                line.lose_answers = self.random.choice([0, 0, 0, 1])
                line.lose_requests = self.random.choice([0, 0, 0, 1])
            return line

        try:
            done = exchange(self.works[name], "memory", connect=connect)
        except ExchangeError as failure:
            return failure.code
        self.said = done
        return done.sent, done.received

    def key(self, name):
        """The laptop takes another key at its next exchange."""
        return take_new_key(self.works[name])

    def write_stick(self, name):
        self.sticks.append(sticks.written(self.works[name], self.home))

    def read_stick(self, name):
        if not self.sticks:
            return None
        file = self.random.choice(self.sticks)
        try:
            return bool(read_bundle(self.works[name], file))
        except (BundleRefused, IntegrityError) as failure:
            return failure.code

    def answer_stick(self, name):
        del name
        if not self.sticks:
            return None
        file = self.random.choice(self.sticks)
        try:
            self.sticks.append(sticks.replied(self.office, file, self.home))
        except (BundleRefused, IntegrityError) as failure:
            return failure.code
        return True

    def stop(self, name):
        """The laptop is put away for the night."""
        work = self.works[name]
        work.store.close()
        again = opened(self.home / name, random=chance(b"%d" % self.next_visit()))
        self.works[name] = dataclasses.replace(work, store=again)

    def back_up(self, name):
        del name
        self.backup = self.home / "backup"
        shutil.rmtree(self.backup, ignore_errors=True)
        self.office.storage.close()
        shutil.copytree(self.home / "registry", self.backup)
        self.begin(b"back")

    def restore(self, name):
        del name
        if self.backup is None:
            return "no backup"
        self.office.storage.close()
        data = self.home / "registry"
        files = filter(Path.exists, map(data.joinpath, self.apart))
        kept = {file: file.read_bytes() for file in files}
        shutil.rmtree(data)
        shutil.copytree(self.backup, data)
        for file, content in kept.items():
            file.write_bytes(content)
        self.begin(b"restored")
        return founding.say_restored(self.office, data)

    def begin(self, why):
        random = chance(why + b"%d" % self.next_visit())
        place = (self.home / "registry", "", lambda: NOW_MS, random)
        self.office = founding.open_office(*place)

    def erase(self, name):
        household = self.some(name)
        if household is None:
            return None
        return erase(self.office, household, "household", "p-1", "file").records

    def areas(self, name):
        areas = self.random.choice([(AREA,), (OTHER_AREA,), BOTH])
        self.give(name, areas)
        return areas

    def give(self, name, areas):
        self.given[name] |= {*areas}
        with self.office.storage.writing() as books:
            books.devices.set_areas(self.store(name).device.number, areas)

    # -- the end

    def end(self, *, release):
        """Everybody may read everything, and exchanges until nothing is new."""
        for name in self.works:
            self.give(name, BOTH)
        for _ in range(ROUNDS):
            for name in self.works:
                done = self.talk(name, well=True)
                assert not isinstance(done, str), f"{name} exchanges no more: {done}"
            try_again(self.office)
            for _ in CODES if release else ():
                quarantine.release(self.office, quarantine.held(self.office))
