"""What a log says is folded as it is said: held has no place, unread waits, old is old."""

import shutil
from dataclasses import replace

import pytest

from enrolment_app.store.errors import NotKnown
from sync.journal import FIRST_PREVIOUS, encode_segment
from sync.receipts import Held, Receipt, encode_receipt
from sync.registry import acceptance, epochs, founding, publishing, quarantine
from sync.session import Delivery, Receipted
from tests.store.builders import LAYOUT, an_edit, birth, chance, household_of
from tests.store.laptops import HOUSE, an_enrolled, edited, sealed, talk
from tests.sync.builders import a_layout
from tests.sync.registry.offices import AREA, NOW_MS, a_body


def seen(store):
    context = store.journal.context(HOUSE)
    return context.seen, len(context.extras)


def test_a_held_change_has_no_place_until_it_is_released(office, asha, bilal):
    sealed(asha, 1)
    talk(office, asha)
    asha.journal.seal(an_edit(asha, HOUSE, "@status", "odd", visit=50, time=2))
    edited(asha, HOUSE, "Nur Bibi", visit=51, time=3)
    for store in (asha, bilal):
        talk(office, store)

    # Her own is in front of her all the same, and she names it.
    assert (seen(asha), seen(bilal)) == ((2, 1), (2, 0))
    order = asha.journal.material(HOUSE).order
    assert order == bilal.journal.material(HOUSE).order
    with office.storage.reading() as books:
        assert order[HOUSE] == books.changes.order(AREA, HOUSE)

    quarantine.release(office, quarantine.held(office))
    for store in (asha, bilal):
        talk(office, store)

    assert (seen(asha), seen(bilal)) == ((3, 0), (3, 0))
    assert asha.journal.material(HOUSE).order == bilal.journal.material(HOUSE).order


def test_a_household_whose_birth_is_held_begins_with_what_was_delivered(
    office, asha, bilal
):
    odd = {"@status": "odd"}
    sealed(asha, 1, answers=odd)
    # A segment of its own: what it touches is not known when it comes.
    talk(office, asha)
    edited(asha, HOUSE, "Nur Bibi", visit=51, time=3)
    for store in (asha, bilal):
        talk(office, store)

    assert seen(bilal) == (1, 0)
    with office.storage.reading() as books:
        told = books.changes.order(AREA, HOUSE)
    assert [store.journal.material(HOUSE).order[HOUSE] for store in (asha, bilal)] == [
        told,
        told,
    ]


def test_what_cannot_be_read_yet_is_waited_for_and_nothing_is_folded_past_it(
    office, asha, bilal, monkeypatch
):
    later = a_layout("of later")
    publishing.publish(office, a_body(later))
    talk(office, asha)
    change = birth(1, area=AREA, device=asha.device.number)
    asha.journal.seal(replace(change, layout=later.id))
    talk(office, asha)
    sealed(asha, 2)
    talk(office, asha)

    with monkeypatch.context() as slow:
        # The questionnaire has not come through yet.
        slow.setattr(bilal.exchange, "forms_lacking", tuple)
        talk(office, bilal)
    for household in (HOUSE, household_of(2)):
        with pytest.raises(NotKnown):
            bilal.households.row(household)
    talk(office, bilal)

    for household in (HOUSE, household_of(2)):
        assert bilal.households.row(household).contested == 0
    assert seen(bilal) == (1, 0)


def a_receipt(office, store, known, state):
    chain = (store.exchange.epoch(), store.device.number, AREA)
    said = Receipt(*chain, known.number, known.head, state, NOW_MS)
    return Receipted(said, encode_receipt(said, office.key.sign))


def test_receipts_from_before_take_nothing_back(office, asha):
    known = []
    for seed in (1, 2, 3):
        sealed(asha, seed)
        talk(office, asha)
        known.append(asha.exchange.areas()[AREA])
    told = [
        a_receipt(office, asha, known[1], Held.DURABLE),
        a_receipt(office, asha, known[0], Held.DURABLE),
        a_receipt(office, asha, known[0], Held.STORED),
    ]

    asha.exchange.keep(Delivery(asha.exchange.epoch(), NOW_MS, tuple(told)))

    now = asha.exchange.areas()[AREA]
    assert (now.number, now.head) == (known[2].number, known[2].head)
    assert now.durable == known[1].number
    assert asha.exchange.waiting() == 0


def restored_from(backup, place, lost=()):
    shutil.copytree(backup, place)
    seed = place.name.encode()
    office = founding.open_office(place, "", lambda: NOW_MS, chance(seed))
    epochs.begin_epoch(office, lost)
    return office


def test_a_second_restore_takes_back_what_the_first_one_said(tmp_path, office, asha):
    sealed(asha, 1)
    talk(office, asha)
    shutil.copytree(tmp_path / "registry", tmp_path / "older")
    edited(asha, HOUSE, "Nur Bibi", visit=50, time=2)
    talk(office, asha)
    shutil.copytree(tmp_path / "registry", tmp_path / "newer")
    first = restored_from(tmp_path / "newer", tmp_path / "first")
    talk(first, asha)
    second = restored_from(
        tmp_path / "older", tmp_path / "second", [asha.exchange.epoch()]
    )
    talk(second, asha)

    with an_enrolled(tmp_path / "c", second, "c") as fresh:
        talk(second, fresh)
        ours, theirs = (s.journal.material(HOUSE) for s in (asha, fresh))
        assert ours.survived == theirs.survived
        assert ours.order == theirs.order
    for restored in (first, second):
        restored.storage.close()


def test_a_segment_that_says_one_change_twice_stops_nobody(office, asha, bilal):
    change = birth(1, area=AREA, device=asha.device.number)
    twice = encode_segment(
        [change, change],
        first=1,
        previous=FIRST_PREVIOUS,
        receipt=b"",
        layouts={LAYOUT.id: LAYOUT},
        sign=asha.device.sign,
    )
    acceptance.accept(office, [twice])

    talk(office, bilal)

    assert bilal.households.row(HOUSE).contested == 0
    assert seen(bilal) == (1, 0)
    assert bilal.check().sound
