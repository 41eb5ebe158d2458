"""The registry's half of an exchange: one request in, one signed answer out."""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from sync.errors import PeerRefused
from sync.registry.acceptance import Accepted, accept
from sync.registry.office import EPOCH, Office
from sync.registry.receipts import receipts_for
from sync.registry.serving import serve
from sync.registry.storage import Clashed
from sync.session.messages import Answer, Request, decode_request, encode_answer

T = TypeVar("T")
CLASHES_MAX = 5


class NotYourself(PeerRefused):
    """A request speaks for another device than the one that brings it."""

    code = "registry.not_yourself"


def answer(office: Office, device: int, data: bytes) -> bytes:
    """Take what a device hands over and give what it lacks.

    Raises `Malformed` for what is no request. What is acknowledged in the answer is
    stored before the answer exists.
    """
    request = asked(device, data)
    accepted = through_clashes(lambda: accept(office, request.segments))
    return through_clashes(lambda: _said(office, request, data, accepted))


def take(office: Office, device: int, data: bytes) -> Accepted:
    """Store what a device hands over."""
    request = asked(device, data)
    return through_clashes(lambda: accept(office, request.segments))


def reply(office: Office, device: int, data: bytes, accepted: Accepted) -> bytes:
    """Say what of a request was stored, and give what its device lacks."""
    return _said(office, asked(device, data), data, accepted)


def through_clashes(act: Callable[[], T]) -> T:
    """Do again what two transactions made impossible; some databases leave it to us."""
    for _ in range(CLASHES_MAX):
        with suppress(Clashed):
            return act()
    return act()


def _said(office: Office, request: Request, data: bytes, accepted: Accepted) -> bytes:
    with office.storage.reading() as books:
        served = serve(books, request)
        said = Answer(
            epoch=books.setting(EPOCH),
            time=office.clock(),
            areas=served.areas,
            receipts=receipts_for(office, books, request, accepted.chains),
            forms=served.forms,
            refused=accepted.refused,
        )
    return encode_answer(said, data, office.key.sign)


def asked(device: int, data: bytes) -> Request:
    """Read a request that speaks for the device that brings it."""
    request = decode_request(data)
    if request.device != device:
        raise NotYourself
    return request
