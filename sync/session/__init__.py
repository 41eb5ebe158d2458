"""The exchange as a conversation without I/O: what is said, what is kept, what next."""

from sync.session.entries import (
    EVERYBODY,
    DeviceEntry,
    Entry,
    EpochEntry,
    FormBody,
    FormEntry,
    Held,
    OwnEntry,
    ReleaseEntry,
    RevokedEntry,
    SegmentEntry,
)
from sync.session.local import (
    BEGINNING,
    AreaKnown,
    Arrived,
    Delivery,
    Local,
    Receipted,
)

__all__ = [
    "BEGINNING",
    "EVERYBODY",
    "AreaKnown",
    "Arrived",
    "Delivery",
    "DeviceEntry",
    "Entry",
    "EpochEntry",
    "FormBody",
    "FormEntry",
    "Held",
    "Local",
    "OwnEntry",
    "Receipted",
    "ReleaseEntry",
    "RevokedEntry",
    "SegmentEntry",
]
