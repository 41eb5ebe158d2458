"""The provisioning file: everything a laptop needs before it has ever had a network.

JSON, so that an administrator can read it; signed by the registry whose key it brings,
so that a damaged or altered file is noticed before anything is set up from it.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import zstandard

from sync.errors import Malformed, TooLarge
from sync.layout import Layout
from sync.seal import Purpose, check
from sync.session.entries import FormBody
from sync.session.shapes import refusing

KIND = "indraj provisioning"
VERSION = 1
FILE_BYTES_MAX = 64 * 1024 * 1024
XFORM_BYTES_MAX = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Provisioned:
    """What a provisioning file says.

    `registry` is the id that follows from `registry_key`; `url` may be empty where the
    registry had no address yet; `ca` is the PEM of its certificate authority or empty.
    `enrol_token` registers the laptop's key once. A body's `xform` is plain XML bytes.
    """

    url: str
    registry: str
    registry_key: bytes
    device: int
    name: str
    enrol_token: str
    areas: tuple[str, ...]
    forms: tuple[FormBody, ...] = ()
    people: tuple[Mapping[str, str], ...] = ()
    ca: str = ""


def write_provisioning(
    given: Provisioned, sign: Callable[[Purpose, bytes], bytes]
) -> bytes:
    """Give the file's bytes, signed by the registry."""
    said = {
        "kind": KIND,
        "version": VERSION,
        "registry": {
            "url": given.url,
            "id": given.registry,
            "key": given.registry_key.hex(),
            "ca": given.ca,
        },
        "device": {"number": given.device, "name": given.name},
        "token": given.enrol_token,
        "areas": list(given.areas),
        "forms": [_form_told(body) for body in given.forms],
        "people": [dict(person) for person in given.people],
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
        if said["kind"] != KIND or said["version"] != VERSION:
            raise Malformed("not a provisioning file of this version")
        signature = bytes.fromhex(said.pop("signature"))
        key = bytes.fromhex(said["registry"]["key"])
        check(key, Purpose.PROVISIONING, _canonical(said), signature)
        given = Provisioned(
            url=str(said["registry"]["url"]),
            registry=str(said["registry"]["id"]),
            registry_key=key,
            device=int(said["device"]["number"]),
            name=str(said["device"]["name"]),
            enrol_token=str(said["token"]),
            areas=tuple(str(code) for code in said["areas"]),
            forms=tuple(_form_read(form) for form in said["forms"]),
            people=tuple(said["people"]),
            ca=str(said["registry"]["ca"]),
        )
    if given.registry != registry_id(key):
        raise Malformed("the registry's id is not that of its key")
    return given


def registry_id(registry_key: bytes) -> str:
    """Give the id of the registry that signs with this key: 16 hexadecimal digits."""
    return hashlib.sha256(registry_key).hexdigest()[:16]


def _canonical(said: Mapping[str, Any]) -> bytes:
    plain = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return plain.encode()


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


def _form_read(said: Mapping[str, Any]) -> FormBody:
    try:
        packed = base64.b64decode(said["xform"], validate=True)
        unpacker = zstandard.ZstdDecompressor()
        xform = unpacker.decompress(packed, max_output_size=XFORM_BYTES_MAX)
    except (binascii.Error, zstandard.ZstdError) as cause:
        raise Malformed("a questionnaire cannot be unpacked") from cause
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
