"""Sweeping beside a model: what may not go stays, whatever the order and the clock."""

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from enrolment_app.store import Where
from sync.receipts import Held
from tests.store.builders import NOW, a_row, a_store, a_visit, birth, opened
from tests.store.pictures import a_picture, keep, name_of
from tests.store.test_sweeping import DAY, told

DAY_MS = 86_400_000
SEEDS = st.integers(0, 4)


class AgainstAModel(RuleBasedStateMachine):
    """Keeping, naming, sealing, confirming, sweeping and clocks, in any order."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.now = NOW
        self.registry_ms = 1_000_000_000_000
        self.store = a_store(self.folder / "store", clock=lambda: self.now)
        self.kept = {}
        self.passed = {}
        self.drafts = {}
        self.numbers = {}
        self.sealed = 0
        self.durable = 0
        self.confirmed = set()
        self.durable_ms = {}

    @rule(seed=SEEDS)
    def keep_one(self, seed):
        keep(self.store, a_picture(seed))
        self.kept[seed] = a_picture(seed)
        self.passed[seed] = timedelta(0)

    @precondition(lambda self: self.kept)
    @rule(seed=SEEDS, home=st.integers(1, 3))
    def name_it_in_a_visit(self, seed, home):
        if seed in self.kept and home not in self.drafts:
            draft = f'{{"a":"{name_of(a_picture(seed))}"}}'.encode()
            visit = a_visit(100 + home + 10 * self.sealed, draft)
            self.store.visits.keep(visit, a_row(100 + home + 10 * self.sealed))
            self.drafts[home] = seed, visit

    @rule(home=st.integers(1, 3), discard=st.booleans())
    def end_the_visit(self, home, discard):
        if home not in self.drafts:
            return
        seed, visit = self.drafts.pop(home)
        self.passed[seed] = timedelta(0)
        if discard:
            self.store.visits.discard(visit.visit)
            return
        self.sealed += 1
        name = name_of(a_picture(seed))
        change = birth(1000 + self.sealed, answers={"q/digits": name})
        self.store.journal.seal(change, visit.visit)
        self.numbers.setdefault(seed, []).append(self.sealed)
        self.durable_ms.pop(seed, None)

    @rule(state=st.sampled_from(Held))
    def the_registry_confirms_changes(self, state):
        if self.sealed:
            told(self.store, self.registry_ms, self.sealed, state)
            if state is Held.DURABLE:
                self.durable = self.sealed

    @rule(seed=SEEDS)
    def the_registry_confirms_a_file(self, seed):
        if seed in self.numbers:
            name = name_of(a_picture(seed))
            self.store.lane.confirm(name, 5000, Held.DURABLE)
            self.confirmed.add(seed)

    @rule(days=st.integers(1, 20))
    def the_registrys_time_passes(self, days):
        self.registry_ms += days * 86_400_000
        told(self.store, self.registry_ms)

    @rule(hours=st.integers(1, 20))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)
        for seed in self.passed:
            self.passed[seed] += timedelta(hours=hours)

    @rule(days=st.integers(-400, 400))
    def somebody_sets_the_clock(self, days):
        self.now += timedelta(days=days)
        # It may be taken for time that passed, but for half a day at most.
        for seed in self.passed:
            self.passed[seed] += DAY / 2

    @rule()
    def sweep(self):
        must_stay = [seed for seed in self.kept if self.must_stay(seed)]
        self.store.sweep()
        self.look_at(must_stay)

    def look_at(self, must_stay):
        for seed in must_stay:
            name = name_of(a_picture(seed))
            assert b"".join(self.store.attachments.read(name)) == a_picture(seed)
        for seed in list(self.kept):
            if not self.is_here(seed):
                del self.kept[seed]
        for seed in self.numbers:
            if self.is_for_good(seed):
                self.durable_ms.setdefault(seed, self.registry_ms)
            else:
                self.durable_ms.pop(seed, None)

    def is_for_good(self, seed):
        return seed in self.confirmed and max(self.numbers[seed]) <= self.durable

    @rule()
    def open_again(self):
        must_stay = [seed for seed in self.kept if self.must_stay(seed)]
        self.store.close()
        self.store = opened(self.folder / "store", clock=lambda: self.now)
        self.look_at(must_stay)

    def must_stay(self, seed):
        """Named in a visit, by a change that may get lost, or not long by nothing."""
        if seed in {named for named, _ in self.drafts.values()}:
            return True
        if seed in self.numbers:
            since = self.durable_ms.get(seed)
            return since is None or self.registry_ms - since < 14 * DAY_MS
        return self.passed[seed] < DAY

    def is_here(self, seed):
        return self.store.attachments.holds(name_of(a_picture(seed)))

    @invariant()
    def what_went_says_where_it_is(self):
        for seed in self.numbers:
            if not self.is_here(seed):
                name = name_of(a_picture(seed))
                assert self.store.attachments.about(name).where is Where.AT_THE_REGISTRY
                assert name not in self.store.lane.lacking()

    @invariant()
    def the_store_is_sound(self):
        assert self.store.check().attachments == ()

    def teardown(self):
        self.store.close()
        shutil.rmtree(self.folder)


TestAgainstAModel = AgainstAModel.TestCase
TestAgainstAModel.settings = settings(
    max_examples=12,
    stateful_step_count=25,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
