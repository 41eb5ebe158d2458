"""The published vectors of erasure: what must be read, and what must be refused."""

from sync.dictionary import DICTIONARIES
from sync.erasure import check_order, decode_order
from sync.journal import Opened, decode_segment, open_segment, verify
from sync.layout import Layout
from sync.stubs import vouched_by
from tests.vectors.judging import each, read, refused

VECTORS = read("erasure.json")
LAYOUTS = {VECTORS["layout"]["id"]: Layout.from_json(VECTORS["layout"])}


def ordered(data):
    check_order(data, [bytes.fromhex(VECTORS["registry"])])
    return decode_order(data)


def opened(data):
    segment = decode_segment(data)
    key = bytes.fromhex(VECTORS["key"])
    verify(segment, key)
    vouched_by(segment.signed, segment.stubs, segment.word, [key])
    return open_segment(segment, LAYOUTS, DICTIONARIES)


@each(VECTORS["orders"])
def test_an_order_is_read(vector):
    order = ordered(bytes.fromhex(vector["hex"]))

    rests = {name.hex(): rest.hex() for name, rest in order.rests.items()}
    said = (order.asked, order.by, order.why, order.time)
    assert (list(order.records), rests) == (vector["records"], vector["rests"])
    assert said == tuple(vector[name] for name in ("asked", "by", "why", "time"))


@each(VECTORS["bad_orders"])
def test_any_other_order_is_refused(vector):
    refused(vector, ordered)


@each(VECTORS["segments"])
def test_a_pruned_segment_is_read(vector):
    data = bytes.fromhex(vector["hex"])
    found = opened(data)

    assert isinstance(found, Opened)
    assert decode_segment(data).head.hex() == vector["head"]
    assert [change.name.hex() for change in found.changes] == vector["changes"]
    gone = {name.hex(): list(records) for name, records in found.gone.items()}
    assert gone == vector["gone"]
    assert vector["left"] == {
        change.name.hex(): sorted({g for p in change.parts for g in p.writes})
        for change in found.changes
    }


@each(VECTORS["bad_segments"])
def test_any_other_pruned_segment_is_refused(vector):
    refused(vector, opened)
