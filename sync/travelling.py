"""Whether a change finds its way out: alone in a segment that everybody takes."""

from sync.change import Change
from sync.errors import Malformed
from sync.header import HEADER_BYTES_MAX
from sync.journal import SEGMENT_BYTES_MAX
from sync.layout import Layout
from sync.payload import PARTS_MAX, pack, unpack

BODIES_BYTES_MAX = 3 * SEGMENT_BYTES_MAX
"""What the changes of one segment may come to: below every bound of their streams.

And whatever is erased from it, what is left is within `PRUNED_BYTES_MAX`.
"""
SURELY_BYTES = 256 * 1024
"""Whatever is no larger is within all bounds."""


def travels(change: Change, layout: Layout) -> bool:
    """Tell whether a change is within the bounds of all its readers.

    `layout` is its questionnaire's. One that does not travel is not sealed: everything
    that its laptop seals after it would wait behind it.
    """
    size = len(change.body)
    if size <= SURELY_BYTES:
        return True
    if size > BODIES_BYTES_MAX or len(change.parts) > PARTS_MAX:
        return False
    body = pack([change], [layout], level=1, dictionary=0, dictionaries={})
    if len(body) > SEGMENT_BYTES_MAX - HEADER_BYTES_MAX:
        return False
    device, area = change.device, change.area
    try:
        unpack(body, [layout], device=device, area=area, count=1, dictionaries={})
    except Malformed:
        return False
    return True
