"""How each "no" of the registry looks over HTTP: a status, and a code that travels."""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from fastapi.responses import JSONResponse

from sync.errors import (
    BadSignature,
    DeviceRevoked,
    DeviceUnknown,
    Malformed,
    PeerUnreachable,
    TokenSpent,
)
from sync.registry.conversation import NotYourself
from sync.registry.office import Office
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
    }
)
"""Failure -> status; anything else that is typed is the sender's mistake, 400."""

SENDERS_MISTAKE = 400


def refusal(office: Office, failure: Exception) -> JSONResponse:
    """Give the answer for a typed failure; the registry's time goes with it."""
    said = {
        "code": getattr(failure, "code", "registry.failed"),
        "registry": office.id,
        "time": office.clock(),
    }
    return JSONResponse(said, STATUS.get(type(failure), SENDERS_MISTAKE))


def object_in(data: bytes) -> dict[str, Any]:
    """Give the JSON object that a stranger's bytes spell; raises `Malformed`."""
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        raise Malformed("json") from None
    if not isinstance(said, dict):
        raise Malformed("json")
    return said
