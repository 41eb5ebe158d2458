"""A laptop's store in memory: what the exchange asks of it, and what a person does."""

import copy
import itertools
import json

from sync.change import Change, Part, Why
from sync.context import ALL_OF_IT, context_of
from sync.errors import PeerUnreachable
from sync.journal import (
    FIRST_PREVIOUS,
    Opened,
    decode_segment,
    encode_segment,
)
from sync.layout import Layout
from sync.merge import record_state
from sync.registry import devices
from sync.session import (
    EVERYBODY,
    AreaKnown,
    DeviceEntry,
    EpochEntry,
    ErasureEntry,
    FormEntry,
    OwnEntry,
    ReleaseEntry,
    RotatedEntry,
    SegmentEntry,
)
from tests.sync.builders import nonce, one
from tests.sync.registry.erasing import Erasing, opened_if_sound, unpacked
from tests.sync.registry.offices import AREA, LAYOUT, LAYOUTS, a_key, chance
from tests.sync.registry.receipting import Receipting
from tests.sync.registry.rotating import Rotating
from tests.sync.registry.succeeding import Succeeding


class Laptop(Erasing, Receipting, Rotating, Succeeding):
    """Implements `Local` in memory; `copy` makes a clone or a backup of it."""

    def __init__(self, name, device, key, areas=(AREA,)):
        self.name = name
        self.device = device
        self.key = key
        self.random = chance(name.encode())
        self.known = {code: AreaKnown() for code in (EVERYBODY, *areas)}
        self.told_epoch = ""
        self.layouts = {}
        self.announced = {}
        self.own = {}  # area -> changes in the order of their numbers
        self.segments = {}  # area -> [(first, last, head, bytes)]
        self.log = {}  # area -> [(entry, link)]
        self.keys = {}
        self.changes = {}  # name -> change
        self.order = {}  # record -> names
        self.ended = {}  # area -> epochs that ended in its log
        self.survived = {}  # record -> {epoch: count}
        self.rescued = {}  # area -> [bytes]
        self.receipts = []
        self.registry_time = 0
        self.crash_at_keep = False
        self.visit = itertools.count(device * 100_000)
        self.orders = {}
        self.erased = set()
        self.gone = {}
        self.next_key = None
        self.rotations = {}

    def copy(self):
        twin = copy.copy(self)
        for name, value in vars(self).items():
            if isinstance(value, dict | list | set):
                setattr(twin, name, copy.deepcopy(value))
        twin.visit = itertools.count(self.device * 100_000 + 50_000 + next(self.visit))
        return twin

    # -- what a person does

    def write(self, record, field, value, area=AREA, status=None):
        shown = [n for n, c in self.changes.items() if c.part(record)]
        context = context_of(self.order.get(record, []), shown, self.told_epoch)
        writes = one(field, value)
        if status:
            writes |= one("@status", status)
        change = Change(
            visit=nonce(next(self.visit)),
            parts=(Part(record, context, writes),),
            layout=LAYOUT.id,
            area=area,
            person=self.name,
            device=self.device,
            why=Why.CAPTURED,
            time=0,
        )
        self.own.setdefault(area, []).append(change)
        self.changes[change.name] = change
        return change

    def state(self, record):
        return record_state(
            record,
            [c for c in self.changes.values() if c.part(record)],
            self.order.get(record, []),
            {},
            self.survivors(record),
        )

    def survivors(self, record):
        """Give how much of each epoch lives on: nothing of one that is not known."""
        survived = {}
        for area, told in self.ended.items():
            of_area = survived.setdefault(area, {})
            for entry in told:
                of_area |= {entry.epoch: ALL_OF_IT, entry.ended: 0}
            of_area |= self.survived.get((record, area), {})
        return survived

    # -- what the exchange asks

    def epoch(self):
        return self.told_epoch

    def areas(self):
        return {**{code: AreaKnown() for code in self.own}, **self.known}

    def outgoing(self, area, after, bytes_max):
        for first, _, _, data in self.segments.get(area, []):
            if first == after + 1:
                return data
        cut = self.segments.setdefault(area, [])
        last, head = (cut[-1][1], cut[-1][2]) if cut else (0, FIRST_PREVIOUS)
        waiting = self.own.get(area, [])[last:]
        if last != after or not waiting:
            return None
        chosen = waiting[: max(1, min(len(waiting), bytes_max // 100, 500))]
        data = encode_segment(
            chosen,
            first=last + 1,
            previous=head,
            receipt=b"",
            layouts=LAYOUTS,
            sign=self.key.sign,
            gone={c.name: self.gone[c.name] for c in chosen if c.name in self.gone},
        )
        cut.append((last + 1, last + len(chosen), decode_segment(data).head, data))
        return data

    def waiting(self):
        return sum(
            len(changes) - self.known.get(area, AreaKnown()).number
            for area, changes in self.own.items()
        )

    def segment_head(self, area, number):
        ends = {last: head for _, last, head, _ in self.segments.get(area, [])}
        return ends.get(number)

    def link_at(self, area, counter):
        log = self.log.get(area, [])
        if counter == 0:
            return b""
        return log[counter - 1][1] if counter <= len(log) else None

    def rewind(self, area, counter):
        log = self.log.get(area, [])
        for entry, _ in log[counter:]:
            self.take_back(area, entry)
        kept = log[:counter]
        self.ended[area] = []
        for record in [r for r in self.order if self.area_of(r) == area]:
            del self.order[record]
            self.survived.pop((record, area), None)
        self.log[area] = []
        for entry, link in kept:
            self.fold(area, entry)
            self.log[area].append((entry, link))
        link = self.link_at(area, counter)
        self.known[area] = self.at(area, cursor=counter, link=link)

    def take_back(self, area, entry):
        if isinstance(entry, SegmentEntry):
            self.rescued.setdefault(area, []).append(entry.segment)
        if isinstance(entry, FormEntry):
            self.announced.pop(entry.hash, None)

    def relays(self, area):
        orders = self.to_tell() if area == EVERYBODY else ()
        return (*orders, *self.rescued.get(area, ()))

    def note_refused(self, area, refused):
        """It is only offered again: nothing is lost by that."""

    def begin_epoch(self, epoch):
        self.told_epoch = epoch
        for code in self.known:
            self.known[code] = self.at(code, number=0, head=b"", durable=0)

    def device_keys(self, device):
        return self.keys.get(device, ())

    def known_layouts(self):
        return self.layouts

    def forms_lacking(self):
        return tuple(h for h in self.announced if h not in self.layouts)

    def keep(self, delivery):
        if self.crash_at_keep:
            raise PeerUnreachable("the power went")
        self.told_epoch = delivery.epoch
        self.registry_time = delivery.registry_time
        for body in delivery.forms:
            self.layouts[body.hash] = Layout.from_json(json.loads(body.layout))
        for code in delivery.areas:
            self.known.setdefault(code, AreaKnown())
        for told in delivery.receipts:
            self.take_receipt(told.receipt)
        for came in delivery.arrived:
            for entry in came.entries:
                if isinstance(entry, ErasureEntry):
                    self.heed(entry.order)
        for came in delivery.arrived:
            assert self.known[came.area].cursor == came.after
            for entry, link in zip(unpacked(came.entries), came.links, strict=True):
                self.fold(came.area, entry)
                line = (self.left_of(entry), link)
                self.log.setdefault(came.area, []).append(line)
            now = {"cursor": came.cursor, "link": came.link}
            self.known[came.area] = self.at(came.area, **now)

    # -- within

    def at(self, area, **values):
        now = self.known.get(area, AreaKnown())
        named = {name: getattr(now, name) for name in AreaKnown.__slots__}
        return AreaKnown(**{**named, **values})

    def area_of(self, record):
        return next(c.area for c in self.changes.values() if c.part(record))

    def fold(self, area, entry):
        match entry:
            case DeviceEntry():
                self.learn_key(entry.device, entry.key)
            case RotatedEntry():
                self.hear_rotation(entry.rotation)
            case FormEntry():
                self.announced[entry.hash] = None
            case EpochEntry():
                self.ended.setdefault(area, []).append(entry)
                for record, names in self.order.items():
                    if self.area_of(record) == area:
                        ended = self.survived.setdefault((record, area), {})
                        ended.setdefault(entry.ended, len(names))
            case SegmentEntry() | OwnEntry():
                skip = {held.index for held in entry.held}
                self.deliver(self.opened(area, entry), skip)
            case ReleaseEntry():
                of = self.log[area][entry.of - 1][0]
                changes = self.opened(area, of)
                skip = set(range(len(changes))) - set(entry.indexes)
                self.deliver(changes, skip)

    def deliver(self, changes, skip):
        for index, change in enumerate(changes):
            if index in skip:
                continue
            self.changes[change.name] = self.left(change)
            for part in change.parts:
                names = self.order.setdefault(part.record, [])
                assert change.name not in names
                names.append(change.name)

    def opened(self, area, entry):
        if isinstance(entry, OwnEntry):
            return self.own[area][entry.first - 1 : entry.last]
        segment = decode_segment(entry.segment)
        opened = opened_if_sound(segment, self.layouts)
        return opened.changes if isinstance(opened, Opened) else ()


def a_laptop(office, name, areas=(AREA,), **more):
    """Add and enrol a laptop."""
    device, secret = devices.add_device(office, name, areas, **more)
    key = a_key(name)
    devices.enrol(office, device, secret, key.public)
    return Laptop(name, device, key, areas)
