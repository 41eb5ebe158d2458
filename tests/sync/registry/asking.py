"""Requests by hand, as an attacker would write them."""

import itertools

from sync import wire
from sync.journal import FIRST_PREVIOUS, encode_segment
from sync.seal import Purpose
from sync.session.messages import Request, Standing, decode_answer, encode_request
from sync.transports.http import GRANT
from sync.transports.keys import assertion
from tests.sync.registry.line import keys_of
from tests.sync.registry.offices import AREA, LAYOUT, NOW_MS, a_record

HOUSE = a_record(1)
NOW = NOW_MS / 1000
NONCES = itertools.count()


def token_for(office, client, laptop, now=NOW, **claims):
    keys = keys_of(office, laptop)
    signed = assertion(keys, now, b"%08d" % next(NONCES))
    form = {"grant_type": GRANT, "assertion": claims.get("assertion", signed)}
    return client.post("/token", data=form)


def bearer(office, client, laptop):
    given = token_for(office, client, laptop).json()["access_token"]
    return {"Authorization": f"Bearer {given}"}


def a_request(laptop, *segments, areas=(AREA,)):
    return encode_request(
        Request(
            laptop.device, "", {code: Standing(0) for code in ("", *areas)}, segments
        )
    )


def ask(office, client, laptop, *segments, areas=(AREA,)):
    request = a_request(laptop, *segments, areas=areas)
    said = client.post(
        "/exchange", content=request, headers=bearer(office, client, laptop)
    )
    assert said.status_code == 200, said.text
    return decode_answer(said.content, request, office.key.public)


def a_segment(laptop, key=None, area=AREA, first=1, previous=FIRST_PREVIOUS):
    change = laptop.write(HOUSE, "q/text", "mud", area=area)
    return encode_segment(
        [change],
        first=first,
        previous=previous,
        receipt=b"",
        layouts={LAYOUT.id: LAYOUT},
        sign=(key or laptop.key).sign,
    )


def with_body(segment, body, laptop, names=None):
    """Put another body under a header that is signed all the same."""
    signed, _, erased, _ = wire.decode(segment)
    if names is not None:
        header = wire.decode(signed)
        header[6] = names
        signed = wire.encode(header)
    signature = laptop.key.sign(Purpose.SEGMENT, signed)
    return wire.encode([signed, signature, erased, body])


def order(office, area=AREA):
    with office.storage.reading() as books:
        return books.changes.order(area, HOUSE)
