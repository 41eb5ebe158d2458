"""What a "no" over HTTP means: the registry's code becomes a typed exception."""

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import requests

from sync.errors import (
    BadSignature,
    DeviceRevoked,
    DeviceUnknown,
    ExchangeError,
    PeerBusy,
    PeerRefused,
    PeerUnreachable,
    TokenSpent,
)
from sync.session.errors import (
    ClockApart,
    NotSpoken,
    RequestTooLarge,
    TokenMissing,
    WrongRegistry,
)
from sync.transports.proxies import ProxyRefused

BUSY = (429, 503)
PROXY_ASKS = 407
SERVER_FAILED = 500
RETRY_SECONDS = 10.0
TIME_END_MS = 1 << 53

REFUSALS: Mapping[str, Callable[[], PeerRefused]] = MappingProxyType(
    {
        # The number is known there, but not with this laptop's key.
        BadSignature.code: DeviceUnknown,
    }
    | {
        kind.code: kind
        for kind in (
            DeviceRevoked,
            DeviceUnknown,
            NotSpoken,
            RequestTooLarge,
            TokenMissing,
            TokenSpent,
            WrongRegistry,
        )
    }
)
"""Code in the body of a refusal -> the exception that a laptop gets."""


def refusal_in(
    response: requests.Response, data: bytes, registry: str
) -> ExchangeError:
    """Give the exception for an answer that is not 200."""
    if response.status_code in BUSY:
        return PeerBusy(_seconds(response.headers.get("Retry-After", "")))
    if response.status_code == PROXY_ASKS:
        return ProxyRefused()
    said = said_in(data)
    if not said and response.status_code >= SERVER_FAILED:
        # A proxy speaks for a registry that is not there.
        return PeerUnreachable("no registry behind the proxy")
    if said.get("registry") != registry:
        return WrongRegistry()
    code = said.get("code")
    if code == ClockApart.code:
        return _clock_apart(said.get("time"))
    return REFUSALS.get(str(code), PeerRefused)()


def said_in(data: bytes) -> dict[str, Any]:
    """Give the JSON object that an answer spells, an empty one where it is none."""
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _clock_apart(time: object) -> PeerRefused:
    """Give the refusal of a clock; who tells no time is not the registry."""
    if isinstance(time, int | float) and 0 <= time < TIME_END_MS:
        return ClockApart(time / 1000)
    return WrongRegistry()


def _seconds(said: str) -> float:
    try:
        return max(0.0, float(said))
    except ValueError:
        return RETRY_SECONDS
