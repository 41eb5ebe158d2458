"""The keys that open bundles, and the registry's word about a laptop.

Each follows from the registry's one secret, so there is nothing more to keep, to back
up or to lose: the registry's own reading key, and one for every area of the geography.
A laptop seals to the registry and to each area that its own lie in; so whoever
supervises a tehsil, a district or a division opens what is below, and nothing else.
"""

from collections.abc import Iterator, Sequence

from sync.bundle.introduction import Introduction, encode_introduction
from sync.bundle.sealing import identity_from, recipient_of
from sync.registry.office import Office
from sync.registry.storage import Books
from sync.session.activation import seal_with_code


def registry_identity(office: Office) -> str:
    """Give the age identity that opens what is sealed to the registry."""
    return identity_from(office.key.seed, "bundle/registry")


def reading_identity(office: Office, area: str) -> str:
    """Give the age identity that opens the bundles of an area."""
    return identity_from(office.key.seed, f"bundle/area/{area}")


def readers_for(office: Office, books: Books, codes: Sequence[str]) -> tuple[str, ...]:
    """Give whom a laptop of these areas seals to, the registry first."""
    areas = dict.fromkeys(area for code in codes for area in _upwards(books, code))
    identities = [registry_identity(office)]
    identities += [reading_identity(office, area) for area in areas]
    return tuple(recipient_of(identity) for identity in identities)


def reading_keys(office: Office, codes: Sequence[str], code: str) -> bytes:
    """Give a supervisor's reading keys, a line for each area.

    Only her activation code opens them; where nobody has a code they lie open.
    """
    keys = "\n".join(reading_identity(office, area) for area in codes).encode()
    return seal_with_code(keys, code, office.random) if code else keys


def introduction(office: Office, device: int, name: str, codes: Sequence[str]) -> bytes:
    """Give the registry's signed word about a laptop, for whoever meets it first."""
    said = Introduction(device, name, tuple(codes))
    return encode_introduction(said, office.key.sign)


def _upwards(books: Books, code: str) -> Iterator[str]:
    """Give an area and all in which it lies, from the smallest."""
    at = books.areas.get(code)
    while at is not None and at.code:
        yield at.code
        at = books.areas.get(at.parent) if at.parent else None
