"""Visits, sealing, discarding and reopening in any order, beside a model."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)

from enrolment_app.store import (
    Query,
)
from tests.store.builders import (
    HEAD,
    a_row,
    a_store,
    a_visit,
    an_edit,
    birth,
    household_of,
    opened,
)


class AgainstAModel(RuleBasedStateMachine):
    """Visits, sealing, discarding and reopening in any order, beside two dicts."""

    seeds = Bundle("seeds")

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = a_store(self.folder / "store")
        self.drafts = {}
        self.heads = {}
        self.sealed = 0
        self.visit = 1000

    @initialize(target=seeds)
    def one_household(self):
        return 1

    @rule(target=seeds, seed=st.integers(2, 6))
    def another(self, seed):
        return seed

    @rule(seed=seeds, text=st.text(max_size=8))
    def answer(self, seed, text):
        head = f"{text}!"
        visit = a_visit(seed, text.encode(errors="replace"))
        self.store.visits.keep(visit, a_row(seed, head=head))
        self.drafts[seed] = visit.draft, head

    @rule(
        seed=seeds, head=st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
    )
    def submit(self, seed, head):
        visit = a_visit(seed).visit if seed in self.drafts else None
        if seed in self.heads:
            self.visit += 1
            change = an_edit(
                self.store, household_of(seed), HEAD, head, visit=self.visit
            )
        else:
            change = birth(seed, head=head)
        sealed = self.store.journal.seal(change, visit)
        self.sealed += 1
        assert sealed.number == self.sealed
        self.drafts.pop(seed, None)
        self.heads[seed] = head

    @rule(seed=seeds)
    def discard(self, seed):
        if seed in self.drafts:
            self.store.visits.discard(a_visit(seed).visit)
            del self.drafts[seed]

    @rule()
    def reopen(self):
        self.store.close()
        self.store = opened(self.folder / "store")

    @rule()
    def rebuild(self):
        self.store.rebuild()

    @invariant()
    def the_same_is_known(self):
        kept = {visit.household: visit.draft for visit in self.store.visits.open()}
        assert kept == {household_of(s): draft for s, (draft, _) in self.drafts.items()}
        heads = self.heads | {seed: head for seed, (_, head) in self.drafts.items()}
        page = self.store.households.page(Query())
        assert {row.household: row.head for row in page.rows} == {
            household_of(seed): head for seed, head in heads.items()
        }
        assert page.total == len(heads)
        assert {row.household for row in page.rows if row.open} == set(kept)

    def teardown(self):
        assert self.store.check().sound
        self.store.close()
        shutil.rmtree(self.folder)


AgainstAModel.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
test_journal_and_visits_agree_with_a_model = AgainstAModel.TestCase
