"""Taking segments: whatever is authentic, well-formed and within size is stored first.

Only then is it judged (`verdicts`), in the same transaction: what cannot be read or
may not be delivered is held, never refused. An area's lock is taken first and kept
for as long as storing takes; signatures and bodies are checked before it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from sync.erasure import is_order, without_orders
from sync.errors import DeviceUnknown, IntegrityError, Malformed
from sync.journal import (
    FIRST_PREVIOUS,
    Erased,
    Opened,
    Segment,
    Unreadable,
    decode_segment,
    open_segment,
    verify_by,
)
from sync.recovery import is_slip
from sync.registry.attachments import expect
from sync.registry.chains import branches, told_held
from sync.registry.circumstances import circumstances_of
from sync.registry.dictionaries import DICTIONARIES
from sync.registry.erasure import heed_all
from sync.registry.holding import hold
from sync.registry.introducing import introduce
from sync.registry.office import EPOCH, Office
from sync.registry.pruning import Checked, without_erased
from sync.registry.putting_aside import Shelf, refusal
from sync.registry.recovery import keep_all
from sync.registry.rotations import rotate_all
from sync.registry.storage import (
    Books,
    Chained,
    Indexed,
    NewEntry,
    Quarantined,
)
from sync.registry.verdicts import changes_of, verdicts
from sync.rotation import is_rotation
from sync.session.entries import Held
from sync.session.entrycode import told
from sync.session.machine import GAP
from sync.session.messages import Refusal
from sync.session.shapes import COUNT_END
from sync.stubs import vouched_by

AREA_UNKNOWN = "registry.area_unknown"
ERASED_UNORDERED = "registry.erased_unordered"
UNPROVED_FORM = "registry.form_unknown"
UNPROVED_PACKING = "registry.dictionary_unknown"
NUL = "\0"
"""PostgreSQL keeps no text with it."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What is stored now: the last segment of each chain; and what was not taken."""

    chains: Mapping[tuple[int, str], Chained]
    refused: tuple[Refusal, ...]


def accept(office: Office, segments: Sequence[bytes], bringer: int = 0) -> Accepted:
    """Store segments, their own or relayed; a repeated one does no harm.

    Orders to erase come first: what they name is let in by no road. `bringer` is the
    device that brings them and is known to, 0 where nobody is.
    """
    orders = [data for data in segments if is_order(data)]
    refused = heed_all(office, orders) if orders else []
    rotations = [data for data in segments if is_rotation(data)]
    refused += rotate_all(office, rotations) if rotations else []
    slips = [data for data in segments if is_slip(data)]
    refused += keep_all(office, slips) if slips else []
    data = list(without_orders(segments))
    checked, strange = check_all(office, data, bringer) if data else ([], [])
    refused += strange
    chains: dict[tuple[int, str], Chained] = {}
    # One area after the other, always in the same order: no two writers can wait
    # for each other.
    ordered = sorted(checked, key=_place)
    for area, run in groupby(ordered, key=lambda one: one.segment.header.area):
        with office.storage.writing() as books:
            shelf, known = Shelf(office, books, bringer), books.areas.get(area)
            hold(books, known)
            if known is None:
                refused += [shelf.put_aside(one, AREA_UNKNOWN) for one in run]
                continue
            for before in run:
                try:
                    one = _readable_now(office, books, before)
                except IntegrityError as failure:
                    refused.append(refusal(before.data, failure.code))
                    continue
                stored = _store(office, books, one, bringer)
                if isinstance(stored, Chained):
                    chains[stored.device, area] = stored
                else:
                    # Who carries it may have no other copy.
                    refused.append(shelf.put_aside(one, stored))
    return Accepted(chains, tuple(refused))


def _place(one: Checked) -> tuple[str, int]:
    return one.segment.header.area, one.segment.header.first


def check_all(
    office: Office, segments: Iterable[bytes], bringer: int
) -> tuple[list[Checked], list[Refusal]]:
    """Check signatures and open bodies; no lock is held meanwhile."""
    checked: list[Checked] = []
    refused: list[Refusal] = []
    strange: list[bytes] = []
    with office.storage.reading() as books:
        office.layouts.count_in(books.setting(EPOCH))
        for data in segments:
            try:
                checked.append(_check(office, books, data))
            except DeviceUnknown:
                strange.append(data)
            except IntegrityError as failure:
                refused.append(refusal(data, failure.code))
    if strange:
        with office.storage.writing() as books:
            hold(books, None)
            keep, code = Shelf(office, books, bringer).keep, DeviceUnknown.code
            refused += [refusal(data, keep(data, 0, code)) for data in strange]
    return checked, refused


