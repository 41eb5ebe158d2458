"""How each "no" of the registry looks over HTTP: a status, and a code that travels."""

import json
from collections.abc import Mapping
from math import ceil
from types import MappingProxyType
from typing import Any

from fastapi.responses import JSONResponse

from sync.errors import (
    BadSignature,
    DatabaseUnreachable,
    DeviceRevoked,
    DeviceUnknown,
    KeyMissing,
    Malformed,
    PeerUnreachable,
    TokenSpent,
    TooManyRequests,
)
from sync.registry.conversation import NotYourself
from sync.registry.errors import BodiesUnreachable
from sync.registry.office import Office
from sync.registry.storage import Clashed
from sync.session.errors import ClockApart, RequestTooLarge, TokenMissing

STATUS: Mapping[type[Exception], int] = MappingProxyType(
    {
        TokenMissing: 401,
        ClockApart: 401,
        BadSignature: 401,
        DeviceUnknown: 403,
        DeviceRevoked: 403,
        TokenSpent: 403,
        NotYourself: 403,
        PeerUnreachable: 408,
        RequestTooLarge: 413,
        DatabaseUnreachable: 503,
        KeyMissing: 503,
        BodiesUnreachable: 503,
        Clashed: 503,
        TooManyRequests: 429,
    }
)
"""Failure -> status; anything else that is typed is the sender's mistake, 400."""

SENDERS_MISTAKE = 400
LATER = (429, 503)
RETRY_SECONDS = 5


def refusal(office: Office, failure: Exception) -> JSONResponse:
    """Give the answer for a typed failure; the registry's time goes with it."""
    said = {
        "code": getattr(failure, "code", "registry.failed"),
        "registry": office.id,
        "time": office.clock(),
    }
    status = STATUS.get(type(failure), SENDERS_MISTAKE)
    wait = getattr(failure, "retry_after_seconds", RETRY_SECONDS)
    later = {"Retry-After": str(ceil(wait))} if status in LATER else {}
    return JSONResponse(said, status, later)


def object_in(data: bytes) -> dict[str, Any]:
    """Give the JSON object that a stranger's bytes spell; raises `Malformed`."""
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        raise Malformed("json") from None
    if not isinstance(said, dict):
        raise Malformed("json")
    return said
