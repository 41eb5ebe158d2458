"""Which packages of the program there are: told by the registry, signed by it.

A package travels by stick. What the registry says of it, its size and its SHA-256,
comes down with the log of everybody, so that whoever installs it knows first whether
it is what was published.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sync import wire
from sync.errors import Malformed, UnknownVersion
from sync.seal import SIGNATURE_BYTES, Purpose, Sign, check

MANIFEST_VERSION = 1
MANIFEST_BYTES_MAX = 16 * 1024
NORMAL, IMPORTANT, WITHDRAWN = URGENCIES = ("normal", "important", "withdrawn")
"""What it means to go without it; of what is withdrawn no laptop should have any."""
SHA256_BYTES = 32
NOTE_CHARACTERS_MAX = 1000
LANGUAGES_MAX = 16
_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z._+~-]{0,127}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_RUNS = re.compile(r"[0-9]+|[^0-9]+")


@dataclass(frozen=True, slots=True)
class Manifest:
    """A package: of what version and platform, and what its file must be.

    `least`: programs older than this version cannot take part as they are, "" for
    none. `notes` are by language ("en", "ur"). `time`: milliseconds since 1970.
    """

    version: str
    platform: str
    file: str
    size: int
    sha256: bytes
    urgency: str = NORMAL
    least: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)
    time: int = 0

    @property
    def name(self) -> str:
        """Give version and platform: of two that have the same the later one counts."""
        return f"{self.version} {self.platform}"


def encode_manifest(manifest: Manifest, sign: Sign) -> bytes:
    """Give a manifest's bytes: what it says, and the registry's signature."""
    assert _is_sound(manifest), "made of what was checked"
    signed = wire.encode(
        [
            MANIFEST_VERSION,
            manifest.version,
            manifest.platform,
            manifest.file,
            manifest.size,
            manifest.sha256,
            manifest.urgency,
            manifest.least,
            dict(manifest.notes),
            manifest.time,
        ]
    )
    return wire.encode([signed, sign(Purpose.UPDATE, signed)])


def decode_manifest(data: bytes) -> Manifest:
    """Read a manifest; `Malformed` for what is none. See `check_manifest`."""
    match wire.decode(_signed(data)[0], depth_max=2, items_max=100):
        case [int(version), *_] if version != MANIFEST_VERSION:
            raise UnknownVersion("manifest")
        case [
            int(),
            str(of),
            str(platform),
            str(file),
            int(size),
            bytes(sha256),
            str(urgency),
            str(least),
            dict(notes),
            int(time),
        ] if all(isinstance(note, str) for note in notes.values()):
            told = {name: str(note) for name, note in notes.items()}
            given = (of, platform, file, size, sha256, urgency, least, told, time)
            manifest = Manifest(*given)
            if _is_sound(manifest):
                return manifest
    raise Malformed("not a manifest")


def check_manifest(data: bytes, registry_key: bytes) -> Manifest:
    """Read a manifest that the registry signed; raises `BadSignature` otherwise."""
    signed, signature = _signed(data)
    check(registry_key, Purpose.UPDATE, signed, signature)
    return decode_manifest(data)


def order_of(version: str) -> tuple[tuple[int, int, str], ...]:
    """Give what versions are ordered by: "0.10" comes after "0.9"."""
    return tuple(
        (1, int(run), "") if run.isdecimal() else (0, 0, run)
        for run in _RUNS.findall(version)
    )


def fault_of(manifest: Manifest) -> str:
    """Name the field of a manifest that is not as it must be, "" where all are."""
    notes = manifest.notes
    wrong = {
        "version": not _NAME.fullmatch(manifest.version),
        "platform": not _NAME.fullmatch(manifest.platform),
        "file": not _NAME.fullmatch(manifest.file),
        "size": not 0 < manifest.size < 1 << 63,
        "sha256": len(manifest.sha256) != SHA256_BYTES,
        "urgency": manifest.urgency not in URGENCIES,
        "least": bool(manifest.least) and not _NAME.fullmatch(manifest.least),
        "time": not 0 <= manifest.time < 1 << 63,
        "notes": len(notes) > LANGUAGES_MAX
        or not all(_LANGUAGE.fullmatch(language) for language in notes)
        or not all(0 < len(note) <= NOTE_CHARACTERS_MAX for note in notes.values()),
    }
    return next((name for name, is_wrong in wrong.items() if is_wrong), "")


def _is_sound(manifest: Manifest) -> bool:
    return not fault_of(manifest)


def _signed(data: bytes) -> tuple[bytes, bytes]:
    match wire.decode(data, bytes_max=MANIFEST_BYTES_MAX, depth_max=1, items_max=4):
        case [bytes(signed), bytes(signature)] if len(signature) == SIGNATURE_BYTES:
            return signed, signature
    raise Malformed("not a manifest")
