"""Recovery codes that the office can read to somebody on the telephone.

Each person who opens the store has one at the office and, until the registry keeps it,
the next one on its way. What opens a store comes before what is told: the slot is on
the disk before its code leaves, and the slot before it goes only once the registry has
the next. So at every moment the code that the office reads opens the store.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from enrolment_app.store.device import Device
from enrolment_app.store.facts import REGISTRY_TIME, Facts
from enrolment_app.store.people import People
from enrolment_app.store.told import OFFICE_KEY
from sync.recovery import decode_slip, encode_slip, sealed_code, short_of

CODES = "office_codes"
RENEW_MS = 20 * 3600 * 1000
"""Not at every exchange of a day: where nothing changed, nothing more is sent."""


@dataclass(frozen=True, slots=True)
class OfficeCode:
    """How it stands with a person's code: since when, and whether the office has it."""

    person: str
    number: int
    made_ms: int
    taken: bool


class OfficeCodes:
    """The codes of this laptop's people that the office has, or gets next."""

    def __init__(self, facts: Facts, device: Device, people: People) -> None:
        self._facts = facts
        self._device = device
        self._people = people

    def all(self) -> tuple[OfficeCode, ...]:
        """Give how it stands with each person's code, by their id."""
        return tuple(
            OfficeCode(person, said["number"], said["made_ms"], said["taken"])
            for person, said in sorted(self._said().items())
        )

    def replace_used(self) -> None:
        """Make a code for everybody who has none that opens the store, before leaving.

        Slow on purpose where there is something to make.
        """
        self._renew(self._lacks)

    def renew(self) -> bool:
        """Make the next code of everybody who is due one; it leaves next time.

        Nobody is due one while the last is on its way, or where it is of today by the
        registry's clock. Tells whether somebody has none at the office yet.
        """
        self._renew(self._is_due)
        return any(one.number == 1 and not one.taken for one in self.all())

    def _renew(self, wanted: Callable[[str, bytes], bool]) -> None:
        key = bytes.fromhex(self._facts.get(OFFICE_KEY, ""))
        if key and self._device.number:
            self.settle()
            for person in self._people.with_key():
                if wanted(person, key):
                    self._make(person, key)

    def slips(self) -> tuple[bytes, ...]:
        """Give the codes that the registry does not keep yet, and that open the store.

        A slot that never came to the disk, or was used up since, takes its code along.
        """
        there = self._people.office_codes()
        return tuple(
            bytes.fromhex(said["slip"])
            for person, said in sorted(self._said().items())
            if not said["taken"] and said["public"] in there.get(person, ())
        )

    def taken(self, slips: tuple[bytes, ...]) -> None:
        """Note, in the transaction around it, which codes the registry keeps now."""
        codes = self._said()
        for data in slips:
            slip, _ = decode_slip(data)
            said = codes.get(slip.person)
            if said is not None and said["slip"] == data.hex():
                said["taken"] = True
        if slips:
            self._facts.set(CODES, codes)

    def settle(self) -> None:
        """Let what the registry keeps take the place of the code before it."""
        there = self._people.office_codes()
        for person, said in self._said().items():
            publics = there.get(person, ())
            # Alone it may still be called the next: then it takes its place.
            if said["taken"] and said["public"] in publics:
                self._people.office_has(said["public"])

    def set_back(self, registry_ms: int) -> None:
        """Let no code be made later than now: the registry's clock had been ahead."""
        codes = self._said()
        for said in codes.values():
            said["made_ms"] = min(said["made_ms"], registry_ms)
        self._facts.set(CODES, codes)

    def offer_again(self) -> None:
        """Know of nothing that the registry keeps: it was restored from a backup."""
        codes = self._said()
        if codes:
            again = {person: said | {"taken": False} for person, said in codes.items()}
            self._facts.set(CODES, again)

    def _said(self) -> dict[str, dict[str, Any]]:
        return dict(self._facts.get(CODES, {}))

    def _lacks(self, person: str, _key: bytes) -> bool:
        said = self._said().get(person)
        there = self._people.office_codes().get(person, ())
        if said is None or said["public"] not in there:
            return True
        # Under a new number the registry knows nothing of what was under the old one.
        return decode_slip(bytes.fromhex(said["slip"]))[0].device != self._device.number

    def _is_due(self, person: str, key: bytes) -> bool:
        if self._lacks(person, key):
            return True
        said = self._said()[person]
        slip, _ = decode_slip(bytes.fromhex(said["slip"]))
        old = self._facts.get(REGISTRY_TIME, 0) - said["made_ms"] >= RENEW_MS
        # What is on its way may be there already: its slot must stay until it is told.
        return bool(said["taken"] and (old or slip.office != short_of(key)))

    def _make(self, person: str, key: bytes) -> None:
        codes = self._said()
        number = codes.get(person, {}).get("number", 0) + 1
        device = self._device.number
        code, public = self._people.next_office_code(person)
        slip = sealed_code(code, device, person, number, key)
        codes[person] = {
            "number": number,
            "public": public,
            "slip": encode_slip(slip, self._device.sign).hex(),
            "made_ms": self._facts.get(REGISTRY_TIME, 0),
            "taken": False,
        }
        self._facts.set(CODES, codes)
