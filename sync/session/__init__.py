"""The exchange as a conversation without I/O: what is said, what is kept, what next."""

from sync.session.entries import (
    EVERYBODY,
    DeviceEntry,
    Entry,
    EpochEntry,
    ErasureEntry,
    Filtered,
    FiltersEntry,
    FormBody,
    FormEntry,
    Held,
    OwnEntry,
    PrunedEntry,
    ReleaseEntry,
    RevokedEntry,
    SegmentEntry,
)
from sync.session.errors import (
    ClockApart,
    NoProgress,
    RegistryWentBack,
    RequestTooLarge,
    TokenMissing,
    WrongRegistry,
)
from sync.session.local import (
    BEGINNING,
    AreaKnown,
    Arrived,
    Delivery,
    Local,
    Receipted,
)
from sync.session.machine import Session, Tally
from sync.session.provisioned import (
    Provisioned,
    read_provisioning,
    write_provisioning,
)
from sync.session.states import Knows

__all__ = [
    "BEGINNING",
    "EVERYBODY",
    "AreaKnown",
    "Arrived",
    "ClockApart",
    "Delivery",
    "DeviceEntry",
    "Entry",
    "EpochEntry",
    "ErasureEntry",
    "Filtered",
    "FiltersEntry",
    "FormBody",
    "FormEntry",
    "Held",
    "Knows",
    "Local",
    "NoProgress",
    "OwnEntry",
    "Provisioned",
    "PrunedEntry",
    "Receipted",
    "RegistryWentBack",
    "ReleaseEntry",
    "RequestTooLarge",
    "RevokedEntry",
    "SegmentEntry",
    "Session",
    "Tally",
    "TokenMissing",
    "WrongRegistry",
    "read_provisioning",
    "write_provisioning",
]
