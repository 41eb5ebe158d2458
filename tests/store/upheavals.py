"""Histories in which more happens than in `histories`: whatever may befall a province.

Laptops are revoked and come back under other numbers, photos are taken, shared and
looked for, questionnaires and their new editions are published late, the registry takes
other keys, and who exchanges is killed in the midst of it.
"""

import dataclasses
from contextlib import suppress
from typing import ClassVar

from enrolment_app.actions.enrol_device import enrol_device
from enrolment_app.actions.want_attachment import want_attachment
from enrolment_app.store import HouseholdErased, InstalledForm
from sync.errors import DeviceRevoked, DeviceUnknown
from sync.layout import Field as Question
from sync.registry import devices, publishing, succession
from sync.registry.keyring import KEY_FILE
from sync.registry.ordered import ERASURES_FILE, level
from sync.registry.provisioning import NewPerson, Order, make_laptop
from sync.registry.readmission import Former, readmit
from sync.session.provisioned import SUPERVISOR, read_provisioning
from tests.store import judging, judging_photos
from tests.store.builders import birth, chance, opened
from tests.store.histories import ACTS, Field
from tests.store.judging import BOTH
from tests.store.killed import CAN_BE, killed
from tests.store.pictures import a_picture, keep
from tests.sync.builders import a_layout, one
from tests.sync.registry.offices import a_body

EDITION = dataclasses.replace(
    a_layout("edition", extra=(Question("q/more"),)), version="2"
)
SECOND = dataclasses.replace(a_layout("second"), form="kp-second")
LATE = (EDITION, SECOND)
"""Questionnaires that laptops may have from a stick before they are published."""
PICTURE_BYTES = 1500
MORE = {
    "erase": 2,
    "photograph": 8,
    "look": 4,
    "install": 3,
    "publish": 1,
    "revoke": 1,
    "come_back": 3,
    "succeed": 1,
    "kill": 6,
}
KILLED = ("talk", "talk", "talk", "read_stick", "write_stick", "answer_stick")
KILLED += ("erase", "publish", "release", "succeed", "revoke")
AGAIN = ("erase", "publish", "revoke")
"""What whoever began it begins again when it was stopped."""
STEPS_2 = 11
"""A process is killed within 2 ** so many steps: early ones as often as late ones."""


