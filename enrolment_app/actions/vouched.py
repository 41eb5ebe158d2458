"""Whom actions believe: the registry, and whom it vouches for. No action."""

from contextlib import suppress
from dataclasses import dataclass

from enrolment_app.actions.work import Work
from enrolment_app.store import Enrolment
from sync.bundle import BundleAltered, UpLetter, decode_up, question_of, unseal
from sync.bundle.introduction import Introduction, decode_introduction
from sync.bundle.manifest import Envelope, Kind
from sync.errors import BadSignature, IntegrityError
from sync.rotation import decode_rotation, is_rotation
from sync.session.attached import is_of_lane
from sync.session.messages import decode_request
from sync.session.trusting import lineage
from sync.succession import Lineage


def enrolment_of(work: Work) -> Enrolment:
    """Give what this laptop is to its registry; whoever reads letters is enrolled."""
    enrolment = work.store.device.enrolment
    assert enrolment is not None, "who reads letters is enrolled"
    return enrolment


def keys_of_registry(work: Work) -> Lineage:
    """Give the registry's keys as this laptop knows them."""
    return lineage(work.store.exchange, enrolment_of(work).registry_key)


@dataclass(frozen=True)
class Vouched:
    """An open letter: who introduced its laptop, and every key the laptop had.

    `introduced` is None where nobody vouches for it but a key that the registry has
    given up, or, of attachments, where its own key is not known here: such a letter
    is carried on unseen.
    """

    said: UpLetter
    introduced: Introduction | None
    keys: tuple[bytes, ...] = ()


def opened_up(
    work: Work, identities: tuple[str, ...], envelope: Envelope, sealed: bytes
) -> Vouched:
    """Open a laptop's letter and be sure whose it is; remember the laptop."""
    said = decode_up(unseal(sealed, identities))
    named = (envelope.kind, envelope.device, envelope.question)
    if named != (Kind.UP, said.device, question_of(said.request)):
        raise BundleAltered("a letter in another's envelope")
    met, told = (
        work.store.letters.met(said.device),
        work.store.exchange.device_keys(said.device),
    )
    known = told or ((met,) if met else ())
    had = _keys_told(said)
    if known and set(known).isdisjoint(had):
        if is_of_lane(said.request):
            # How its laptop came to that key stands in the letters about records.
            return Vouched(said, None)
        raise BundleAltered("another laptop's number")
    keys = keys_of_registry(work)
    try:
        introduced = decode_introduction(said.introduction, keys.newest)
    except BadSignature:
        introduced = _introduced_before(said, keys)
        if not known:
            # It may be who it says, or somebody has the key that was given up.
            return Vouched(said, None)
    if introduced.device != said.device:
        raise BundleAltered("another laptop's number")
    work.store.letters.meet(
        said.device, introduced.name, said.public, said.recipient, said.written_ms
    )
    return Vouched(said, introduced, (*known, *had))


def _keys_told(said: UpLetter) -> tuple[bytes, ...]:
    """Give the keys by which a laptop came to the one of its letter, that one last.

    Each rotation is signed with both its keys, so whoever knows one knows the next.
    """
    before: dict[bytes, bytes] = {}
    lane = is_of_lane(said.request)
    for data in () if lane else decode_request(said.request).segments:
        # What is none is refused by itself.
        with suppress(IntegrityError):
            if (
                is_rotation(data)
                and (told := decode_rotation(data)).device == said.device
            ):
                before[told.new] = told.old
    had = {said.public: None}
    while (key := before.pop(next(reversed(had)), None)) is not None:
        had[key] = None
    return tuple(reversed(had))


def _introduced_before(said: UpLetter, keys: Lineage) -> Introduction:
    """Read a word about a laptop that the registry signed with a former key."""
    for former in keys.keys[:-1]:
        with suppress(BadSignature):
            return decode_introduction(said.introduction, former)
    raise BadSignature("introduction")
