"""What was ordered to be erased is let in by no road: it is pruned at the door."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sync.erasure import decode_order, rest_name
from sync.journal import (
    Erased,
    Opened,
    Segment,
    Unreadable,
    decode_segment,
)
from sync.layout import Layout
from sync.pruning import prune
from sync.registry.office import Office
from sync.registry.opening import opened_in
from sync.registry.storage import Books
from sync.session.entries import PrunedEntry, SegmentEntry
from sync.session.entrycode import NUMBERS
from sync.stubs import read_stubs
from sync.values import Name, RecordId


@dataclass(frozen=True, slots=True)
class Checked:
    """A segment whose signature is good, opened as far as that is possible.

    `unproved` names changes of which something is left that no order tells of. Its
    device `vouched` for that under its present key, or under one from `before`.
    """

    data: bytes
    segment: Segment
    opened: Opened | Unreadable | Erased
    unproved: frozenset[Name] = frozenset()
    former_key: bool = False
    vouched: bool = False
    vouched_before: bool = False

    @property
    def doubted(self) -> frozenset[int]:
        """The places in the segment of what is unproved."""
        changes = self.opened.changes if isinstance(self.opened, Opened) else ()
        return frozenset(
            index for index, each in enumerate(changes) if each.name in self.unproved
        )

    @property
    def kind(self) -> int:
        """The number of the entry that it becomes."""
        return NUMBERS[PrunedEntry if self.segment.pruned else SegmentEntry]


def without_erased(
    books: Books, one: Checked, layouts: Mapping[str, Layout], bringer: int = 0
) -> Checked | None:
    """Give a segment without what was ordered to be erased.

    What is left of a change needs no other proof where its own device vouches for it:
    it may write what it likes in its own name. Under a former key it does so only for
    what it brings itself.

    None for one of which more was erased than was ordered, or where somebody else
    brings what no order proves: whoever carries it may have done that, and what is
    whole comes by another road.
    """
    if isinstance(one.opened, Erased):
        return None
    if not isinstance(one.opened, Opened):
        return one
    if not (one.segment.pruned or books.erasures.any()):
        return one
    erased = _erased_in(books, one.opened)
    gone = {record for told in one.opened.gone.values() for record in told}
    if not gone <= erased:
        return None
    mine = one.segment.header.device == bringer
    vouched = one.vouched or (one.vouched_before and mine)
    proved = vouched or not one.segment.pruned
    unproved = frozenset() if proved else _unproved(books, one)
    if unproved and not mine and bringer:
        # Its own device may still bring it whole, or vouch for what is left.
        return None
    left = prune(one.segment, one.opened, erased, layouts)
    if left is None:
        return replace(one, unproved=unproved)
    data, opened = left
    segment = decode_segment(data)
    return replace(one, data=data, segment=segment, opened=opened, unproved=unproved)


def _unproved(books: Books, one: Checked) -> frozenset[Name]:
    """Name the changes of which something is left that no order knows."""
    assert isinstance(one.opened, Opened), "pruned, and opened"
    rests = {
        one.opened.changes[index].name: rest_name(stub.rest)
        for index, stub in read_stubs(
            one.segment.stubs, one.segment.header.count
        ).items()
    }
    if not rests:
        return frozenset()
    told = {
        (name, rest)
        for content in books.erasures.all()
        for name, rest in decode_order(content).rests.items()
    }
    return frozenset(name for name, rest in rests.items() if (name, rest) not in told)


def aside_without_erased(office: Office, books: Books, data: bytes) -> bytes:
    """Give what is put aside without what was ordered to be erased."""
    found = opened_in(office, books, data) if books.erasures.any() else None
    if found is None:
        return data
    segment, opened = found
    left = prune(segment, opened, _erased_in(books, opened), office.layouts.known)
    return left[0] if left else data


def _erased_in(books: Books, opened: Opened) -> set[RecordId]:
    """Give the records that changes write to and that were ordered to be erased."""
    records = {part.record for change in opened.changes for part in change.parts}
    return books.erasures.among(sorted(records))
