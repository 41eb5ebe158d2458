"""The routes of an exchange, and what can be wrapped around any of them."""

from sync.transports.bundle import BundleTransport
from sync.transports.http import HttpTransport
from sync.transports.keys import Keys
from sync.transports.limited import Limited
from sync.transports.line import Traffic, Transport, Watch, unwatched
from sync.transports.memory import MemoryTransport
from sync.transports.resuming import Resuming
from sync.transports.retrying import Retrying

TRANSPORTS = (HttpTransport, BundleTransport, MemoryTransport)
"""Every route; the contract suite runs over all of them."""

WRAPPERS = (Retrying, Resuming, Limited)
"""What wraps a route and is one; the contract suite runs over these too."""

__all__ = [
    "TRANSPORTS",
    "WRAPPERS",
    "BundleTransport",
    "HttpTransport",
    "Keys",
    "Limited",
    "MemoryTransport",
    "Resuming",
    "Retrying",
    "Traffic",
    "Transport",
    "Watch",
    "unwatched",
]
