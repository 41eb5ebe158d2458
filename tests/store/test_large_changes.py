"""However much was written, every segment is one that everybody takes."""

import random
from base64 import b85encode

import pytest

from enrolment_app.store import ChangeTooLarge, Query, journal
from enrolment_app.store.cutting import Cutting
from sync import payload
from sync.dictionary import DICTIONARIES
from sync.journal import decode_segment, open_segment
from sync.travelling import BODIES_BYTES_MAX
from tests.store.builders import LAYOUT
from tests.store.laptops import sealed, talk
from tests.sync.registry.offices import AREA

CHANCE = random.Random(7)
UNALIKE = [b85encode(CHANCE.randbytes(16_000)).decode() for _ in range(72)]
"""Twenty thousand letters each, which no compression makes fewer."""
NOTES = ("q/text", "q/digits", "q/code")


def cut(store):
    """Give the segments that a store hands over where much may go at once."""
    found, after = [], 0
    while data := store.exchange.outgoing(AREA, after, 512 * 1024):
        found.append(decode_segment(data))
        after = found[-1].header.last
    return found


@pytest.mark.parametrize("alike", [True, False])
def test_long_answers_of_many_households_arrive(office, asha, bilal, alike):
    """The same words a thousand times take no room packed, and much unpacked."""
    count = 100 if alike else 24
    for n in range(count):
        texts = ["words " * 3300] * 3 if alike else UNALIKE[3 * n : 3 * n + 3]
        sealed(asha, n, people=0, answers=dict(zip(NOTES, texts, strict=True)))

    for segment in cut(asha):
        changes = open_segment(segment, {LAYOUT.id: LAYOUT}, DICTIONARIES).changes
        assert sum(len(change.body) for change in changes) <= BODIES_BYTES_MAX
    talk(office, asha)
    talk(office, bilal)

    assert asha.exchange.areas()[AREA].number == count
    assert bilal.households.page(Query()).total == count


def test_very_many_rows_arrive(office, asha, monkeypatch):
    """A reader takes so many parts in a segment, and some households have many."""
    monkeypatch.setattr(payload, "PARTS_MAX", 200)
    for n in range(6):
        sealed(asha, n, people=40)

    talk(office, asha)

    assert asha.exchange.areas()[AREA].number == 6


def test_what_travels_in_no_segment_is_not_sealed(office, asha):
    with pytest.raises(ChangeTooLarge):
        sealed(asha, 1, head="x" * 5_000_000)
    sealed(asha, 2)

    talk(office, asha)

    assert asha.exchange.areas()[AREA].number == 1


def test_what_an_earlier_program_cut_too_large_is_cut_anew(office, asha, monkeypatch):
    """It was never taken by anybody, and kept back all that came after it."""
    for n in range(6):
        sealed(asha, n, people=40)
    with monkeypatch.context() as as_it_was:
        as_it_was.setattr(Cutting, "_is_taken", lambda *_: True)
        cut(asha)
    monkeypatch.setattr(payload, "PARTS_MAX", 200)

    talk(office, asha)

    assert asha.exchange.areas()[AREA].number == 6
    assert not asha.check().chains


def test_what_an_earlier_program_sealed_too_large_stops_no_exchange(
    office, asha, bilal, monkeypatch
):
    with monkeypatch.context() as as_it_was:
        as_it_was.setattr(journal, "travels", lambda *_: True)
        sealed(asha, 1, head="x" * 5_000_000)
    sealed(bilal, 2)
    talk(office, bilal)

    talk(office, asha)

    assert asha.exchange.waiting() == 1
    assert asha.households.page(Query()).total == 2
