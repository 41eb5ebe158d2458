"""What the registry tells of itself: a line a request, and figures; nobody's data.

A line has the address asked for, its status, sizes, time taken, the laptop's number
and the code of a refusal: no name, no area, no answer, no token, no network address.
"""

import json
import logging
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TextIO

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sync.registry.storage import Counted

LOG = logging.getLogger("indraj.registry")
ROUTES = frozenset({"/health", "/enrol", "/token", "/exchange", "/letters", "/metrics"})
SECONDS = (0.005, 0.02, 0.1, 0.5, 2, 10, 60)
DEVICE, CODE = "indraj.device", "indraj.code"
"""Where a request's handler notes who spoke and why it was refused."""


@dataclass
class Figures:
    """What a process counts, in the form that Prometheus reads."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)

    def __post_init__(self) -> None:
        to = self.registry
        # Its CPU seconds, memory and open files: a process is full at one CPU second
        # a second, for it is one interpreter.
        ProcessCollector(registry=to)
        said = ("route", "status")
        self.requests = Counter("indraj_requests", "Requests", said, registry=to)
        self.seconds = Histogram(
            "indraj_request_seconds", "Time", ("route",), registry=to, buckets=SECONDS
        )
        self.up = Counter("indraj_bytes_up", "Bytes of bodies taken", registry=to)
        self.down = Counter("indraj_bytes_down", "Bytes of bodies given", registry=to)
        self.refused = Counter(
            "indraj_refusals", "Requests refused, by code", ("code",), registry=to
        )

        self.attachments = Gauge(
            "indraj_attachments",
            "Photos and files, by state",
            ("state",),
            registry=to,
        )
        self.attachment_bytes = Gauge(
            "indraj_attachment_bytes", "Bytes of those stored", registry=to
        )

    def count_attachments(self, counts: Iterable[Counted]) -> None:
        """Take over how many attachments the books have now."""
        awaited = stored = size = 0
        for one in counts:
            awaited += one.awaited
            stored += one.stored
            size += one.bytes_stored
        self.attachments.labels("awaited").set(awaited)
        self.attachments.labels("stored").set(stored)
        self.attachment_bytes.set(size)

    def told(self) -> bytes:
        """Give the figures as text."""
        return generate_latest(self.registry)


@dataclass
class Watched:
    """One request while it runs."""

    began: float
    status: int = 500
    up: int = 0
    down: int = 0


class Watching:
    """Wraps the interface: counts each request and writes its line."""

    def __init__(
        self, app: ASGIApp, figures: Figures, seconds: Callable[[], float]
    ) -> None:
        self.app = app
        self.figures = figures
        self.seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Carry a request through."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        one = Watched(self.seconds())

        async def taking() -> Message:
            message = await receive()
            one.up += len(message.get("body", b""))
            return message

        async def giving(message: Message) -> None:
            one.status = message.get("status", one.status)
            one.down += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, taking, giving)
        except Exception as failure:
            said = {"event": "failed", "where": where(failure)}
            LOG.error(json.dumps(said))  # noqa: TRY400 - its words may hold answers
            raise
        finally:
            self._ended(scope, one)

    def _ended(self, scope: Scope, one: Watched) -> None:
        # Whatever else is asked for has no name of its own: it would be a stranger's.
        route = scope["path"] if scope["path"] in ROUTES else "other"
        seconds = self.seconds() - one.began
        figures, code = self.figures, scope.get(CODE, "")
        figures.requests.labels(route, str(one.status)).inc()
        figures.seconds.labels(route).observe(seconds)
        figures.up.inc(one.up)
        figures.down.inc(one.down)
        if code:
            figures.refused.labels(code).inc()
        line = {
            "event": "request",
            "route": route,
            "status": one.status,
            "ms": round(1000 * seconds, 1),
            "up": one.up,
            "down": one.down,
            "device": scope.get(DEVICE),
            "code": code,
        }
        LOG.info(json.dumps({k: v for k, v in line.items() if v not in (None, "")}))


def where(failure: Exception) -> list[str]:
    """Give what failed and where, without its words: they may hold answers."""
    stack = traceback.extract_tb(failure.__traceback__)
    places = [f"{frame.name}:{frame.lineno}" for frame in stack[-6:]]
    return [type(failure).__name__, *places]


def log_to(stream: TextIO) -> None:
    """Write a line of JSON for whatever this process has to say.

    The server's words too, what its loop complains of, and warnings of libraries: all
    of them would otherwise go to the same stream as they are.
    """
    logging.captureWarnings(capture=True)
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Timed())
    others = ("uvicorn", "asyncio", "py.warnings")
    for name, level in (
        (LOG.name, logging.INFO),
        *((o, logging.WARNING) for o in others),
    ):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(level)
        logger.propagate = False


class Timed(logging.Formatter):
    """A log line as JSON that begins with the time; no stack, for it may hold words."""

    def format(self, record: logging.LogRecord) -> str:
        """Put time and level in front of what is said."""
        head = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname.lower(),
        }
        try:
            said = json.loads(record.getMessage())
        except ValueError:
            # What follows the first line shows values, and they may be answers.
            text, *_ = record.getMessage().splitlines() or [""]
            said = {"event": "said", "text": text}
        return json.dumps({**head, **said})
