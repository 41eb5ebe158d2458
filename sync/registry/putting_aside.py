"""What cannot be taken is kept, and named in the answer by what its laptop knows.

Of one laptop no more than `ASIDE_BYTES_MAX`, whatever it brings: nobody fills the disk.
Beyond that it is refused like all that was put aside, without a receipt, so its laptop
keeps it and sends it again when the log has gone on. By then there is room: what waited
for a laptop, an area or a questionnaire goes into its log together.
"""

import hashlib
from dataclasses import dataclass

from sync.registry.office import Office
from sync.registry.pruning import Checked, aside_without_erased
from sync.registry.storage import Books, Dropped, PutAside
from sync.session.messages import CHECK_BYTES, Refusal

ASIDE_BYTES_MAX = 64 * 1024 * 1024
"""Some hundred thousand households: more than a laptop carries of others' work."""
ASIDE_FULL = "registry.aside_full"


@dataclass
class Shelf:
    """Where lies, in one transaction, what `bringer` brings (0: nobody is known)."""

    office: Office
    books: Books
    bringer: int
    room: int | None = None

    def put_aside(self, one: Checked, code: str) -> Refusal:
        """Keep a segment whose signature is good, and say why it has no place yet."""
        code = self.keep(one.data, one.segment.header.device, code)
        return Refusal(one.segment.head[:CHECK_BYTES], code)

    def keep(self, data: bytes, device: int, code: str) -> str:
        """Keep bytes of a device (0 where it is not known), without what was erased.

        Gives why they are not taken: there may be no room for them either.
        """
        data = aside_without_erased(self.office, self.books, data)
        digest = hashlib.sha256(data).digest()
        if not self._has_room(digest, len(data)):
            return ASIDE_FULL
        now = self.office.clock()
        self.books.aside.put(PutAside(digest, device, code, data, now, self.bringer))
        return code

    def _has_room(self, digest: bytes, size: int) -> bool:
        """Take so much of the room that is left, unless it lies there already."""
        if not self.bringer or self.books.aside.find(digest):
            return True
        if self.room is None:
            self.room = ASIDE_BYTES_MAX - self.books.aside.lying(self.bringer)
        if size > self.room:
            return False
        self.room -= size
        return True


def drop(office: Office, named: bytes, why: str) -> Dropped | None:
    """Throw away one thing that was put aside, by the beginning of its hash.

    What it was and why it went is written down. None where nothing, or more than one
    thing, is named so. Nothing is banned by it: brought again, it lies there again.
    """
    with office.storage.writing() as books:
        found = books.aside.find(named)
        if len(found) != 1:
            return None
        return books.aside.drop(found[0], why, office.clock())


def refusal(data: bytes, code: str) -> Refusal:
    """Name by its bytes what may have no hash of its own."""
    return Refusal(hashlib.sha256(data).digest()[:CHECK_BYTES], code)
