"""What must hold, judged by what each writer truly had on the screen.

Nothing of the protocol is asked for the truth: a write is replaced if and only if
somebody wrote to the same group who had it on the screen.
"""

from dataclasses import dataclass, field

from sync.merge import Conflict
from sync.registry.office import EPOCH
from tests.sync.simulation.laptop import names_in


@dataclass(frozen=True)
class Truth:
    """What a change meant to write to a record: `knew` was on the screen of that."""

    values: dict
    knew: frozenset


@dataclass
class Oracle:
    """Everything that was ever written, and what became of it."""

    truths: dict = field(default_factory=dict)  # name -> record -> Truth
    confirmed: set = field(default_factory=set)
    gone: set = field(default_factory=set)
    states: dict = field(default_factory=dict)
    exact: bool = True

    def note(self, change, form):
        writes = change.parts[0].writes
        values = {
            group: tuple(sorted(value.items())) for group, value in writes.items()
        }
        self.truths[change.name] = {
            seen.record: Truth(values, seen.shown) for seen in form.records
        }

    def rename(self, renamed):
        """What never left was written anew: the same truth under another name."""
        for old, new in renamed.items():
            self.truths[new] = {
                record: Truth(
                    truth.values, frozenset(renamed.get(n, n) for n in truth.knew)
                )
                for record, truth in self.truths[old].items()
            }

    def true_heads(self, record, known):
        """Give group -> names of the writes that nobody who saw them replaced."""
        known = [n for n in known if record in self.truths.get(n, ())]
        mine = {n: self.truths[n][record] for n in known}
        heads = {}
        for name, truth in mine.items():
            for group in truth.values:
                if not any(
                    name in other.knew and group in other.values
                    for other in mine.values()
                ):
                    heads.setdefault(group, set()).add(name)
        return heads

    # -- after each step

    def judge_laptop(self, world, laptop, records):
        self.custody_is_not_overstated(world, laptop)
        for record in records:
            self.state_is_true(laptop, record)

    def custody_is_not_overstated(self, world, laptop):
        """What counts as confirmed is at the registry, in its present epoch."""
        with world.office.storage.reading() as books:
            epoch = books.setting(EPOCH)
            if laptop.told_epoch != epoch:
                return
            for code, known in laptop.known.items():
                if known.number:
                    held = books.log.segment(laptop.device, code, known.head)
                    assert held is not None, "a receipt for what is not held"
                    assert held.last == known.number, "a receipt that says too much"
        stored = world.storage.heads()
        cut = [c for chain in laptop.segments.values() for c in chain]
        cut += [c for chain in laptop.former_cut.values() for c in chain]
        confirmed = set(laptop.confirmed())
        for first, last, head, data in cut:
            if confirmed.isdisjoint(names_in(data)):
                continue
            assert head in stored, f"confirmed and not held: {first}-{last}"
        self.confirmed |= confirmed

    def state_is_true(self, laptop, record):
        """Heads are the true ones, and the count of conflicts is that of the rows."""
        names = frozenset(n for n, c in laptop.changes.items() if c.part(record))
        state = laptop.state(record)
        if record in laptop.erased:
            assert not state, "something of what was erased is shown"
            return
        got = {group: {h.name for h in found.heads} for group, found in state.items()}
        true = self.true_heads(record, names)
        for group, heads in true.items():
            assert heads <= got.get(group, set()), "a write is lost silently"
        if not self.exact:
            return
        assert got == true, "a conflict that nobody made"
        contested = [g for g, found in state.items() if isinstance(found, Conflict)]
        rows = [
            group
            for group, heads in true.items()
            if len({self.truths[name][record].values[group] for name in heads}) > 1
        ]
        assert sorted(contested) == sorted(rows), "conflicts told and conflicts there"

    def same_knowledge_gives_the_same_state(self, laptop, records):
        for record in records:
            names = frozenset(n for n, c in laptop.changes.items() if c.part(record))
            order = tuple(
                (area, tuple(of))
                for (this, area), of in sorted(laptop.order.items())
                if this == record
            )
            ended = repr(sorted(laptop.survivors(record).items()))
            state = laptop.state(record)
            known = (record, names, order, ended, frozenset(laptop.erased))
            before = self.states.setdefault(known, state)
            assert before == state, "equal knowledge, two states"

    def nothing_erased_is_there(self, world, laptop):
        """No segment, change or entry tells anything of an erased record."""
        for found in (laptop, world.storage):
            erased = found.erased_records() if found is not laptop else laptop.erased
            if not erased:
                continue
            for change in found.everything():
                for part in change.parts:
                    told = part.record in erased and part.writes
                    assert not told, "what was erased is there"

    def everything_confirmed_is_somewhere(self, holders):
        lost = self.confirmed - holders - self.gone
        assert not lost, f"{len(lost)} confirmed changes are nowhere"
