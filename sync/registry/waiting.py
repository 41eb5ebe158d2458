"""What was put aside is tried again when what it waited for has come."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import TypeAlias

from sync.errors import BadSignature, IntegrityError, Malformed, WrongNames
from sync.journal import decode_segment
from sync.registry.acceptance import NUL, Accepted, accept
from sync.registry.clashes import through_clashes
from sync.registry.office import Office
from sync.registry.storage import Books, Chained, PutAside
from sync.session.machine import GAP
from sync.session.messages import CHECK_BYTES

NO_SEGMENT = (BadSignature.code, Malformed.code, WrongNames.code)

Chains: TypeAlias = Mapping[tuple[int, str], Chained]


def accept_all(office: Office, segments: Sequence[bytes], bringer: int = 0) -> Accepted:
    """Store segments as `accept` does, and what waited for them to come first."""
    accepted = accept(office, segments, bringer)
    followed = _followed(office, accepted.chains)
    return Accepted(_newest(accepted.chains, followed), accepted.refused)


def try_again(office: Office, code: str = "") -> int:
    """Take what was put aside if now it can be: for one reason, or all of it.

    A person says so of all of it, and answers for what others brought than its device.
    Gives how many segments were taken, also of those that waited for others.
    """
    before = _aside(office)
    waited = [one for one in before if code in ("", one.code)]
    if not code:
        waited = [one if _is_own(one) else replace(one, bringer=0) for one in waited]
    _followed(office, _taken(office, waited))
    with office.storage.reading() as books:
        return sum(_stands(books, one.bytes) for one in before)


def _followed(office: Office, chains: Chains) -> Chains:
    """Take what waits for the newest of chains; gives those that go on further."""
    further: Chains = {}
    while chains:
        devices = {device for device, _ in chains}
        chains = _taken(office, _aside(office, GAP, devices))
        further = _newest(further, chains)
    return further


def _newest(one: Chains, other: Chains) -> Chains:
    """Give of each chain the segment that goes further."""
    ahead = {
        chain: end
        for chain, end in other.items()
        if chain not in one or end.last > one[chain].last
    }
    return {**one, **ahead}


def _taken(office: Office, waited: Sequence[PutAside]) -> Chains:
    """Take what was put aside; what stands in its log then lies aside no more.

    Nor does what turns out to be no segment, now that it can be read.
    """
    if not waited:
        return {}
    chains: Chains = {}
    spoiled: set[bytes] = set()
    ordered = sorted(waited, key=_bringer)
    for bringer, some in groupby(ordered, key=_bringer):
        taken = partial(accept, office, [one.bytes for one in some], bringer)
        accepted = through_clashes(taken)
        chains = _newest(chains, accepted.chains)
        spoiled |= {o.segment for o in accepted.refused if o.code in NO_SEGMENT}
    with office.storage.writing() as books:
        books.aside.let_go(
            [
                one.hash
                for one in waited
                if one.hash[:CHECK_BYTES] in spoiled or _stands(books, one.bytes)
            ]
        )
    return chains


def _bringer(one: PutAside) -> int:
    return one.bringer


def _is_own(one: PutAside) -> bool:
    return one.bringer == one.device


def _aside(
    office: Office, code: str = "", devices: Collection[int] = ()
) -> tuple[PutAside, ...]:
    with office.storage.reading() as books:
        return books.aside.all(code, devices)


def _stands(books: Books, data: bytes) -> bool:
    """Tell whether a segment that was put aside stands in its log."""
    try:
        segment = decode_segment(data)
    except IntegrityError:
        return False
    header = segment.header
    if NUL in header.area:
        # An earlier program put it aside; no database can be asked for it.
        return False
    return books.log.segment(header.device, header.area, segment.head) is not None
