"""What becomes of stored contents: erased on request, looked at, awaited again."""

from collections.abc import Iterator
from dataclasses import dataclass

from sync.registry.attaching import hash_of, let_go
from sync.registry.bodies import Bodies
from sync.registry.office import Office
from sync.registry.storage import Attachment
from sync.session.attached import CHUNK_BYTES, Key, State


def erase(office: Office, key: Key) -> bool:
    """Take a content out of an area on lawful request; nobody can bring it again."""
    with office.storage.writing() as books:
        if key not in books.attachments.find([key]):
            return False
        books.attachments.erase(key, office.clock())
    let_go(office, [key.digest])
    return True


@dataclass(frozen=True, slots=True)
class Checked:
    """What looking at every content came to: so many are whole.

    `back` of them had been lost before and lie here again; `lost` are waited for again.
    """

    good: int
    back: int
    lost: int


def check(office: Office) -> Checked:
    """Read every stored content; what is gone or altered is waited for again.

    What was lost and lies here again counts again: a disk may have been away. What was
    erased is taken away where that was cut off.
    """
    let_go_erased(office)
    with office.storage.reading() as books:
        stored = books.attachments.in_area((), State.STORED, most=-1)
        awaited = books.attachments.in_area((), State.AWAITED, most=-1)
    lost = [one.key for one in stored if not _is_here(office, one)]
    # Only what was stored in this very area: whoever knows a hash has no content by it.
    back = [one for one in awaited if one.size and _is_here(office, one)]
    if lost:
        with office.storage.writing() as books:
            for key in lost:
                books.attachments.lose(key)
    # Others write between two of them: a whole disk may have been away.
    for one in back:
        with office.storage.writing() as books:
            # Nobody lets go of it meanwhile, as of what another area had.
            books.attachments.hold([one.digest])
            if office.bodies.read(one.digest, 0, 1) is not None:
                books.attachments.store(one.key, one.size, office.clock())
    return Checked(len(stored) - len(lost) + len(back), len(back), len(lost))


def _is_here(office: Office, one: Attachment) -> bool:
    return is_whole(office.bodies, one.digest, one.size)


def is_whole(bodies: Bodies, digest: bytes, size: int) -> bool:
    """Read a content: tell whether it is there and what its hash says."""
    return hash_of(blocks(bodies, digest, size)) == digest


def blocks(bodies: Bodies, digest: bytes, size: int) -> Iterator[bytes]:
    """Give a content in blocks, as far as it is there."""
    for start in range(0, size, CHUNK_BYTES):
        block = bodies.read(digest, start, CHUNK_BYTES)
        if not block:
            return
        yield block


def let_go_erased(office: Office) -> None:
    """Take away what was ordered to be erased and still lies there."""
    with office.storage.reading() as books:
        erased = books.attachments.in_area((), State.ERASED, most=-1)
    let_go(office, {one.digest for one in erased})
