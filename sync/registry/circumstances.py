"""What the registry knows around a segment when it judges it, under its area's lock."""

from collections.abc import Mapping

from sync.registry.pruning import Checked
from sync.registry.storage import Books
from sync.registry.verdicts import Circumstances, changes_of
from sync.session.provisioned import SUPERVISOR


def circumstances_of(
    books: Books,
    one: Checked,
    introduced: Mapping[int, int | None],
    *,
    forked: bool = False,
    former_key: bool = False,
) -> Circumstances:
    """Look up what a verdict on a segment asks for.

    `introduced` are the devices that the area's log knows, with where each was cut.
    """
    device, area = one.segment.header.device, one.segment.header.area
    names = [change.name for change in changes_of(one.opened)]
    row = books.devices.get(device)
    cut = introduced.get(device)
    if cut is None and row is not None and row.revoked is not None:
        # Where it had not written when it was revoked, nothing came before that.
        cut = 0
    return Circumstances(
        forked=forked,
        assigned=not books.areas.above(area).isdisjoint(books.devices.areas(device)),
        cut=cut,
        delivered=books.changes.known(area, names),
        supervises=row is not None and row.role == SUPERVISOR,
        unproved=one.unproved,
        former_key=former_key,
    )
