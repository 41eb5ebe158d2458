"""Look at a bundle from outside: what it says of itself without any key."""

from dataclasses import dataclass
from pathlib import Path

from enrolment_app.actions.work import Work
from enrolment_app.problems import Problem
from sync.bundle import Bundle, Envelope, Kind, open_bundle


@dataclass(frozen=True)
class LetterSeen:
    """One letter by its outside: from laptop `device`, or for it where `down`.

    `kind` is "up" (to the registry), "down" (its answer) or "custody" (a supervisor
    says what she holds). `stands` is what the laptop had when it wrote, by area: how
    far it knew the registry's log, and up to which own change it had a receipt.
    """

    kind: str
    device: int
    name: str
    changes: int
    size_bytes: int
    epoch: str
    stands: dict[str, tuple[int, int]]
    attachments: int = 0
    """Photos and files that it brings or asks about; then `stands` is empty."""


@dataclass(frozen=True)
class BundleSeen:
    """What a bundle says of itself.

    `writer` is the laptop that wrote it, 0 for the registry; `written_ms` is by its
    clock. `registry` is the id of the registry it belongs to, `ours` whether that is
    this laptop's. Names are empty where they are not known here.
    """

    registry: str
    ours: bool
    writer: int
    writer_name: str
    written_ms: int
    letters: tuple[LetterSeen, ...]
    changes: int
    size_bytes: int


def inspect_bundle(work: Work, file: Path) -> BundleSeen | Problem:
    """Verify a bundle and tell what it says of itself, changing nothing.

    Raises `BundleRefused` where it is damaged or cannot be understood at all.
    """
    try:
        bundle = open_bundle(file)
        for index in range(len(bundle.manifest.envelopes)):
            bundle.letter(index)
    except OSError:
        return Problem("bundle.file_unreadable", values={"file": file.name})
    return _seen(work, bundle)


def contents_of(envelope: Envelope) -> int:
    """Count the attachments that a letter brings or asks about."""
    told = envelope.stands.values() if envelope.of_attachments else ()
    return sum(count for count, _ in told)


def _seen(work: Work, bundle: Bundle) -> BundleSeen:
    manifest, enrolment = bundle.manifest, work.store.device.enrolment
    names = work.store.exchange.device_name
    letters = tuple(
        LetterSeen(
            Kind(envelope.kind).name.lower(),
            envelope.device,
            names(envelope.device),
            envelope.changes,
            envelope.size,
            "" if envelope.of_attachments else envelope.epoch,
            {} if envelope.of_attachments else dict(envelope.stands),
            contents_of(envelope),
        )
        for envelope in manifest.envelopes
    )
    return BundleSeen(
        registry=manifest.registry,
        ours=enrolment is not None and enrolment.registry == manifest.registry,
        writer=manifest.writer,
        writer_name=names(manifest.writer) if manifest.writer else "",
        written_ms=manifest.written_ms,
        letters=letters,
        changes=manifest.changes,
        size_bytes=bundle.size,
    )
