"""How a laptop's attachments go into bundles and come out of them. No action."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from tempfile import TemporaryFile

from enrolment_app.actions.carrying import Carrying, carrying
from enrolment_app.actions.work import Work
from enrolment_app.store import AttachmentDamaged, AttachmentTooLarge, Enrolment
from sync.bundle import Envelope, UpLetter, question_of
from sync.bundle.author import Author, told_of
from sync.bundle.manifest import Letter
from sync.session.attached import Piece, decode_lane_request
from sync.session.lane import LaneTally
from sync.session.lane_by_hand import Chosen, chosen, hear, loads, questions

NOTHING_CHOSEN = Chosen((), 0)


@dataclass
class Spooled:
    """Sealed letters that lie in a file of no name until a bundle takes them."""

    envelopes: list[Envelope] = field(default_factory=list)
    chosen: Chosen = NOTHING_CHOSEN

    def __post_init__(self) -> None:
        self._file = TemporaryFile(prefix="indraj-")  # noqa: SIM115 - `close`

    def add(self, letter: Letter) -> None:
        """Take a letter up; sealed, it tells nobody anything."""
        self.envelopes.append(letter[0])
        self._file.write(letter[1])

    def letters(self) -> Iterator[Letter]:
        """Give them in their order."""
        self._file.seek(0)
        for envelope in self.envelopes:
            yield envelope, self._file.read(envelope.size)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def write_contents(
    work: Work, enrolment: Enrolment, author: Author, now_ms: int, bytes_max: int
) -> Spooled:
    """Write the letters that hand contents over, and those that ask about them.

    The questions are kept, so that their answers can be heard.
    """
    spooled = Spooled()
    if bytes_max <= 0:
        return spooled
    local = carrying(work, enrolment)
    spooled.chosen = chosen(local, bytes_max)
    for request in loads(local, spooled.chosen.offers):
        spooled.add(author.ask(request, now_ms, told_of(request)))
    asked = tuple(questions(local, spooled.chosen.offers))
    with work.store.exchange.together():
        for request in asked:
            work.store.letters.ask(question_of(request), request, now_ms)
    for request in asked:
        spooled.add(author.ask(request, now_ms, told_of(request)))
    return spooled


def take_contents(
    work: Work, letter: Letter, said: UpLetter, areas: Collection[str], at_ms: int
) -> bool:
    """Take what a laptop's letter hands over; tells whether it must be carried on.

    Contents that lie here whole go up from here, piece by piece, and need no letter.
    """
    request = decode_lane_request(said.request)
    kept = [
        piece.key.area in areas and _keep(work, piece, said.device)
        for piece in request.pieces
    ]
    if kept and all(kept):
        work.store.letters.note(letter[0], at_ms)
        return False
    work.store.letters.carry(letter, at_ms)
    return True


def hear_contents(
    work: Work, enrolment: Enrolment, request: bytes, answer: bytes
) -> LaneTally:
    """Hear an answer to a question about attachments."""
    local: Carrying = carrying(work, enrolment)
    return hear(local, request, answer, enrolment.registry_key)


def _keep(work: Work, piece: Piece, by: int) -> bool:
    """Keep a piece that a laptop hands over, if a change known here names it."""
    lane = work.store.lane
    for name in lane.named(piece.key.digest)[:1]:
        if work.store.attachments.holds(name):
            return True
        try:
            end = lane.receive(name, piece.offset, piece.data, by)
            if end >= piece.size:
                lane.complete(name, by=by)
        except (AttachmentDamaged, AttachmentTooLarge):
            return False
        return end >= piece.offset + len(piece.data)
    return False
