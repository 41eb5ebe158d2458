"""The keys that open bundles, and the registry's word about a laptop.

A laptop seals to the registry and to each area that its own lie in; so whoever
supervises a tehsil, a district or a division opens what is below, and nothing else.
"""

from collections.abc import Sequence

from sync.bundle.introduction import Introduction, encode_introduction
from sync.registry.keyring import OWN
from sync.registry.office import Office
from sync.session.activation import seal_with_code


def registry_identity(office: Office) -> str:
    """Give the age identity that opens what is sealed to the registry now."""
    return office.ring.identity(OWN)


def reading_identity(office: Office, area: str) -> str:
    """Give the age identity that opens what is sealed to an area now."""
    return office.ring.identity(area)


def reading_keys(office: Office, codes: Sequence[str], code: str) -> bytes:
    """Give a supervisor's reading keys, a line for each, those before them too.

    Only her activation code opens them; where nobody has a code they lie open.
    """
    lines = (one for area in codes for one in office.ring.identities(area))
    keys = "\n".join(lines).encode()
    return seal_with_code(keys, code, office.random) if code else keys


def introduction(office: Office, device: int, name: str, codes: Sequence[str]) -> bytes:
    """Give the registry's signed word about a laptop, for whoever meets it first."""
    said = Introduction(device, name, tuple(codes))
    return encode_introduction(said, office.key.sign)
