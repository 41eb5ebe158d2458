"""Whether two households may be one: what they share, how alike they are, and why.

Pure. Nothing here decides: a person reads the reasons. Identity numbers are compared
exactly, names as people spell them in either script.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from enrolment_app.household.folding import (
    digits,
    fold,
    in_arabic_script,
    sound,
    telephone_forms,
    words,
)
from sync.membership import is_identity
from sync.values import RecordId

ALIKE = 85  # of a hundred, from which two names are called alike
SURE = 100
# What each thing counts for where no identity number is shared; a hundred in all.
OF_HEADS, OF_PEOPLE, OF_VILLAGE, OF_PHONES = 50, 25, 10, 15
ACROSS_SCRIPTS = 0.95  # a sound tells less than a spelling


class Person(NamedTuple):
    """Somebody of a household: the names in any script, and the identity number."""

    names: tuple[str, ...] = ()
    identity: str = ""


@dataclass(frozen=True)
class Traits:
    """What tells a household from others."""

    household: RecordId
    number: str = ""
    head: str = ""
    village: str = ""
    people: tuple[Person, ...] = ()
    phones: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reason:
    """Why two households may be one: the code of a sentence, and its values."""

    code: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Likeness:
    """How alike two households are, of a hundred, and all the reasons for it."""

    percent: int
    reasons: tuple[Reason, ...]


def marks_of(traits: Traits) -> tuple[str, ...]:
    """Give the words under which households that may be one meet.

    An identity number, a telephone number, or the head's name by its sound together
    with the village.
    """
    found = [f"i{number}" for number in identities(traits)]
    found += [f"p{phone}" for phone in _phones(traits)]
    heard = " ".join(sorted(filter(None, map(sound, words(traits.head)))))
    village = sound(fold(traits.village).replace(" ", ""))
    if not village or any(sign.isdigit() for sign in traits.village):
        village = fold(traits.village)  # codes of places sound all alike
    if heard and village:
        found.append(f"h{heard}|{village}")
    return tuple(dict.fromkeys(found))


def likeness(one: Traits, other: Traits) -> Likeness:
    """Compare two households; the same whichever comes first but for the sides."""
    reasons = [*_same_numbers(one, other)]
    sure = bool(reasons)
    shared_phones = sorted(_phones(one) & _phones(other))
    reasons += [
        Reason("duplicate.same_phone", {"phone": f"0{p}"}) for p in shared_phones
    ]
    heads = name_likeness((one.head,), (other.head,))
    if heads >= ALIKE:
        values = {"one": one.head, "other": other.head, "percent": str(heads)}
        reasons.append(Reason("duplicate.heads_alike", values))
    village = bool(one.village) and fold(one.village) == fold(other.village)
    if village:
        reasons.append(Reason("duplicate.same_village", {"village": one.village}))
    alike = _people_alike(one, other)
    fewer = min(len(one.people), len(other.people))
    if alike:
        values = {"count": str(alike), "people": str(fewer)}
        reasons.append(Reason("duplicate.people_alike", values))
    percent = (
        heads * OF_HEADS / SURE
        + (alike / fewer * OF_PEOPLE if fewer else 0)
        + village * OF_VILLAGE
        + bool(shared_phones) * OF_PHONES
    )
    return Likeness(SURE if sure else round(percent), tuple(reasons))


def identities(traits: Traits) -> dict[str, str]:
    """Give the identity numbers, each with a name of whoever has it."""
    found = {digits(each.identity): each for each in traits.people if each.identity}
    return {
        number: next(iter(person.names), "")
        for number, person in found.items()
        if is_identity(number)
    }


def name_likeness(ones: tuple[str, ...], others: tuple[str, ...]) -> int:
    """Give how alike two people's names are, of a hundred, over all scripts."""
    pairs = [(one, other) for one in ones for other in others if one and other]
    return max((_alike(one, other) for one, other in pairs), default=0)


def _alike(one: str, other: str) -> int:
    from rapidfuzz.fuzz import token_sort_ratio  # noqa: PLC0415 - lists do not need it

    one, other = fold(one), fold(other)
    if in_arabic_script(one) == in_arabic_script(other):
        return round(token_sort_ratio(one, other))
    heard = (" ".join(map(sound, words(name))) for name in (one, other))
    return round(token_sort_ratio(*heard) * ACROSS_SCRIPTS)


def _same_numbers(one: Traits, other: Traits) -> Iterator[Reason]:
    named, others = identities(one), identities(other)
    for number in sorted(named.keys() & others.keys()):
        values = {"number": number, "one": named[number], "other": others[number]}
        yield Reason("duplicate.same_identity", values)


def _phones(traits: Traits) -> set[str]:
    forms = (telephone_forms(phone) for phone in traits.phones)
    return {each[1] for each in forms if len(each) > 1}


def _people_alike(one: Traits, other: Traits) -> int:
    """Count the people who have somebody of a like name on the other side."""
    left = list(other.people)
    count = 0
    for person in one.people:
        scored = [(name_likeness(person.names, each.names), each) for each in left]
        best = max(scored, key=lambda pair: pair[0], default=(0, None))
        if best[1] is not None and best[0] >= ALIKE:
            left.remove(best[1])
            count += 1
    return count
