"""A segment of hundreds of edits opens to what was written, whatever its columns."""

from sync.change import Context
from sync.journal import FIRST_PREVIOUS, Opened, decode_segment, encode_segment
from sync.journal import open_segment as opened
from sync.values import record_id
from tests.sync.builders import KEY, a_change, a_layout, nonce, one

LAYOUT = a_layout()
KNOWN = {LAYOUT.id: LAYOUT}
MANY = 300
"""More records, or names, than a table of numbers holds."""


def there_and_back(changes):
    data = encode_segment(
        changes,
        first=1,
        previous=FIRST_PREVIOUS,
        receipt=b"",
        layouts=KNOWN,
        sign=KEY.sign,
    )
    return opened(decode_segment(data), KNOWN)


def test_every_household_of_a_district_is_edited_twice():
    changes = [
        a_change(
            one("q/int", str(n)), record=record_id(nonce(n), 0), visit=1000 + n + i
        )
        for n in range(MANY)
        for i in (0, MANY)
    ]

    found = there_and_back(changes)

    assert isinstance(found, Opened)
    assert found.changes == tuple(changes)


def test_every_change_names_what_came_by_hand_and_what_came_before():
    changes = []
    for n in range(MANY):
        by_hand = b"%016d" % n
        before = {change.name for change in changes[-1:]} | {b"%016d" % (n // 2)}
        context = Context(n % 7, frozenset({by_hand, *before}), "e1")
        change = a_change(
            one("q/int", "1"), record=record_id(nonce(n), 0), context=context, visit=n
        )
        changes.append(change)

    found = there_and_back(changes)

    assert isinstance(found, Opened)
    assert found.changes == tuple(changes)
