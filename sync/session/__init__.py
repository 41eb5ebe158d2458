"""The exchange as a conversation without I/O: what is said, what is kept, what next."""

from sync.session.entries import (
    EPOCH_POSITIONS,
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
from sync.session.local import BEGINNING, AreaKnown, Arrived, Delivery, Local

__all__ = [
    "BEGINNING",
    "EPOCH_POSITIONS",
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
    "ReleaseEntry",
    "RevokedEntry",
    "SegmentEntry",
]
