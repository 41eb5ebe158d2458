"""Taking attachments: what a laptop hands over piece by piece, until it is whole.

A content counts when its bytes are whole, have the hash that a change names, and are
safe (`Bodies.put`). Every piece is kept durably before it is acknowledged, and of each
laptop by itself. To whom an area is closed, nothing in it is known.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from sync.attachments import CONTENT_BYTES_MAX
from sync.registry.office import Office
from sync.registry.serving import readable
from sync.registry.storage import Attachment, Books
from sync.session.attached import Key, LaneRequest, Offer, Piece, State, Told

PENDING_BYTES_MAX = 2 * CONTENT_BYTES_MAX
"""What may lie here of one laptop that is not whole: no disk is filled with it."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A content that is here in full; `data` is empty where it lies in pieces."""

    key: Key
    size: int
    data: bytes = b""


@dataclass
class Taking:
    """What becomes of what one laptop's request hands over."""

    office: Office
    device: int
    said: dict[Key, Told] = field(default_factory=dict)
    whole: list[Whole] = field(default_factory=list)

    def take(self, request: LaneRequest) -> None:
        """Keep the pieces that a request brings; what is whole then is stored."""
        if not (request.pieces or request.offers):
            return
        named: list[Offer | Piece] = [*request.offers, *request.pieces]
        with self.office.storage.writing() as books:
            # What is erased meanwhile must not keep a piece.
            books.attachments.hold(piece.key.digest for piece in request.pieces)
            known = self._open_to(books, named)
            for piece in request.pieces:
                self._keep(books, piece, known.get(piece.key))
            for offer in request.offers:
                if offer.key not in self.said:
                    self._look(books, offer, known.get(offer.key))
        if self.whole:
            self._store()

    def tell(self, key: Key, state: int, held: int = 0) -> None:
        """Say of a content what is known of it now."""
        self.said[key] = Told(key, state, held)

    def _open_to(
        self, books: Books, named: Iterable[Offer | Piece]
    ) -> dict[Key, Attachment]:
        """Give what this laptop may hand over, of all that its request names.

        Its areas' contents; and what its own changes refer to, wherever they lie.
        """
        areas = readable(books, self.device)
        found = books.attachments.find(one.key for one in named)
        return {
            key: one
            for key, one in found.items()
            if key.area in areas or one.device == self.device
        }

    def _look(self, books: Books, named: Offer | Piece, row: Attachment | None) -> bool:
        """Say what is known of a content; tell whether more of it may be taken."""
        key, state = named.key, State.UNKNOWN if row is None else State(row.state)
        if state is State.STORED and self._is_gone(key):
            # The folder did not come back with the database: it is wanted again.
            books.attachments.lose(key)
        elif row is None or state is not State.AWAITED:
            self.tell(key, state, 0 if row is None else row.size)
            return False
        if not 0 < named.size <= CONTENT_BYTES_MAX:
            self.tell(key, State.TOO_LARGE)
            return False
        before = books.attachments.beginning(key, self.device)
        self.tell(key, State.AWAITED, before.held)
        if before.held == before.size > 0:
            # The process ended between the last piece and its storing.
            self.whole.append(Whole(key, before.size))
            return False
        return True

    def _is_gone(self, key: Key) -> bool:
        return self.office.bodies.read(key.digest, 0, 1) is None

    def _keep(self, books: Books, piece: Piece, row: Attachment | None) -> None:
        """Keep a piece that follows what is here; say how much that is now."""
        if not self._look(books, piece, row):
            return
        key, before = piece.key, books.attachments.beginning(piece.key, self.device)
        if before.size not in (0, piece.size):
            # Its length was told otherwise before: one of the two is wrong.
            books.attachments.forget(key, self.device)
            self.tell(key, State.DAMAGED)
            return
        data = piece.data[max(0, before.held - piece.offset) :]
        if piece.offset > before.held or not data:
            return
        held = before.held + len(data)
        if len(piece.data) == piece.size:
            self.whole.append(Whole(key, piece.size, piece.data))
        elif books.attachments.pending(self.device) + len(data) > PENDING_BYTES_MAX:
            self.tell(key, State.TOO_LARGE, before.held)
        else:
            books.attachments.add(key, self.device, piece.size, before.held, data)
            self.tell(key, State.AWAITED, held)
            if held == piece.size:
                self.whole.append(Whole(key, piece.size))

    def _store(self) -> None:
        """Verify what is here in full and make it count: bytes first, then books."""
        with self.office.storage.reading() as books:
            good = {one.key: self._put(books, one) for one in self.whole}
        needless: list[bytes] = []
        with self.office.storage.writing() as books:
            books.attachments.hold(one.key.digest for one in self.whole)
            for one in self.whole:
                if not good[one.key]:
                    books.attachments.forget(one.key, self.device)
                    self.tell(one.key, State.DAMAGED)
                elif not self._count(books, one):
                    needless.append(one.key.digest)
        let_go(self.office, needless)

    def _put(self, books: Books, one: Whole) -> bool:
        """Keep the bytes of a content that is what its hash says."""
        good = hash_of(self._blocks(books, one)) == one.key.digest
        if good:
            self.office.bodies.put(one.key.digest, self._blocks(books, one))
        return good

    def _count(self, books: Books, one: Whole) -> bool:
        """Make a content count; False where its bytes may not be wanted any more."""
        row = books.attachments.find([one.key])[one.key]
        if row.state != State.AWAITED:
            # Somebody else was faster, or it was erased meanwhile.
            self.tell(one.key, row.state, row.size)
            return False
        # Since they were put, the bytes may have gone with an erasure elsewhere.
        if not self._is_gone(one.key) or self._put(books, one):
            books.attachments.store(one.key, one.size, self.office.clock())
            self.tell(one.key, State.STORED, one.size)
        return True

    def _blocks(self, books: Books, one: Whole) -> Iterable[bytes]:
        return (
            [one.data] if one.data else books.attachments.bytes_of(one.key, self.device)
        )


def let_go(office: Office, digests: Iterable[bytes]) -> None:
    """Take away the bytes of contents that no area has stored any more.

    Nobody makes one count meanwhile: whoever does looks then whether it is here.
    """
    for digest in digests:
        with office.storage.writing() as books:
            books.attachments.hold([digest])
            if not books.attachments.needed(digest):
                office.bodies.erase(digest)


def hash_of(blocks: Iterable[bytes]) -> bytes:
    """Give the SHA-256 of a content that comes in blocks."""
    digest = hashlib.sha256()
    for block in blocks:
        digest.update(block)
    return digest.digest()
