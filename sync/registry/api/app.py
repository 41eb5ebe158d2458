"""The addresses of the registry; every "no" has a code that travels."""

from collections.abc import Callable
from time import monotonic
from typing import Any, TypeVar
from urllib.parse import parse_qs

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from sync.bundle.manifest import decode_letters, encode_letters
from sync.errors import IndrajError, Malformed, TooManyRequests
from sync.registry import devices
from sync.registry.api.bodies import SMALL_BYTES, Bounds, body_of
from sync.registry.api.crowd import Crowd
from sync.registry.api.pace import Pace
from sync.registry.api.refusals import object_in, refusal
from sync.registry.api.watching import CODE, DEVICE, Figures, Watching
from sync.registry.conversation import answer
from sync.registry.letters import answer_letters
from sync.registry.office import EPOCH, Office
from sync.registry.rotations import rotate_all
from sync.registry.storage import Counted
from sync.session.errors import TokenMissing
from sync.transports.http import GRANT

DEFAULT_BOUNDS = Bounds()
HERE = ("127.0.0.1", "::1")
SHORT_AT_ONCE = 4
T = TypeVar("T")


def create_app(office: Office, bounds: Bounds = DEFAULT_BOUNDS) -> FastAPI:
    """Build the interface of one registry; the process keeps nothing of its own."""
    app = FastAPI(title="Indraj registry", docs_url=None, redoc_url=None)
    app.state.office = office
    app.state.bounds = bounds
    app.state.figures = Figures()
    app.state.devices = Pace(bounds.device_burst, bounds.device_per_second)
    app.state.strangers = Pace(bounds.stranger_burst, bounds.stranger_per_second)
    app.state.short = CapacityLimiter(SHORT_AT_ONCE)
    app.state.crowd = Crowd(bounds.at_once, monotonic)
    app.add_middleware(Watching, figures=app.state.figures, seconds=monotonic)
    app.add_exception_handler(IndrajError, _refuse)
    app.add_exception_handler(Exception, _failed)
    app.get("/health")(health)
    app.get("/metrics")(metrics)
    app.post("/enrol")(enrol)
    app.post("/token")(token)
    app.post("/exchange")(exchange)
    app.post("/letters")(letters)
    return app


async def health(request: Request) -> dict[str, Any]:
    """Tell that the registry works, which it is, and its time."""
    office = office_of(request)
    epoch = await soon(request, lambda: _epoch(office))
    return {"registry": office.id, "epoch": epoch, "time": office.clock()}


async def metrics(request: Request) -> Response:
    """Give the figures to whoever asks on this computer itself, and to nobody else."""
    if not request.client or request.client.host not in HERE:
        return Response(status_code=404)
    figures: Figures = request.app.state.figures
    counts = await run_in_threadpool(_attachments, office_of(request))
    figures.count_attachments(counts)
    return Response(figures.told(), media_type="text/plain")


async def enrol(request: Request) -> dict[str, Any]:
    """Register a laptop's key by its one-time token."""
    office = office_of(request)
    stranger_may_ask(request)
    said = object_in(await body_of(request, SMALL_BYTES, bounds_of(request)))
    try:
        device, secret = int(said["device"]), str(said["token"])
        public = bytes.fromhex(said["key"])
    except (KeyError, ValueError, TypeError, OverflowError):
        raise Malformed("enrolment") from None
    await run_in_threadpool(devices.enrol, office, device, secret, public)
    return {"registry": office.id, "device": device}


async def token(request: Request) -> dict[str, Any]:
    """Give an access token for a signed assertion (RFC 7523)."""
    office = office_of(request)
    stranger_may_ask(request)
    body = await body_of(request, SMALL_BYTES, bounds_of(request))
    form = parse_qs(body.decode("utf-8", "replace"))
    if form.get("grant_type") != [GRANT] or len(form.get("assertion", [])) != 1:
        raise Malformed("grant")
    rotations = [_rotation(one) for one in form.get("rotation", [])]
    signed = form["assertion"][0]
    given = await soon(request, lambda: _granted(office, signed, rotations))
    return {
        "access_token": given,
        "token_type": "Bearer",
        "expires_in": devices.ACCESS_SECONDS,
        "registry": office.id,
    }


def _rotation(said: str) -> bytes:
    try:
        return bytes.fromhex(said)
    except ValueError:
        raise Malformed("rotation") from None


def _granted(office: Office, assertion: str, rotations: list[bytes]) -> str:
    """Give a token; what a restored registry forgot of keys is carried out before.

    What is no rotation, or no longer one, changes nothing: the assertion decides.
    """
    rotate_all(office, rotations)
    return devices.grant(office, assertion)


async def exchange(request: Request) -> Response:
    """Take what a laptop hands over and give what it lacks."""
    office = office_of(request)
    device, body = await _said(request)
    with crowd_of(request).working():
        return Response(await run_in_threadpool(answer, office, device, body))


async def letters(request: Request) -> Response:
    """Take letters that a laptop carries for others; each proves itself."""
    _, body = await _said(request)
    with crowd_of(request).working():
        return Response(await run_in_threadpool(_answers, office_of(request), body))


async def _said(request: Request) -> tuple[int, bytes]:
    """Give who speaks and the whole of what is said."""
    office, bounds = office_of(request), bounds_of(request)
    if wait := crowd_of(request).wait():
        raise TooManyRequests(wait)
    kind, _, secret = request.headers.get("authorization", "").partition(" ")
    # Before the body: a stranger's megabytes are not even read.
    token = secret.strip() if kind.lower() == "bearer" else ""
    try:
        device = await soon(request, lambda: devices.holder(office, token))
    except TokenMissing:
        stranger_may_ask(request)
        raise
    request.scope[DEVICE] = device
    may_ask(request.app.state.devices, str(device))
    return device, await body_of(request, bounds.request_bytes_max, bounds)


def _answers(office: Office, body: bytes) -> bytes:
    brought = decode_letters(body, len(body))
    return encode_letters(answer_letters(office, brought))


def stranger_may_ask(request: Request) -> None:
    """Count a request of somebody without a token; raises `TooManyRequests`."""
    address = request.client.host if request.client else ""
    may_ask(request.app.state.strangers, address)


def may_ask(pace: Pace, sender: str) -> None:
    """Count a request of a sender; raises `TooManyRequests`."""
    wait = pace.wait(sender, monotonic())
    if wait:
        raise TooManyRequests(wait)


async def soon(request: Request, act: Callable[[], T]) -> T:
    """Do something short, in a thread that does not wait for those with much to do."""
    return await run_sync(act, limiter=request.app.state.short)


def crowd_of(request: Request) -> Crowd:
    """Give who is here beside a request."""
    crowd: Crowd = request.app.state.crowd
    return crowd


def office_of(request: Request) -> Office:
    """Give the registry behind a request."""
    office: Office = request.app.state.office
    return office


def bounds_of(request: Request) -> Bounds:
    """Give the bounds of a request."""
    bounds: Bounds = request.app.state.bounds
    return bounds


def _epoch(office: Office) -> str:
    with office.storage.reading() as books:
        return books.setting(EPOCH)


def _attachments(office: Office) -> tuple[Counted, ...]:
    with office.storage.reading() as books:
        return books.attachments.counts()


async def _refuse(request: Request, failure: Exception) -> JSONResponse:
    request.scope[CODE] = getattr(failure, "code", "")
    return refusal(office_of(request), failure)


async def _failed(request: Request, _: Exception) -> JSONResponse:
    office = office_of(request)
    said = {"code": "registry.failed", "registry": office.id, "time": office.clock()}
    return JSONResponse(said, 500)
