"""What a writer had in front of them, said briefly: a prefix, and the rest by name."""

from collections.abc import Collection, Mapping, Sequence

from sync.change import Context
from sync.values import Name


def context_of(
    order: Sequence[Name], applied: Collection[Name], epoch: str = ""
) -> Context:
    """Return the context of a record on this laptop.

    `order` is the registry's order for the record as far as it is known here,
    `applied` every change of the record that is shown, in any order.
    """
    seen = 0
    shown = set(applied)
    for name in order:
        if name not in shown:
            break
        seen += 1
    return Context(seen, frozenset(shown.difference(order[:seen])), epoch)


def covered(
    context: Context,
    own: Name,
    places: Mapping[Name, int],
    survived: Mapping[str, int],
) -> frozenset[Name]:
    """Return the names that a context really covers, its own change left out.

    `places` maps a delivered change to its place in the record's order. `survived`
    maps an epoch that ended to how much of its order for this record lives on: a
    count made in that epoch says nothing about what came after a restore. Nobody
    can have seen what came after their own change, so a bigger claim is cut.
    """
    limit = min(
        context.seen,
        survived.get(context.epoch, context.seen),
        places.get(own, context.seen),
    )
    prefix = {name for name, place in places.items() if place < limit}
    return frozenset((prefix | context.extras) - {own})
