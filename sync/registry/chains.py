"""Where a segment goes on in its device's chain, and whether it is a branch of it."""

from collections.abc import Iterable

from sync import wire
from sync.header import Header
from sync.registry.storage import Chained, Log
from sync.registry.verdicts import FORMER_KEY
from sync.session.entries import Held


def branches(log: Log, header: Header, parent: Chained | None) -> bool:
    """Tell whether a segment is one of two that go on from the same place.

    One of the two is a copy's, and so is all that follows it. What stands beside the
    chain does not count: who has a key that was given up makes no copy of its laptop.
    """
    device, area = header.device, header.area
    while parent is not None and stands_beside(parent):
        parent = log.segment(device, area, parent.prev)
    if parent is None:
        return bool(log.tips(device, area))
    return parent.forked or not parent.tip


def stands_beside(segment: Chained) -> bool:
    """Tell a segment that was signed with a given-up key, and that others brought.

    Only when its device goes on from it with the key that counts it is of the chain.
    """
    if segment.tip or not segment.forked:
        return False
    count = segment.last - segment.first + 1
    return segment.held == told_held(Held(n, FORMER_KEY) for n in range(count))


def told_held(held: Iterable[Held]) -> bytes:
    """Give what the wire tells of the changes of a segment that are held."""
    return wire.encode([[one.index, one.code] for one in held])
