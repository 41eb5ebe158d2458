"""Receipts: what the registry holds of a chain, said under its signature."""

from collections.abc import Mapping

from sync.receipts import Held, Receipt, encode_receipt
from sync.registry.office import EPOCH, Office
from sync.registry.storage import Books, Chained
from sync.session.messages import CHECK_BYTES, Request


def receipts_for(
    office: Office,
    books: Books,
    request: Request,
    stored: Mapping[tuple[int, str], Chained],
) -> tuple[bytes, ...]:
    """Give a receipt for each end of a chain that the laptop has not been told of.

    And for what it handed over just now (`stored`), where a copy of the laptop has
    gone on from there: the ends are then not its own, and it would wait for ever.
    """
    epoch = books.setting(EPOCH)
    chains = {
        **dict.fromkeys((request.device, code) for code in request.areas),
        **stored,
    }
    found: list[bytes] = []
    for (device, code), last in sorted(chains.items(), key=lambda chain: chain[0]):
        own = device == request.device
        stood = request.areas.get(code) if request.epoch == epoch and own else None
        told = (stood.number, stood.head) if stood else (0, b"")
        ends = books.log.tips(device, code)
        if last is not None and last not in ends:
            ends = (*ends, last)
        new = [end for end in ends if (end.last, end.head[:CHECK_BYTES]) != told]
        found += [receipt(office, epoch, code, end) for end in new]
    return tuple(found)


def receipt(office: Office, epoch: str, area: str, tip: Chained) -> bytes:
    """Give the signed statement that a chain is held up to this segment."""
    said = Receipt(
        epoch, tip.device, area, tip.last, tip.head, Held.STORED, office.clock()
    )
    return encode_receipt(said, office.key.sign)
