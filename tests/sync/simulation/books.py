"""The registry's books in memory, for histories that no disk could keep up with.

The same questions and answers as `sync.registry.storage`; a test runs the same
histories over both. All that is kept is plain values: a copy of the dicts is a backup,
and putting it back is a transaction that did not happen.
"""

from dataclasses import dataclass, field, replace

from sync.registry.storage import Area, Indexed, StoredEntry
from sync.registry.storage.log import LINE_BYTES
from sync.session.entrycode import link_after
from tests.sync.simulation.attached import MemoryAttachments
from tests.sync.simulation.devices import MemoryDevices
from tests.sync.simulation.erasures import (
    MemoryAside,
    MemoryErasures,
    MemoryRuns,
    Nothing,
)
from tests.sync.simulation.stretches import MemoryResumed


@dataclass
class State:
    """Everything kept: table -> its rows."""

    areas: dict = field(default_factory=dict)
    entries: dict = field(default_factory=dict)
    kinds: dict = field(default_factory=dict)
    segments: dict = field(default_factory=dict)
    introduced: dict = field(default_factory=dict)
    delivered: dict = field(default_factory=dict)
    held: dict = field(default_factory=dict)
    aside: dict = field(default_factory=dict)
    devices: dict = field(default_factory=dict)
    access: dict = field(default_factory=dict)
    forms: dict = field(default_factory=dict)
    settings: dict = field(default_factory=dict)
    erasures: dict = field(default_factory=dict)
    erased: dict = field(default_factory=dict)
    attachments: dict = field(default_factory=dict)
    pieces: dict = field(default_factory=dict)
    runs: dict = field(default_factory=dict)
    former_keys: dict = field(default_factory=dict)
    resumed: dict = field(default_factory=dict)

    def copied(self):
        """Give a copy that later writing leaves alone."""
        return State(**{name: dict(table) for name, table in vars(self).items()})


class MemoryBooks:
    """What a transaction sees, under the names that the real books have."""

    def __init__(self, state):
        self.state = state
        self.areas = MemoryAreas(state)
        self.log = _Log(state)
        self.changes = _Changes(state)
        self.devices = MemoryDevices(state)
        self.forms = _Forms(state)
        self.erasures = MemoryErasures(state)
        self.aside = MemoryAside(state)
        self.runs = MemoryRuns(state)
        self.attachments = MemoryAttachments(state)
        self.resumed = MemoryResumed(state)
        self.identities = Nothing()

    def setting(self, name):
        return self.state.settings.get(name, "")

    def put_setting(self, name, value):
        self.state.settings[name] = value


@dataclass
class MemoryAreas:
    state: State

    def add(self, nodes):
        for code, name, parent in nodes:
            self.state.areas.setdefault(code, Area(code, name, parent))

    def get(self, code):
        return self.state.areas.get(code)

    def written(self):
        return tuple(a for _, a in sorted(self.state.areas.items()) if a.counter > 0)

    def make_durable(self, held):
        for code, counter in held.items():
            here = self.state.areas.get(code)
            if here is not None:
                upto = max(here.durable, min(counter, here.counter))
                self.state.areas[code] = replace(here, durable=upto)

    def forget_durable(self):
        for code, area in self.state.areas.items():
            self.state.areas[code] = replace(area, durable=0)

    def durable(self, codes):
        found = self.state.areas
        return {c: found[c].durable for c in codes if c in found and found[c].durable}

    def above(self, code):
        found = set()
        while code in self.state.areas:
            found.add(code)
            code = self.state.areas[code].parent
        return found

    def below(self, codes):
        return {
            code: area
            for code, area in self.state.areas.items()
            if code in codes
            or (area.counter > 0 and not self.above(code).isdisjoint(codes))
        }