def _check(office: Office, books: Books, data: bytes) -> Checked:
    segment = decode_segment(data)
    if NUL in segment.header.area:
        raise Malformed("what no register can keep")
    device = books.devices.get(segment.header.device)
    if device is None or device.key is None:
        raise DeviceUnknown
    former = books.devices.former_keys(device.number)
    keys = (*former, device.key)
    signed = verify_by(segment, keys)
    word = vouched_by(segment.signed, segment.stubs, segment.word, keys)
    return Checked(
        data,
        segment,
        _opened(office, books, segment),
        former_key=signed != device.key,
        vouched=word == device.key,
        vouched_before=word in former,
    )


def _readable_now(office: Office, books: Books, one: Checked) -> Checked:
    """Open what could not be opened a moment ago: its questionnaire may have come."""
    if not isinstance(one.opened, Unreadable):
        return one
    return replace(one, opened=_opened(office, books, one.segment))


def _opened(
    office: Office, books: Books, segment: Segment
) -> Opened | Unreadable | Erased:
    layouts = office.layouts.with_ids(books, segment.header.layouts)
    opened = open_segment(segment, layouts, DICTIONARIES)
    if any(NUL in one.person for one in changes_of(opened)):
        raise Malformed("what no register can keep")
    return opened


def _store(office: Office, books: Books, one: Checked, bringer: int) -> Chained | str:
    """Store a segment under its area's lock; gives the code where that cannot be."""
    header, head = one.segment.header, one.segment.head
    log, device, area = books.log, header.device, header.area
    already = log.segment(device, area, head)
    if already is not None:
        return already
    parent = log.segment(device, area, header.previous)
    first = header.previous == FIRST_PREVIOUS and header.first == 1
    if not first and (parent is None or parent.last + 1 != header.first):
        return GAP
    if isinstance(one.opened, Unreadable) and (code := _unproved(one, bringer)):
        return code
    layouts = office.layouts.with_ids(books, header.layouts)
    left = without_erased(books, one, layouts, bringer)
    if left is None:
        return ERASED_UNORDERED
    one = left
    # Who shows the new key may hand over what was signed with the old one.
    former_key = one.former_key and bringer != device
    forked = former_key or branches(log, header, parent)
    introduced = log.introduced(area)
    seen = circumstances_of(
        books, one, introduced, forked=forked, former_key=former_key
    )
    if device not in introduced:
        introduce(books, area, device)
    held = verdicts(header, one.opened, seen)
    entry = _entry(office, one, held, forked=forked, tip=not former_key)
    counter = log.append(area, [entry])
    deliver(office, books, area, counter, one.opened, {h.index for h in held})
    layout, doubted = "".join(header.layouts[:1]), one.doubted
    books.changes.hold(
        Quarantined(area, counter, h.index, device, h.code, layout, h.index in doubted)
        for h in held
    )
    assert entry.segment is not None, "it stands in a chain"
    return entry.segment


def _unproved(one: Checked, bringer: int) -> str:
    """Give why nobody can say that an unopened body is what its device signed.

    Whoever carries it may have altered it, and its place would be taken for good. Of
    its own device it may wait for its questionnaire in the log, if it is whole: what
    was taken out of it can be judged only when it can be read.
    """
    assert isinstance(one.opened, Unreadable), "what was opened is proved"
    if not one.opened.layouts:
        return UNPROVED_PACKING
    proves_itself = bringer == one.segment.header.device and not one.segment.pruned
    return "" if proves_itself else UNPROVED_FORM


def deliver(  # noqa: PLR0913 - where it stands, what it is
    office: Office,
    books: Books,
    area: str,
    counter: int,
    opened: Opened | Unreadable | Erased,
    skip: set[int],
) -> None:
    """Give each change of a segment its place, but those to be left out."""
    changes = changes_of(opened)
    delivered = [change for i, change in enumerate(changes) if i not in skip]
    expect(office, books, area, delivered, office.layouts.known)
    books.changes.deliver(
        area,
        [
            Indexed(
                counter,
                index,
                change.name,
                change.device,
                # What every database can hold; the change itself says the rest.
                change.person.replace(NUL, ""),
                min(change.time, COUNT_END - 1),
                tuple(part.record for part in change.parts),
            )
            for index, change in enumerate(changes)
            if index not in skip
        ],
    )


def _entry(
    office: Office, one: Checked, held: tuple[Held, ...], *, forked: bool, tip: bool
) -> NewEntry:
    header, head = one.segment.header, one.segment.head
    chained = Chained(
        device=header.device,
        first=header.first,
        last=header.last,
        head=head,
        prev=header.previous,
        forked=forked,
        held=told_held(held),
        received=office.clock(),
        tip=tip,
    )
    said = told(header.device, header.first, header.last, head, held)
    return NewEntry(one.kind, one.data, said, chained)
