"""Where a laptop stands in the logs, as its requests say it."""

from collections.abc import Mapping

from sync.session.local import AreaKnown
from sync.session.messages import CHECK_BYTES, Standing


def all_begun(known: Mapping[str, AreaKnown]) -> bool:
    """Tell whether something of every area's log is here."""
    return all(area.cursor for area in known.values())


def standing(area: AreaKnown) -> Standing:
    """Give what a request says of one area."""
    link, head = area.link[:CHECK_BYTES], area.head[:CHECK_BYTES]
    return Standing(area.cursor, link, area.number, head, area.durable)