@dataclass
class _Log:
    state: State

    def append(self, area, new):
        here = self.state.areas[area]
        first, link, entries = here.counter + 1, here.link, []
        for counter, entry in enumerate(new, first):
            link = link_after(link, entry.told)
            at = (counter, entry.body, link, entry.segment, entry.kind)
            entries.append(StoredEntry(*at))
            kinds = self.state.kinds.get((area, entry.kind), ())
            self.state.kinds[area, entry.kind] = (counter, *kinds)
            if entry.segment is not None:
                self._chained(area, entry.segment)
        self.state.entries[area] = (*self.state.entries.get(area, ()), *entries)
        counter = first + len(new) - 1
        self.state.areas[area] = replace(here, counter=counter, link=link)
        return first

    def _chained(self, area, segment):
        """Let a segment stand in its chain, and be its end where it goes on with it."""
        chain = self._chain(segment.device, area)
        ended = segment.prev if segment.tip else None
        before = (replace(s, tip=s.tip and s.head != ended) for s in chain)
        self.state.segments[segment.device, area] = (*before, segment)

    def rewrite(self, area, counter, kind, body):
        entries = list(self.state.entries[area])
        entries[counter - 1] = replace(entries[counter - 1], kind=kind, body=body)
        self.state.entries[area] = tuple(entries)

    def hold(self, area):
        assert area in self.state.areas

    def after(self, area, counter, most, bare=0):
        found = self.state.entries.get(area, ())[counter : counter + most]
        return tuple(
            replace(entry, body=b"")
            if bare and entry.segment and entry.segment.device == bare
            else entry
            for entry in found
        )

    def size(self, area, first, last, bare=0):
        stretch = self.after(area, first - 1, last - first + 1, bare)
        return sum(len(entry.body) + LINE_BYTES for entry in stretch)

    def entry(self, area, counter):
        return next(iter(self.after(area, counter - 1, 1)), None)

    def links(self, area, counters):
        entries = self.state.entries.get(area, ())
        return {n: entries[n - 1].link for n in counters if 0 < n <= len(entries)}

    def of_kind(self, area, kind):
        return self.state.kinds.get((area, kind), ())

    def _chain(self, device, area):
        return self.state.segments.get((device, area), ())

    def segment(self, device, area, head):
        return next((s for s in self._chain(device, area) if s.head == head), None)

    def tips(self, device, area):
        tips = [segment for segment in self._chain(device, area) if segment.tip]
        return tuple(sorted(tips, key=lambda tip: -tip.last))

    def durable(self, end, area, counter):
        """Walk back from the end: slower than the registry's way, and plainer."""
        upto = self.state.entries.get(area, ())[:counter]
        held = {entry.segment.head for entry in upto if entry.segment}
        while end is not None and end.head not in held:
            end = self.segment(end.device, area, end.prev)
        return end

    def introduced(self, area):
        return dict(self.state.introduced.get(area, ()))

    def introduce(self, area, device):
        told = self.introduced(area)
        told.setdefault(device, None)
        self.state.introduced[area] = tuple(told.items())

    def cut(self, area, device, number):
        told = {**self.introduced(area), device: number}
        self.state.introduced[area] = tuple(told.items())


@dataclass
class _Changes:
    state: State

    def known(self, area, names):
        return {name for name in names if (area, name) in self.state.delivered}

    def deliver(self, area, delivered):
        for change in delivered:
            assert isinstance(change, Indexed)
            assert (area, change.name) not in self.state.delivered
            self.state.delivered[area, change.name] = change

    def hold(self, held):
        for one in held:
            self.state.held[one.area, one.counter, one.index] = one

    def hold_for(self, area, counter, index, code):
        there = self.state.held[area, counter, index]
        self.state.held[area, counter, index] = replace(there, code=code)

    def held(self, *, code="", at=None):
        return tuple(
            one
            for _, one in sorted(self.state.held.items())
            if code in ("", one.code) and at in (None, (one.area, one.counter))
        )

    def release(self, area, counter, indexes, at):
        del at
        for index in indexes:
            del self.state.held[area, counter, index]


@dataclass
class _Forms:
    state: State

    def add(self, body, now):
        self.state.forms.setdefault(body.hash, (now, body))

    def get(self, digest):
        return self.state.forms.get(digest, (0, None))[1]

    def layouts(self):
        return {digest: body.layout for digest, (_, body) in self.state.forms.items()}
