"""Histories with every fault of the field, judged by what each writer really knew.

The oracle stands outside the protocol: a write is superseded if and only if somebody
who really held it wrote again. Whatever the order of faults, no other write may be
missing in the end, everybody must see the same, and no receipt may say too much.
"""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from sync.errors import PeerUnreachable
from sync.registry import epochs, founding, quarantine
from sync.registry.office import EPOCH
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import Line, exchange
from tests.sync.registry.offices import AREA, a_record, an_office

RECORDS = tuple(a_record(number) for number in range(3))
FIELDS = ("q/text", "q/int")
NAMES = ("asha", "bilal", "chand")
WHO = st.integers(0, 5)


class Field(RuleBasedStateMachine):
    @initialize()
    def found(self):
        self.place = Path(tempfile.mkdtemp(prefix="indraj-"))
        self.data = self.place / "registry"
        self.office = an_office(self.data)
        self.laptops = [a_laptop(self.office, name) for name in NAMES]
        self.old_requests = []
        self.knew = {}  # name of a change -> names its writer really held
        self.backup = None
        self.lost = []  # epochs that the backup knows nothing of
        self.restores = 0
        self.written = 0

    def teardown(self):
        if hasattr(self, "office"):
            self.heal()
            self.office.storage.close()
            shutil.rmtree(self.place)

    # -- what people do

    @rule(
        who=WHO,
        record=st.sampled_from(RECORDS),
        field=st.sampled_from(FIELDS),
        held=st.integers(0, 5).map(lambda n: n == 0),
    )
    def write(self, who, record, field, held):
        laptop = self.laptop(who)
        knew = {n for n, c in laptop.changes.items() if c.part(record)}
        self.written += 1
        status = "abolished" if held else None
        change = laptop.write(record, field, str(self.written), status=status)
        self.knew[change.name] = (record, field, knew)

    @rule(who=WHO)
    def exchange(self, who):
        self.try_exchange(self.laptop(who))

    # -- what happens to them

    @rule(who=WHO)
    def lose_an_answer(self, who):
        self.try_exchange(self.laptop(who), lose_answers=1)

    @rule(who=WHO)
    def lose_a_request(self, who):
        self.try_exchange(self.laptop(who), lose_requests=1)

    @rule(who=WHO)
    def lose_power_before_keeping(self, who):
        laptop = self.laptop(who)
        laptop.crash_at_keep = True
        self.try_exchange(laptop)
        laptop.crash_at_keep = False

    @precondition(lambda self: self.old_requests)
    @rule(which=st.integers(0, 99))
    def an_old_request_arrives_again(self, which):
        device, request = self.old_requests[which % len(self.old_requests)]
        Line(self.office, device).carry(request)

    @precondition(lambda self: len(self.laptops) < 5)
    @rule(who=WHO)
    def clone(self, who):
        self.laptops.append(self.laptop(who).copy())

    @rule()
    def release_what_is_held(self):
        quarantine.release(self.office, quarantine.held(self.office))

    @precondition(lambda self: self.backup is None)
    @rule()
    def back_up_the_registry(self):
        self.office.storage.close()
        self.backup = (self.data / "registry.db").read_bytes()
        self.lost = []

    @precondition(lambda self: self.backup is not None)
    @rule(again=st.booleans())
    def restore_the_registry(self, again):
        self.office.storage.close()
        for file in self.data.glob("registry.db*"):
            file.unlink()
        (self.data / "registry.db").write_bytes(self.backup)
        office = self.office
        self.restores += 1
        # The same chance would give the same epoch twice.
        random = lambda size: bytes([self.restores]) * size  # noqa: E731
        self.office = founding.open_office(self.data, "", office.clock, random)
        self.lost.append(epochs.begin_epoch(self.office, self.lost))
        self.backup = self.backup if again else None

    # -- what must hold

    @invariant()
    def no_receipt_says_too_much(self):
        if not hasattr(self, "office"):
            return
        with self.office.storage.reading() as books:
            epoch = books.setting(EPOCH)
            for laptop in self.laptops:
                at = laptop.known[AREA]
                if at.number and laptop.told_epoch == epoch:
                    held = books.log.segment(laptop.device, AREA, at.head)
                    assert held is not None
                    assert held.last == at.number

    def heal(self):
        for _ in range(2):
            for laptop in self.laptops:
                exchange(self.office, laptop)
            quarantine.release(self.office, quarantine.held(self.office))
        for laptop in self.laptops:
            exchange(self.office, laptop)
        self.everybody_sees_the_same()
        for record in RECORDS:
            for field in FIELDS:
                self.nothing_is_lost(record, field)

    def everybody_sees_the_same(self):
        first, *others = self.laptops
        assert first.waiting() == 0
        for other in others:
            assert other.waiting() == 0
            for record in RECORDS:
                assert other.order.get(record) == first.order.get(record)
                assert other.state(record) == first.state(record)

    def nothing_is_lost(self, record, field):
        writes = {
            name: knew
            for name, (of, at, knew) in self.knew.items()
            if (of, at) == (record, field)
        }
        true = {n for n in writes if not any(n in knew for knew in writes.values())}
        state = self.laptops[0].state(record).get(field)
        got = {head.name for head in state.heads} if state else set()
        assert true <= got
        if not self.restores:
            assert got == true

    # -- within

    def laptop(self, who):
        return self.laptops[who % len(self.laptops)]

    def try_exchange(self, laptop, **faults):
        line = Line(self.office, laptop.device)
        vars(line).update(faults)
        line.change_request = lambda data: (
            self.old_requests.append((laptop.device, data)) or data
        )
        with suppress(PeerUnreachable):
            exchange(self.office, laptop, line)


Field.TestCase.settings = settings(
    max_examples=40,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestField = pytest.mark.timeout(600)(Field.TestCase)
