"""A laptop of the field: forms lie open for days, power fails, numbers change."""

from dataclasses import dataclass
from functools import lru_cache

from sync.change import Change, Context, Part, Why
from sync.context import context_of
from sync.errors import IntegrityError
from sync.journal import Opened, decode_segment, open_segment
from sync.merge import record_state
from sync.session import AreaKnown, EpochEntry, OwnEntry, SegmentEntry
from tests.sync.builders import one
from tests.sync.registry.laptop import Laptop
from tests.sync.registry.offices import LAYOUT
from tests.sync.simulation.office import Power


@dataclass(frozen=True)
class Form:
    """A record as it was when its form was opened, and what was on the screen."""

    record: str
    area: str
    context: Context
    shown: frozenset


class FieldLaptop(Laptop):
    """Adds to the tests' laptop what only long histories need.

    `order` is kept by (record, area): a record that moved stands in two logs. `former`
    holds the chains that this laptop sealed under numbers it had before.
    """

    def __init__(self, name, device, key, areas, random):
        super().__init__(name, device, key, areas)
        self.random = random
        self.power = Power()
        if random.random() < 0.7:
            # Most have their questionnaire from the provisioning file.
            self.layouts[LAYOUT.id] = LAYOUT
        self.form = None
        self.session = None
        self.late = None
        self.news_of = set()
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

    def open_form(self, record, area):
        shown = [n for n, c in self.changes.items() if c.part(record)]
        order = self.order.get((record, area), [])
        context = context_of(order, shown, self.told_epoch)
        self.form = Form(record, area, context, frozenset(shown))

    def save(self, writes, time):
        """Seal what was written to the open form."""
        form, self.form = self.form, None
        change = Change(
            visit=self.random.randbytes(10),
            parts=(Part(form.record, form.context, writes),),
            layout=LAYOUT.id,
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
        left = {}
        for area, changes in self.own.items():
            cut = self.segments.get(area, [])
            chain = (self.device, area)
            self.former[chain] = changes[: cut[-1][1] if cut else 0]
            self.former_cut[chain] = cut
            self.former_known[chain] = self.known.get(area, AreaKnown()).number
            left |= {
                change.name: change for change in changes[len(self.former[chain]) :]
            }
            self.own[area], self.segments[area] = [], []
        renamed = {}
        # In the order in which they were written: later ones name earlier ones.
        for name in [name for name in self.changes if name in left]:
            change = self._anew(left[name], device, renamed)
            self.own[change.area].append(change)
        for area in self.known:
            self.known[area] = self.at(area, number=0, head=b"")
        if self.form is not None:
            context = _renamed(self.form.context, renamed)
            shown = frozenset(renamed.get(n, n) for n in self.form.shown)
            self.form = Form(self.form.record, self.form.area, context, shown)
        self.device = device
        return renamed

    def _anew(self, change, device, renamed):
        parts = tuple(
            Part(part.record, _renamed(part.context, renamed), part.writes)
            for part in change.parts
        )
        fields = {n: getattr(change, n) for n in ("visit", "layout", "area", "person")}
        new = Change(**fields, parts=parts, device=device, time=change.time)
        renamed[change.name] = new.name
        del self.changes[change.name]
        self.changes[new.name] = new
        return new

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
            if isinstance(entry, SegmentEntry):
                self.rescued.setdefault(area, []).append(entry.segment)
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
        return (*former, *super().relays(area))

    def begin_epoch(self, epoch):
        self.power()
        super().begin_epoch(epoch)
        self.former_known = dict.fromkeys(self.former_known, 0)
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
            self.changes[change.name] = change
            for part in change.parts:
                names = self.order.setdefault((part.record, change.area), [])
                assert change.name not in names, "delivered twice"
                names.append(change.name)

    def opened(self, area, entry):
        if isinstance(entry, OwnEntry):
            former = self.former.get((entry.device, area), [])
            own = self.own.get(area, []) if entry.device == self.device else former
            return own[entry.first - 1 : entry.last]
        return changes_in(entry.segment) if LAYOUT.id in self.layouts else ()

    # -- what the oracle asks

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
        for entry, _ in (line for log in self.log.values() for line in log):
            if isinstance(entry, SegmentEntry):
                yield from names_in(entry.segment)


@lru_cache(maxsize=100_000)
def changes_in(data):
    """Give the changes of a segment; most are opened by many laptops."""
    opened = open_segment(decode_segment(data), {LAYOUT.id: LAYOUT})
    assert isinstance(opened, Opened)
    return opened.changes


def names_in(data):
    """Give the names of a segment's changes; none of one that was damaged."""
    try:
        return tuple(change.name for change in changes_in(data))
    except IntegrityError:
        return ()


def writes_to(field, value, *, held):
    """Give what a visit writes; what is `held` the registry does not deliver."""
    return one(field, value) | (one("@status", "abolished") if held else {})


def _renamed(context, renamed):
    extras = frozenset(renamed.get(name, name) for name in context.extras)
    return Context(context.seen, extras, context.epoch)
