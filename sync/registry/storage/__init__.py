"""Where the registry keeps what it holds: one code for SQLite and for PostgreSQL."""

from contextlib import AbstractContextManager
from typing import Protocol

from sync.registry.storage.areas import Area, Areas
from sync.registry.storage.aside import Aside, Dropped, PutAside
from sync.registry.storage.attachments import (
    Attachment,
    Attachments,
    Beginning,
    Counted,
)
from sync.registry.storage.books import Books
from sync.registry.storage.changes import Changes, Indexed, Quarantined
from sync.registry.storage.devices import DeviceRow, Devices
from sync.registry.storage.erasures import Erasures
from sync.registry.storage.failures import Clashed
from sync.registry.storage.forms import Forms
from sync.registry.storage.geography import Versions
from sync.registry.storage.identities import Filter, Identities, Marked
from sync.registry.storage.log import Chained, Log, NewEntry, StoredEntry
from sync.registry.storage.people import People, PersonRow
from sync.registry.storage.recovery import KeptSlip, Read, Slips
from sync.registry.storage.runs import Run, Runs
from sync.registry.storage.scrubbing import Scrubbed
from sync.registry.storage.sql import SqlStorage


class Storage(Protocol):
    """A registry's store: short transactions, each all or nothing.

    What was written inside `writing` is durable when its block ends, and no reader
    ever sees entry n of an area without all before it (the contract suite checks).
    """

    def writing(self) -> AbstractContextManager[Books]:
        """Open a transaction that may write."""

    def reading(self) -> AbstractContextManager[Books]:
        """Open a transaction that only reads, all of it at one moment."""

    def forget(self) -> None:
        """Let nothing that was overwritten lie on beside what is kept now."""

    def scrub(self) -> Scrubbed:
        """Write all tables anew, so that their files hold nothing that was erased."""

    def close(self) -> None:
        """Let go of every connection."""


__all__ = [
    "Area",
    "Areas",
    "Aside",
    "Attachment",
    "Attachments",
    "Beginning",
    "Books",
    "Chained",
    "Changes",
    "Clashed",
    "Counted",
    "DeviceRow",
    "Devices",
    "Dropped",
    "Erasures",
    "Filter",
    "Forms",
    "Identities",
    "Indexed",
    "KeptSlip",
    "Log",
    "Marked",
    "NewEntry",
    "People",
    "PersonRow",
    "PutAside",
    "Quarantined",
    "Read",
    "Run",
    "Runs",
    "Scrubbed",
    "Slips",
    "SqlStorage",
    "Storage",
    "StoredEntry",
    "Versions",
]
