"""Making, opening and refusing to open a store."""

import hashlib
import os
import shutil
import subprocess
import sys
from datetime import timedelta

import pytest

from enrolment_app.store import (
    Cost,
    Enrolment,
    NoStore,
    SlotsDamaged,
    StaffMember,
    StoreDamaged,
    StoreExists,
    StoreInUse,
    StoreNewer,
    TooManyGuesses,
    WrongKey,
    WrongPassphrase,
)
from enrolment_app.store.slots import Table, decode, encode, is_whole, wrap
from enrolment_app.store.vault import FREE_GUESSES, calibrated
from tests.store.builders import (
    ASHA,
    NOW,
    PASSPHRASE,
    a_store,
    birth,
    chance,
    household_of,
    opened,
)


def test_what_was_sealed_is_there_when_the_store_is_opened_again(place):
    with a_store(place) as store:
        store.journal.seal(birth(1))

    with opened(place) as store:
        assert store.households.row(household_of(1)).head == "Gul Zaman"
        assert store.person == ASHA


def test_nothing_opens_without_the_passphrase(place):
    a_store(place).close()

    with pytest.raises(WrongPassphrase):
        opened(place, "gul")


def test_where_there_is_no_store_none_is_made_by_opening(place):
    with pytest.raises(NoStore):
        opened(place)
    assert not place.exists()


def test_a_store_is_never_made_over_another(place):
    a_store(place).close()

    with pytest.raises(StoreExists):
        a_store(place)
    opened(place).close()


def test_a_lost_database_is_not_replaced_by_a_blank_one(place):
    a_store(place).close()
    (place / "store.db").unlink()

    with pytest.raises(StoreDamaged):
        opened(place)
    assert not (place / "store.db").exists()


def test_what_an_interrupted_creation_left_does_not_stand_in_the_way(place):
    a_store(place).close()
    for name in ("keys.a", "keys.b"):
        (place / name).unlink()

    a_store(place).close()

    opened(place).close()


