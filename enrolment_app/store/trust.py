"""The registry's keys and those who may read, as this laptop heard of them since.

Its provisioning file says what they were then. What is kept here is part of whatever
transaction it is heard in, and so never known without being kept.
"""

from collections.abc import Iterable
from typing import Any

from enrolment_app.store.device import Device
from enrolment_app.store.facts import Facts
from sync.bundle.errors import BundleAltered
from sync.session import ReadersEntry, Share

SUCCESSIONS = "registry_successions"
READERS = "readers"
"""Area -> [number of the registry's key, recipients]."""
READING = "reading_keys"
"""Area -> [identities], the newest first; of areas that this laptop supervises."""

HEARD = (SUCCESSIONS, READERS, READING)


class Trust:
    """Whom this laptop believes, and to whom it seals."""

    def __init__(self, facts: Facts, device: Device) -> None:
        self._facts = facts
        self._device = device

    def successions(self) -> tuple[bytes, ...]:
        """The successions of the registry's keys that are known, the first first."""
        heard = tuple(map(bytes.fromhex, self._facts.get(SUCCESSIONS, ())))
        enrolment = self._device.enrolment
        given = enrolment.successions if enrolment else ()
        return max(heard, given, key=len)

    def succeed(self, chain: Iterable[bytes]) -> None:
        """Keep these instead."""
        self._facts.set(SUCCESSIONS, [one.hex() for one in chain])

    def readers(self) -> tuple[str, ...]:
        """Give whom this laptop seals its letters to, the registry first.

        Once a log tells of later readers than the file's only the latest count: who
        may read no more is none of them.
        """
        enrolment = self._device.enrolment
        if enrolment is None:
            return ()
        told = self._of_mine(READERS)
        newest = max((number for number, _ in told), default=0)
        if newest <= enrolment.number:
            return enrolment.readers
        latest = (readers for number, readers in told if number == newest)
        return tuple(dict.fromkeys(reader for of in latest for reader in of))

    def reading_identities(self) -> tuple[str, ...]:
        """Give what opens the letters of this laptop's areas, the newest first."""
        enrolment = self._device.enrolment
        if enrolment is None:
            return ()
        heard = (one for lines in self._of_mine(READING) for one in lines)
        return tuple(dict.fromkeys((*heard, *enrolment.reading_identities)))

    def take(self, area: str, entry: ReadersEntry) -> None:
        """Keep what a log tells of those who read; an earlier word changes nothing."""
        told = self._facts.get(READERS, {})
        if entry.number < told.get(area, [0])[0]:
            return
        self._facts.set(READERS, {**told, area: [entry.number, entry.recipients]})
        for share in entry.shares:
            if share.device == self._device.number and (keys := self._opened(share)):
                reading = self._facts.get(READING, {})
                self._facts.set(READING, {**reading, area: keys})

    def _opened(self, share: Share) -> list[str]:
        """Open reading keys that are sealed to this laptop; none where they are not."""
        try:
            return self._device.unsealed(share.sealed).decode().split("\n")
        except (BundleAltered, UnicodeDecodeError):
            # Sealed to a key that was given up: they are told again for the new one.
            return []

    def _of_mine(self, fact: str) -> list[Any]:
        told, enrolment = self._facts.get(fact, {}), self._device.enrolment
        areas = enrolment.areas if enrolment else ()
        return [told[area] for area in areas if area in told]