class Upheavals(Field):
    """Everybody, and all that may befall them.

    `photos` are contents by their names, `paper` the laptops under numbers of before.
    """

    acts: ClassVar = ACTS | MORE
    # Else orders of a key before would have to be given again (PROTOCOL, 24).
    apart = (KEY_FILE, ERASURES_FILE)

    def __init__(self, seed, home):
        super().__init__(seed, home)
        self.photos = {}
        self.paper = []
        for name in self.works:
            self.born(name)

    # -- what people do

    def layout(self, name):
        return self.random.choice(sorted(self.store(name).forms.layouts()))

    def born(self, name):
        area = self.random.choice(self.store(name).device.areas)
        seed, device = self.next_visit(), self.store(name).device.number
        change = birth(seed, f"head {seed}", area=area, device=device)
        return self.seal(name, dataclasses.replace(change, layout=self.layout(name)))

    def seal(self, name, change):
        try:
            return super().seal(name, change)
        except HouseholdErased as refused:
            return refused.code

    def photograph(self, name):
        """A photo is taken at a household, or once more the one of another."""
        household = self.some(name)
        if household is None:
            return None
        content = a_picture(self.next_visit(), PICTURE_BYTES)
        if self.photos and self.random.random() < 0.15:
            content = self.random.choice(list(self.photos.values()))
        reference = keep(self.store(name), content)
        done = self.write(name, household, one("q/file", reference))
        if done != HouseholdErased.code:
            self.photos[reference] = content
        return done

    def look(self, name):
        """Somebody looks at photos that may not be here."""
        named = judging_photos.named(self.store(name))
        for reference in self.random.sample(sorted(named), min(3, len(named))):
            want_attachment(self.works[name], reference)
        return len(named)

    # -- what the office does

    def install(self, name):
        """A questionnaire comes from a file, whether it is published or not."""
        late = self.random.choice(LATE)
        form = InstalledForm(late.form, late.version, "A form", late, b"<h:html/>")
        self.store(name).forms.install(form)
        return late.form

    def publish(self, name):
        del name
        return publishing.publish(self.office, a_body(self.random.choice(LATE)))

    def succeed(self, name):
        """The registry goes on under another key."""
        del name
        return succession.take_another_key(self.office).number

    def revoke(self, name):
        number = self.store(name).device.number
        with suppress(DeviceUnknown, DeviceRevoked):
            devices.revoke(self.office, number)
        return number

    def come_back(self, name):
        """A laptop that is let in no more gets another number."""
        outside = [each for each in self.works if not self.is_let_in(each)]
        if not outside:
            return None
        name = name if name in outside else outside[0]
        self.paper.append(self.former(name))
        areas = self.store(name).device.areas
        role = {"role": SUPERVISOR} if name == "nazia" else {}
        people = [NewPerson(f"Demo {name}")]
        order = Order(f"{name} {self.next_visit()}", areas, people=people, **role)
        made = make_laptop(self.office, order)
        given = read_provisioning(made.file)
        enrolled = enrol_device(self.works[name], given, made.codes[0][1])
        self.numbers[name].add(enrolled.device)
        return enrolled.device

    def is_let_in(self, name):
        device = self.store(name).device
        try:
            with self.office.storage.reading() as books:
                # Whoever has a token still need not be known by a key.
                known = devices.known(books, device.number).key is not None
                return known or bool(device.enrolment.token)
        except (DeviceRevoked, DeviceUnknown):
            return False

    def give(self, name, areas):
        if self.is_let_in(name):
            super().give(name, areas)

    # -- what happens

    def kill(self, name):
        """A process ends in the midst of what it does, the registry's with it."""
        act = self.random.choice(KILLED)
        number = int(2 ** self.random.uniform(0, STEPS_2))
        self.works[name].store.close()
        self.office.storage.close()

        def anew():
            self.wake(name)
            getattr(self, act)(name)

        was = CAN_BE and killed(number, anew)
        # What chance gave there is not given once more.
        self.visit += 10
        self.wake(name)
        if was and act in AGAIN:
            getattr(self, act)(name)
        return act, number, was

    def wake(self, name):
        """Laptop and registry are begun anew."""
        work = self.works[name]
        again = opened(self.home / name, random=chance(b"%d" % self.next_visit()))
        self.works[name] = dataclasses.replace(work, store=again)
        self.begin(b"woken")
        self.serve()

    def erase(self, name):
        done = super().erase(name)
        level(self.office, self.home / "registry")
        return done

    def serve(self):
        """What whoever serves does first."""
        level(self.office, self.home / "registry")
        publishing.finish(self.office)

    def restore(self, name):
        epoch = super().restore(name)
        self.serve()
        return epoch

    # -- the end

    def end(self, *, release):
        for late in LATE:
            publishing.publish(self.office, a_body(late))
        for name in self.works:
            self.let_in(name)
        super().end(release=release)
        if release:
            judging_photos.all_are_looked_at(self)
            judging_photos.judge(self)
            judging.is_at_rest(self)

    def former(self, name):
        device = self.store(name).device
        who = (device.number, name, device.public_key)
        return Former(*who, BOTH, device.enrolment.role)

    def let_in(self, name):
        """Whoever the registry forgot is let in again by its list on paper."""
        if not self.is_let_in(name):
            readmit(self.office, self.former(name))
        if not self.is_let_in(name):
            # Whoever was revoked is let in under that number no more.
            self.come_back(name)
        for former in self.paper:
            readmit(self.office, former)
