"""The provisioning file: everything a laptop needs before it has ever had a network.

JSON, so that an administrator can read it; signed by the registry whose key it brings,
so that a damaged or altered file is noticed before anything is set up from it. Version
1 knew neither roles nor activation codes; such files are still read.
"""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import zstandard

from sync.errors import IntegrityError, Malformed, TooLarge
from sync.geography import Geography, Place
from sync.layout import Layout
from sync.seal import Purpose, Sign, check
from sync.session.activation import ProvisionedPerson
from sync.session.entries import FormBody, GeographyEntry
from sync.session.entrycode import decode_entry
from sync.session.formcode import XFORM_BYTES_MAX, unpacked
from sync.session.places import decode_places
from sync.session.shapes import refusing
from sync.succession import followed

KIND = "indraj provisioning"
VERSION = 2
READ_VERSIONS = (1, 2)
ENUMERATOR, SUPERVISOR = "enumerator", "supervisor"
ROLES = (ENUMERATOR, SUPERVISOR)
FILE_BYTES_MAX = 64 * 1024 * 1024
FORMS_BYTES_MAX = 4 * XFORM_BYTES_MAX
"""All questionnaires of a file together, unpacked."""


@dataclass(frozen=True, slots=True)
class Provisioned:
    """What a provisioning file says.

    `registry` is the id that follows from `registry_key`; `url` may be empty where the
    registry had no address yet; `ca` is the PEM of its certificate authority or empty.
    `enrol_token` registers the laptop's key once. A body's `xform` is plain XML bytes.
    `readers` are the age recipients that bundles are sealed to, the registry's first.
    `reading_key` is the district's age identity, sealed with the activation code of the
    one person of a supervisor's file; empty for enumerators. `recovery_key` is the
    province's X25519 key or empty. `expires` is in milliseconds since 1970, 0 never.
    `introduction` is the registry's word about the laptop, for its letters. `places`
    are log entries that tell the geography of the areas.
    `introduction` is the registry's word about the laptop, for its letters.
    `registry_key` is the key it was founded with; `successions` lead from there to the
    one that signed the file.
    """

    url: str
    registry: str
    registry_key: bytes
    device: int
    name: str
    enrol_token: str
    areas: tuple[str, ...]
    forms: tuple[FormBody, ...] = ()
    people: tuple[ProvisionedPerson, ...] = ()
    ca: str = ""
    role: str = ENUMERATOR
    readers: tuple[str, ...] = ()
    reading_key: bytes = b""
    recovery_key: bytes = b""
    policies: Mapping[str, int] = field(default_factory=dict)
    expires: int = 0
    introduction: bytes = b""
    places: tuple[bytes, ...] = ()
    successions: tuple[bytes, ...] = ()

    @property
    def geography(self) -> Geography:
        """The geography of the areas, as far as this program can read it."""
        found: list[Place] = []
        for data in self.places:
            with suppress(IntegrityError):
                entry = decode_entry(data)
                if isinstance(entry, GeographyEntry):
                    found += decode_places(entry.places)
        return Geography.of(found)


