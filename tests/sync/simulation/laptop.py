"""A laptop of the field: forms lie open for days, power fails, numbers change."""

from sync.change import Change, Part, Why
from sync.context import context_of
from sync.merge import record_state
from sync.session import EVERYBODY, AreaKnown, EpochEntry, OwnEntry, SegmentEntry
from tests.sync.builders import one
from tests.sync.registry.laptop import Laptop
from tests.sync.registry.offices import LATER, LAYOUT
from tests.sync.simulation.form import Form, renamed_in
from tests.sync.simulation.office import Power
from tests.sync.simulation.segments import asked_with, changes_in, names_in


class FieldLaptop(Laptop):
    """Adds to the tests' laptop what only long histories need.

    `order` is kept by (record, area): a record that moved stands in two logs. `former`
    holds the chains that this laptop sealed under numbers it had before.
    """

    def __init__(self, name, device, key, areas, random):
        super().__init__(name, device, key, areas)
        self.random = random
        self.power = Power()
        # Most have their questionnaire from the provisioning file; few try a new one.
        for layout, share in ((LAYOUT, 0.7), (LATER, 0.1)):
            if random.random() < share:
                self.layouts[layout.id] = layout
        self.form = None
        self.session = None
        self.late = None
        self.news_of = set()
        self.pictures = {}  # key -> content
        self.receipted = {}  # key -> state, of the present epoch
        self.former = {}  # (device, area) -> changes
        self.former_cut = {}  # (device, area) -> [(first, last, head, bytes)]
        self.former_known = {}  # (device, area) -> number with a receipt

    def copy(self):
        twin = super().copy()
        twin.power = Power()
        twin.session = twin.late = None
        twin.news_of = set()
        return twin

    # -- what a person does

    def open_form(self, record, area, beside=None):
        self.form = self.seen(record, area, beside and self.seen(beside, area))

    def seen(self, record, area, beside=None):
        shown = [n for n, c in self.changes.items() if c.part(record)]
        order = self.order.get((record, area), [])
        context = context_of(order, shown, self.told_epoch)
        return Form(record, area, context, frozenset(shown), beside)

    def save(self, writes, time):
        """Seal what was written to the open form."""
        form, self.form = self.form, None
        change = Change(
            visit=self.random.randbytes(10),
            parts=tuple(
                Part(seen.record, seen.context, writes) for seen in form.records
            ),
            layout=self.random.choice(sorted(self.layouts)),
            area=form.area,
            person=self.name,
            device=self.device,
            why=Why.CAPTURED,
            time=time,
        )
        self.own.setdefault(form.area, []).append(change)
        self.changes[change.name] = change
        return change

    def state(self, record):
        # Readers weave the logs of two areas as they come: it must not matter.
        areas = sorted({area for of, area in self.order if of == record})
        if self.device % 2:
            areas.reverse()
        return record_state(
            record,
            [c for c in self.changes.values() if c.part(record)],
            [name for area in areas for name in self.order[record, area]],
            {},
            self.survivors(record),
        )

    # -- what happens to it

    def take_number(self, device):
        """Go on under a new number; what never left is written anew.

        Gives old and new name of each change that is named anew.
        """
        left, by_a_twin = {}, self.heard()
        for area, changes in self.own.items():
            cut = self.segments.get(area, [])
            chain = (self.device, area)
            self.former[chain] = changes[: cut[-1][1] if cut else 0]
            self.former_cut[chain] = cut
            self.former_known[chain] = self.known.get(area, AreaKnown()).number
            left |= {
                change.name: change
                for change in changes[len(self.former[chain]) :]
                if change.name not in by_a_twin
            }
            self.own[area], self.segments[area] = [], []
        renamed = {}
        # In the order in which they were written: later ones name earlier ones.
        for name in [name for name in self.changes if name in left]:
            change = self._anew(left[name], device, renamed)
            self.own[change.area].append(change)
        for area in self.known:
            self.known[area] = self.at(area, number=0, head=b"", durable=0)
        if self.form is not None:
            self.form = self.form.renamed(renamed)
        self.device = device
        self.next_key = None
        return renamed

    def _anew(self, change, device, renamed):
        parts = tuple(
            Part(part.record, renamed_in(part.context, renamed), part.writes)
            for part in change.parts
        )
        fields = {n: getattr(change, n) for n in ("visit", "layout", "area", "person")}
        new = Change(**fields, parts=parts, device=device, time=change.time)
        renamed[change.name] = new.name
        if change.name in self.gone:
            self.gone[new.name] = self.gone.pop(change.name)
        del self.changes[change.name]
        self.changes[new.name] = new
        return new

    def heed(self, order):
        """What is open on an erased record ends with it."""
        super().heed(order)
        if self.form and any(seen.record in self.erased for seen in self.form.records):
            self.form = None

    def chains(self):
        return [*self.own.values(), *self.former.values()]

    def all_cut(self):
        return [*self.segments.values(), *self.former_cut.values()]

    # -- what the exchange asks

    def areas(self):
        for area in self.own:
            self.known.setdefault(area, AreaKnown())
        return dict(self.known)

    def outgoing(self, area, after, bytes_max):
        self.power()
        data = super().outgoing(area, after, bytes_max)
        self.power()
        return data

    def rewind(self, area, counter):
        self.power()
        log = self.log.get(area, [])
        for entry, _ in log[counter:]:
            self.take_back(area, entry)
        self.log[area] = []
        self.ended[area] = []
        for key in [key for key in self.order if key[1] == area]:
            del self.order[key]
        for key in [key for key in self.survived if key[1] == area]:
            del self.survived[key]
        for entry, link in log[:counter]:
            self.fold(area, entry)
            self.log[area].append((entry, link))
        self.known[area] = self.at(
            area, cursor=counter, link=self.link_at(area, counter)
        )
        self.power()

    def relays(self, area):
        former = [
            data
            for (device, of), cut in sorted(self.former_cut.items())
            for _, last, _, data in cut
            if of == area and last > self.former_known[device, of]
        ]
        orders = self.to_tell() if area == EVERYBODY else ()
        return (*orders, *former, *self.rescued.get(area, ()))

    def begin_epoch(self, epoch):
        self.power()
        super().begin_epoch(epoch)
        self.former_known = dict.fromkeys(self.former_known, 0)
        self.receipted = {}
        self.power()

    def keep(self, delivery):
        self.power()
        super().keep(delivery)
        self.news_of |= {came.area for came in delivery.arrived}
        self.power()

    # -- within

    def take_receipt(self, receipt):
        super().take_receipt(receipt)
        chain = (receipt.device, receipt.area)
        ends = {last: head for _, last, head, _ in self.former_cut.get(chain, ())}
        if ends.get(receipt.number) == receipt.head:
            number = max(self.former_known[chain], receipt.number)
            self.former_known[chain] = number

    def fold(self, area, entry):
        if isinstance(entry, EpochEntry):
            self.ended.setdefault(area, []).append(entry)
            for (record, of), names in self.order.items():
                if of == area:
                    ended = self.survived.setdefault((record, area), {})
                    ended[entry.ended] = len(names)
            return
        super().fold(area, entry)

    def deliver(self, changes, skip):
        for index, change in enumerate(changes):
            if index in skip:
                continue
            self.changes[change.name] = self.left(change)
            for part in change.parts:
                names = self.order.setdefault((part.record, change.area), [])
                assert change.name not in names, "delivered twice"
                names.append(change.name)

    def opened(self, area, entry):
        if isinstance(entry, OwnEntry):
            former = self.former.get((entry.device, area), [])
            own = self.own.get(area, []) if entry.device == self.device else former
            return own[entry.first - 1 : entry.last]
        readable = asked_with(entry.segment) <= self.layouts.keys()
        return changes_in(entry.segment) if readable else ()

    # -- what the oracle asks

    def everything(self):
        """Give every change of which anything lies here."""
        yield from self.changes.values()
        for chain in self.chains():
            yield from chain
        for cut in self.all_cut():
            for *_, data in cut:
                yield from changes_in(data)
        for data in (d for found in self.rescued.values() for d in found):
            yield from changes_in(data)
        for entry, _ in (line for log in self.log.values() for line in log):
            if isinstance(entry, SegmentEntry):
                yield from changes_in(entry.segment)

    def confirmed(self):
        """Give the names of the own changes that count as confirmed."""
        for area, changes in self.own.items():
            number = self.known.get(area, AreaKnown()).number
            yield from (change.name for change in changes[:number])
        for chain, number in self.former_known.items():
            yield from (change.name for change in self.former[chain][:number])

    def holding(self):
        """Give the names of all changes that this laptop could hand over again."""
        for changes in (*self.own.values(), *self.former.values()):
            yield from (change.name for change in changes)
        for data in (d for found in self.rescued.values() for d in found):
            yield from names_in(data)
        yield from self.heard()

    def heard(self):
        """Give the names of all changes that the logs brought whole."""
        return {
            name
            for log in self.log.values()
            for entry, _ in log
            if isinstance(entry, SegmentEntry)
            for name in names_in(entry.segment)
        }


def writes_to(field, value, *, held):
    """Give what a visit writes; what is `held` the registry does not deliver."""
    return one(field, value) | (one("@status", "abolished") if held else {})
