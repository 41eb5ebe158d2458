"""Read a bundle: take what is for this laptop, all of it or nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from enrolment_app.actions.lettering import (
    Brought,
    author_of,
    enrolled,
    supervises,
    take_custody,
    take_down,
    take_up,
)
from enrolment_app.actions.reading import now_ms
from enrolment_app.actions.vouched import keys_of_registry
from enrolment_app.actions.work import Work
from enrolment_app.problems import Problem
from enrolment_app.store import Enrolment
from sync.bundle import (
    Bundle,
    BundleAltered,
    BundleEmpty,
    BundleForRegistry,
    BundleForSomebodyElse,
    BundleNewer,
    BundleOfOtherDistrict,
    BundleOfOtherRegistry,
    Envelope,
    Kind,
    fingerprint,
    open_bundle,
    recipient_of,
)
from sync.bundle.author import Author
from sync.bundle.manifest import REGISTRY, Letter, Manifest
from sync.errors import FormerKey, IntegrityError, UnknownVersion
from sync.session.errors import RegistryWentBack
from sync.session.trusting import follow


@dataclass(frozen=True)
class LaptopHeard:
    """A laptop whose letters came: when it wrote them, by its clock, and what it holds.

    `holds_changes` are those that it handed over with them and still keeps itself,
    because the registry had not confirmed them.
    """

    device: int
    name: str
    last_contact_ms: int
    holds_changes: int


@dataclass(frozen=True)
class BundleRead:
    """What reading brought; reading the same file again brings nothing more.

    `letters` are those taken, for this laptop or to be carried on from here. `new` and
    `updated` are households, `conflicts` those that became contested. `receipts` are
    own changes that the registry confirmed, `custody` own changes that a supervisor
    now holds. `attachments` are own photos and files that the registry confirmed,
    `contents` those that came. `carried` are letters that wait here to go on,
    `refused` codes of what the registry did not take.
    """

    letters: int
    new: int = 0
    updated: int = 0
    conflicts: int = 0
    receipts: int = 0
    custody: int = 0
    carried: int = 0
    attachments: int = 0
    contents: int = 0
    laptops: tuple[LaptopHeard, ...] = ()
    refused: tuple[str, ...] = ()


def read_bundle(work: Work, file: Path) -> BundleRead | Problem:
    """Read a bundle into the store, all of it or nothing.

    Raises `BundleRefused` in one of its forms (altered, cut short, of another registry
    or district, for somebody else, too new, too large); then nothing was changed.
    """
    enrolment = enrolled(work)
    if isinstance(enrolment, Problem):
        return enrolment
    try:
        bundle = open_bundle(file)
        chosen = addressed(work, enrolment, bundle)
        identities = work.store.trust.reading_identities()
        if _any_up(bundle, chosen) and not identities:
            return Problem("bundle.reading_key_sealed")
        return _taken(work, enrolment, bundle, chosen)
    except OSError:
        return Problem("bundle.file_unreadable", values={"file": file.name})


def addressed(work: Work, enrolment: Enrolment, bundle: Bundle) -> tuple[int, ...]:
    """Give which letters are taken here; raises `BundleRefused` where none may be."""
    manifest = bundle.manifest
    if manifest.registry != enrolment.registry:
        raise BundleOfOtherRegistry
    _must_be_the_writer(work, manifest)
    if not manifest.envelopes:
        raise BundleEmpty
    ours = fingerprint(author_of(work, enrolment).recipient)
    chosen = [
        index
        for index, envelope in enumerate(manifest.envelopes)
        if ours in envelope.readers and envelope.kind is not Kind.UP
    ]
    if supervises(enrolment):
        identities = work.store.trust.reading_identities()
        chosen = _of_the_district(identities, manifest.envelopes, ours)
    if not chosen:
        down = {e.device for e in manifest.envelopes if e.kind is not Kind.UP}
        if not down:
            raise BundleForRegistry
        names = {
            work.store.exchange.device_name(device) or str(device) for device in down
        }
        raise BundleForSomebodyElse(", ".join(sorted(names)))
    return tuple(chosen)


def _must_be_the_writer(work: Work, manifest: Manifest) -> None:
    """Refuse a manifest under a number that belongs to another key.

    The registry may have written it with any key that is its own by what is known and
    by what the manifest tells; what is in it is looked at letter by letter.
    """
    known = work.store.exchange.device_keys(manifest.writer)
    try:
        keys = keys_of_registry(work).extended(manifest.successions)
    except IntegrityError as cause:
        raise BundleAltered("not the registry's keys") from cause
    if manifest.writer == REGISTRY:
        known = keys.keys
    if known and manifest.public not in known:
        raise BundleAltered("written under another's number")


def _of_the_district(
    identities: Iterable[str], envelopes: Iterable[Envelope], ours: bytes
) -> list[int]:
    """Give what a supervisor takes: what is for her, and what she carries on."""
    keys = {fingerprint(recipient_of(identity)) for identity in identities}
    chosen = []
    for index, envelope in enumerate(envelopes):
        if envelope.kind is Kind.UP and keys and keys.isdisjoint(envelope.readers):
            if len(envelope.readers) == 1:
                # The registry's alone since something in it was erased: it stays.
                continue
            raise BundleOfOtherDistrict
        if envelope.kind is not Kind.CUSTODY or ours in envelope.readers:
            chosen.append(index)
    return chosen


def _any_up(bundle: Bundle, chosen: Iterable[int]) -> bool:
    return any(bundle.manifest.envelopes[i].kind is Kind.UP for i in chosen)


def _take(
    work: Work, author: Author, letter: Letter, now: int, brought: Brought
) -> None:
    """Take one letter, whatever it is."""
    match letter[0].kind:
        case Kind.UP:
            identities = work.store.trust.reading_identities()
            take_up(work, identities, letter, now, brought)
        case Kind.DOWN:
            try:
                take_down(work, author, letter, now, brought)
            except FormerKey as former:
                # It lay about since before the registry took another key.
                brought.refused.append(former.code)
        case Kind.CUSTODY:
            take_custody(work, author, letter, now, brought)


def _taken(
    work: Work, enrolment: Enrolment, bundle: Bundle, chosen: tuple[int, ...]
) -> BundleRead:
    author, now, brought = author_of(work, enrolment), now_ms(work), Brought()
    before = work.store.news.mark()
    try:
        with work.store.exchange.together():
            local, first = work.store.exchange, enrolment.registry_key
            follow(local, first, bundle.manifest.successions)
            for index in chosen:
                envelope = bundle.manifest.envelopes[index]
                if work.store.letters.seen(envelope):
                    continue
                _take(work, author, (envelope, bundle.letter(index)), now, brought)
            work.store.relaying.show()
    except UnknownVersion as cause:
        raise BundleNewer from cause
    except RegistryWentBack:
        raise
    except IntegrityError as cause:
        raise BundleAltered(cause.code) from cause
    if brought.answers and author.enrol_token:
        work.store.device.token_spent()
    came = work.store.news.since(before)
    seen = {
        laptop.device: laptop for laptop in work.store.letters.laptops(author.device)
    }
    return BundleRead(
        letters=brought.letters,
        new=came.new,
        updated=came.updated,
        conflicts=came.contested,
        receipts=brought.receipts,
        custody=brought.custody,
        carried=brought.carried,
        attachments=brought.attachments,
        contents=brought.contents,
        laptops=tuple(
            LaptopHeard(device, seen[device].name, seen[device].seen_ms, held)
            for device, held in brought.held.items()
        ),
        refused=tuple(brought.refused),
    )
