"""Stretches are unsigned: whoever turns them about does not keep a laptop asking."""

from itertools import count

import pytest

from sync.errors import PeerUnreachable
from sync.session.resumed import Heard, decode_stretch, encode_heard, mark_of
from sync.transports import Resuming, Traffic, unwatched

REQUEST = bytes(range(256)) * 1024
ANSWER = b"an answer " * 20_000
ASKED_MAX = 500


class Turning:
    """A line that broke once; `answer` says what is heard to each stretch from then."""

    def __init__(self, answer):
        self.traffic = Traffic()
        self.answer = answer
        self.asked = 0

    def ask(self, request, _watch):
        self.asked += 1
        if self.asked == 1:
            raise PeerUnreachable("it broke")
        assert self.asked < ASKED_MAX, "it goes round"
        if request == REQUEST:
            raise PeerUnreachable("it broke again")
        return encode_heard(self.answer(self.asked, decode_stretch(request)))


def another_each_time(number, _said):
    return Heard(len(REQUEST), 100, b"%08d" % number, b"x")


def to_and_fro(number, said):
    return Heard((said.offset + len(said.data)) * (number % 2))


def byte_by_byte(_number, said):
    return Heard(said.offset + 1)


def answered_byte_by_byte(_number, said):
    data = ANSWER[said.got : said.got + 1]
    return Heard(len(REQUEST), len(ANSWER), mark_of(ANSWER), data)


def always_more(_number, said):
    return Heard(len(REQUEST), said.got + said.room + 1, b"the same", bytes(said.room))


def more_than_was_asked(_number, said):
    data = bytes(said.room + 1)
    return Heard(len(REQUEST), said.got + len(data), b"the same", data)


@pytest.mark.parametrize(
    "answer",
    [
        another_each_time,
        to_and_fro,
        byte_by_byte,
        answered_byte_by_byte,
        always_more,
        more_than_was_asked,
    ],
)
def test_who_turns_stretches_about_is_given_up(answer):
    line, waited = Turning(answer), []

    with pytest.raises(PeerUnreachable):
        Resuming(line, waited.append).ask(REQUEST, unwatched)

    assert waited


def test_what_went_back_a_few_times_goes_on():
    """A registry let go of what it had; a copy of it had another answer."""
    other, lost = b"other words " * 20_000, []

    def answer(_number, said):
        if said.offset > 50_000 and len(lost) == 0:
            return lost.append("request") or Heard(0)
        have = said.offset + len(said.data)
        if have < len(REQUEST):
            return Heard(have)
        if said.got > 50_000 and len(lost) == 1:
            lost.append("answer")
        whole = other if len(lost) == 2 else ANSWER
        data = whole[said.got : said.got + said.room]
        return Heard(have, len(whole), mark_of(whole), data)

    slow = {"seconds": count(0, 10).__next__}
    line = Resuming(Turning(answer), lambda _: None, **slow)

    assert line.ask(REQUEST, unwatched) == other
    assert lost == ["request", "answer"]
