"""People, keys, backups and copies of a store in any order, beside a model."""

import itertools
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
)

from enrolment_app.store import (
    Enrolment,
    NotKnown,
    Query,
    RecoveryCode,
    StaffMember,
    WrongPassphrase,
    WrongRecoveryCode,
    put_back,
)
from enrolment_app.store.spare import differing
from tests.store import builders
from tests.store.builders import ASHA, PASSPHRASE, a_store, birth, chance, household_of

OTHERS = ("p-bilal", "p-chand", "p-dilawar")
PEOPLE = st.sampled_from((ASHA.id, *OTHERS))
WORDS = st.integers(1, 5).map("passphrase number {}".format)
AREA, DEVICE = "PK501", 7
OPENINGS = itertools.count()


def opened(place, secret):
    """Open a store whose chance is another each time, as no code comes twice."""
    return builders.opened(place, secret, random=chance(b"%d" % next(OPENINGS)))


class PeopleAgainstAModel(RuleBasedStateMachine):
    """Who opens the store with what, whatever else is done to it."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.place = self.folder / "store"
        self.store = a_store(self.place)
        self.store.enrol(Enrolment(DEVICE, "Laptop 7", (AREA,)))
        self.here = ASHA.id
        self.passphrases = {ASHA.id: PASSPHRASE}
        self.codes = {}
        self.spent = set()
        self.sealed = set()
        self.backups = []
        self.copies = 0

    @rule(person=st.sampled_from(OTHERS), words=WORDS)
    def admit(self, person, words):
        words = f"{words} of {person}"
        self.store.people.admit(StaffMember(person, person.title()), words)
        self.passphrases[person] = words

    @rule(person=PEOPLE, words=WORDS)
    def change(self, person, words):
        words = f"{words} of {person}"
        if person in self.passphrases:
            self.store.people.change_passphrase(person, words)
            self.passphrases[person] = words

    @rule(person=PEOPLE)
    def dismiss(self, person):
        if person == self.here:
            return
        if person in self.passphrases:
            self.store.people.dismiss(person)
            del self.passphrases[person]
            self.spent |= {self.codes.pop(person, None)} - {None}
        else:
            with pytest.raises(NotKnown):
                self.store.people.dismiss(person)

    @rule(person=PEOPLE)
    def give_code(self, person):
        if person in self.passphrases:
            self.spent |= {self.codes.get(person)} - {None}
            self.codes[person] = self.store.people.give_code(person)

    @precondition(lambda self: self.codes)
    @rule(drawn=st.randoms(use_true_random=False), words=WORDS)
    def recover(self, drawn, words):
        person = drawn.choice(sorted(self.codes))
        words = f"{words} of {person}"
        self.store.close()
        self.store = opened(self.place, RecoveryCode(self.codes[person]))
        assert self.store.person.id == person
        self.spent.add(self.codes[person])
        self.codes[person] = self.store.people.renew(person, words)
        self.passphrases[person], self.here = words, person

    @rule(drawn=st.randoms(use_true_random=False))
    def reopen(self, drawn):
        self.here = drawn.choice(sorted(self.passphrases))
        self.store.close()
        with pytest.raises(WrongPassphrase):
            opened(self.place, "nobody's")
        self.store = opened(self.place, self.passphrases[self.here])
        assert self.store.person.id == self.here

    @precondition(lambda self: self.spent)
    @rule(drawn=st.randoms(use_true_random=False))
    def a_spent_code_opens_nothing(self, drawn):
        self.store.close()
        with pytest.raises(WrongRecoveryCode):
            opened(self.place, RecoveryCode(drawn.choice(sorted(self.spent))))
        self.store = opened(self.place, self.passphrases[self.here])

    @rule(seed=st.integers(1, 8))
    def seal(self, seed):
        if seed not in self.sealed:
            self.store.journal.seal(birth(seed, area=AREA, device=DEVICE))
            self.sealed.add(seed)

    @rule()
    def rekey(self):
        self.store.rekey()
        self.store = opened(self.place, self.passphrases[self.here])

    @rule()
    def back_up(self):
        file = self.folder / f"backup-{len(self.backups)}"
        self.store.back_up(file)
        kept = dict(self.passphrases), dict(self.codes), set(self.sealed)
        self.backups.append((file, *kept))

    @precondition(lambda self: self.backups)
    @rule(drawn=st.randoms(use_true_random=False))
    def restore(self, drawn):
        file, passphrases, codes, sealed = drawn.choice(self.backups)
        self.copies += 1
        place = self.folder / f"restored-{self.copies}"
        put_back(file, place)
        for secret in (*passphrases.values(), *map(RecoveryCode, codes.values())):
            with opened(place, secret) as store:
                assert households(store) == {household_of(seed) for seed in sealed}
                assert (store.device.number, store.device.trouble) == (0, "copied")
        with opened(place, next(iter(passphrases.values()))) as store:
            assert store.check().sound

    @rule()
    def clone(self):
        self.copies += 1
        place = self.folder / f"clone-{self.copies}"
        self.store.close()
        shutil.copytree(self.place, place)
        with opened(place, self.passphrases[self.here]) as clone:
            assert (clone.device.number, clone.device.trouble) == (0, "copied")
            assert households(clone) == {household_of(seed) for seed in self.sealed}
            clone.journal.seal(birth(90, area=AREA))
            assert clone.check().sound
        self.store = opened(self.place, self.passphrases[self.here])

    @invariant()
    def the_same_is_known(self):
        people = self.store.people
        assert set(people.with_key()) == set(self.passphrases)
        assert set(people.with_code()) == set(self.codes)
        assert households(self.store) == {household_of(seed) for seed in self.sealed}
        assert (self.store.device.number, self.store.device.trouble) == (DEVICE, "")
        assert list(differing(self.store._connection)) == []

    def teardown(self):
        assert self.store.check().sound
        assert self.store.audit.verify() == ()
        self.store.close()
        shutil.rmtree(self.folder)


def households(store):
    return {row.household for row in store.households.page(Query()).rows}


PeopleAgainstAModel.TestCase.settings = settings(
    max_examples=6,
    stateful_step_count=14,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
test_people_backups_and_copies_agree_with_a_model = PeopleAgainstAModel.TestCase
