"""Letters carry packed stretches of a log as answers over a line do."""

import dataclasses

import pytest

from sync import wire
from sync.registry.conversation import answer
from sync.registry.erasure import erase
from sync.session.unhurried import hear, questions
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import AREA, a_record
from tests.sync.registry.test_packing import RUN, a_year, same


@pytest.fixture
def packing(office):
    return dataclasses.replace(office, run_entries=4)


def by_letter(office, laptop, **asked):
    """One journey of a letter: the kinds of entries that came, and what was heard."""
    kinds = []
    for question in questions(laptop, **asked):
        said = answer(office, laptop.device, question)
        for news in wire.decode(said[64:])[3].values():
            entries = news[1] if len(news) > 1 else []
            kinds += [wire.decode(entry)[0] for entry in entries]
        heard = hear(laptop, question, said, office.key.public)
    return kinds, heard


def test_a_fresh_laptop_reads_a_run_with_what_came_beside_it(packing, asha, bilal):
    a_year(packing, asha, bilal)
    carol = a_laptop(packing, "carol")
    assert not carol.known_layouts(), "its questionnaire comes in the same letter"

    kinds, _ = by_letter(packing, carol)
    exchange(packing, asha)

    assert kinds.count(RUN) > 0
    assert kinds.count(0) < 4
    same(carol, asha)


def test_who_stands_amid_a_run_gets_entries_to_its_end_and_runs_behind_it(
    packing, asha, bilal
):
    carol = a_laptop(packing, "carol")
    a_year(packing, asha, bilal, days=2)
    by_letter(packing, carol, runs=False)
    a_year(packing, asha, bilal, days=4)
    by_letter(packing, a_laptop(packing, "dana"))
    a_year(packing, asha, bilal, days=4)

    kinds, _ = by_letter(packing, carol)
    exchange(packing, asha)

    assert RUN in kinds
    assert kinds.index(0) < kinds.index(RUN)
    same(carol, asha)


def test_whose_own_work_it_is_gets_lines_where_they_are_shorter(packing, asha, bilal):
    for day in range(12):
        asha.write(a_record(day % 5), "q/text", f"day {day}")
        exchange(packing, asha)
    by_letter(packing, bilal)
    with packing.storage.reading() as books:
        assert books.runs.after(AREA, 0)
    asha.rewind(AREA, 0)

    kinds, heard = by_letter(packing, asha)

    assert RUN not in kinds
    assert kinds.count(1) == 12
    assert heard.received == 0
    same(asha, bilal)


def test_what_cannot_be_read_packed_is_asked_for_entry_by_entry(packing, asha, bilal):
    a_year(packing, asha, bilal)
    carol = a_laptop(packing, "carol")
    by_letter(packing, carol, runs=False)
    carol.rewind(AREA, 0)
    carol.known_layouts = dict

    kinds, heard = by_letter(packing, carol)
    assert RUN in kinds
    assert heard.packed
    by_letter(packing, carol, runs=False)
    exchange(packing, asha)

    same(carol, asha)


def test_a_run_that_lay_about_brings_back_nothing_that_was_erased(packing, asha, bilal):
    a_year(packing, asha, bilal)
    carol = a_laptop(packing, "carol")
    (question,) = questions(carol)
    old = answer(packing, carol.device, question)

    erase(packing, a_record(1), "household", "p-1", "file")
    by_letter(packing, carol)
    hear(carol, question, old, packing.key.public)
    exchange(packing, asha)

    assert carol.state(a_record(1)) == {}
    same(carol, asha)
