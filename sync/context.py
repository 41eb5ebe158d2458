"""What a writer had in front of them, said briefly: a prefix, and the rest by name."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from sync.change import Change, Context
from sync.values import Name, RecordId

Survived: TypeAlias = Mapping[str, Mapping[str, int]]
"""Area -> epoch of its log -> how much of a record's order lives on (`covered`)."""

NONE_ENDED: Survived = MappingProxyType({})
_NO_EPOCH: Mapping[str, int] = MappingProxyType({})

ALL_OF_IT = 1 << 62
"""More than any order holds: how much lives on of the order of the present epoch."""


def context_of(
    order: Sequence[Name], applied: Collection[Name], epoch: str = ""
) -> Context:
    """Return the context of a record on this laptop.

    `order` is the registry's order for the record as far as it is known here, in the
    log of the area in which the change will stand (a record that moved has changes in
    several: those of the others are named). `applied` is every change of the record
    that is shown, in any order.
    """
    seen = 0
    shown = set(applied)
    for name in order:
        if name not in shown:
            break
        seen += 1
    return Context(seen, frozenset(shown.difference(order[:seen])), epoch)


def coverage(
    record: RecordId,
    changes: Iterable[Change],
    order: Sequence[Name],
    survived: Survived = NONE_ENDED,
) -> dict[Name, frozenset[Name]]:
    """Return what each change that writes to a record really had on the screen.

    Counts are of one log: that of the area in which the change stands. A record that
    moved has changes in several, which readers may weave in any order.
    """
    known = {change.name: change for change in changes}
    logs = {
        area: places_in(area, order, known)
        for area in {change.area for change in known.values()}
    }
    return {
        name: covered(
            part.context,
            name,
            logs[change.area],
            survived.get(change.area, _NO_EPOCH),
        )
        for name, change in known.items()
        if (part := change.part(record)) is not None
    }


def places_in(
    area: str, order: Sequence[Name], known: Mapping[Name, Change]
) -> dict[Name, int]:
    """Return the places of a record's changes in the log of one area."""
    here = (name for name in order if name not in known or known[name].area == area)
    return {name: place for place, name in enumerate(here)}


def covered(
    context: Context,
    own: Name,
    places: Mapping[Name, int],
    survived: Mapping[str, int],
) -> frozenset[Name]:
    """Return the names that a context really covers, its own change left out.

    `places` maps a delivered change to its place in the record's order, in the log of
    the area in which `own` stands. `survived` maps each epoch of that log to how much
    of its order for this record lives on (`ALL_OF_IT` for the present one); it is
    empty where no epoch ever ended. A count made in an epoch says nothing about what
    came after a restore, and one made in an epoch that the log does not know says
    nothing at all: a backup older than that epoch was restored. Nobody can have seen
    what came after their own change, so a bigger claim is cut.
    """
    limit = min(
        context.seen,
        survived.get(context.epoch, 0) if survived else context.seen,
        places.get(own, context.seen),
    )
    prefix = {name for name, place in places.items() if place < limit}
    return frozenset((prefix | context.extras) - {own})
