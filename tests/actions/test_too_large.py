"""What would find its way out in no segment is not sealed, and hinders nothing else."""

import random
from base64 import b85encode

import pytest

from enrolment_app.actions.install_form import install_form
from enrolment_app.actions.keep_visit import keep_visit
from enrolment_app.actions.open_visit import begin_visit
from enrolment_app.actions.reading import project
from enrolment_app.actions.sealing import seal_open_visits
from enrolment_app.actions.submit_visit import submit_visit
from enrolment_app.actions.work import Machine, Person, Work
from enrolment_app.questionnaire.given import LETTERS_MAX
from enrolment_app.store import ChangeTooLarge
from tests.store.builders import ASHA, NOW, a_store, chance

FORM = """| survey |
| | type | name | label |
| | begin repeat | notes | Notes |
| | text | note | Note |
| | end repeat | | |
| settings |
| | form_id |
| | notes |
"""
ALEF = "\N{ARABIC LETTER ALEF}"
CHANCE = random.Random(7)


@pytest.fixture
def work(tmp_path):
    with a_store(tmp_path / "store", project=project) as store:
        machine = Machine(lambda: NOW, chance(b"work"), tmp_path)
        work = Work(store, Person(ASHA.id, ASHA.name), machine)
        file = tmp_path / "notes.md"
        file.write_text(FORM, encoding="utf-8")
        assert not isinstance(install_form(work, file), tuple)
        yield work


def visit_with(work, count):
    """Begin a household with so many long answers that are like no other."""
    visit = begin_visit(work, "notes")
    for place in range(1, count + 1):
        visit.add_row("notes")
        text = b85encode(CHANCE.randbytes(15_900)).decode()[:LETTERS_MAX]
        assert not visit.answer(f"notes[{place}]/note", text).refused
    keep_visit(work, visit)
    return visit


def test_a_household_that_travels_in_no_segment_stays_open(work):
    large, small = visit_with(work, 75), visit_with(work, 10)

    with pytest.raises(ChangeTooLarge):
        submit_visit(work, large)

    assert seal_open_visits(work) == 1
    (left,) = work.store.visits.open()
    assert left.household == large.household
    assert work.store.journal.history(small.household)


def test_no_answer_is_longer_than_ten_pages(work):
    visit = begin_visit(work, "notes")
    visit.add_row("notes")

    taken = visit.answer("notes[1]/note", ALEF * LETTERS_MAX)
    refused = visit.answer("notes[1]/note", ALEF * (LETTERS_MAX + 1))

    assert not taken.refused
    assert (refused.refused, refused.problem.code) == (True, "answer.too_long")
    assert visit.interview.find("notes[1]/note").value == ALEF * LETTERS_MAX
