"""Recovery codes for the office: read by it alone, and by nobody once altered."""

from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from sync.errors import IntegrityError
from sync.recovery import (
    check_slip,
    decode_slip,
    encode_slip,
    is_slip,
    opened_code,
    sealed_code,
)
from tests.vectors.given import KEY
from tests.vectors.judging import data_of, each, read, refused
from tests.vectors.slips import CODE, OFFICE, OFFICE_KEY, SLIP

SLIPS = read("slips.json")


def checked(data):
    slip, signature = decode_slip(data)
    check_slip(slip, signature, bytes.fromhex(SLIPS["key"]))
    return slip


@each(SLIPS["good"])
def test_a_slip_says_what_it_says(vector):
    slip = checked(data_of(vector))

    told = (vector["device"], vector["person"], vector["number"])
    assert (slip.device, slip.person, slip.number) == told
    private = X25519PrivateKey.from_private_bytes(bytes.fromhex(SLIPS["office"]))
    assert opened_code(slip, private) == vector["code"]
    assert encode_slip(slip, KEY.sign) == data_of(vector)
    assert is_slip(data_of(vector))


@each(SLIPS["bad"])
def test_any_other_slip_is_refused(vector):
    refused(vector, checked)


def test_a_code_is_sealed_to_one_key_and_for_one_slip():
    slip = sealed_code(CODE, 7, "p-asha", 3, OFFICE_KEY)
    other = X25519PrivateKey.from_private_bytes(bytes(32))

    assert opened_code(slip, OFFICE) == CODE
    assert opened_code(slip, other) is None
    for change in ({"person": "p-bilal"}, {"device": 8}, {"number": 4}):
        assert opened_code(replace(slip, **change), OFFICE) is None
    assert opened_code(replace(slip, sealed=b"short"), OFFICE) is None


@given(st.binary(max_size=300))
def test_odd_bytes_are_refused_and_nothing_crashes(data):
    whole = encode_slip(SLIP, KEY.sign)
    for odd in (data, whole[: len(data)] + data):
        if odd != whole:
            try:
                decode_slip(odd)
            except IntegrityError:
                continue
