"""The published vectors of successions: who is followed, and above all who is not."""

import pytest

from sync.errors import BadSignature
from sync.session.trusting import trusted_answer
from sync.succession import decode_succession, followed
from tests.vectors.judging import each, read, refused

VECTORS = read("succession.json")
FIRST = bytes.fromhex(VECTORS["first"])


def test_each_key_follows_from_the_one_before():
    known = followed(FIRST, ())
    for number, vector in enumerate(VECTORS["good"], start=2):
        known = known.extended([bytes.fromhex(vector["hex"])])
        assert (known.newest.hex(), known.number) == (vector["newest"], number)

    assert known.extended(known.chain[:1]) == known
    assert followed(FIRST, known.chain) == known


@each(VECTORS["bad"])
def test_any_other_word_is_refused(vector):
    refused(vector, decode_succession)


class Pinned:
    """A laptop that knows the first key."""

    chain = ()

    def successions(self):
        return self.chain

    def succeed(self, chain):
        self.chain = chain


def heard(data):
    pinned = Pinned()
    trusted_answer(pinned, FIRST, bytes.fromhex(VECTORS["question"]), data)
    return 1 + len(pinned.chain)


@each(VECTORS["answers"])
def test_an_answer_leads_to_the_key_that_signed_it(vector):
    assert heard(bytes.fromhex(vector["hex"])) == vector["number"]


@each(VECTORS["bad_answers"])
def test_an_answer_of_any_other_key_is_refused(vector):
    refused(vector, heard)


@pytest.mark.parametrize("vector", VECTORS["bad_chains"], ids=lambda v: v["what"])
def test_nobody_is_followed_by_any_other_chain(vector):
    with pytest.raises(BadSignature):
        followed(FIRST, map(bytes.fromhex, vector["chain"]))
