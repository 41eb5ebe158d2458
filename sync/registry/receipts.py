"""Receipts: what the registry holds of a chain, said under its signature."""

from sync.receipts import Held, Receipt, encode_receipt
from sync.registry.office import EPOCH, Office
from sync.registry.storage import Books, Chained
from sync.session.messages import CHECK_BYTES, Request, Standing


def receipts_for(
    office: Office, books: Books, request: Request, relayed: frozenset[tuple[int, str]]
) -> tuple[bytes, ...]:
    """Give a receipt for each end of a chain that the laptop has not been told of."""
    epoch = books.setting(EPOCH)
    found: list[bytes] = []
    for code, stood in request.areas.items():
        at = stood if request.epoch == epoch else Standing(0)
        told = (at.number, at.head)
        tips = books.log.tips(request.device, code)
        new = [tip for tip in tips if (tip.last, tip.head[:CHECK_BYTES]) != told]
        found += [receipt(office, epoch, code, tip) for tip in new]
    for device, code in sorted(relayed):
        if device != request.device or code not in request.areas:
            tips = books.log.tips(device, code)
            found += [receipt(office, epoch, code, tip) for tip in tips]
    return tuple(found)


def receipt(office: Office, epoch: str, area: str, tip: Chained) -> bytes:
    """Give the signed statement that a chain is held up to this segment."""
    said = Receipt(
        epoch, tip.device, area, tip.last, tip.head, Held.STORED, office.clock()
    )
    return encode_receipt(said, office.key.sign)
