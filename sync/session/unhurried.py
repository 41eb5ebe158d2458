"""The exchange by letters: questions written ahead, answers heard whenever they come.

A line gives each answer before the next question. A stick gives it weeks later, twice,
in another order or never, while the laptop went on by other routes. So a question is
kept with its bytes, and its answer is read against it and against what is known *now*:
receipts only grow, and entries count where they continue the log that is here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sync.collecting import uncollected
from sync.erasure import without_orders
from sync.journal import decode_segment
from sync.receipts import decode_receipt
from sync.recovery import slips_taken
from sync.session.arrivals import Keys, arrived
from sync.session.entries import EVERYBODY
from sync.session.errors import RegistryWentBack
from sync.session.local import AreaKnown, Arrived, Delivery, Local, Receipted
from sync.session.machine import GAP
from sync.session.messages import (
    CHECK_BYTES,
    KIB,
    Answer,
    Request,
    decode_request,
    encode_request,
)
from sync.session.standings import standing
from sync.session.trusting import trusted_answer

ANSWER_BYTES = 4 * 1024 * KIB
"""How much an answer may hold: whoever carries it comes once in weeks."""
SEGMENT_BYTES = 128 * KIB
"""What a segment is cut to: it may still have to go over a slow line."""
LOAD_BYTES = 2 * 1024 * KIB
"""How much one question hands over."""


@dataclass
class Heard:
    """What one answer brought; changes are counted, not segments.

    `unfounded`: it builds on a log that is not here, or the registry was restored in
    between; so much of it does not count, and the next question asks again. `whole`: a
    segment bears our number that is not here; the next question asks for it. `packed`:
    what came packed cannot be read here; the next question asks for it entry by entry.
    """

    sent: int = 0
    received: int = 0
    held: int = 0
    forked: bool = False
    whole: bool = False
    packed: bool = False
    unfounded: bool = False
    refused: list[str] = field(default_factory=list)


def questions(
    local: Local, *, whole: bool = False, runs: bool = True
) -> tuple[bytes, ...]:
    """Give the requests that hand over all that has no receipt; always at least one.

    Each says where this laptop stands now, so any of them may be answered first. Only
    the last one asks for much.
    """
    known = local.areas()
    areas = {code: standing(area) for code, area in known.items()}
    # Of whoever writes nobody knows yet what a restored registry forgot.
    key = local.own_rotations()
    loads = [(*key, *load) for load in _loads(local, known)] or [key]
    wants = local.forms_lacking()
    requests = [
        Request(local.device, local.epoch(), areas, load, (), 0) for load in loads[:-1]
    ]
    last = (loads[-1], wants, ANSWER_BYTES, whole, runs, True)
    requests.append(Request(local.device, local.epoch(), areas, *last))
    return tuple(encode_request(request) for request in requests)


@uncollected()
def hear(local: Local, question: bytes, data: bytes, registry_key: bytes) -> Heard:
    """Keep what an answer to one of our questions brings, whenever that is.

    To be called in one transaction of the store. Raises `BadSignature` or `Malformed`
    for what is no answer to it, `RegistryWentBack` where the registry contradicts
    itself.
    """
    asked = decode_request(question)
    answer, key = trusted_answer(local, registry_key, question, data)
    moved_on = answer.epoch != local.epoch()
    if moved_on and asked.epoch != local.epoch():
        # Of an epoch before ours, or after: whoever asks again will know.
        return Heard(unfounded=True)
    if asked.epoch == answer.epoch:
        _must_agree(asked, answer)
    if moved_on:
        _go_back(local, asked, answer)
        local.begin_epoch(answer.epoch)
    heard = Heard()
    local.keep(_delivery(local, asked, answer, key, heard))
    heard.refused += [r.code for r in answer.refused if r.code != GAP]
    return heard


def _loads(local: Local, known: Mapping[str, AreaKnown]) -> Iterator[tuple[bytes, ...]]:
    """Give all own segments without a receipt, and what is relayed, in loads."""
    load: list[bytes] = []
    room = LOAD_BYTES
    for segment in _segments(local, known):
        if load and len(segment) > room:
            yield tuple(load)
            load, room = [], LOAD_BYTES
        load.append(segment)
        room -= len(segment)
    if load:
        yield tuple(load)


def _segments(local: Local, known: Mapping[str, AreaKnown]) -> Iterator[bytes]:
    for code in sorted(known):
        after = known[code].number
        while (segment := local.outgoing(code, after, SEGMENT_BYTES)) is not None:
            yield segment
            after = decode_segment(segment).header.last
        yield from local.relays(code)


def _must_agree(asked: Request, answer: Answer) -> None:
    """Refuse a registry that lacks, in the same epoch, what it had confirmed."""
    for code, news in answer.areas.items():
        stood = asked.areas.get(code)
        if stood is not None and (news.marks or news.counter < stood.cursor):
            raise RegistryWentBack
    lacking = {refusal.segment for refusal in answer.refused if refusal.code == GAP}
    for data in without_orders(asked.segments) if lacking else ():
        segment = decode_segment(data)
        stood = asked.areas.get(segment.header.area)
        confirmed = stood is not None and segment.header.first == stood.number + 1
        # Further on it only means that the load before this one has not come yet.
        ours = segment.header.device == asked.device
        if ours and confirmed and segment.head[:CHECK_BYTES] in lacking:
            raise RegistryWentBack


def _go_back(local: Local, asked: Request, answer: Answer) -> None:
    """Take back what goes beyond the part that both logs are known to share."""
    keys: Keys = {}
    for code, known in sorted(local.areas().items()):
        # What may no longer be read is not told: nothing of its order is known now.
        shared = (
            _shared(local, code, asked, answer, keys) if code in answer.areas else 0
        )
        if shared < known.cursor:
            local.rewind(code, shared)


def _shared(local: Local, code: str, asked: Request, answer: Answer, keys: Keys) -> int:
    """Give up to which entry the registry's log and the one here are the same."""
    news = answer.areas[code]
    for counter, link in news.marks:
        ours = local.link_at(code, counter)
        if ours is not None and ours[:CHECK_BYTES] == link[:CHECK_BYTES]:
            return counter
    start = _start(local, code, asked)
    if news.marks or start is None:
        return 0
    came = arrived(code, start, news, local, answer.forms, keys)
    shared = start.cursor
    for counter, link in enumerate(came.arrived.links, start.cursor + 1):
        if local.link_at(code, counter) != link:
            break
        shared = counter
    return shared


