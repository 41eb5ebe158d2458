"""Diagnostics for whoever helps from afar: no name, no number, no answer in them."""

import platform
from importlib import metadata
from typing import Any

from enrolment_app.actions.work import Work

PARTS = (
    "indraj",
    "PySide6-Essentials",
    "sqlcipher3",
    "cryptography",
    "pyxform",
    "lxml",
)


def about_program() -> dict[str, Any]:
    """Give versions and system."""
    return {
        "versions": {part: _version(part) for part in PARTS},
        "python": platform.python_version(),
        "system": platform.platform(),
    }


def diagnose(work: Work) -> dict[str, Any]:
    """Give what a store is like, in numbers only."""
    store = work.store
    return about_program() | {
        "store": store.id,
        "device": store.device.number,
        "device_trouble": store.device.trouble,
        "areas": len(store.device.areas),
        "forms": len(store.forms.all()),
        "open_visits": len(store.visits.open()),
        "custody": {
            kind.value: count
            for kind, count in store.households.custody_counts().items()
        },
        "low_on_space": store.low_on_space,
        "chain_problems": len(store.journal.verify()),
    }


def _version(part: str) -> str:
    try:
        return metadata.version(part)
    except metadata.PackageNotFoundError:
        return "absent"
