"""The published vectors: what must be read, and above all what must be refused."""

import pytest

from sync import wire
from sync.change import Change, Context, Part, Why, canonical, from_plain
from sync.dictionary import DICTIONARIES
from sync.journal import (
    Erased,
    Opened,
    Unreadable,
    decode_segment,
    encode_segment,
    open_segment,
    verify,
)
from sync.layout import Layout
from sync.receipts import decode_receipt, encode_receipt
from sync.session.entries import SegmentEntry
from sync.session.entrycode import decode_entry, encode_entry, link_after, told
from sync.session.messages import (
    decode_answer,
    decode_request,
    encode_answer,
    encode_request,
)
from sync.values import record_id
from tests.vectors.given import KEY, REGISTRY
from tests.vectors.judging import data_of, each, read, refused
from tests.vectors.make_vectors import HERE, VECTORS, text_of

BAD_SHARE = 0.5


CBOR, CHANGES, SEGMENTS = (
    read(n) for n in ("cbor.json", "changes.json", "segments.json")
)
RECEIPTS, ENTRIES = read("receipts.json"), read("entries.json")
REQUESTS, ANSWERS = read("requests.json"), read("answers.json")
LAYOUTS = {SEGMENTS["layout"]["id"]: Layout.from_json(SEGMENTS["layout"])}


@pytest.mark.parametrize("name", VECTORS)
def test_the_files_are_what_the_script_makes(name):
    assert (HERE / name).read_text(encoding="utf-8") == text_of(name)


def test_most_vectors_are_bad_ones():
    files = [read(name) for name in VECTORS]
    bad = sum(
        len(rows) for file in files for name, rows in file.items() if "bad" in name
    )
    all_of_them = sum(
        len(rows) for file in files for rows in file.values() if isinstance(rows, list)
    )

    assert bad > BAD_SHARE * all_of_them


# -- CBOR


def plainly(value):
    """Undo the JSON form of bytes."""
    if isinstance(value, dict) and set(value) == {"hex"}:
        return bytes.fromhex(value["hex"])
    return [plainly(item) for item in value] if isinstance(value, list) else value


@each(CBOR["good"])
def test_cbor_is_read_and_written(vector):
    value = wire.decode(data_of(vector))

    assert value == plainly(vector["value"])
    assert type(value) is type(plainly(vector["value"]))
    assert wire.encode(value) == data_of(vector)


@each(CBOR["bad"])
def test_any_other_cbor_is_refused(vector):
    refused(vector, wire.decode)


# -- changes


def change_in(vector):
    parts = tuple(
        Part(
            part["record"],
            Context(
                part["seen"],
                frozenset(bytes.fromhex(name) for name in part["extras"]),
                part["epoch"],
            ),
            {
                group: {path: from_plain(atom) for path, atom in value.items()}
                for group, value in part["writes"].items()
            },
        )
        for part in vector["parts"]
    )
    fields = {n: vector[n] for n in ("layout", "area", "person", "device", "note")}
    why, time = Why(vector["why"]), vector["time"]
    return Change(bytes.fromhex(vector["visit"]), parts, why=why, time=time, **fields)


@each(CHANGES["changes"])
def test_a_change_has_one_name(vector):
    change = change_in(vector)

    assert canonical(change).hex() == vector["canonical"]
    assert change.name.hex() == vector["name"]


@pytest.mark.parametrize("vector", CHANGES["records"])
def test_a_record_s_id_follows_from_its_visit(vector):
    assert (
        record_id(bytes.fromhex(vector["visit"]), vector["ordinal"])
        == (vector["record"])
    )


# -- segments


def opened(data):
    segment = decode_segment(data)
    verify(segment, bytes.fromhex(SEGMENTS["key"]))
    return open_segment(segment, LAYOUTS, DICTIONARIES)


@each(SEGMENTS["good"])
def test_a_segment_opens_to_what_its_device_signed(vector):
    found = opened(data_of(vector))
    segment = decode_segment(data_of(vector))

    assert segment.head.hex() == vector["head"]
    assert segment.header.first == vector["first"]
    if vector["opens"] == "erased":
        assert isinstance(found, Erased)
        assert [name.hex() for name in found.names] == vector["changes"]
        return
    assert isinstance(found, Opened)
    assert [change.name.hex() for change in found.changes] == vector["changes"]
    again = encode_segment(
        found.changes,
        first=vector["first"],
        previous=segment.header.previous,
        receipt=b"",
        layouts=LAYOUTS,
        sign=KEY.sign,
        dictionary=vector["dictionary"],
        dictionaries=DICTIONARIES,
    )
    assert again == data_of(vector)


@each([one for one in SEGMENTS["good"] if one["opens"] == "opened"])
def test_a_segment_of_an_unknown_questionnaire_waits(vector):
    found = open_segment(decode_segment(data_of(vector)), {}, DICTIONARIES)

    assert found == Unreadable(layouts=tuple(LAYOUTS))


@each(SEGMENTS["bad"])
def test_any_other_segment_is_refused(vector):
    refused(vector, opened)


# -- receipts, entries, messages


@each(RECEIPTS["good"])
def test_a_receipt_says_what_it_says(vector):
    receipt = decode_receipt(data_of(vector), bytes.fromhex(RECEIPTS["key"]))

    assert (receipt.epoch, receipt.device, receipt.area, receipt.number) == (
        vector["epoch"],
        vector["device"],
        vector["area"],
        vector["number"],
    )
    assert (receipt.head.hex(), receipt.state, receipt.time) == (
        vector["head"],
        vector["state"],
        vector["time"],
    )
    assert encode_receipt(receipt, REGISTRY.sign) == data_of(vector)


@each(RECEIPTS["bad"])
def test_any_other_receipt_is_refused(vector):
    key = bytes.fromhex(RECEIPTS["key"])

    refused(vector, lambda data: decode_receipt(data, key))


def test_a_log_is_chained_entry_by_entry():
    link = b""
    for vector in ENTRIES["log"]:
        entry = decode_entry(data_of(vector))
        assert encode_entry(entry) == data_of(vector)
        said = data_of(vector)
        if isinstance(entry, SegmentEntry):
            segment = decode_segment(entry.segment)
            at = segment.header
            said = told(at.device, at.first, at.last, segment.head, entry.held)
        link = link_after(link, said)
        assert link.hex() == vector["link"]


@each(ENTRIES["bad"])
def test_any_other_entry_is_refused(vector):
    refused(vector, decode_entry)


@each(REQUESTS["good"])
def test_a_request_is_read_and_written(vector):
    assert encode_request(decode_request(data_of(vector))) == data_of(vector)


@each(REQUESTS["bad"])
def test_any_other_request_is_refused(vector):
    refused(vector, decode_request)


def heard(data):
    question = bytes.fromhex(ANSWERS["question"])
    return decode_answer(data, question, bytes.fromhex(ANSWERS["key"]))


@each(ANSWERS["good"])
def test_an_answer_is_read_and_written(vector):
    question = bytes.fromhex(ANSWERS["question"])

    again = encode_answer(heard(data_of(vector)), question, REGISTRY.sign)

    assert again == data_of(vector)


@each(ANSWERS["bad"])
def test_any_other_answer_is_refused(vector):
    refused(vector, heard)
