"""The published vectors of attachments: what is read, and above all what is refused."""

import random
from contextlib import suppress

from sync.errors import IntegrityError
from sync.session.attached import (
    decode_attachment_receipt,
    decode_lane_answer,
    decode_lane_request,
    encode_attachment_receipt,
    encode_lane_answer,
    encode_lane_request,
    is_of_lane,
)
from tests.vectors.given import REGISTRY
from tests.vectors.judging import data_of, each, read, refused

REQUESTS, ANSWERS = read("lane_requests.json"), read("lane_answers.json")
RECEIPTS = read("lane_receipts.json")
REGISTRY_KEY = bytes.fromhex(RECEIPTS["key"])


@each(REQUESTS["good"])
def test_a_request_is_read_and_written(vector):
    data = data_of(vector)

    assert encode_lane_request(decode_lane_request(data)) == data
    assert is_of_lane(data)


@each(REQUESTS["bad"])
def test_any_other_request_is_refused(vector):
    refused(vector, decode_lane_request)


@each(REQUESTS["good"])
def test_whatever_is_altered_is_read_or_refused_and_nothing_else(vector):
    dice, whole = random.Random(7), data_of(vector)

    for _ in range(2000):
        data = bytearray(whole)
        for _ in range(dice.randrange(1, 4)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        with suppress(IntegrityError):
            decode_lane_request(bytes(data[: dice.randrange(1, len(data) + 1)]))
            decode_lane_request(bytes(data))


def heard(data):
    return decode_lane_answer(data, bytes.fromhex(ANSWERS["question"]), REGISTRY_KEY)


@each(ANSWERS["good"])
def test_an_answer_is_read_and_written(vector):
    question = bytes.fromhex(ANSWERS["question"])

    again = encode_lane_answer(heard(data_of(vector)), question, REGISTRY.sign)

    assert again == data_of(vector)


@each(ANSWERS["bad"])
def test_any_other_answer_is_refused(vector):
    refused(vector, heard)


@each(RECEIPTS["good"])
def test_a_receipt_says_what_it_says(vector):
    receipt = decode_attachment_receipt(data_of(vector), REGISTRY_KEY)

    assert (receipt.epoch, receipt.device) == (vector["epoch"], vector["device"])
    assert (receipt.state, receipt.time) == (vector["state"], vector["time"])
    contents = {a: [d.hex() for d in found] for a, found in receipt.contents.items()}
    assert contents == vector["contents"]
    assert encode_attachment_receipt(receipt, REGISTRY.sign) == data_of(vector)


@each(RECEIPTS["bad"])
def test_any_other_receipt_is_refused(vector):
    refused(vector, lambda data: decode_attachment_receipt(data, REGISTRY_KEY))
