"""Automatic answers to a disagreement, computed when reading and never written.

A policy gets all claims that differ and returns a value, or None: a person decides.
It returns one of the claims (`union` may build one), gives the same answer for every
order of the claims, and never looks at a clock.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import TypeAlias

from sync.change import REGISTRY_DEVICE, Why
from sync.values import Atom, GroupValue, Name, Special, answered, same

POLICIES_VERSION = 1

# Letters that keyboards and scribes use for one another in Urdu, Pashto and Arabic.
# ruff: noqa: RUF001 (look-alike letters are what this table is about)
_ONE_LETTER = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ې": "ی",
        "ۍ": "ی",
        "ئ": "ی",
        "ك": "ک",
        "ګ": "گ",
        "ه": "ہ",
        "ة": "ہ",
        "ۃ": "ہ",
        "ھ": "ہ",
        "ۀ": "ہ",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ؤ": "و",
    }
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Claim:
    """One side of a disagreement; `place` is its place in the registry's order."""

    name: Name
    value: GroupValue
    why: Why
    device: int
    place: int | None


Policy: TypeAlias = Callable[[Sequence[Claim]], GroupValue | None]


def ask(claims: Sequence[Claim]) -> GroupValue | None:  # noqa: ARG001 (a policy's shape)
    """Leave it to a person."""
    return None


def same_ignoring_spelling(claims: Sequence[Claim]) -> GroupValue | None:
    """Return a claim if all are one text but for case, marks and look-alike letters."""
    folded = [_folded(claim.value) for claim in claims]
    if any(one != folded[0] for one in folded[1:]):
        return None
    return min(claims, key=lambda claim: claim.name).value


def union(claims: Sequence[Claim]) -> GroupValue | None:
    """Return all codes that anybody chose, in order of their names."""
    paths = sorted({path for claim in claims for path in answered(claim.value)})
    built: dict[str, Atom | None] = {}
    for path in paths:
        chosen = [claim.value.get(path) for claim in claims]
        if any(isinstance(atom, Special) for atom in chosen):
            return None
        codes = {code for atom in chosen if atom for code in atom.split()}
        built[path] = " ".join(sorted(codes))
    return built


def largest(claims: Sequence[Claim]) -> GroupValue | None:
    """Return the claim with the largest number or the latest date."""
    return _extreme(claims, sign=1)


def smallest(claims: Sequence[Claim]) -> GroupValue | None:
    """Return the claim with the smallest number or the earliest date."""
    return _extreme(claims, sign=-1)


def registry_verified(claims: Sequence[Claim]) -> GroupValue | None:
    """Return what the registry verified, if it verified one value."""
    verified = [
        claim
        for claim in sorted(claims, key=lambda claim: claim.name)
        if claim.why is Why.VERIFIED and claim.device == REGISTRY_DEVICE
    ]
    if not verified or any(not same(verified[0].value, c.value) for c in verified):
        return None
    return verified[0].value


def later_in_registry_order(claims: Sequence[Claim]) -> GroupValue | None:
    """Return the claim that reached the registry last; unsent work is later still."""
    unsent = [claim for claim in claims if claim.place is None]
    if len(unsent) > 1:
        return None
    if unsent:
        return unsent[0].value
    return max(claims, key=lambda claim: (claim.place or 0, claim.name)).value


POLICIES: Mapping[str, Policy] = MappingProxyType(
    {
        "ask": ask,
        "same-ignoring-spelling": same_ignoring_spelling,
        "union": union,
        "largest": largest,
        "smallest": smallest,
        "registry-verified": registry_verified,
        "later-in-registry-order": later_in_registry_order,
    }
)
"""Name in the questionnaire -> policy. An unknown name is treated as `ask`."""


def _folded(value: GroupValue) -> dict[str, Atom]:
    return {
        path: atom if isinstance(atom, Special) else _fold(atom)
        for path, atom in answered(value).items()
    }


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.translate(_ONE_LETTER)).casefold()
    letters = (c for c in plain.translate(_ONE_LETTER) if c.isalnum())
    return "".join(letters)


def _extreme(claims: Sequence[Claim], *, sign: int) -> GroupValue | None:
    sizes = [_size(claim.value) for claim in claims]
    known = [size for size in sizes if size is not None]
    if len(known) < len(sizes) or len({kind for kind, _ in known}) != 1:
        return None
    ranked = [
        (size * sign, claim.name, claim)
        for (_, size), claim in zip(known, claims, strict=True)
    ]
    return max(ranked, key=lambda item: item[:2])[2].value


def _size(value: GroupValue) -> tuple[str, Decimal] | None:
    """Return what sort of quantity a group of one holds, and how much of it."""
    atoms = list(answered(value).values())
    if len(atoms) != 1 or isinstance(atoms[0], Special):
        return None
    if _ISO.match(atoms[0]):
        if not _ISO.fullmatch(atoms[0]):
            return None
        return "date", Decimal(atoms[0].replace("-", ""))
    try:
        number = Decimal(atoms[0])
    except InvalidOperation:
        return None
    return ("number", number) if number.is_finite() else None