def test_a_second_process_is_refused_before_it_asks_for_a_key(place):
    a_store(place).close()
    held = "import sys; from pathlib import Path; from enrolment_app.store.lock import Lock;"
    held += (
        "lock = Lock(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", held, str(place / "lock")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert other.stdout.readline() == b"held\n"

    with pytest.raises(StoreInUse):
        opened(place, "not even the right one")
    assert not (place / "guesses").exists()

    other.communicate()
    opened(place).close()


def test_a_store_is_refused_twice_in_one_process_too(place):
    with a_store(place), pytest.raises(StoreInUse):
        opened(place)


def test_the_database_refuses_tools_that_ignore_the_lock(place):
    with a_store(place) as store:
        store.journal.seal(birth(1))
        (place / "lock").unlink()

        with pytest.raises(StoreInUse):
            opened(place)


def test_a_store_of_a_later_version_is_left_alone(place):
    with a_store(place) as store:
        store._connection.write("PRAGMA user_version = 99")

    with pytest.raises(StoreNewer):
        opened(place)
    with pytest.raises(StoreNewer):
        opened(place)


def opens_soundly(place):
    try:
        with opened(place) as store:
            return store.check().sound
    except (StoreDamaged, WrongKey):
        return False


def test_a_truncated_database_is_refused_and_not_touched(place):
    with a_store(place) as store:
        store.journal.seal(birth(1))
    whole = (place / "store.db").read_bytes()

    for size in (0, 15, 4095, 4096, 5000, len(whole) // 2, len(whole) - 4096):
        (place / "store.db").write_bytes(whole[:size])
        assert not opens_soundly(place)
        (place / "store.db").write_bytes(whole)

    assert opens_soundly(place)


def test_a_changed_page_is_found(place):
    with a_store(place) as store:
        for seed in range(40):
            store.journal.seal(birth(seed))
    content = bytearray((place / "store.db").read_bytes())
    content[len(content) - 3000] ^= 1
    (place / "store.db").write_bytes(content)

    assert not opens_soundly(place)


def test_every_altered_byte_of_the_slots_is_refused(place):
    a_store(place).close()
    whole = (place / "keys.a").read_bytes()

    for at in range(len(whole)):
        with pytest.raises(SlotsDamaged):
            decode(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(SlotsDamaged):
            decode(whole[:at])


def test_with_both_copies_of_the_slots_altered_the_store_says_so(place):
    a_store(place).close()
    for name in ("keys.a", "keys.b"):
        whole = bytearray((place / name).read_bytes())
        whole[100] ^= 1
        (place / name).write_bytes(whole)

    with pytest.raises(SlotsDamaged):
        opened(place)


def test_one_torn_copy_of_the_slots_is_mended_from_the_other(place):
    a_store(place).close()
    whole = (place / "keys.b").read_bytes()
    (place / "keys.a").write_bytes(whole[:77])

    opened(place).close()

    assert (place / "keys.a").read_bytes() == whole


KEY = bytes(range(32))
CHEAP = Cost(64, 1, 1)


def a_table(*names, gen=1):
    random = chance(b"slots")
    slots = tuple(
        wrap(
            KEY,
            name,
            store="ab" * 16,
            person=name,
            cost=CHEAP,
            salt=random(16),
            nonce=random(12),
        )
        for name in names
    )
    return Table("ab" * 16, "cd" * 16, gen, slots)


def repaired(content):
    """Give the bytes with the sum put right, as an attacker would."""
    return content[:-32] + hashlib.sha256(content[:-32]).digest()


def test_a_slot_taken_out_by_somebody_without_the_key_is_found():
    both, less = a_table("a", "b"), a_table("a")
    mac = encode(both, KEY)[-64:-32]
    forged = repaired(encode(less, KEY)[:-64] + mac + bytes(32))

    assert decode(forged) == less
    assert not is_whole(forged, KEY)


@pytest.mark.parametrize(
    "change",
    [
        ('"m":64', '"m":4294967296'),
        ('"t":1', '"t":0'),
        ('"p":1', '"p":255'),
        ('"kdf":"argon2id-13"', '"kdf":"argon2id-12"'),
        ('"kind":"person"', '"kind":"persona"'),
        ('"gen":1', '"gen":0'),
        ('"gen":1', '"gen":true'),
        ('"gen":1', '"gen": 1'),
        ('"v":1', '"v":2'),
        ('"store":"ab', '"store":"AB'),
        ('"slots":', '"slotz":'),
        ('"id":"a"', '"id":""'),
        ('"id":"a"', '"id":7'),
        ('"id":"a"', '"id":"a","more":1'),
    ],
)
def test_slots_that_no_writer_of_ours_wrote_are_refused(change):
    content = encode(a_table("a"), KEY)
    body = content[16:-64].decode().replace(*change).encode()
    head = content[:12] + len(body).to_bytes(4, "little")
    assert body != content[16:-64]

    with pytest.raises(SlotsDamaged):
        decode(repaired(head + body + content[-64:-32] + bytes(32)))


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


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no modes there")
def test_only_its_owner_can_look_into_the_folder(place):
    a_store(place).close()

    assert place.stat().st_mode & 0o077 == 0


def test_a_copied_store_notices_and_works_on_without_a_number(place, enrolled):
    with opened(place) as store:
        assert store.device.number == 7
    shutil.copytree(place, twin := place.parent / "twin")

    with opened(twin) as copied:
        assert copied.device.trouble == "copied"
        assert copied.device.number == 0
        copied.journal.seal(birth(2))

    with opened(place) as store:
        assert store.device.trouble == ""
        assert store.device.number == 7


def test_a_database_put_back_from_a_backup_notices(place, enrolled):
    backup = (place / "store.db").read_bytes()
    opened(place).close()
    (place / "store.db").write_bytes(backup)

    with opened(place) as store:
        assert store.device.trouble == "rolled-back"
        assert store.device.number == 0


def test_power_cut_between_database_and_device_file_is_no_trouble(place, enrolled):
    device = (place / "device").read_bytes()
    opened(place).close()
    (place / "device").write_bytes(device)

    with opened(place) as store:
        assert store.device.trouble == ""


@pytest.fixture
def enrolled(place):
    with a_store(place) as store:
        store.enrol(Enrolment(7, "Laptop 7", ("PK501",)))
    return os.fspath(place)
