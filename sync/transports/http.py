"""HTTPS to a registry: enrols once, fetches a token when it must, counts every byte."""

import io
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import requests
from urllib3.util import SKIP_HEADER

from sync.errors import DeviceUnknown, PeerUnreachable
from sync.session.errors import ClockApart, TokenMissing, WrongRegistry
from sync.session.messages import MESSAGE_BYTES_MAX
from sync.transports.keys import Keys, assertion
from sync.transports.line import Traffic, Watch, unwatched
from sync.transports.proxies import ProxyRefused, proxy_to
from sync.transports.refusals import PROXY_ASKS, refusal_in, said_in

CONNECT_SECONDS = 15
SILENCE_SECONDS = 120
BLOCK_BYTES = 16 * 1024
NONCE_BYTES = 12
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
TOKEN = re.compile(r"[A-Za-z0-9._~+/-]{1,4096}=*", re.ASCII)
# What `requests` would send of itself costs more than "nothing changed" does.
QUIET = {
    "User-Agent": SKIP_HEADER,
    "Accept-Encoding": SKIP_HEADER,
    "Accept": None,
    "Connection": None,
}


class HttpTransport:
    """One registry over HTTP(S), with the connection kept open between requests.

    `now` gives seconds since 1970 by the laptop's clock, `random` that many random
    bytes. `token` may be one kept from last time; read it afterwards and keep it, for
    it saves a round trip. `ca` is a PEM file; with it no other authority counts.
    """

    def __init__(  # noqa: PLR0913 - what a line needs, each handed in by name
        self,
        url: str,
        keys: Keys,
        *,
        now: Callable[[], float],
        random: Callable[[int], bytes],
        token: str = "",
        ca: Path | None = None,
        proxy: str = "",
    ) -> None:
        self.url = url.rstrip("/")
        self.keys = keys
        self.now = now
        self.random = random
        self.token = token if is_token(token) else ""
        self.clock_offset = 0.0
        self.traffic = Traffic()
        self.session = _Straight()
        self.session.trust_env = False
        self.session.headers.clear()
        self.session.verify = str(ca) if ca else True
        between = proxy_to(self.url, proxy)
        if between:
            self.session.proxies = {"http": between, "https": between}

    def ask(self, request: bytes, watch: Watch) -> bytes:
        """Carry a request over and give its answer, enrolling and signing in first."""
        return self._post_signed_in("/exchange", request, watch)

    def carry(self, letters: bytes, watch: Watch) -> bytes:
        """Bring letters of others; gives answers to some of them, at least to one."""
        return self._post_signed_in("/letters", letters, watch)

    def close(self) -> None:
        """Let go of the connection."""
        self.session.close()

    def _post_signed_in(self, path: str, body: bytes, watch: Watch) -> bytes:
        if not self.token:
            self.token = self._fetch_token()
        try:
            return self._post(path, body, self._bearer(), watch)
        except TokenMissing:
            self.token = self._fetch_token()
            return self._post(path, body, self._bearer(), watch)

    def _bearer(self) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def _fetch_token(self) -> str:
        """Ask for a token; enrols first where the registry has no key of ours yet.

        One that was restored may know a former key only: it is told how that ended.
        """
        try:
            return self._token_by_clock()
        except DeviceUnknown:
            rotations = self.keys.rotations()
            if self.keys.enrol_token:
                self._enrol()
            elif not rotations:
                raise
            return self._token_by_clock(rotations)

    def _token_by_clock(self, rotations: tuple[bytes, ...] = ()) -> str:
        """Ask for a token; a wrong clock of ours is corrected once, by theirs."""
        try:
            return self._token(rotations)
        except ClockApart as apart:
            self.clock_offset = apart.their_seconds - self.now()
            return self._token(rotations)

    def _token(self, rotations: tuple[bytes, ...]) -> str:
        now = self.now() + self.clock_offset
        signed = assertion(self.keys, now, self.random(NONCE_BYTES))
        form = f"grant_type={GRANT.replace(':', '%3A')}&assertion={signed}"
        form += "".join(f"&rotation={one.hex()}" for one in rotations)
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        said = said_in(self._post("/token", form.encode(), kind, unwatched))
        token = said.get("access_token")
        if said.get("registry") != self.keys.registry or not is_token(token):
            raise WrongRegistry
        return str(token)

    def _enrol(self) -> None:
        said = {
            "device": self.keys.device,
            "token": self.keys.enrol_token,
            "key": self.keys.public.hex(),
        }
        kind = {"Content-Type": "application/json"}
        self._post("/enrol", json.dumps(said).encode(), kind, unwatched)

    def _post(
        self, path: str, body: bytes, headers: Mapping[str, str], watch: Watch
    ) -> bytes:
        watch(0, 0)
        watched = body if len(body) <= BLOCK_BYTES else Watched(body, watch)
        try:
            response = self.session.post(
                self.url + path,
                data=watched,
                headers={**QUIET, **headers},
                timeout=(CONNECT_SECONDS, SILENCE_SECONDS),
                stream=True,
                allow_redirects=False,
            )
            with response:
                data = self._whole(response, watch)
        except requests.exceptions.ProxyError as cause:
            # The answer to CONNECT is told in words only.
            if str(PROXY_ASKS) in str(cause):
                raise ProxyRefused from cause
            raise PeerUnreachable(type(cause).__name__) from cause
        except requests.exceptions.RequestException as cause:
            raise PeerUnreachable(type(cause).__name__) from cause
        self._count(path, response, len(body), len(data))
        watch(len(body) if watched is body else 0, 0)
        if response.status_code != requests.codes.ok:
            raise refusal_in(response, data, self.keys.registry)
        return data

    def _whole(self, response: requests.Response, watch: Watch) -> bytes:
        """Read an answer to its end; a shorter one than announced is silence."""
        data = bytearray()
        for block in response.iter_content(BLOCK_BYTES):
            data += block
            watch(0, len(block))
            if len(data) > MESSAGE_BYTES_MAX:
                raise PeerUnreachable("an answer without end")
        announced = response.headers.get("Content-Length")
        if announced is not None and announced.strip() != str(len(data)):
            raise PeerUnreachable("an answer cut short")
        return bytes(data)

    def _count(
        self, path: str, response: requests.Response, up: int, down: int
    ) -> None:
        """Count payload and headers as they stand on the line, without TLS and TCP."""
        sent = response.request.headers
        host = self.url.partition("://")[2].partition("/")[0]
        lines = [f"POST {path} HTTP/1.1", f"Host: {host}"]
        lines += [
            f"{name}: {text(value)}"
            for name, value in sent.items()
            if value != SKIP_HEADER
        ]
        self.traffic.up += _size(lines) + up
        came = [f"HTTP/1.1 {response.status_code} {response.reason}"]
        came += [f"{name}: {value}" for name, value in response.headers.items()]
        self.traffic.down += _size(came) + down
        self.traffic.requests += 1


class _Straight(requests.Session):
    """A session that goes where it is sent: no answer leads it anywhere else."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Give none; it would be read, with a body without end, even if not followed.

        So every answer that leads elsewhere is one that is not 200.
        """


class Watched(io.BytesIO):
    """A body that tells how much of it has gone; a person may stop it half-way."""

    def __init__(self, body: bytes, watch: Watch) -> None:
        super().__init__(body)
        self.watch = watch
        self.size = len(body)

    def __len__(self) -> int:
        return self.size

    def read(self, size: int | None = -1) -> bytes:
        """Give the next block and tell of it."""
        block = super().read(size)
        self.watch(len(block), 0)
        return block


def is_token(said: object) -> bool:
    """Tell whether a header can carry this as a token (RFC 6750)."""
    return isinstance(said, str) and TOKEN.fullmatch(said) is not None


def text(value: object) -> str:
    """Give a header's value as text."""
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def _size(lines: list[str]) -> int:
    return sum(len(line.encode()) + 2 for line in lines) + 2
