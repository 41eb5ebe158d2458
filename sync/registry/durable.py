"""What is in a verified copy elsewhere, as an administrator says of other copies.

A list of where each log ends is made when a copy begins, and said to be durable when
the copy was verified. Whether a copy still exists nobody here can know.
"""

from typing import Any

from sync.registry.holding import hold
from sync.registry.office import EPOCH, Office
from sync.session.attached import State

CLOCKS_APART_MS = 3_600_000
"""Contents count that were stored so long before a list: clocks may differ."""


class Unfounded(Exception):
    """A list is none of this registry in its present epoch."""


def listed(office: Office) -> dict[str, Any]:
    """List where each log ends and up to where it is durable; and contents."""
    with office.storage.reading() as books:
        stored = books.attachments.in_area((), State.STORED, most=-1)
        return {
            "registry": office.id,
            "epoch": books.setting(EPOCH),
            "time": office.clock(),
            "areas": [
                {"area": a.code, "counter": a.counter, "durable": a.durable}
                for a in books.areas.written()
            ],
            "attachments": {
                "stored": len(stored),
                "durable": sum(one.durable for one in stored),
            },
        }


def say_durable(office: Office, said: Any, *, attachments: bool) -> None:
    """Note that a verified copy holds what a list says; raises `Unfounded`."""
    try:
        held = {str(one["area"]): int(one["counter"]) for one in said["areas"]}
        of, until = (said["registry"], said["epoch"]), int(said["time"])
    except (KeyError, TypeError, ValueError, OverflowError) as cause:
        raise Unfounded from cause
    with office.storage.writing() as books:
        hold(books, None)
        now = {area.code: area.counter for area in books.areas.written()}
        beyond = any(now.get(code, 0) < end for code, end in held.items())
        if beyond or of != (office.id, books.setting(EPOCH)):
            raise Unfounded
        books.areas.make_durable(held)
        if attachments:
            stored = books.attachments.in_area((), State.STORED, most=-1)
            before = until - CLOCKS_APART_MS
            books.attachments.make_durable(
                one.digest for one in stored if (one.stored or until) <= before
            )
