"""What laptops bring and when they come: a working day, or a month's silence ended."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sync.attachments import reference
from sync.change import Change, Context, Part, Why
from sync.journal import Opened, decode_segment, open_segment
from sync.registry import devices
from sync.registry.office import Office
from sync.session import Delivery
from sync.session.entries import PackedEntry, SegmentEntry
from tests.bench.captured import LAYOUT
from tests.bench.light import Album, Light, Sealed, fresh, keys_to, settled
from tests.bench.load_laptops import Caller, Tally
from tests.bench.province import (
    AREAS_EACH,
    BATCH,
    DISTRICTS,
    HELPERS,
    LAPTOPS,
    Chain,
    area_of,
    district,
    households,
)

PHOTO, PHOTO_BYTES = "dwelling/dwelling_photo", 60_000
MORNING, NOON, EVENING, SPREAD = 0.25, 0.5, 0.75, 0.07
"""When laptops come, of the day's length, and how far apart."""
BACK = 15
"""So many entries of its areas a laptop lacks that was away for a month."""


@dataclass(frozen=True)
class Load:
    """How much there is to carry."""

    laptops: int = LAPTOPS
    each: int = 20
    photographers: int = 100
    photos: int = 3
    fresh: int = 20
    days: int = 22
    seed: int = 1


@dataclass(frozen=True)
class Coming:
    """A laptop comes: `at` from 0 to 1 of the time there is."""

    at: float
    caller: "Bringer"


class Bringer(Caller):
    """A caller who may have something new to bring each time."""

    bag: list[tuple[str, Sealed]]

    def pack(self) -> None:
        """Take what was sealed for this time."""
        if self.bag:
            area, sealed = self.bag.pop(0)
            self.laptop.give(area, sealed)

    def come(self) -> None:
        self.pack()
        super().come()


class Supervising(Light):
    """A supervisor's laptop: approves each household that came to it."""

    def keep(self, delivery: Delivery) -> None:
        super().keep(delivery)
        for came in delivery.arrived:
            born = [c for entry in came.entries for c in changes_in(entry)]
            if born and came.area:
                self._approve(came.area, born)

    def _approve(self, area: str, born: Sequence[Change]) -> None:
        at = self.known[area]
        waiting = self.waits.get(area, ())
        last, head = at.number, at.head
        if waiting:
            last, head = waiting[-1].last, waiting[-1].head
        chain = Chain(self.device, area, head or Chain(0, "").head, last)
        said = [approval(one, self.told_epoch) for one in born]
        self.give(area, Sealed.of(chain.segment(said), chain.written))


def changes_in(entry: object) -> Sequence[Change]:
    """Give the new households in an entry."""
    if isinstance(entry, PackedEntry):
        found: Sequence[Change] = entry.changes
    elif isinstance(entry, SegmentEntry):
        opened = open_segment(decode_segment(entry.segment), {LAYOUT.id: LAYOUT})
        found = opened.changes if isinstance(opened, Opened) else ()
    else:
        return ()
    return [one for one in found if one.why == Why.CAPTURED]


def approval(born: Change, epoch: str) -> Change:
    """Approve a household as it came first."""
    seen = Context(1, frozenset(), epoch)
    said = {"@status": {"@status": "approved"}}
    part = Part(born.parts[0].record, seen, said)
    visit = born.visit[::-1]
    later = born.time + (1 << 36)
    return replace(born, visit=visit, parts=(part,), why=Why.REVIEWED, time=later)


def photographed(change: Change, digest: bytes) -> Change:
    """Give a household with a photo of its dwelling."""
    first = change.parts[0]
    writes = {**first.writes, PHOTO: {PHOTO: reference(digest, "jpg")}}
    parts = (Part(first.record, first.context, writes), *change.parts[1:])
    return replace(change, parts=parts)


