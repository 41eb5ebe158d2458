"""Running the interface: one process, one socket, a clean end."""

import socket
import ssl
from collections.abc import Callable
from pathlib import Path

import uvicorn
from anyio.to_thread import current_default_thread_limiter

from sync.registry.api.app import DEFAULT_BOUNDS, create_app
from sync.registry.api.bodies import Bounds
from sync.registry.api.patience import Patient
from sync.registry.office import Office
from sync.registry.storage.sql import CONNECTIONS

KEEP_ALIVE_SECONDS = 120
"""A slow line still carries our bytes when the default of five seconds is over."""
END_SECONDS = 10
CONNECTIONS_MAX = 800
"""Below the 1,024 files that a process may usually open; more are told to wait."""


class Server(uvicorn.Server):
    """A server that tells when it is ready."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to listen, then say so.

        More threads than connections would only wait for one.
        """
        current_default_thread_limiter().total_tokens = CONNECTIONS
        await super().startup(sockets)
        if self.started:
            self.ready()


def serve(
    office: Office,
    listening: socket.socket,
    ready: Callable[[], None],
    tls: tuple[Path, Path] | None = None,
    bounds: Bounds = DEFAULT_BOUNDS,
) -> None:
    """Serve until SIGTERM or SIGINT; requests under way are finished.

    `tls` is a certificate's PEM file and its key's; without it a proxy has them.
    """
    certificate, key = tls or (None, None)
    config = uvicorn.Config(
        create_app(office, bounds),
        http=Patient,
        limit_concurrency=CONNECTIONS_MAX,
        log_config=None,
        access_log=False,
        # Headers that nobody reads cost more than "nothing changed" does.
        server_header=False,
        date_header=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=END_SECONDS,
        ssl_certfile=certificate,
        ssl_keyfile=key,
    )
    Server(config, ready).run(sockets=[listening])


def listen(host: str, port: int, tls: tuple[Path, Path] | None = None) -> socket.socket:
    """Give a listening socket; port 0 takes a free one.

    Raises `OSError` where it cannot be, or with this certificate and key.
    """
    if tls:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(*tls)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((host, port))
    listening.listen(128)
    return listening
