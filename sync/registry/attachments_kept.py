"""What becomes of stored contents: erased on request, looked at, awaited again."""

from dataclasses import dataclass

from sync.registry.attaching import hash_of, let_go
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
    """What looking at every stored content came to; `lost` are waited for again."""

    good: int
    lost: int


def check(office: Office) -> Checked:
    """Read every stored content; what is gone or altered is waited for again.

    What was erased is taken away where that was cut off.
    """
    let_go_erased(office)
    with office.storage.reading() as books:
        stored = books.attachments.in_area((), State.STORED, most=-1)
    lost = [one.key for one in stored if not _is_sound(office, one)]
    for key in lost:
        # What is altered must not stand in the way of what is brought again.
        office.bodies.erase(key.digest)
    if lost:
        with office.storage.writing() as books:
            for key in lost:
                books.attachments.lose(key)
    return Checked(len(stored) - len(lost), len(lost))


def _is_sound(office: Office, one: Attachment) -> bool:
    pieces = (
        office.bodies.read(one.digest, start, CHUNK_BYTES) or b""
        for start in range(0, one.size, CHUNK_BYTES)
    )
    return hash_of(pieces) == one.digest


def let_go_erased(office: Office) -> None:
    """Take away what was ordered to be erased and still lies there."""
    with office.storage.reading() as books:
        erased = books.attachments.in_area((), State.ERASED, most=-1)
    let_go(office, {one.digest for one in erased})
