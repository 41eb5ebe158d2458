"""Every file operation of ours fails once: a typed error, and a store that opens."""

import os
import random
from contextlib import suppress
from datetime import timedelta

import pytest

from enrolment_app.store import (
    Enrolment,
    RecoveryCode,
    Settings,
    StaffMember,
    Store,
    StoreError,
    WrongPassphrase,
    files,
    put_back,
)
from tests.store.builders import (
    ASHA,
    CHEAP,
    NOW,
    PASSPHRASE,
    a_row,
    a_store,
    a_visit,
    birth,
    household_of,
    opened,
)
from tests.store.faults import ERRORS, failing
from tests.store.pictures import a_picture, keep, name_of

# Each in turn at night; a few of each kind of work otherwise.
TRIED = int(os.environ.get("INDRAJ_FAULTS_TRIED", "5"))
HALF_A_DAY = timedelta(hours=12)
BILAL = StaffMember("p-bilal", "Bilal")
WITH_RESERVE = Settings(CHEAP.cost, 10_000)


def prepared(place):
    with a_store(place) as store:
        store.enrol(Enrolment(7, "Laptop 7", ("PK501",)))
        store.people.admit(BILAL, "bilal's own")
        name = keep(store, a_picture(1))
        answers = {"q/digits": name}
        store.journal.seal(birth(1, area="PK501", device=7, answers=answers))
        keep(store, a_picture(2))


def chosen(told):
    """Choose which of the operations are to fail."""
    return random.Random(len(told)).sample(told, min(TRIED, len(told)))


def error_of(number):
    """Give one error after the other."""
    return ERRORS[number % len(ERRORS)]


def within(work):
    """Do something with the opened store."""

    def scenario(place):
        with opened(place, settings=WITH_RESERVE) as store:
            work(store)

    return scenario


def swept_for_days(store):
    for half_days in range(4):
        store._attaching.sweeping._clock = lambda at=half_days: NOW + at * HALF_A_DAY
        store.sweep()


SCENARIOS = {
    "opening": within(lambda store: store.visits.keep(a_visit(2), a_row(2))),
    "a passphrase": within(
        lambda store: store.people.change_passphrase(ASHA.id, "another")
    ),
    "a code": within(lambda store: store.people.give_code(ASHA.id)),
    "dismissing": within(lambda store: store.people.dismiss(BILAL.id)),
    "another key": within(lambda store: store.rekey()),
    "sending": within(lambda store: store.exchange.outgoing("PK501", 0, 9999)),
    "enrolling again": within(
        lambda store: store.enrol(
            Enrolment(7, "L", ("PK501",), recovery_key=bytes(range(1, 33)))
        )
    ),
    "an attachment": within(lambda store: keep(store, a_picture(3))),
    "sweeping": within(swept_for_days),
    "a backup": within(lambda store: store.back_up(store.place / "backup")),
}


@pytest.fixture(autouse=True)
def always_a_reserve(monkeypatch):
    monkeypatch.setattr(files, "FREE_FOR_RESERVE_BYTES", 0)


@pytest.mark.parametrize("name", SCENARIOS)
def test_whatever_file_operation_fails_the_store_opens_with_everything(tmp_path, name):
    work = SCENARIOS[name]
    prepared(tmp_path / "whole")
    with failing(tmp_path / "whole", -1, 0) as told:
        work(tmp_path / "whole")
    assert len(told) > 3

    for number in chosen(told):
        place = tmp_path / str(number)
        prepared(place)
        with suppress(StoreError), failing(place, number, error_of(number)):
            work(place)
        must_stand(place)


def must_stand(place):
    try:
        store = opened(place)
    except WrongPassphrase:
        store = opened(place, "another")
    with store:
        assert store.households.row(household_of(1)).head == "Gul Zaman"
        assert (store.device.number, store.device.trouble) == (7, "")
        name = name_of(a_picture(1))
        assert b"".join(store.attachments.read(name)) == a_picture(1)
        assert store.check().sound
        store.journal.seal(birth(3, area="PK501", device=7))


def test_whatever_fails_while_a_store_is_made_it_is_whole_or_not_there(tmp_path):
    with failing(tmp_path, -1, 0) as told:
        a_store(tmp_path / "whole").close()

    for number in chosen(told):
        place = tmp_path / str(number)
        with suppress(StoreError), failing(place, number, error_of(number)):
            a_store(place).close()
        if not Store.exists(place):
            a_store(place).close()
        with opened(place, PASSPHRASE) as store:
            assert store.check().sound


def test_whatever_fails_while_a_backup_is_put_back_it_is_whole_or_not_there(tmp_path):
    prepared(tmp_path / "first")
    with opened(tmp_path / "first") as store:
        store.back_up(tmp_path / "backup")
    with failing(tmp_path / "whole", -1, 0) as told:
        put_back(tmp_path / "backup", tmp_path / "whole")

    for number in chosen(told):
        place = tmp_path / str(number)
        with suppress(StoreError), failing(place, number, error_of(number)):
            put_back(tmp_path / "backup", place)
        if not Store.exists(place):
            put_back(tmp_path / "backup", place)
        with opened(place) as store:
            assert store.households.row(household_of(1)).head == "Gul Zaman"
            assert store.attachments.holds(name_of(a_picture(1)))
            assert store.check().sound


def test_a_code_that_was_not_kept_was_not_told(tmp_path):
    """A failing disk gives an error instead of a code that opens nothing."""
    for number in range(0, 12, 3):
        place = tmp_path / str(number)
        prepared(place)
        with opened(place) as store, failing(place, number, ERRORS[0]):
            try:
                code = store.people.give_code(ASHA.id)
            except StoreError:
                continue
        opened(place, RecoveryCode(code)).close()
