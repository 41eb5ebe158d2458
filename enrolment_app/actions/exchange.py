"""Exchange with the registry: hand over what is here, take what is there."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from enrolment_app.actions.bringing import carry_on
from enrolment_app.actions.carrying import carrying
from enrolment_app.actions.lettering import author_of, supervises
from enrolment_app.actions.reading import now_ms
from enrolment_app.actions.sealing import seal_open_visits
from enrolment_app.actions.work import Work
from enrolment_app.problems import Problem
from enrolment_app.store import Enrolment, files
from sync import lane, run
from sync.errors import BadSignature, DeviceUnknown, ExchangeCancelled, TokenSpent
from sync.lane import USUAL_BUDGET, Budget, LaneProgress, LaneResult
from sync.run import Progress, Result
from sync.transports import (
    HttpTransport,
    Keys,
    Resuming,
    Retrying,
    Traffic,
    Transport,
    Watch,
    proxies,
)

TOKEN = "registry_token"  # noqa: S105 - the name of a setting
AUTHORITY = "authority.pem"
LAST = "last_exchange_ms"
ATTACHMENT_KIB = "attachment_kib"
"""The office's rule: what attachments may cost in one exchange; 0 for none."""
KIB = 1024
WAITS_SECONDS = (1.0, 3.0)

# Builds the line to a registry from its address; handed in by tests.
Connect = Callable[[str, Keys], Transport]


