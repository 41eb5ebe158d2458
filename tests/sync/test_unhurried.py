"""Answers heard late, twice, in any order, or never: nothing is lost, all come even."""

from dataclasses import replace

import pytest

from sync.errors import BadSignature
from sync.registry.conversation import answer
from sync.session import RegistryWentBack
from sync.session.unhurried import hear, questions
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import AREA, a_record, an_office
from tests.sync.registry.test_restores import backed_up, restored
from tests.sync.unhurried import District, a_ready_laptop

HOUSE = a_record(1)


@pytest.fixture
def office(tmp_path):
    office = an_office(tmp_path / "registry")
    yield office
    office.storage.close()


@pytest.fixture
def asha(office):
    return a_ready_laptop(office, "asha")


def by_letter(office, laptop):
    """Ask and be answered, but hear nothing yet."""
    return [(q, answer(office, laptop.device, q)) for q in questions(laptop)]


def heard(office, laptop, letters):
    return [hear(laptop, q, said, office.key.public) for q, said in letters]


@pytest.mark.parametrize("seed", range(16))
def test_any_order_of_letters_comes_to_one_state(office, seed):
    # With every second seed whatever is a little longer comes packed.
    district = District(replace(office, run_entries=4 if seed % 2 else 64), seed)

    for _ in range(60):
        district.step()
    district.come_even()

    district.must_be_even()


@pytest.mark.parametrize("seed", range(8))
def test_letters_across_a_restored_registry_lose_nothing(office, tmp_path, seed):
    district = District(office, seed)
    for _ in range(30):
        district.step()
    backup = backed_up(office, tmp_path)
    for _ in range(30):
        district.step()
    again = restored(office, tmp_path, backup)
    district.restore(again)
    for _ in range(40):
        district.step()
    district.come_even()

    district.must_be_even()
    again.storage.close()


def test_one_journey_brings_questionnaires_entries_and_receipts(office, asha):
    bilal = a_laptop(office, "bilal")
    bilal.write(HOUSE, "q/text", "mud")
    exchange(office, bilal)
    asha.write(a_record(2), "q/text", "brick")

    (came,) = heard(office, asha, by_letter(office, asha))

    assert (came.sent, came.received) == (1, 1)
    assert asha.state(HOUSE) == bilal.state(HOUSE)
    assert asha.waiting() == 0


def test_of_an_answer_that_is_known_in_part_the_rest_counts(office, asha):
    bilal = a_ready_laptop(office, "bilal")
    (question,) = questions(asha)
    bilal.write(HOUSE, "q/text", "mud")
    exchange(office, bilal)
    exchange(office, asha)
    known = asha.known[AREA].cursor
    bilal.write(HOUSE, "q/text", "brick")
    exchange(office, bilal)

    heard(office, asha, [(question, answer(office, asha.device, question))])

    assert asha.known[AREA].cursor == known + 1
    assert asha.state(HOUSE) == bilal.state(HOUSE)


def test_an_old_answer_takes_back_nothing_that_came_since(office, asha):
    asha.write(HOUSE, "q/text", "mud")
    old = by_letter(office, asha)
    asha.write(HOUSE, "q/text", "brick")
    exchange(office, asha)
    known = dict(asha.known)

    came = heard(office, asha, old)

    assert asha.known == known
    assert [one.sent for one in came] == [0]


def test_an_answer_of_an_ended_epoch_does_not_count(office, asha, tmp_path):
    asha.write(HOUSE, "q/text", "mud")
    exchange(office, asha)
    backup = backed_up(office, tmp_path)
    asha.write(HOUSE, "q/text", "brick")
    old = by_letter(office, asha)
    district = District(office, 0, laptops=0)
    again = restored(office, tmp_path, backup)
    district.restore(again)
    exchange(again, asha)
    known = dict(asha.known)

    came = heard(again, asha, old)

    assert [one.unfounded for one in came] == [True]
    assert asha.known == known
    again.storage.close()


def test_an_answer_whose_basis_was_taken_back_says_so(office, asha):
    bilal = a_ready_laptop(office, "bilal")
    for value in ("mud", "brick"):
        bilal.write(HOUSE, "q/text", value)
        exchange(office, bilal)
        exchange(office, asha)
    (question,) = questions(asha)
    bilal.write(HOUSE, "q/text", "stone")
    exchange(office, bilal)
    asha.rewind(AREA, 1)

    (came,) = heard(office, asha, [(question, answer(office, asha.device, question))])

    assert came.unfounded
    assert asha.known[AREA].cursor == 1


def test_much_work_goes_in_several_letters_and_a_lost_one_is_only_a_repeat(
    office, asha, monkeypatch
):
    monkeypatch.setattr("sync.session.unhurried.LOAD_BYTES", 400)
    monkeypatch.setattr("sync.session.unhurried.SEGMENT_BYTES", 200)
    for number in range(20):
        asha.write(a_record(number), "q/text", str(number))

    first, *rest = questions(asha)
    later = [(q, answer(office, asha.device, q)) for q in rest]
    heard(office, asha, later)

    assert len(rest) >= 2
    assert asha.waiting() == 20, "what precedes it is missing at the registry"
    heard(office, asha, [(first, answer(office, asha.device, first))])
    heard(office, asha, by_letter(office, asha))
    assert asha.waiting() == 0


def test_a_registry_that_forgot_without_a_word_is_not_believed(office, asha, tmp_path):
    exchange(office, asha)
    backup = backed_up(office, tmp_path)
    asha.write(HOUSE, "q/text", "mud")
    exchange(office, asha)
    again = restored(office, tmp_path, backup)
    asha.write(HOUSE, "q/text", "brick")
    known = dict(asha.known)

    letters = by_letter(again, asha)
    with pytest.raises(RegistryWentBack):
        heard(again, asha, letters)

    assert asha.known == known
    again.storage.close()


def test_an_answer_to_another_question_is_not_heard(office, asha):
    first = by_letter(office, asha)
    asha.write(HOUSE, "q/text", "mud")
    ((question, _),) = by_letter(office, asha)

    with pytest.raises(BadSignature):
        heard(office, asha, [(question, first[0][1])])
    assert asha.known[AREA].cursor == 0
