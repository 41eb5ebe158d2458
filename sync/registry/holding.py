"""Which logs a writing transaction holds, and in which order.

Whoever holds a log is alone with it until they commit. A log that has begun is held by
itself, so that taking work waits for that area alone. Everybody's log is held before
any other, and always where

- a log begins: nobody who looks for logs that have begun can see it yet,
- something is kept that stands in no log,
- more than one log is held, so that nobody waits in a circle.

So whoever holds everybody's log, and then each that has begun, is alone with all that
is kept here.
"""

from sync.registry.storage import Area, Books
from sync.session.entries import EVERYBODY


def hold(books: Books, area: Area | None) -> None:
    """Be alone with a log, as it was seen before; None for what stands in no log."""
    if area is None or area.counter == 0:
        books.log.hold(EVERYBODY)
    if area is not None:
        books.log.hold(area.code)


def hold_all(books: Books) -> None:
    """Be alone with all that is kept: nothing is numbered or put aside meanwhile."""
    books.log.hold(EVERYBODY)
    for area in books.areas.written():
        books.log.hold(area.code)
