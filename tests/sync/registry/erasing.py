"""What erasing does to a laptop in memory: everything of the records goes, names stay."""

from sync.dictionary import DICTIONARIES
from sync.erasure import decode_order, order_id, remains, touched
from sync.errors import IntegrityError
from sync.journal import Opened, decode_segment, open_segment
from sync.packing import whole
from sync.pruning import prune
from sync.session import ErasureEntry, PackedEntry, PrunedEntry, SegmentEntry
from tests.sync.registry.offices import LAYOUTS


def pruned(data, records, sign=None):
    """Give a segment without what it tells of records; itself if it tells nothing."""
    segment = decode_segment(data)
    opened = opened_if_sound(segment, LAYOUTS)
    if not isinstance(opened, Opened):
        return data
    left = prune(segment, opened, records, LAYOUTS, sign)
    return left[0] if left else data


def opened_if_sound(segment, layouts):
    """Open a segment; what its device signed and nobody can read is no change."""
    try:
        return open_segment(segment, layouts, DICTIONARIES)
    except IntegrityError:
        return None


def unpacked(entries):
    """Give entries of which those that came in a run have their bodies again."""
    for entry in entries:
        if isinstance(entry, PackedEntry):
            segment = decode_segment(entry.segment)
            yield SegmentEntry(whole(segment, entry.changes, LAYOUTS), entry.held)
        else:
            yield entry


def opened(data):
    """Give what a segment opens to."""
    return open_segment(decode_segment(data), LAYOUTS, DICTIONARIES)


def tells(segments, record):
    """Tell whether any of some segments tells anything of a record."""
    return any(
        part.record == record and part.writes
        for found in map(opened, segments)
        if isinstance(found, Opened)
        for change in found.changes
        for part in change.parts
    )


def everything(laptop):
    """Give all that lies on a laptop, opened."""
    segments = [data for cut in laptop.all_cut() for *_, data in cut]
    segments += [data for found in laptop.rescued.values() for data in found]
    lines = [entry for log in laptop.log.values() for entry, _ in log]
    segments += [e.segment for e in lines if isinstance(e, SegmentEntry)]
    return [laptop.changes, laptop.own, *map(opened, segments)]


class Erasing:
    """The part of a laptop that heeds orders; `erased` records never come back."""

    def heed(self, order):
        """Carry out an order on everything that lies here."""
        self.orders[order_id(order)] = order
        self.erased |= set(decode_order(order).records)
        self.erase()

    def erase(self):
        """Let nothing of erased records lie anywhere here."""
        self.changes = {n: self.left(c) for n, c in self.changes.items()}
        for chain in self.chains():
            chain[:] = [self.left(change) for change in chain]
        for cut in self.all_cut():
            mine = any(cut is one for one in self.segments.values())
            sign = self.key.sign if mine else None
            cut[:] = [
                (f, n, h, pruned(data, self.erased, sign)) for f, n, h, data in cut
            ]
        for found in self.rescued.values():
            found[:] = [pruned(data, self.erased) for data in found]
        for log in self.log.values():
            log[:] = [(self.left_of(entry), link) for entry, link in log]

    def chains(self):
        return list(self.own.values())

    def all_cut(self):
        return list(self.segments.values())

    def left(self, change):
        """Give what is left of a change, and remember that it is not whole."""
        gone = touched(change, self.erased)
        if gone:
            self.gone[change.name] = tuple(
                sorted({*gone, *self.gone.get(change.name, ())})
            )
        return remains(change, self.erased)

    def left_of(self, entry):
        if not isinstance(entry, SegmentEntry):
            return entry
        data = pruned(entry.segment, self.erased)
        if decode_segment(data).pruned:
            return PrunedEntry(data, entry.held)
        return entry

    def lacking_orders(self):
        """Give the orders that the log does not tell (any more)."""
        told = {
            order_id(entry.order)
            for entry, _ in self.log.get("", ())
            if isinstance(entry, ErasureEntry)
        }
        return tuple(o for key, o in sorted(self.orders.items()) if key not in told)