def a_caller(
    office: Office, urls: Sequence[str], laptop: Light, tally: Tally
) -> Bringer:
    """Give a laptop its line, as a balancer would."""
    url = urls[laptop.device % len(urls)]
    caller = Bringer(laptop, keys_to(office, laptop.device), url, tally)
    caller.bag = []
    return caller


def an_enumerator(
    office: Office, number: int, load: Load, cuts: Sequence[int], back: int
) -> tuple[Light, Album, list[tuple[str, Sealed]]]:
    """Give a laptop with what it sealed on each of some days, and its photos.

    It lacks the last `back` entries of its areas.
    """
    photos = load.photos if number < load.photographers else 0
    device, area = number + 1, area_of(number)
    laptop = settled(office, device, (area, area_of(number ^ 1)), back)
    at = laptop.known[area]
    chain = Chain(device, area, at.head or Chain(0, "").head, at.number)
    dice = random.Random(number)
    album = Album(laptop)
    bag = []
    left = [
        change
        for n in range(-(-sum(cuts) // BATCH))
        for change in households((load.seed * LAPTOPS + number) * 100 + n + 10**8, area)
    ]
    for size in cuts:
        written, left = left[:size], left[size:]
        for place in range(min(photos, size)):
            digest = album.take(area, dice.randbytes(PHOTO_BYTES))
            written[place] = photographed(written[place], digest)
            photos -= 1
        sealed = Sealed.of(chain.segment(written), chain.written)
        bag.append((area, sealed))
    return laptop, album, bag


def a_new_one(
    office: Office, urls: Sequence[str], number: int, tally: Tally
) -> Bringer:
    """Add a laptop that enrols when it comes, and has nothing yet."""
    areas = [area_of(number), area_of(number ^ 1)]
    device, secret = devices.add_device(office, f"new in {areas[0]}", areas)
    caller = a_caller(office, urls, fresh(device), tally)
    caller.keys = replace(caller.keys, enrol_token=secret)
    return caller


def a_day(
    office: Office, urls: Sequence[str], load: Load, tally: Tally
) -> tuple[list[Coming], list[Bringer]]:
    """Everybody comes in the morning and in the evening, supervisors at noon too."""
    dice = random.Random(load.seed)
    comings, callers = [], []
    cuts = (load.each * 2 // 5, load.each - load.each * 2 // 5)
    for number in range(load.laptops):
        laptop, album, bag = an_enumerator(office, number, load, cuts, 0)
        caller = a_caller(office, urls, laptop, tally)
        caller.bag, caller.album = bag, album
        callers.append(caller)
        comings += [
            Coming(dice.gauss(peak, SPREAD), caller) for peak in (MORNING, EVENING)
        ]
    for number in range(load.fresh):
        caller = a_new_one(office, urls, number, tally)
        callers.append(caller)
        comings.append(Coming(dice.gauss(MORNING, SPREAD), caller))
    for number in range(DISTRICTS):
        device = LAPTOPS + HELPERS + 1 + number
        areas = tuple(area_of(number * AREAS_EACH + n) for n in range(AREAS_EACH))
        light = settled(office, device, (district(number), *areas))
        heads = light.heads
        laptop = Supervising(device, light.known, light.told_epoch, heads=heads)
        caller = a_caller(office, urls, laptop, tally)
        callers.append(caller)
        comings += [Coming(dice.gauss(at, SPREAD / 2), caller) for at in (NOON, 0.95)]
    return comings, callers


def all_back(
    office: Office, urls: Sequence[str], load: Load, tally: Tally
) -> tuple[list[Coming], list[Bringer]]:
    """Everybody was offline for a month of working days and comes back at once."""
    dice = random.Random(load.seed)
    comings, callers = [], []
    load = replace(load, photographers=0)
    for number in range(load.laptops):
        made = an_enumerator(office, number, load, [load.each] * load.days, BACK)
        caller = a_caller(office, urls, made[0], tally)
        caller.bag = []
        for area, sealed in made[2]:
            made[0].give(area, sealed)
        callers.append(caller)
        comings.append(Coming(dice.random(), caller))
    return comings, callers
