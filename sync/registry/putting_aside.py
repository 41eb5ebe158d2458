"""What cannot be taken is kept, and named in the answer by what its laptop knows."""

import hashlib

from sync.registry.office import Office
from sync.registry.pruning import Checked, aside_without_erased
from sync.registry.storage import Books, PutAside
from sync.session.messages import CHECK_BYTES, Refusal


def put_aside(
    office: Office, books: Books, one: Checked, code: str, bringer: int
) -> Refusal:
    """Keep a segment whose signature is good, and say why it has no place yet."""
    keep_aside(office, books, one.data, one.segment.header.device, code, bringer)
    return Refusal(one.segment.head[:CHECK_BYTES], code)


def keep_aside(  # noqa: PLR0913 - what it is, whose, and why it lies there
    office: Office, books: Books, data: bytes, device: int, code: str, bringer: int
) -> None:
    """Keep bytes of a device (0 where it is not known), without what was erased."""
    data = aside_without_erased(office, books, data)
    digest = hashlib.sha256(data).digest()
    books.aside.put(PutAside(digest, device, code, data, office.clock(), bringer))


def refusal(data: bytes, code: str) -> Refusal:
    """Name by its bytes what may have no hash of its own."""
    return Refusal(hashlib.sha256(data).digest()[:CHECK_BYTES], code)
