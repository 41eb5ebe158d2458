"""Sweeping beside a model: what may not go stays, whatever the order and the clock."""

import os
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
# More of them at night.
TRIED = int(os.environ.get("INDRAJ_SWEEPS_TRIED", "15"))
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
        self.sealed = self.visits = 0
        self.durable = 0
        self.confirmed = set()
        self.durable_ms = {}

    @rule(seed=SEEDS)
    def keep_one(self, seed):
        keep(self.store, a_picture(seed))
        self.kept[seed] = a_picture(seed)
        self.passed[seed] = timedelta(0)

    @rule(seed=SEEDS)
    def photograph(self, seed):
        self.keep_one(seed)
        self.visits += 1
        draft = f'{{"a":"{name_of(a_picture(seed))}"}}'.encode()
        visit = a_visit(100 + self.visits, draft)
        self.store.visits.keep(visit, a_row(100 + self.visits))
        self.drafts[self.visits] = seed, visit

    @precondition(lambda self: self.drafts)
    @rule(which=st.integers(0, 9), discard=st.sampled_from((False, False, True)))
    def end_a_visit(self, which, discard):
        number = sorted(self.drafts)[which % len(self.drafts)]
        seed, visit = self.drafts.pop(number)
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

    @precondition(lambda self: self.sealed)
    @rule(state=st.sampled_from(Held))
    def the_registry_confirms_changes(self, state):
        told(self.store, self.registry_ms, self.sealed, state)
        if state is Held.DURABLE:
            self.durable = self.sealed

    @precondition(lambda self: self.numbers)
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
    def days_pass_and_it_is_swept(self):
        for _ in range(5):
            self.time_passes(12)
            self.sweep()

    @precondition(lambda self: self.numbers)
    @rule(days=st.sampled_from((5, 13, 14)))
    def the_registry_has_it_all_for_days(self, days):
        self.the_registry_confirms_changes(Held.DURABLE)
        for seed in self.numbers:
            self.the_registry_confirms_a_file(seed)
        self.sweep()
        self.the_registrys_time_passes(days)
        self.sweep()

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
    max_examples=TRIED,
    stateful_step_count=35,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
