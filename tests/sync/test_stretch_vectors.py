"""The published stretches: what is read, and above all what is refused."""

from sync.session.resumed import (
    decode_heard,
    decode_stretch,
    encode_heard,
    encode_stretch,
)
from tests.vectors.judging import data_of, each, read, refused

STRETCHES = read("stretches.json")


@each(STRETCHES["good"])
def test_a_stretch_is_read_and_written(vector):
    assert encode_stretch(decode_stretch(data_of(vector))) == data_of(vector)


@each(STRETCHES["bad"])
def test_any_other_stretch_is_refused(vector):
    refused(vector, decode_stretch)


@each(STRETCHES["good_answers"])
def test_what_was_heard_is_read_and_written(vector):
    assert encode_heard(decode_heard(data_of(vector))) == data_of(vector)


@each(STRETCHES["bad_answers"])
def test_anything_else_was_not_heard(vector):
    refused(vector, decode_heard)
