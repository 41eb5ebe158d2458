"""The routes of an exchange, and what can be wrapped around any of them.

A bundle on a stick is the next route: one request file, answered with one answer
file, under the same contract (a request that is not answered yet is silence).
"""

from sync.transports.http import HttpTransport
from sync.transports.keys import Keys
from sync.transports.limited import Limited
from sync.transports.line import Traffic, Transport, Watch, unwatched
from sync.transports.memory import MemoryTransport
from sync.transports.retrying import Retrying

TRANSPORTS = (HttpTransport, MemoryTransport)
"""Every route; the contract suite runs over all of them."""

WRAPPERS = (Retrying, Limited)
"""What wraps a route and is one; the contract suite runs over these too."""

__all__ = [
    "TRANSPORTS",
    "WRAPPERS",
    "HttpTransport",
    "Keys",
    "Limited",
    "MemoryTransport",
    "Retrying",
    "Traffic",
    "Transport",
    "Watch",
    "unwatched",
]
