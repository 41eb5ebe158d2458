"""Changes read from the database; one that was read is remembered under its name."""

from collections.abc import Mapping

from enrolment_app.store.bodies import read_body
from enrolment_app.store.connection import Connection
from sync.change import Change
from sync.values import Name

# A change of a large household takes some forty kilobytes of memory. What is computed
# at once while changes arrive (`arrivals.TOUCHED_MANY` and a segment) is all at hand.
REMEMBERED = 1536
BODIES = "SELECT id, body FROM changes WHERE id IN (SELECT value FROM json_each(?))"


class Reading:
    """Gives changes by the ids of their rows.

    What is remembered is never stale: a name is the hash of what it names, and what is
    erased is forgotten.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[Name, Change] = {}

    def remember(self, change: Change) -> None:
        """Keep a change at hand: what was just kept is computed with next."""
        if len(self._known) >= REMEMBERED:
            # The oldest: a segment that just came is whole when it is computed with.
            del self._known[next(iter(self._known))]
        # Its bytes are on the disk now.
        vars(change).pop("body", None)
        self._known[change.name] = change

    def forget(self, name: Name) -> None:
        """Let go of a change of which less is left now."""
        self._known.pop(name, None)

    def changes(self, named: Mapping[int, Name]) -> dict[int, Change]:
        """Give the changes of these rows (id -> name)."""
        found = {
            row_id: self._known[name]
            for row_id, name in named.items()
            if name in self._known
        }
        unread = [row_id for row_id in named if row_id not in found]
        if unread:
            for row_id, body in self._connection.read(BODIES, (str(unread),)):
                found[row_id] = read_body(body, name=named[row_id])
            for row_id in unread:
                self.remember(found[row_id])
        return found
