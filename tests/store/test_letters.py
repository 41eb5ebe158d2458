"""Which letters are kept is decided by the order in which they came, and by no clock.

A laptop's clock falls back with its battery, and is a year ahead after a mistake.
"""

from dataclasses import replace

import pytest

from enrolment_app.store import letters as kept
from sync.bundle import Kind
from sync.bundle.manifest import Envelope

AHEAD, BEFORE = 1_900_000_000_000, 946_684_800_000


def an_answer(number, question=b""):
    content = b"answer %d" % number
    about = {"device": 9, "question": question or bytes([number]) * 32, "readers": ()}
    return Envelope.around(content, Kind.DOWN, **about), content


def carried(letters, kind=Kind.DOWN):
    return [content for _, content in letters.carried(kind)]


@pytest.mark.parametrize(("then", "now"), [(AHEAD, BEFORE), (BEFORE, AHEAD)])
def test_the_questions_written_last_may_be_answered(asha, then, now):
    letters = asha.letters
    for number in range(kept.ASKED_MAX):
        letters.ask(bytes([number]) * 32, b"before", then)

    letters.ask(b"\xff" * 32, b"now", now)

    assert letters.asked(bytes(32)) is None
    assert letters.asked(b"\x01" * 32) == b"before"
    assert letters.asked(b"\xff" * 32) == b"now"


def test_a_question_that_is_asked_again_is_asked_last(asha):
    letters = asha.letters
    for number in (*range(kept.ASKED_MAX), 0, 99):
        letters.ask(bytes([number]) * 32, b"asked", AHEAD)

    assert letters.asked(bytes(32)) == b"asked"
    assert letters.asked(b"\x01" * 32) is None


@pytest.mark.parametrize(("then", "now"), [(AHEAD, BEFORE), (BEFORE, AHEAD)])
def test_the_answers_that_came_last_wait_for_their_laptop(asha, then, now):
    letters = asha.letters
    for number in range(kept.DOWN_MAX):
        letters.carry(an_answer(number), then)

    letters.carry(an_answer(4), now)

    assert carried(letters) == [b"answer %d" % number for number in (1, 2, 3, 4)]


def test_both_answers_to_a_question_wait(asha):
    for number in (1, 2):
        asha.letters.carry(an_answer(number, b"q" * 32), AHEAD)

    assert carried(asha.letters) == [b"answer 1", b"answer 2"]


def test_an_answer_that_many_letters_came_after_is_let_go(asha, monkeypatch):
    letters = asha.letters
    monkeypatch.setattr(kept, "LETTERS_MAX", 3)
    letters.carry(an_answer(1), AHEAD)
    for number in range(4):
        content = b"letter %d" % number
        about = {"device": 7, "question": bytes([number]) * 32, "readers": ()}
        letters.carry((Envelope.around(content, Kind.UP, **about), content), AHEAD)

    assert carried(letters) == []
    assert len(carried(letters, Kind.UP)) == 4


def test_an_answer_that_does_not_tell_where_its_laptop_stood_is_kept(asha):
    """What it told was more than an outside may tell: it may be the one it waits for."""
    answer = an_answer(1)
    asha.letters.carry(answer, 1)

    asha.letters.heard(replace(answer[0], stands={"PK501": (7, 7)}))

    assert carried(asha.letters) == [answer[1]]
