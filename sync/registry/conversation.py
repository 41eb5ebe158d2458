"""The registry's half of an exchange: one request in, one signed answer out."""

from typing import TypeAlias

from sync.errors import PeerRefused
from sync.registry.acceptance import Accepted
from sync.registry.attaching import Taking
from sync.registry.attachments import reply_lane, take_lane
from sync.registry.clashes import through_clashes
from sync.registry.office import EPOCH, Office
from sync.registry.packing import make_runs
from sync.registry.receipts import receipts_for
from sync.registry.resuming import resume
from sync.registry.serving import knows_key, readable, serve
from sync.registry.waiting import accept_all
from sync.session.attached import LaneRequest, decode_lane_request, is_of_lane
from sync.session.messages import Answer, Request, decode_request, encode_answer
from sync.session.resumed import is_stretch

Taken: TypeAlias = Accepted | Taking
"""What became of what a request handed over: segments, or attachments."""


class NotYourself(PeerRefused):
    """A request speaks for another device than the one that brings it."""

    code = "registry.not_yourself"


def answer(office: Office, device: int, data: bytes) -> bytes:
    """Take what a device hands over and give what it lacks.

    Raises `Malformed` for what is no request. What is acknowledged in the answer is
    stored before the answer exists. A request may come in stretches (`resuming`).
    """
    if is_stretch(data):
        return through_clashes(
            lambda: resume(office, device, data, lambda w: answer(office, device, w))
        )
    accepted = take(office, device, data)
    return through_clashes(lambda: reply(office, device, data, accepted))


def take(office: Office, device: int, data: bytes) -> Taken:
    """Store what a device hands over, segments or attachments."""
    if is_of_lane(data):
        lane = asked_in_lane(device, data)
        return through_clashes(lambda: take_lane(office, lane))
    request = asked(device, data)
    return through_clashes(lambda: accept_all(office, request.segments, device))


def reply(office: Office, device: int, data: bytes, accepted: Taken) -> bytes:
    """Say what of a request was stored, and give what its device lacks."""
    if isinstance(accepted, Taking):
        return reply_lane(office, asked_in_lane(device, data), data, accepted)
    return _said(office, asked(device, data), data, accepted)


def _said(office: Office, request: Request, data: bytes, accepted: Accepted) -> bytes:
    with office.storage.reading() as books:
        areas = tuple(readable(books, request.device).values())
    make_runs(office, request, areas)
    with office.storage.reading() as books:
        office = office.as_of(books)
        served = serve(books, request)
        told = office.ring.successions
        known = not told or knows_key(books, request)
        said = Answer(
            epoch=books.setting(EPOCH),
            time=office.clock(),
            areas=served.areas,
            receipts=receipts_for(office, books, request, accepted.chains),
            forms=served.forms,
            refused=accepted.refused,
            successions=() if known else told,
            packed=request.packed and bool(served.forms),
        )
    return encode_answer(said, data, office.key.sign)


def asked_in_lane(device: int, data: bytes) -> LaneRequest:
    """Read a request of the lane of attachments, from the device that brings it."""
    request = decode_lane_request(data)
    if request.device != device:
        raise NotYourself
    return request


def asked(device: int, data: bytes) -> Request:
    """Read a request that speaks for the device that brings it."""
    request = decode_request(data)
    if request.device != device:
        raise NotYourself
    return request
