"""Reading a body within bounds: of size, and of how long its sender may take."""

import asyncio
from dataclasses import dataclass

from fastapi import Request
from starlette.requests import ClientDisconnect

from sync.errors import PeerUnreachable
from sync.session.errors import RequestTooLarge
from sync.session.messages import KIB, MESSAGE_BYTES_MAX

SMALL_BYTES = 16 * KIB


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one request may cost.

    `silence_seconds` is the longest pause within a body, `body_seconds` the longest
    time for all of it: a real laptop on a bad line sends half a megabyte within it.
    A laptop may ask `device_burst` times at once and `device_per_second` in the long
    run; a network address that has no token yet `stranger_burst` times: an office of a
    hundred laptops behind one address begins its day within it. A process takes on
    `at_once` requests together, which are through in less than a laptop waits.
    """

    request_bytes_max: int = MESSAGE_BYTES_MAX
    silence_seconds: float = 60.0
    body_seconds: float = 900.0
    device_burst: int = 240
    device_per_second: float = 4.0
    stranger_burst: int = 120
    stranger_per_second: float = 2.0
    at_once: int = 100


async def body_of(request: Request, bytes_max: int, bounds: Bounds) -> bytes:
    """Give the whole body; raises `RequestTooLarge` as soon as it must be."""
    announced = request.headers.get("content-length", "0")
    if not announced.isdecimal() or int(announced) > bytes_max:
        raise RequestTooLarge
    try:
        async with asyncio.timeout(bounds.body_seconds):
            return await _read(request, bytes_max, bounds)
    except (TimeoutError, ClientDisconnect) as cause:
        raise PeerUnreachable("a body that does not come") from cause


async def _read(request: Request, bytes_max: int, bounds: Bounds) -> bytes:
    body = bytearray()
    blocks = aiter(request.stream())
    while True:
        async with asyncio.timeout(bounds.silence_seconds):
            block = await anext(blocks, None)
        if block is None:
            return bytes(body)
        body += block
        if len(body) > bytes_max:
            raise RequestTooLarge
