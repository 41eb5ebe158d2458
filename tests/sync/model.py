"""A model of the exchange under the faults of the field, with an oracle beside it.

The protocol's own code names changes, counts contexts and merges; around it a seeded
history of edits, open forms, pushes, pulls, relays, moves, quarantine, restored and
cloned laptops, and a restored registry. The oracle keeps what each writer truly had
on the screen. A write that nobody who had it on the screen replaced must be a head
in the end, and no other may be.
"""

from __future__ import annotations

import copy
import random
from dataclasses import dataclass

from sync.change import Change, Part
from sync.context import ALL_OF_IT, context_of
from sync.digest import EMPTY, Digest
from sync.merge import record_state
from sync.values import Name
from tests.sync.model_sides import AREAS, RECORDS, Laptop, Registry

DEVICES = 4
GROUPS = ("a", "b")
LAYOUT = "00" * 32
STEPS = 60
HELD_SHARE = 0.15
FAULTS = ("move", "quarantine", "device-restore", "clone", "registry-restore")


@dataclass(frozen=True)
class Outcome:
    """What a history came to; `lost` and `false` must be 0."""

    writes: int
    lost: int
    false: int
    extras_max: int
    diverged: int


class History:
    """One seeded history with some faults switched on."""

    def __init__(self, seed: int, faults: frozenset[str]) -> None:
        self.random = random.Random(seed)
        self.faults = faults
        self.registry = Registry()
        self.registry_backup: Registry | None = None
        self.laptops = [Laptop(n, {AREAS[n % 2]}) for n in range(DEVICES)]
        self.changes: dict[Name, Change] = {}
        self.knew: dict[tuple[Name, str], frozenset[Name]] = {}
        self.extras_max = 0
        self.lost_here = 0

    def run(self) -> Outcome:
        """Run the history, heal everything, and judge."""
        for _ in range(STEPS):
            self.step()
        for _ in range(2):
            for laptop in self.laptops:
                self.notice_epoch(laptop)
                self.push(laptop)
        while self.registry.held:
            self.deliver(self.registry.held.pop(0))
        lost, false = self.judge(self.registry.stored, self.registry.order)
        return Outcome(
            writes=len(self.changes),
            lost=lost + self.lost_here,
            false=false,
            extras_max=self.extras_max,
            diverged=self.diverged(),
        )

    def step(self) -> None:
        laptop = self.random.choice(self.laptops)
        dice = self.random.random()
        if dice < 0.22:
            self.open_form(laptop)
        elif dice < 0.45:
            self.save(laptop)
        elif dice < 0.62:
            self.push(laptop)
        elif dice < 0.78:
            self.pull(laptop)
        elif dice < 0.83:
            self.relay(laptop, self.random.choice(self.laptops))
        elif dice < 0.86:
            self.lost_here += self.judge_laptop(laptop)
        else:
            self.fault(laptop)

    def fault(self, laptop: Laptop) -> None:
        if not self.faults:
            return
        kind = self.random.choice(sorted(self.faults))
        if kind == "move":
            self.move(self.random.choice(RECORDS))
        elif kind == "quarantine" and self.registry.held:
            place = self.random.randrange(len(self.registry.held))
            self.deliver(self.registry.held.pop(place))
        elif kind == "device-restore":
            self.restore_laptop(laptop)
        elif kind == "clone":
            self.clone(laptop)
        elif kind == "registry-restore":
            self.restore_registry()

    # What a person does

    def open_form(self, laptop: Laptop) -> None:
        mine = [r for r in RECORDS if self.registry.place[r] in laptop.areas] or RECORDS
        count = self.random.choice((1, 1, 2))
        chosen = self.random.sample(sorted(mine), min(count, len(mine)))
        laptop.form = {
            record: (
                context_of(laptop.order[record], laptop.have[record], laptop.epoch),
                frozenset(laptop.have[record]),
            )
            for record in chosen
        }

    def save(self, laptop: Laptop) -> None:
        if laptop.form is None:
            self.open_form(laptop)
        assert laptop.form is not None
        parts = []
        for record, (context, _) in laptop.form.items():
            groups = self.random.sample(GROUPS, self.random.choice((1, 1, 2)))
            writes = {g: {g: str(self.random.randrange(3))} for g in groups}
            parts.append(Part(record, context, writes))
            self.extras_max = max(self.extras_max, len(context.extras))
        nonce = self.random.randbytes(10)
        change = Change(nonce, tuple(parts), LAYOUT, "north", "asha", laptop.number)
        self.changes[change.name] = change
        for record, (_, on_screen) in laptop.form.items():
            self.knew[change.name, record] = on_screen
            laptop.have[record].add(change.name)
        laptop.journal.append(change.name)
        laptop.form = None

    # The exchange

    def push(self, laptop: Laptop) -> None:
        sent = list(laptop.journal)
        if self.random.random() < 0.3:
            sent = sent[: self.random.randrange(len(sent) + 1)]
        for name in sent:
            if name in self.registry.stored:
                continue
            self.registry.stored.add(name)
            if "quarantine" in self.faults and self.random.random() < HELD_SHARE:
                self.registry.held.append(name)
            else:
                self.deliver(name)

    def deliver(self, name: Name) -> None:
        registry = self.registry
        for part in self.changes[name].parts:
            registry.order[part.record].append(name)
            area = registry.place[part.record]
            registry.log[area].append(("change", part.record, (name,)))

    def pull(self, laptop: Laptop) -> None:
        self.notice_epoch(laptop)
        for area in sorted(laptop.areas):
            log = self.registry.log[area]
            until = self.random.choice((len(log), len(log), laptop.cursor[area] + 2))
            for what, record, names in log[laptop.cursor[area] : until]:
                # Two areas tell of one record when it moved: what is known is skipped.
                order = laptop.order[record]
                assert (
                    what == "change" or list(names[: len(order)]) == order[: len(names)]
                )
                order += [name for name in names if name not in order]
                laptop.have[record].update(names)
            laptop.cursor[area] = min(until, len(log))

    def notice_epoch(self, laptop: Laptop) -> None:
        """A new epoch: the log is read again from its start; no change is forgotten."""
        if laptop.epoch == self.registry.epoch:
            return
        laptop.epoch = self.registry.epoch
        laptop.cursor = dict.fromkeys(AREAS, 0)
        laptop.order = {record: [] for record in RECORDS}

    def relay(self, giver: Laptop, taker: Laptop) -> None:
        """One laptop hands another a record's changes, with the order it knows."""
        if giver.epoch != taker.epoch:
            return
        record = self.random.choice(RECORDS)
        taker.have[record] |= giver.have[record]
        if len(giver.order[record]) > len(taker.order[record]):
            taker.order[record] = list(giver.order[record])

    # The faults

    def move(self, record: str) -> None:
        registry = self.registry
        here = registry.place[record]
        there = AREAS[1 - AREAS.index(here)]
        registry.place[record] = there
        registry.log[there].append(("enter", record, tuple(registry.order[record])))

    def restore_laptop(self, laptop: Laptop) -> None:
        if laptop.backup is None:
            laptop.backup = copy.deepcopy(laptop)
            return
        before, laptop.backup = laptop.backup, None
        for name in ("journal", "have", "order", "cursor", "epoch", "form"):
            setattr(laptop, name, getattr(before, name))

    def clone(self, laptop: Laptop) -> None:
        """The same disk in two laptops: both go on under one number."""
        if len(self.laptops) < DEVICES + 2:
            self.laptops.append(copy.deepcopy(laptop))

    def restore_registry(self) -> None:
        if self.registry_backup is None:
            self.registry_backup = copy.deepcopy(self.registry)
            return
        ended, back = self.registry, self.registry_backup
        self.registry_backup = None
        back.survived = copy.deepcopy(ended.survived)
        for epoch in [*back.survived, ended.epoch]:
            reach = back.survived.setdefault(epoch, {})
            for record in RECORDS:
                length = len(back.order[record])
                reach[record] = min(reach.get(record, length), length)
        back.epoch = f"e{int(ended.epoch[1:]) + 1}"
        self.registry = back

    # The oracle

    def judge(self, known: set[Name], order: dict[str, list[Name]]) -> tuple[int, int]:
        """Return how many true heads are missing, and how many heads are false."""
        lost = false = 0
        for record in RECORDS:
            got = self.heads(record, known, order[record])
            true = self.true_heads(record, known)
            lost += len(true - got)
            false += len(got - true)
        return lost, false

    def judge_laptop(self, laptop: Laptop) -> int:
        return sum(
            len(
                self.true_heads(record, laptop.have[record])
                - self.heads(record, laptop.have[record], laptop.order[record])
            )
            for record in RECORDS
        )

    def heads(
        self, record: str, known: set[Name], order: list[Name]
    ) -> set[tuple[str, Name]]:
        changes = [self.changes[name] for name in known]
        self.random.shuffle(changes)
        reach = {e: r[record] for e, r in self.registry.survived.items()}
        ended = {"north": {**reach, self.registry.epoch: ALL_OF_IT}} if reach else {}
        state = record_state(record, changes, order, {}, ended)
        return {(g, head.name) for g, found in state.items() for head in found.heads}

    def true_heads(self, record: str, known: set[Name]) -> set[tuple[str, Name]]:
        writers: dict[str, list[Name]] = {}
        for name in known:
            part = self.changes[name].part(record)
            for group in part.writes if part else ():
                writers.setdefault(group, []).append(name)
        return {
            (group, name)
            for group, names in writers.items()
            for name in names
            if not any(name in self.knew[other, record] for other in names)
        }

    def diverged(self) -> int:
        """Pull everything everywhere; count laptops whose digest then differs."""
        whole: Digest = EMPTY.with_names(
            n for record in RECORDS for n in self.registry.order[record]
        )
        count = 0
        for laptop in self.laptops:
            laptop.areas = set(AREAS)
            laptop.cursor = dict.fromkeys(AREAS, 0)
            laptop.order = {record: [] for record in RECORDS}
            laptop.epoch = self.registry.epoch
            for _ in range(200):
                self.pull(laptop)
            names = [n for record in RECORDS for n in laptop.order[record]]
            count += EMPTY.with_names(names) != whole
        return count
