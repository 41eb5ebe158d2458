"""The registry's half of the lane of attachments: what it awaits, says and gives.

Which contents are awaited follows from delivered changes alone; there is a receipt for
what `attaching` has stored.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from sync.attachments import digest_of, is_reference
from sync.change import Change
from sync.layout import Layout
from sync.receipts import Held
from sync.registry.attaching import Taking
from sync.registry.office import EPOCH, Office
from sync.registry.serving import ANSWER_BYTES_MAX, ANSWER_BYTES_MIN, readable
from sync.registry.storage import Attachment, Books
from sync.session import EVERYBODY
from sync.session.attached import (
    CHUNK_BYTES,
    ITEMS_MAX,
    AttachmentReceipt,
    Key,
    LaneAnswer,
    LaneRequest,
    Piece,
    State,
    Wish,
    encode_attachment_receipt,
    encode_lane_answer,
)


def expect(
    office: Office,
    books: Books,
    area: str,
    changes: Iterable[Change],
    layouts: Mapping[str, Layout],
) -> None:
    """Wait from now on for the contents that delivered changes refer to."""
    now = office.clock()
    found = [
        Attachment(area, digest, change.device, record, State.AWAITED, 0, now)
        for change in changes
        if (layout := layouts.get(change.layout)) is not None and layout.uploads
        for record, digest in references_in(change, layout.uploads)
    ]
    if found:
        books.attachments.expect(found)


def references_in(
    change: Change, uploads: Collection[str]
) -> Iterator[tuple[str, bytes]]:
    """Give the contents that a change refers to, each with its record."""
    for part in change.parts:
        for value in part.writes.values():
            for path, atom in value.items():
                if path in uploads and is_reference(atom):
                    yield part.record, digest_of(str(atom))


def take_lane(office: Office, request: LaneRequest) -> Taking:
    """Keep what a request hands over."""
    taking = Taking(office, request.device)
    taking.take(request)
    return taking


def reply_lane(
    office: Office, request: LaneRequest, data: bytes, taking: Taking
) -> bytes:
    """Say what is stored now and give what was wished for."""
    lost: list[Key] = []
    handed = {o.key for o in request.offers} | {p.key for p in request.pieces}
    with office.storage.reading() as books:
        epoch, office = books.setting(EPOCH), office.as_of(books)
        _look_again(books, taking)
        pieces = tuple(_wished(books, request, taking, lost))
        known = books.attachments.find(handed)
    if lost:
        with office.storage.writing() as books:
            for key in lost:
                books.attachments.lose(key)
    told = tuple(taking.said.values())
    stored = [t.key for t in told if t.state == State.STORED and t.key in handed]
    safe = [key for key in stored if key in known and known[key].durable]
    rest = [key for key in stored if key not in safe]
    device = request.device
    receipts = (
        *_receipts(office, epoch, device, Held.DURABLE, safe),
        *_receipts(office, epoch, device, Held.STORED, rest),
    )
    followed = office.ring.successions
    said = LaneAnswer(epoch, office.clock(), told, receipts, pieces, followed)
    return encode_lane_answer(said, data, office.key.sign)


def _look_again(books: Books, taking: Taking) -> None:
    """Tell what was stored since it was looked for: by other letters of a bundle."""
    waiting = [key for key, t in taking.said.items() if t.state == State.AWAITED]
    for key, row in books.attachments.find(waiting).items():
        if row.state == State.STORED:
            taking.tell(key, State.STORED, row.size)


@dataclass(frozen=True, slots=True)
class Content:
    """A content that may be given: its size, and how to read bytes from an offset."""

    size: int
    read: Callable[[int, int], bytes | None]


def _wished(
    books: Books, request: LaneRequest, taking: Taking, lost: list[Key]
) -> Iterator[Piece]:
    """Give pieces of what was wished for, as many as the answer may hold."""
    room = min(max(request.bytes_max, ANSWER_BYTES_MIN), ANSWER_BYTES_MAX)
    count = 0
    for wish, content in _given(books, request, taking):
        offset = wish.offset
        while offset < content.size and room > 0 and count < ITEMS_MAX:
            data = content.read(offset, min(CHUNK_BYTES, room))
            if not data:
                # Somebody took it away here: whoever has it brings it again.
                lost.append(wish.key)
                taking.tell(wish.key, State.AWAITED)
                break
            yield Piece(wish.key, content.size, offset, data)
            offset += len(data)
            room -= len(data)
            count += 1


def _given(
    books: Books, request: LaneRequest, taking: Taking
) -> Iterator[tuple[Wish, Content]]:
    """Give what of the wishes is here and may be read; say what becomes of each."""
    if not request.wishes:
        return
    areas = readable(books, request.device)
    keys = [wish.key for wish in request.wishes if wish.key.area in areas]
    known = books.attachments.find(keys)
    for wish in request.wishes:
        key, row = wish.key, known.get(wish.key)
        if row is not None and row.state == State.STORED:
            read = partial(taking.office.bodies.read, key.digest)
            content: Content | None = Content(row.size, read)
        else:
            content = _filter(books, key)
        if content is None:
            taking.tell(key, State.UNKNOWN if row is None else row.state)
            continue
        taking.tell(key, State.STORED, content.size)
        yield wish, content


def _filter(books: Books, key: Key) -> Content | None:
    """Give a filter of identity numbers that is in use: everybody may read those."""
    body = books.identities.body(key.digest) if key.area == EVERYBODY else None
    if body is None:
        return None
    return Content(len(body), lambda offset, size: body[offset : offset + size])


def _receipts(
    office: Office, epoch: str, device: int, state: Held, held: Collection[Key]
) -> Iterator[bytes]:
    contents: dict[str, list[bytes]] = {}
    for key in held:
        contents.setdefault(key.area, []).append(key.digest)
    if contents:
        found = {area: tuple(digests) for area, digests in contents.items()}
        now = office.clock()
        said = AttachmentReceipt(epoch, device, state, now, found)
        yield encode_attachment_receipt(said, office.key.sign)
