"""Another key for the whole store; interrupted anywhere, it opens all the same."""

import itertools
import shutil

import pytest

from enrolment_app.store import (
    DiskFull,
    Enrolment,
    RecoveryCode,
    StaffMember,
    WrongKey,
    WrongPassphrase,
    files,
    rekeying,
)
from enrolment_app.store.connection import Connection
from tests.store.builders import ASHA, a_store, birth, household_of, opened

BILAL = StaffMember("p-bilal", "Bilal")


class PowerCut(BaseException):
    """Nothing more happens."""


@pytest.fixture
def code(place):
    with a_store(place) as store:
        store.people.admit(BILAL, "bilal's own")
        store.enrol(Enrolment(7, "Laptop 7", ("PK501",)))
        store.journal.seal(birth(1, area="PK501", device=7))
        return store.people.give_code(ASHA.id)


def whole(place, secret=None):
    with opened(place, *([secret] if secret else [])) as store:
        assert store.households.row(household_of(1)).head == "Gul Zaman"
        assert (store.device.trouble, store.device.number) == ("", 7)
        assert store.check().sound
        return store._unlocked.key


def test_everybody_opens_a_store_under_another_key_and_the_old_key_no_more(place, code):
    old = whole(place)
    with opened(place) as store:
        salt = store._unlocked.db_salt
        store.rekey()

    new = whole(place)
    assert new != old
    assert whole(place, "bilal's own") == whole(place, RecoveryCode(code)) == new
    with pytest.raises(WrongKey):
        Connection(place / "store.db", old, salt)
    assert not list(place.glob("*.next*"))


def test_somebody_dismissed_who_kept_the_slots_opens_nothing_any_more(place, code):
    kept = {name: (place / name).read_bytes() for name in ("keys.a", "keys.b")}
    with opened(place) as store:
        store.people.dismiss(BILAL.id)
        store.rekey()

    for name, content in kept.items():
        (place / name).write_bytes(content)
    with pytest.raises(WrongKey):
        opened(place, "bilal's own")


def dies(*_):
    raise PowerCut


def dies_at(number, real):
    """Give a function that dies instead of being called for that time."""
    counted = itertools.count()

    def go_on(*given):
        if next(counted) == number:
            raise PowerCut
        return real(*given)

    return go_on


# What is about to be done when power goes: of what, the name of it, what happens.
STEPS = {
    "the copy": lambda _: (rekeying, "Facts", dies),
    "the slots": lambda store: (store._vault, "rekeyed", dies),
    "their other copy": lambda store: (store._vault, "_mend", dies),
    "taking the place": lambda _: (rekeying, "finish", dies),
    "the device's file": lambda _: (files, "move", dies_at(0, files.move)),
    "the database": lambda _: (files, "move", dies_at(1, files.move)),
}


@pytest.mark.parametrize("step", STEPS)
def test_interrupted_anywhere_it_opens_with_everything(place, code, step, monkeypatch):
    with opened(place) as store, monkeypatch.context() as patched:
        patched.setattr(*STEPS[step](store))
        with pytest.raises(PowerCut):
            store.rekey()

    whole(place)
    whole(place, "bilal's own")
    assert not list(place.glob("*.next*"))
    with opened(place) as store:
        store.rekey()
    whole(place)


def test_without_room_for_a_second_copy_nothing_is_changed(place, code, monkeypatch):
    old = whole(place)

    def full(*_):
        raise DiskFull

    with opened(place) as store, monkeypatch.context() as patched:
        patched.setattr(rekeying, "copy_to", full)
        with pytest.raises(DiskFull):
            store.rekey()
        store.journal.seal(birth(2, area="PK501", device=7))

    assert whole(place) == old
    assert not list(place.glob("*.next*"))


def test_a_copy_of_before_needs_the_key_of_before(place, code, tmp_path):
    shutil.copytree(place, tmp_path / "copy")
    with opened(place) as store:
        store.people.change_passphrase(ASHA.id, "new")
        store.rekey()

    opened(tmp_path / "copy").close()
    with pytest.raises(WrongPassphrase):
        opened(tmp_path / "copy", "new")