def _start(local: Local, code: str, asked: Request) -> AreaKnown | None:
    """Give where the entries of an answer begin, None if that is not our log's."""
    stood = asked.areas.get(code)
    if stood is None:
        return AreaKnown()
    link = local.link_at(code, stood.cursor)
    if link is None or link[:CHECK_BYTES] != stood.link:
        return None
    return AreaKnown(stood.cursor, link)


def _delivery(
    local: Local, asked: Request, answer: Answer, registry_key: bytes, heard: Heard
) -> Delivery:
    known = local.areas()
    receipts = _receipts(local, answer, registry_key, known, heard)
    return Delivery(
        answer.epoch,
        answer.time,
        tuple(receipts),
        tuple(_continuing(local, asked, answer, known, heard)),
        answer.forms,
        tuple(code for code in answer.areas if code not in known),
        tuple(slips_taken(asked.segments, answer.refusals)),
        fresh=False,
    )


def _receipts(
    local: Local,
    answer: Answer,
    registry_key: bytes,
    known: Mapping[str, AreaKnown],
    heard: Heard,
) -> Iterator[Receipted]:
    for data in answer.receipts:
        receipt = decode_receipt(data, registry_key)
        ours = receipt.device == local.device
        if ours and local.segment_head(receipt.area, receipt.number) != receipt.head:
            # Another laptop seals under our number: a copy of this one.
            heard.forked = True
            continue
        if ours:
            before = known.get(receipt.area, AreaKnown()).number
            heard.sent += max(0, receipt.number - before)
        yield Receipted(receipt, data)


def _continuing(
    local: Local,
    asked: Request,
    answer: Answer,
    known: Mapping[str, AreaKnown],
    heard: Heard,
) -> Iterator[Arrived]:
    # What everybody's log tells of keys counts for what comes beside it.
    keys: Keys = {}
    for code in sorted(answer.areas, key=lambda code: (code != EVERYBODY, code)):
        start = _start(local, code, asked)
        if start is None:
            heard.unfounded = heard.unfounded or bool(answer.areas[code].entries)
            continue
        came = arrived(code, start, answer.areas[code], local, answer.forms, keys)
        heard.whole = heard.whole or came.unknown_own
        heard.packed = heard.packed or came.packed
        rest = _rest(came.arrived, known.get(code, AreaKnown()))
        if rest is not None:
            # Of what was known in part the count is a ceiling.
            heard.received += came.changes
            heard.held += came.held_own
            yield rest


def _rest(came: Arrived, known: AreaKnown) -> Arrived | None:
    """Give the part of new entries that follows what is here, None where none does."""
    skip = known.cursor - came.after
    if skip >= len(came.entries):
        return None
    if skip and came.links[skip - 1] != known.link:
        raise RegistryWentBack
    entries, links = came.entries[skip:], came.links[skip:]
    return Arrived(came.area, known.cursor, entries, links, came.cursor, came.link)
