"""Who can open the store, and how often somebody may guess."""

from datetime import timedelta

import pytest

from enrolment_app.store import (
    Cost,
    SlotsDamaged,
    StaffMember,
    TooManyGuesses,
    WrongPassphrase,
)
from enrolment_app.store.vault import FREE_GUESSES, calibrated
from tests.store.builders import (
    ASHA,
    NOW,
    PASSPHRASE,
    a_store,
    opened,
)


def test_a_real_store_never_guesses_cheaper_than_the_floor():
    slow = iter([0.0, 9.0])

    cost = calibrated(lambda: next(slow))

    assert cost == Cost(64 * 1024, 3, 1)


def test_wrong_guesses_are_slowed_across_restarts_and_never_for_ever(place):
    a_store(place).close()
    for _ in range(FREE_GUESSES):
        with pytest.raises(WrongPassphrase):
            opened(place, "wrong")

    with pytest.raises(TooManyGuesses) as waiting:
        opened(place)

    later = NOW + timedelta(seconds=waiting.value.seconds)
    opened(place, clock=lambda: later).close()
    opened(place).close()


def test_a_clock_set_back_does_not_lock_anybody_out(place):
    a_store(place).close()
    for _ in range(FREE_GUESSES):
        with pytest.raises(WrongPassphrase):
            opened(place, "wrong")

    opened(place, clock=lambda: NOW - timedelta(days=400)).close()


def test_two_people_open_the_store_each_with_their_own_passphrase(place):
    bilal = StaffMember("p-bilal", "Bilal", "supervisor")
    with a_store(place) as store:
        store.people.admit(bilal, "bilal's own")

    with opened(place, "bilal's own") as store:
        assert store.person == bilal
    with opened(place, PASSPHRASE, person=ASHA.id) as store:
        assert store.person == ASHA
    with pytest.raises(WrongPassphrase):
        opened(place, PASSPHRASE, person=bilal.id)


def test_a_new_passphrase_ends_the_old_one(place):
    with a_store(place) as store:
        store.people.change_passphrase(ASHA.id, "new")

    with pytest.raises(WrongPassphrase):
        opened(place)
    opened(place, "new").close()


def test_slots_put_back_from_before_a_dismissal_are_refused(place):
    bilal = StaffMember("p-bilal", "Bilal")
    with a_store(place) as store:
        store.people.admit(bilal, "bilal's own")
    before = {name: (place / name).read_bytes() for name in ("keys.a", "keys.b")}
    with opened(place) as store:
        store.people.dismiss(bilal.id)
    for name, content in before.items():
        (place / name).write_bytes(content)

    with pytest.raises(SlotsDamaged):
        opened(place, "bilal's own")
