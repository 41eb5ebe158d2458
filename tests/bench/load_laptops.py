"""Simulated laptops over real HTTP: each its own device, key, token and address."""

import os
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from requests.adapters import HTTPAdapter

from sync import lane, run
from sync.errors import PeerBusy, PeerUnreachable
from sync.lane import Budget
from sync.transports import HttpTransport, Keys, Retrying, Traffic, Watch
from tests.bench.light import Album, Light

WAITS_SECONDS = (1.0, 3.0)
"""As the program waits by itself."""
LATER_SECONDS = 20.0
"""When a person tries again who was told that it did not work; compressed too."""
TRIES_MAX = 60


class From(HTTPAdapter):
    """Connections that come from an address of their own, as laptops' do."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__()

    def init_poolmanager(self, *args: Any, **more: Any) -> None:
        super().init_poolmanager(*args, source_address=(self.address, 0), **more)


def address_of(device: int) -> str:
    """Give a loopback address that only this laptop speaks from."""
    return f"127.9.{device // 250}.{device % 250 + 1}"


@dataclass
class Tally:
    """What all laptops saw, added up."""

    exchanges: list[float] = field(default_factory=list)
    requests: list[float] = field(default_factory=list)
    bytes_up: int = 0
    bytes_down: int = 0
    sent: int = 0
    received: int = 0
    photos: int = 0
    busy: list[float] = field(default_factory=list)
    too_early: int = 0
    silent: Counter[str] = field(default_factory=Counter)
    later: int = 0
    errors: list[str] = field(default_factory=list)
    speaking: int = 0
    speaking_max: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def enter(self) -> None:
        with self.lock:
            self.speaking += 1
            self.speaking_max = max(self.speaking, self.speaking_max)

    def leave(self) -> None:
        with self.lock:
            self.speaking -= 1


class Timed:
    """A transport that notes how long each request took, and every refusal."""

    def __init__(self, inner: HttpTransport, tally: Tally) -> None:
        self.inner = inner
        self.tally = tally
        self.not_before = 0.0

    @property
    def traffic(self) -> Traffic:
        return self.inner.traffic

    def ask(self, request: bytes, watch: Watch) -> bytes:
        began = time.monotonic()
        self.tally.too_early += began < self.not_before
        try:
            answer = self.inner.ask(request, watch)
        except PeerBusy as busy:
            self.not_before = time.monotonic() + busy.retry_after_seconds - 0.05
            self.tally.busy.append(busy.retry_after_seconds)
            raise
        except PeerUnreachable as silence:
            self.tally.silent[str(silence)] += 1
            raise
        self.tally.requests.append(time.monotonic() - began)
        return answer


@dataclass
class Caller:
    """A laptop with its line: comes, exchanges, goes; keeps its token."""

    laptop: Light
    keys: Keys
    url: str
    tally: Tally
    album: Album | None = None
    token: str = ""
    one_address: bool = False
    turn: threading.Lock = field(default_factory=threading.Lock)

    def come(self) -> None:
        """Exchange until it worked, as patient as program and person are."""
        with self.turn:
            self.tally.enter()
            try:
                self._come()
            except Exception as failure:  # noqa: BLE001 - each is counted and told
                self.tally.errors.append(f"{self.laptop.device}: {failure!r}")
            finally:
                self.tally.leave()

    def _come(self) -> None:
        for _ in range(TRIES_MAX):
            try:
                self._exchange()
            except (PeerBusy, PeerUnreachable) as failure:
                self.tally.later += 1
                asked = getattr(failure, "retry_after_seconds", 0)
                time.sleep(max(asked, LATER_SECONDS))
            else:
                return
        self.tally.errors.append(f"{self.laptop.device}: never got through")

    def _exchange(self) -> None:
        line = HttpTransport(
            self.url, self.keys, now=time.time, random=os.urandom, token=self.token
        )
        if not self.one_address:
            line.session.mount("http://", From(address_of(self.laptop.device)))
        patient = Retrying(Timed(line, self.tally), time.sleep, WAITS_SECONDS)
        began = time.monotonic()
        try:
            done = run.exchange(self.laptop, patient, self.keys)
            assert not done.refused, done.refused
            self.tally.exchanges.append(time.monotonic() - began)
            self.tally.sent += done.sent
            self.tally.received += done.received
            if self.album is not None:
                budget = Budget(bytes=1 << 40)
                carried = lane.carry(self.album, patient, self.keys, budget)
                self.tally.photos += carried.sent
                if carried.stopped:
                    raise PeerUnreachable(carried.stopped)
        finally:
            self.token = line.token
            self.tally.bytes_up += line.traffic.up
            self.tally.bytes_down += line.traffic.down
            line.close()
