"""Who can open the store, and how often somebody may guess."""

import itertools

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from enrolment_app.store import (
    Cost,
    Enrolment,
    ProvinceKey,
    RecoveryCode,
    Settings,
    SlotsDamaged,
    StaffMember,
    TooManyGuesses,
    WrongPassphrase,
    WrongProvinceKey,
    WrongRecoveryCode,
)
from enrolment_app.store.costs import calibrated
from enrolment_app.store.guesses import FREE_GUESSES, WAIT_SECONDS_MAX
from tests.store.builders import ASHA, CHEAP, PASSPHRASE, a_store, birth, opened

BILAL = StaffMember("p-bilal", "Bilal", "supervisor")
PROVINCE = X25519PrivateKey.from_private_bytes(b"province".ljust(32, b"."))
PUBLIC = PROVINCE.public_key().public_bytes_raw()


def after(seconds):
    """Settings of a computer that was started so many seconds ago."""
    return Settings(CHEAP.cost, 0, lambda: seconds)


@pytest.mark.parametrize(
    ("seconds", "cost"),
    [
        ([9.0], Cost(64 * 1024, 3, 1)),
        ([0.7], Cost(64 * 1024, 3, 1)),
        ([0.3, 0.7], Cost(128 * 1024, 3, 1)),
        ([0.3, 1.2], Cost(64 * 1024, 3, 1)),
        ([0.1, 0.2, 0.4], Cost(256 * 1024, 5, 1)),
        ([0.001, 0.002, 0.004], Cost(256 * 1024, 12, 1)),
    ],
)
def test_a_guess_costs_half_a_second_to_a_second_within_floor_and_ceiling(
    seconds, cost
):
    ticks = itertools.chain.from_iterable((0.0, each) for each in seconds)

    assert calibrated(lambda: next(ticks)) == cost


def guess_wrong(place, times, settings=CHEAP):
    for _ in range(times):
        with pytest.raises(WrongPassphrase):
            opened(place, "wrong", settings=settings)


def test_wrong_guesses_are_slowed_across_restarts_of_the_program(place):
    a_store(place).close()
    guess_wrong(place, FREE_GUESSES, after(1000))

    with pytest.raises(TooManyGuesses) as waiting:
        opened(place, settings=after(1000.5))
    assert 0 < waiting.value.seconds <= WAIT_SECONDS_MAX

    guess_wrong(place, 1, after(1000 + waiting.value.seconds))
    with pytest.raises(TooManyGuesses) as longer:
        opened(place, settings=after(1001 + waiting.value.seconds))
    assert longer.value.seconds >= waiting.value.seconds
    opened(place, settings=after(1000 + WAIT_SECONDS_MAX)).close()
    opened(place, settings=after(0)).close()


def test_starting_the_computer_anew_does_not_end_the_wait_and_a_clock_no_more(place):
    a_store(place).close()
    for number in range(FREE_GUESSES + 4):
        guess_wrong(place, 1, after(1000 + 400 * number))

    with pytest.raises(TooManyGuesses):
        opened(place, settings=after(3))
    # No clock is asked, so none has to be right; time that passed since the start counts.
    opened(place, settings=after(WAIT_SECONDS_MAX)).close()


def test_a_broken_file_of_guesses_counts_as_guesses_and_locks_nobody_out(place):
    a_store(place).close()
    (place / "guesses").write_bytes(b"\xff{")

    with pytest.raises(TooManyGuesses):
        opened(place, settings=after(5))
    (place / "guesses").write_text('{"wrong": 0}')
    opened(place, settings=after(5)).close()


def test_two_people_open_the_store_each_with_their_own_passphrase(place):
    with a_store(place) as store:
        store.people.admit(BILAL, "bilal's own")

    with opened(place, "bilal's own") as store:
        assert store.person == BILAL
    with opened(place, PASSPHRASE, person=ASHA.id) as store:
        assert store.person == ASHA
    with pytest.raises(WrongPassphrase):
        opened(place, PASSPHRASE, person=BILAL.id)


def test_a_new_passphrase_ends_the_old_one_and_writes_no_page_of_the_database(place):
    with a_store(place) as store:
        store.journal.seal(birth(1))
        store.settle()
        before = (place / "store.db").read_bytes()
        store.people.change_passphrase(ASHA.id, "new")
        assert (place / "store.db").read_bytes() == before

    with pytest.raises(WrongPassphrase):
        opened(place)
    opened(place, "new").close()


def test_slots_put_back_from_before_a_dismissal_are_refused(place):
    with a_store(place) as store:
        store.people.admit(BILAL, "bilal's own")
        code = store.people.give_code(BILAL.id)
    before = {name: (place / name).read_bytes() for name in ("keys.a", "keys.b")}
    with opened(place) as store:
        store.people.dismiss(BILAL.id)
    for secret in ("bilal's own", RecoveryCode(code)):
        with pytest.raises(WrongPassphrase):
            opened(place, secret)

    for name, content in before.items():
        (place / name).write_bytes(content)
    with pytest.raises(SlotsDamaged):
        opened(place, "bilal's own")


def test_a_code_opens_once_more_after_the_passphrase_is_lost_and_then_never(place):
    with a_store(place) as store:
        code = store.people.give_code(ASHA.id)

    with opened(place, RecoveryCode(code)) as store:
        assert store.person == ASHA
        following = store.people.renew(ASHA.id, "remembered now")

    opened(place, "remembered now").close()
    for secret in (PASSPHRASE, RecoveryCode(code), RecoveryCode("0" * 20)):
        with pytest.raises(WrongPassphrase):
            opened(place, secret)
    with pytest.raises(WrongRecoveryCode):
        opened(place, RecoveryCode(code))
    opened(place, RecoveryCode(following)).close()


def test_a_code_is_no_passphrase(place):
    with a_store(place) as store:
        code = store.people.give_code(ASHA.id)

    with pytest.raises(WrongPassphrase):
        opened(place, code)
    with pytest.raises(WrongRecoveryCode):
        opened(place, RecoveryCode(PASSPHRASE))


def test_an_enrolled_laptop_opens_with_the_provinces_key(place):
    with a_store(place) as store:
        store.enrol(Enrolment(7, "Laptop 7", ("PK501",), recovery_key=PUBLIC))

    with opened(place, ProvinceKey(PROVINCE)) as store:
        store.people.renew(ASHA.id, "set by the office")
    opened(place, "set by the office").close()
    other = X25519PrivateKey.generate()
    with pytest.raises(WrongProvinceKey):
        opened(place, ProvinceKey(other))


def test_another_key_of_the_province_takes_the_place_of_the_first(place):
    other = X25519PrivateKey.generate()
    with a_store(place) as store:
        store.enrol(Enrolment(7, "L", ("PK501",), recovery_key=PUBLIC))
        again = other.public_key().public_bytes_raw()
        store.enrol(Enrolment(7, "L", ("PK501",), recovery_key=again))

    opened(place, ProvinceKey(other)).close()
    with pytest.raises(WrongProvinceKey):
        opened(place, ProvinceKey(PROVINCE))


def test_a_power_cut_between_enrolment_and_the_provinces_slot_is_made_good(
    place, monkeypatch
):
    with a_store(place) as store:
        monkeypatch.setattr(store.people, "let_in_province", lambda _: None)
        store.enrol(Enrolment(7, "Laptop 7", ("PK501",), recovery_key=PUBLIC))

    opened(place).close()

    opened(place, ProvinceKey(PROVINCE)).close()