def exchange(  # noqa: PLR0913 - which line, who watches, what it may cost
    work: Work,
    url: str = "",
    progress: Callable[[Progress], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
    connect: Connect | None = None,
    budget: Budget | None = None,
) -> Result | Problem:
    """Carry out one exchange; `url` is another address of this laptop's registry.

    Open visits are sealed first, as unfinished work; attachments come last, within
    `budget`, and what ends them early ends nothing else. Raises `ExchangeError` and
    its like when the line or the registry fails; whatever had arrived by then is kept.
    """
    ready = _ready(work, url)
    if isinstance(ready, Problem):
        return ready
    seal_open_visits(work)
    line = (connect or _line(work))(url or ready.url, keys := _keys(work, ready))
    transport = Resuming(line, work.machine.sleep, WAITS_SECONDS)
    try:

        def records() -> Result:
            bring = partial(_carry_letters, work, ready, line, cancelled)
            brought = _brought(bring)
            given = (transport, keys, progress, cancelled)
            result = run.exchange(work.store.exchange, *given)
            if not brought:
                bring(of_attachments=False)
            return result

        work.store.office_codes.replace_used()
        result = _under_its_key(work, records)
        if work.store.office_codes.renew():
            # The key came just now: the office should be able to help from today on.
            result = _both(result, _under_its_key(work, records))
        _records_are_through(work, ready)
        carried = lane.carry(
            carrying(work, ready),
            transport,
            keys,
            budget or budget_of(ready),
            lambda told: progress(_progress(result, told)),
            cancelled,
        )
        if not carried.stopped:
            _carry_letters(work, ready, line, cancelled, of_attachments=True)
    finally:
        if isinstance(line, HttpTransport):
            # Kept for next time: it saves a round trip.
            work.store.facts.set(TOKEN, line.token)
            line.close()
    return _with(result, carried)


def _brought(bring: Callable[..., None]) -> bool:
    """Bring the letters of others; False where their answers need the records first.

    The registry may have taken another key, which only its answer leads to.
    """
    try:
        bring(of_attachments=False)
    except BadSignature:
        return False
    return True


def _under_its_key(work: Work, records: Callable[[], Result]) -> Result:
    """Exchange under the key that the registry knows.

    It may have taken the new one already, and the word of it was lost on the way, or
    is still to come where this laptop had enrolled but now.
    """
    device = work.store.device
    try:
        return records()
    except (DeviceUnknown, TokenSpent):
        if not device.wants_new_key:
            raise
    with device.shows_next_key():
        return records()


def budget_of(enrolment: Enrolment) -> Budget:
    """Give what attachments may cost in one exchange, by the office's rule."""
    kib = enrolment.policies.get(ATTACHMENT_KIB)
    return USUAL_BUDGET if kib is None else Budget(bytes=kib * KIB)


def _records_are_through(work: Work, ready: Enrolment) -> None:
    with work.store.exchange.together():
        work.store.relaying.show()
    if ready.token:
        work.store.device.token_spent()
    work.store.facts.set(LAST, now_ms(work))


def _progress(result: Result, told: LaneProgress) -> Progress:
    """Give the figures of records that are through, and of attachments."""
    return Progress(
        result.sent,
        result.received,
        result.waiting,
        0,
        result.bytes_up + told.bytes_up,
        result.bytes_down + told.bytes_down,
        result.seconds + told.seconds,
        told.seconds_left,
        told,
    )


def _both(one: Result, more: Result) -> Result:
    return replace(
        more,
        sent=one.sent + more.sent,
        received=one.received + more.received,
        bytes_up=one.bytes_up + more.bytes_up,
        bytes_down=one.bytes_down + more.bytes_down,
        seconds=one.seconds + more.seconds,
        requests=one.requests + more.requests,
    )


def _with(result: Result, carried: LaneResult) -> Result:
    return replace(
        result,
        bytes_up=result.bytes_up + carried.bytes_up,
        bytes_down=result.bytes_down + carried.bytes_down,
        seconds=result.seconds + carried.seconds,
        requests=result.requests + carried.requests,
        attachments=carried,
    )


def _ready(work: Work, url: str) -> Enrolment | Problem:
    device = work.store.device
    if device.trouble:
        return Problem(f"device.{device.trouble}")
    enrolment = device.enrolment
    if enrolment is None:
        return Problem("device.not_enrolled")
    if not (url or enrolment.url):
        return Problem("device.no_registry")
    return enrolment


def _keys(work: Work, enrolment: Enrolment) -> Keys:
    device = work.store.device
    return Keys(
        device=enrolment.device,
        public=device.public_key,
        sign=device.sign_token,
        registry_key=enrolment.registry_key,
        enrol_token=enrolment.token,
        rotations=work.store.exchange.own_rotations,
    )


def _carry_letters(
    work: Work,
    ready: Enrolment,
    line: Transport,
    cancelled: Callable[[], bool],
    *,
    of_attachments: bool,
) -> None:
    """Bring the letters of others that wait on a supervisor's laptop.

    Those that ask about attachments come last: she may have brought the contents.
    """

    def watch(_up: int, _down: int) -> None:
        if cancelled():
            raise ExchangeCancelled

    if supervises(ready) and isinstance(line, HttpTransport):
        patient = Retrying(_Letters(line), work.machine.sleep, WAITS_SECONDS)
        author = author_of(work, ready)

        def ask(letters: bytes) -> bytes:
            return patient.ask(letters, watch)

        carry_on(work, author, ask, of_attachments=of_attachments)


class _Letters:
    """The same line, asked with letters."""

    def __init__(self, line: HttpTransport) -> None:
        self.line = line

    @property
    def traffic(self) -> Traffic:
        """What has crossed the line."""
        return self.line.traffic

    def ask(self, request: bytes, watch: Watch) -> bytes:
        """Bring letters and give the answers to some of them."""
        return self.line.carry(request, watch)


def _line(work: Work) -> Connect:
    """Give what builds the line over the network."""

    def connect(url: str, keys: Keys) -> Transport:
        return HttpTransport(
            url,
            keys,
            now=lambda: work.clock().timestamp(),
            random=work.random,
            token=str(work.store.facts.get(TOKEN, "")),
            ca=_authority(work),
            proxy=str(work.store.facts.get(proxies.FACT, "")),
        )

    return connect


def _authority(work: Work) -> Path | None:
    """Lay the authority that the office named where the line's library reads it."""
    enrolment = work.store.device.enrolment
    if enrolment is None or not enrolment.ca:
        return None
    file = work.store.place / AUTHORITY
    if files.read(file) != enrolment.ca.encode():
        files.write(file, enrolment.ca.encode())
    return file
