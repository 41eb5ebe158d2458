"""Receipts: what the registry holds of a chain, said under its signature."""

from collections.abc import Iterator, Mapping

from sync.receipts import Held, Receipt, encode_receipt
from sync.registry.office import EPOCH, Office
from sync.registry.storage import Books, Chained
from sync.session.messages import CHECK_BYTES, Request, Standing

NOWHERE = Standing(0)


def receipts_for(
    office: Office,
    books: Books,
    request: Request,
    stored: Mapping[tuple[int, str], Chained],
) -> tuple[bytes, ...]:
    """Give a receipt for each end of a chain that the laptop has not been told of.

    And for what it handed over just now (`stored`), where a copy of the laptop has
    gone on from there: the ends are then not its own, and it would wait for ever. And
    for the last segment that is durable, where the laptop does not know that it is.
    """
    epoch = books.setting(EPOCH)
    chains = {
        **dict.fromkeys((request.device, code) for code in request.areas),
        **stored,
    }
    upto = books.areas.durable({code for _, code in chains})
    found: list[bytes] = []
    for (device, code), last in sorted(chains.items(), key=lambda chain: chain[0]):
        own = device == request.device
        stood = request.areas.get(code) if request.epoch == epoch and own else None
        ends = books.log.tips(device, code)
        if last is not None and last not in ends:
            ends = (*ends, last)
        said: dict[bytes, bytes] = {}
        for end in ends:
            safe = _durable(books, code, end, stood or NOWHERE, upto.get(code, 0))
            for one, state in _lacking(end, safe, stood or NOWHERE):
                said[one.head] = receipt(office, epoch, code, one, state)
        found += said.values()
    return tuple(found)


def _durable(
    books: Books, area: str, end: Chained, stood: Standing, upto: int
) -> Chained | None:
    """Give the last segment before an end that is durable, where that may be news."""
    if not upto or stood.durable >= end.last:
        return None
    return books.log.durable(end, area, upto)


def _lacking(
    end: Chained, safe: Chained | None, stood: Standing
) -> Iterator[tuple[Chained, Held]]:
    """Give which of its segments the laptop has not been told of, and how safe it is.

    One that is durable is stored all the more: its end is told once.
    """
    if safe is not None and safe.last > stood.durable:
        yield safe, Held.DURABLE
    told = (end.last, end.head[:CHECK_BYTES]) == (stood.number, stood.head)
    if not told and (safe is None or safe.head != end.head):
        yield end, Held.STORED


def receipt(
    office: Office, epoch: str, area: str, tip: Chained, state: Held = Held.STORED
) -> bytes:
    """Give the signed statement that a chain is held up to this segment."""
    said = Receipt(epoch, tip.device, area, tip.last, tip.head, state, office.clock())
    return encode_receipt(said, office.key.sign)
