"""Exchange with the registry: hand over what is here, take what is there."""

from collections.abc import Callable
from pathlib import Path

from enrolment_app.actions.lettering import author_of, carry_on, supervises
from enrolment_app.actions.reading import now_ms
from enrolment_app.actions.sealing import seal_open_visits
from enrolment_app.actions.work import Work
from enrolment_app.problems import Problem
from enrolment_app.store import Enrolment, files
from sync import run
from sync.errors import ExchangeCancelled
from sync.run import Progress, Result
from sync.transports import (
    HttpTransport,
    Keys,
    Retrying,
    Traffic,
    Transport,
    Watch,
)

TOKEN = "registry_token"  # noqa: S105 - the name of a setting
AUTHORITY = "authority.pem"
LAST = "last_exchange_ms"
WAITS_SECONDS = (1.0, 3.0)

# Builds the line to a registry from its address; handed in by tests.
Connect = Callable[[str, Keys], Transport]


def exchange(
    work: Work,
    url: str = "",
    progress: Callable[[Progress], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
    connect: Connect | None = None,
) -> Result | Problem:
    """Carry out one exchange; `url` is another address of this laptop's registry.

    Open visits are sealed first, as unfinished work. Raises `ExchangeError` and its
    like when the line or the registry fails; whatever had arrived by then is kept.
    """
    ready = _ready(work, url)
    if isinstance(ready, Problem):
        return ready
    seal_open_visits(work)
    line = (connect or _line(work))(url or ready.url, keys := _keys(work, ready))
    transport = Retrying(line, work.machine.sleep, WAITS_SECONDS)
    try:
        _carry_letters(work, ready, line, cancelled)
        result = run.exchange(work.store.exchange, transport, keys, progress, cancelled)
    finally:
        if isinstance(line, HttpTransport):
            # Kept for next time: it saves a round trip.
            work.store.facts.set(TOKEN, line.token)
            line.close()
    with work.store.exchange.together():
        work.store.relaying.show()
    if ready.token:
        work.store.device.token_spent()
    work.store.facts.set(LAST, now_ms(work))
    return result


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
    )


def _carry_letters(
    work: Work, ready: Enrolment, line: Transport, cancelled: Callable[[], bool]
) -> None:
    """Bring the letters of others that wait on a supervisor's laptop."""

    def watch(_up: int, _down: int) -> None:
        if cancelled():
            raise ExchangeCancelled

    if supervises(ready) and isinstance(line, HttpTransport):
        patient = Retrying(_Letters(line), work.machine.sleep, WAITS_SECONDS)
        author = author_of(work, ready)
        carry_on(work, author, lambda letters: patient.ask(letters, watch))


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