def write_provisioning(given: Provisioned, sign: Sign) -> bytes:
    """Give the file's bytes, signed by the registry."""
    said = {
        "kind": KIND,
        "version": VERSION,
        "registry": {
            "url": given.url,
            "id": given.registry,
            "key": given.registry_key.hex(),
            "ca": given.ca,
            **_followed(given.successions),
        },
        "device": {
            "number": given.device,
            "name": given.name,
            "role": given.role,
        },
        "token": given.enrol_token,
        "areas": list(given.areas),
        "forms": [_form_told(body) for body in given.forms],
        "people": [_person_told(person) for person in given.people],
        "readers": list(given.readers),
        "reading_key": base64.b64encode(given.reading_key).decode(),
        "recovery_key": given.recovery_key.hex(),
        "policies": dict(given.policies),
        "expires": given.expires,
        "introduction": base64.b64encode(given.introduction).decode(),
        "places": [base64.b64encode(entry).decode() for entry in given.places],
    }
    signature = sign(Purpose.PROVISIONING, _canonical(said))
    document = {**said, "signature": signature.hex()}
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def read_provisioning(data: bytes) -> Provisioned:
    """Read a file; `Malformed` if it is none, `BadSignature` if it was altered."""
    if len(data) > FILE_BYTES_MAX:
        raise TooLarge("provisioning file")
    with refusing():
        said: dict[str, Any] = json.loads(data)
        if said["kind"] != KIND or said["version"] not in READ_VERSIONS:
            raise Malformed("not a provisioning file of this version")
        signature = bytes.fromhex(said.pop("signature"))
        key = bytes.fromhex(said["registry"]["key"])
        told = said["registry"].get("successions", [])
        keys = followed(key, map(bytes.fromhex, told))
        check(keys.newest, Purpose.PROVISIONING, _canonical(said), signature)
        given = Provisioned(
            url=str(said["registry"]["url"]),
            registry=str(said["registry"]["id"]),
            registry_key=key,
            device=int(said["device"]["number"]),
            name=str(said["device"]["name"]),
            enrol_token=str(said["token"]),
            areas=tuple(str(code) for code in said["areas"]),
            forms=tuple(_forms_read(said["forms"])),
            people=tuple(_person_read(person) for person in said["people"]),
            ca=str(said["registry"]["ca"]),
            successions=keys.chain,
            **(_since_version_2(said) if said["version"] > 1 else {}),
        )
    if given.registry != registry_id(key):
        raise Malformed("the registry's id is not that of its key")
    if given.role not in ROLES:
        raise Malformed("a role that this program does not know")
    return given


def _followed(successions: Sequence[bytes]) -> dict[str, Any]:
    """Give how the key that signs follows; a first key says nothing of others."""
    told = [one.hex() for one in successions]
    return {"successions": told} if told else {}


def _since_version_2(said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "role": str(said["device"]["role"]),
        "readers": tuple(str(reader) for reader in said["readers"]),
        "reading_key": base64.b64decode(said["reading_key"], validate=True),
        "recovery_key": bytes.fromhex(said["recovery_key"]),
        "policies": {str(name): int(of) for name, of in said["policies"].items()},
        "expires": int(said["expires"]),
        "introduction": base64.b64decode(said.get("introduction", ""), validate=True),
        "places": tuple(
            base64.b64decode(entry, validate=True) for entry in said.get("places", ())
        ),
    }


def registry_id(registry_key: bytes) -> str:
    """Give the id of the registry that signs with this key: 16 hexadecimal digits."""
    return hashlib.sha256(registry_key).hexdigest()[:16]


def _canonical(said: Mapping[str, Any]) -> bytes:
    plain = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return plain.encode()


def _person_told(person: ProvisionedPerson) -> dict[str, str]:
    return {
        "id": person.id,
        "name": person.name,
        "name_ur": person.name_ur,
        "role": person.role,
        "salt": person.salt.hex(),
        "code": person.code_hash.hex(),
    }


def _person_read(said: Mapping[str, str]) -> ProvisionedPerson:
    return ProvisionedPerson(
        id=str(said["id"]),
        name=str(said["name"]),
        name_ur=str(said.get("name_ur", "")),
        role=str(said.get("role", "")),
        salt=bytes.fromhex(said.get("salt", "")),
        code_hash=bytes.fromhex(said.get("code", "")),
    )


def _form_told(body: FormBody) -> dict[str, Any]:
    packed = zstandard.ZstdCompressor(19).compress(body.xform)
    return {
        "form": body.form,
        "version": body.version,
        "title": body.title,
        "hash": body.hash,
        "xform": base64.b64encode(packed).decode(),
        "layout": json.loads(body.layout),
    }


def _forms_read(told: Sequence[Mapping[str, Any]]) -> Iterator[FormBody]:
    room = FORMS_BYTES_MAX
    for said in told:
        body = _form_read(said, min(room, XFORM_BYTES_MAX))
        room -= len(body.xform)
        yield body


def _form_read(said: Mapping[str, Any], bytes_max: int) -> FormBody:
    packed = base64.b64decode(said["xform"], validate=True)
    xform = unpacked(packed, bytes_max)
    Layout.from_json(said["layout"])
    layout = json.dumps(said["layout"], ensure_ascii=False, separators=(",", ":"))
    return FormBody(
        str(said["hash"]),
        str(said["form"]),
        str(said["version"]),
        str(said["title"]),
        xform,
        layout,
    )
