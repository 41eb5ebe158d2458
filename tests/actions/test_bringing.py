"""Letters that a supervisor brings over a line: each round settles some of them."""

from dataclasses import replace

import pytest

from enrolment_app.actions.bringing import carry_on
from enrolment_app.actions.lettering import author_of
from enrolment_app.actions.read_bundle import read_bundle
from sync.bundle import Kind
from sync.bundle.manifest import decode_letters, encode_letters
from sync.registry.letters import answer_letters
from sync.session.errors import NoProgress
from tests.actions.sticks import sealed, written

BYTES_MAX = 1 << 30


def answered(office, letters):
    return encode_letters(answer_letters(office, decode_letters(letters, BYTES_MAX)))


def test_letters_are_brought_in_as_many_rounds_as_they_take(
    office, asha, nazia, tmp_path
):
    for number in (1, 2):
        sealed(asha, number)
        read_bundle(nazia, written(asha, tmp_path))
    rounds = []

    def ask(letters):
        rounds.append(letters)
        (first, *_) = decode_letters(letters, BYTES_MAX)
        return answered(office, encode_letters([first]))

    author = author_of(nazia, nazia.store.device.enrolment)
    brought = carry_on(nazia, author, ask)

    assert (brought, len(rounds)) == (2, 2)


def test_who_answers_nothing_does_not_keep_letters_going_round(
    office, asha, nazia, tmp_path
):
    sealed(asha, 1)
    read_bundle(nazia, written(asha, tmp_path))
    mine, rounds = nazia.store.device.number, []

    def ask(letters):
        rounds.append(letters)
        assert len(rounds) < 20, "it goes round"
        ((envelope, content),) = decode_letters(letters, BYTES_MAX)
        said = {"kind": Kind.DOWN, "device": mine, "answers": envelope.digest}
        return encode_letters([(replace(envelope, **said), content)])

    author = author_of(nazia, nazia.store.device.enrolment)
    with pytest.raises(NoProgress):
        carry_on(nazia, author, ask)
