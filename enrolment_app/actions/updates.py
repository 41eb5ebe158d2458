"""Newer packages of this program, as the registry tells; whether a file is one."""

import hashlib
import sys
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from enrolment_app.actions.vouched import keys_of_registry
from enrolment_app.actions.work import Work
from enrolment_app.problems import Problem
from enrolment_app.store.told import UPDATES
from sync.errors import IntegrityError
from sync.folders import regular
from sync.updates import WITHDRAWN, Manifest, check_manifest, decode_manifest, order_of

PLATFORMS = {"win32": "windows-amd64", "linux": "debian-amd64"}


@dataclass(frozen=True)
class Update:
    """A newer package for this computer.

    `too_old`: with the program as it is this laptop cannot take part in all of it.
    """

    manifest: Manifest
    too_old: bool

    def note(self, language: str) -> str:
        """Give what is new, in a language or in English."""
        notes = self.manifest.notes
        return notes.get(language) or notes.get("en", "")


def running() -> str:
    """Give this program's version, "" where it runs from its sources."""
    try:
        return metadata.version("indraj")
    except metadata.PackageNotFoundError:
        return ""


def update_for(
    work: Work, version: str | None = None, platform: str | None = None
) -> Update | None:
    """Give the newest package for this computer that is newer than the program."""
    mine = running() if version is None else version
    here = PLATFORMS.get(sys.platform, "") if platform is None else platform
    newer = [
        one
        for one in _told(work)
        if one.platform == here
        and one.urgency != WITHDRAWN
        and mine
        and order_of(one.version) > order_of(mine)
    ]
    best = max(newer, key=lambda one: order_of(one.version), default=None)
    if best is None:
        return None
    least = max((one.least for one in newer), key=order_of)
    return Update(best, bool(least) and order_of(mine) < order_of(least))


def check_update(work: Work, file: Path) -> Manifest | Problem:
    """Tell which published package a file is, to the byte; nothing is installed.

    A file that is not just what the registry signed is told by a problem: altered
    where a package of that name or size is known, unknown otherwise.
    """
    if work.store.device.enrolment is None:
        return Problem("device.not_enrolled")
    try:
        with regular(file).open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").digest()
        size = file.stat().st_size
    except OSError:
        return Problem("device.file_unreadable", values={"file": file.name})
    told = _signed(work)
    for one in told:
        if (one.sha256, one.size) == (digest, size):
            values = {"file": file.name, "version": one.version}
            withdrawn = one.urgency == WITHDRAWN
            return Problem("update.withdrawn", values=values) if withdrawn else one
    alike = any(file.name == one.file or size == one.size for one in told)
    code = "update.altered" if alike else "update.unknown"
    return Problem(code, values={"file": file.name})


def _told(work: Work) -> tuple[Manifest, ...]:
    known = work.store.facts.get(UPDATES, {})
    return tuple(decode_manifest(bytes.fromhex(data)) for data in known.values())


def _signed(work: Work) -> tuple[Manifest, ...]:
    """Give those that the registry signed, with any key that it had."""
    keys = keys_of_registry(work).keys
    found = []
    for data in work.store.facts.get(UPDATES, {}).values():
        for key in keys:
            with suppress(IntegrityError):
                found.append(check_manifest(bytes.fromhex(data), key))
    return tuple(found)
