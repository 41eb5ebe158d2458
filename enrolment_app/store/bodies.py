"""Changes as bytes in the database: the canonical form that also names them."""

from enrolment_app.store.errors import StoreDamaged
from sync.bodies import NOT_A_CHANGE, read_change
from sync.change import Change, named
from sync.values import Name


def body_of(change: Change) -> bytes:
    """Give the bytes of a change."""
    return change.body


def read_body(body: bytes, name: Name | None = None) -> Change:
    """Give the change of its bytes; `StoreDamaged` if they are none.

    `name` is the one kept beside the bytes, taken as it is: `Journal.verify` compares.
    """
    try:
        change = read_change(body)
    except NOT_A_CHANGE as bad:
        raise StoreDamaged("a change does not read") from bad
    # Working it out costs more than reading.
    return change if name is None else named(change, name)
