"""Exchange with the registry: hand over what is here, take what is there."""

from collections.abc import Callable

from enrolment_app.actions.reading import now_ms
from enrolment_app.actions.sealing import seal_open_visits
from enrolment_app.actions.work import Work
from enrolment_app.problems import Problem
from enrolment_app.store import Enrolment
from sync import run
from sync.run import Progress, Result
from sync.transports import HttpTransport, Keys, Retrying, Transport

TOKEN = "registry_token"  # noqa: S105 - the name of a setting
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
    transport, keep_token = _line(work, ready, url or ready.url, connect)
    keys = _keys(work, ready)
    try:
        result = run.exchange(work.store.exchange, transport, keys, progress, cancelled)
    finally:
        keep_token()
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


def _line(
    work: Work, enrolment: Enrolment, url: str, connect: Connect | None
) -> tuple[Transport, Callable[[], None]]:
    """Give the route, and what keeps its token for next time: it saves a round trip."""
    keys = _keys(work, enrolment)
    if connect is not None:
        return connect(url, keys), lambda: None
    line = HttpTransport(
        url,
        keys,
        now=lambda: work.clock().timestamp(),
        random=work.random,
        token=str(work.store.facts.get(TOKEN, "")),
    )

    def keep_token() -> None:
        work.store.facts.set(TOKEN, line.token)
        line.close()

    return Retrying(line, work.machine.sleep, WAITS_SECONDS), keep_token
