"""Making, opening and refusing to open a store."""

import subprocess
import sys

import pytest

from enrolment_app.store import (
    NoStore,
    StoreDamaged,
    StoreExists,
    StoreInUse,
    StoreNewer,
    WrongKey,
    WrongPassphrase,
)
from tests.store.builders import (
    ASHA,
    a_store,
    birth,
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


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no modes there")
def test_only_its_owner_can_look_into_the_folder(place):
    a_store(place).close()

    assert place.stat().st_mode & 0o077 == 0


def test_a_store_of_an_earlier_version_is_brought_up_with_all_that_is_in_it(place):
    with a_store(place) as store:
        store.journal.seal(birth(1))
        for table in ("marks", "apart", "accesses"):
            store._connection.write(f"DROP TABLE {table}")
        store._connection.write(
            "DELETE FROM _sqlite_migrations"
            " WHERE name IN ('households_alike', 'access_journal')"
        )
        store._connection.write("PRAGMA user_version = 3")

    with opened(place) as store:
        assert store.households.row(household_of(1)).head == "Gul Zaman"
        assert store.check().sound
        assert len(store.audit.all()) == 1
