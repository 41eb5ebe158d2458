"""Letters speak for themselves, whoever brings them, and open for their readers only."""

from contextlib import suppress
from dataclasses import replace

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyrage import x25519

from sync.bundle import (
    BundleAltered,
    Custody,
    DownLetter,
    Kind,
    decode_custody,
    decode_down,
    decode_up,
    encode_down,
    identity_from,
    question_of,
    recipient_of,
    seal,
    unseal,
)
from sync.bundle.introduction import (
    Introduction,
    decode_introduction,
    encode_introduction,
)
from sync.bundle.letters import down_successions_in, enrolment_proof
from sync.bundle.manifest import (
    check_answer,
    decode_letters,
    encode_letters,
    signed_answer,
)
from sync.errors import BadSignature, IntegrityError, Malformed
from sync.seal import SigningKey
from sync.session.messages import successions_in
from sync.succession import decode_succession
from tests.sync.bundle.files import LAPTOP, READER, REGISTRY, an_author

REQUEST = b"a request"


def test_a_letter_brings_what_http_would_have_asked():
    author = an_author(introduction=b"who I am", enrol_token="secret")

    envelope, sealed = author.ask(REQUEST, 5)

    letter = decode_up(unseal(sealed, [READER]))
    assert (letter.device, letter.public, letter.request) == (7, LAPTOP.public, REQUEST)
    assert letter.recipient == author.recipient
    assert (envelope.kind, envelope.question) == (Kind.UP, question_of(REQUEST))
    assert b"secret" not in unseal(sealed, [READER])


def test_the_proof_of_a_token_is_good_for_one_key_only():
    ours = enrolment_proof(b"hash", 7, LAPTOP.public)

    assert ours != enrolment_proof(b"hash", 7, REGISTRY.public)
    assert ours != enrolment_proof(b"hash", 8, LAPTOP.public)


def test_any_standard_tool_that_knows_age_opens_a_letter():
    _, sealed = an_author().ask(REQUEST, 5)

    assert sealed.startswith(b"age-encryption.org/v1\n-> X25519 ")
    assert REQUEST in pyrage.decrypt(sealed, [x25519.Identity.from_str(READER)])


def test_whoever_is_no_reader_opens_nothing():
    _, sealed = an_author().ask(REQUEST, 5)
    other = identity_from(b"o" * 32, "registry")

    for keys in ([other], []):
        with pytest.raises(BundleAltered):
            unseal(sealed, keys)


def test_identities_are_those_that_age_itself_would_write():
    for seed in range(32):
        identity = identity_from(bytes([seed]) * 32, "purpose")
        assert str(x25519.Identity.from_str(identity)) == identity
    assert identity_from(b"a" * 32, "one") != identity_from(b"a" * 32, "two")


def test_a_recipient_that_is_none_is_malformed():
    for strange in ("", "age1", recipient_of(READER)[:-1]):
        with pytest.raises(Malformed):
            seal(b"x", [strange])


def test_an_answer_is_the_registrys_or_nothing():
    down = DownLetter(7, question_of(REQUEST), b"answer", "")
    ours = encode_down(down, REGISTRY.sign)

    assert decode_down(ours, REGISTRY.public) == down
    with pytest.raises(BadSignature):
        decode_down(encode_down(down, LAPTOP.sign), REGISTRY.public)


def test_the_outside_of_an_answer_is_the_registrys_too():
    envelope, _ = an_author().ask(REQUEST, 5)
    signed = signed_answer(envelope, REGISTRY.sign)

    check_answer(signed, REGISTRY.public)
    for change in (
        {"device": 8},
        {"refused": "sync.device_revoked"},
        {"question": b"q"},
        {"answers": b"a"},
    ):
        with pytest.raises(BadSignature):
            check_answer(replace(signed, **change), REGISTRY.public)


def test_a_custody_statement_says_what_is_held_and_who_says_it():
    said = Custody(9, 7, b"q" * 32, b"p" * 32, (("PK501", 3, b"h" * 32),), 5)
    author = an_author(device=9)

    envelope, sealed = author.vouch(said, recipient_of(READER))

    data = unseal(sealed, [READER])
    assert decode_custody(data) == said
    assert envelope.device == 7
    with pytest.raises(IntegrityError):
        decode_custody(data[:-1] + bytes([data[-1] ^ 1]))


def test_only_the_registry_introduces():
    said = Introduction(7, "asha", ("PK501",))

    assert (
        decode_introduction(encode_introduction(said, REGISTRY.sign), REGISTRY.public)
        == said
    )
    with pytest.raises(BadSignature):
        decode_introduction(encode_introduction(said, LAPTOP.sign), REGISTRY.public)


def test_letters_go_over_a_line_with_their_outsides():
    letters = tuple(an_author().ask(bytes([n]), n) for n in range(3))

    data = encode_letters(letters)

    assert decode_letters(data, len(data)) == letters
    with pytest.raises(Malformed):
        decode_letters(data, len(data) - 1)
    with pytest.raises(Malformed):
        decode_letters(data[:-1] + bytes([data[-1] ^ 1]), len(data))


@given(data=st.binary(max_size=200))
def test_no_bytes_make_a_reader_of_letters_fail_in_another_way(data):
    signed = SigningKey(b"s" * 32)
    for read in (
        decode_up,
        decode_custody,
        lambda d: decode_down(d, signed.public),
        lambda d: decode_letters(d, 200),
        lambda d: decode_introduction(d, signed.public),
        decode_succession,
        down_successions_in,
        successions_in,
    ):
        with suppress(IntegrityError):
            read(data)
