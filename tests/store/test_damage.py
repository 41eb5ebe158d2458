"""Damage: any flipped byte is found; what reads is rescued, what nobody else has first."""

import random

import pytest

from enrolment_app.store import (
    Custody,
    Query,
    StoreDamaged,
    StoreError,
    StoreExists,
    WrongKey,
    rescue,
)
from tests.store.builders import (
    PASSPHRASE,
    a_row,
    a_store,
    a_visit,
    birth,
    given,
    household_of,
    opened,
)
from tests.store.laptops import an_enrolled, edited, enrol, sealed, talk
from tests.sync.registry.laptop import AREA

PAGE = 4096
SENT, CUT, HERE = range(20), range(20, 25), range(25, 45)


def flipped(path, at):
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def seems_sound(place):
    try:
        with opened(place) as store:
            return store.check().sound
    except StoreError:
        return False


def test_a_flipped_byte_of_any_page_is_found(place):
    with a_store(place) as store:
        for seed in range(12):
            store.journal.seal(birth(seed))
    whole = (place / "store.db").read_bytes()
    chance = random.Random(5)

    for page in range(len(whole) // PAGE):
        # The first 16 bytes are the salt, which lies in the key slots as well.
        at = page * PAGE + chance.randrange(0 if page else 16, PAGE)
        flipped(place / "store.db", at)
        assert not seems_sound(place), at
        (place / "store.db").write_bytes(whole)

    assert seems_sound(place)


def test_what_is_read_of_a_damaged_store_is_right_or_an_error_of_ours(place):
    with a_store(place) as store:
        for seed in range(12):
            store.journal.seal(birth(seed))
    whole = (place / "store.db").read_bytes()
    chance = random.Random(6)
    refused = 0

    for page in range(1, len(whole) // PAGE):
        flipped(place / "store.db", page * PAGE + chance.randrange(PAGE))
        for seed in range(12):
            try:
                with opened(place) as store:
                    (entry,) = store.journal.history(household_of(seed))
                    assert entry.change == birth(seed)
                    assert store.households.row(household_of(seed)).head == "Gul Zaman"
            except StoreError:
                refused += 1
                break
        (place / "store.db").write_bytes(whole)

    assert refused > 3


def test_lists_search_and_states_made_anew_are_what_they_were(office, asha, bilal):
    for seed in range(30):
        sealed(asha, seed, head=f"Head {seed}")
    talk(office, asha)
    talk(office, bilal)
    edited(bilal, household_of(3), "Nur Bibi", visit=900)
    bilal.visits.keep(a_visit(4), a_row(4, head="Half an answer"))
    before = everything_made(bilal)

    bilal.rebuild()

    assert everything_made(bilal) == before
    assert bilal.households.page(Query(text="nur")).total == 1


def everything_made(store):
    tables = {
        "rows": "SELECT h.*, s.state FROM households h LEFT JOIN states s ON s.id = h.id",
        "parents": "SELECT * FROM parents",
        "words": "SELECT term, doc FROM seen",
    }
    store._connection.write(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.seen USING fts5vocab(main, found, row)"
    )
    # Rows are numbered anew; what they say is the same.
    return {
        name: sorted(
            tuple(row)[name == "rows" :] for row in store._connection.read(sql)
        )
        for name, sql in tables.items()
    }


@pytest.fixture
def worn(office, tmp_path):
    """A laptop with work in every state, closed."""
    place = tmp_path / "worn"
    with an_enrolled(place, office, "worn") as store:
        for seed in SENT:
            sealed(store, seed)
        talk(office, store)
        for seed in CUT:
            sealed(store, seed)
        assert store.exchange.outgoing(AREA, len(SENT), 10_000)
        for seed in HERE:
            sealed(store, seed)
        store.visits.keep(a_visit(90, b"half an answer"), a_row(90))
    return place


def rescued(place, into):
    more = given()
    return rescue(place, PASSPHRASE, into, **more)


def test_of_a_sound_store_everything_comes_over_and_goes_on(
    office, worn, tmp_path, bilal
):
    done = rescued(worn, tmp_path / "new")

    assert (done.changes, done.own, done.visits) == (45, len(HERE), 1)
    assert (done.lost, done.households) == ([], ())
    with opened(tmp_path / "new") as store:
        assert store.device.number == 0
        assert store.households.page(Query()).total == 46
        assert store.visits.get(a_visit(90).visit).draft == b"half an answer"
        assert store.check().sound
        enrol(store, office, "new")
        talk(office, store)
        talk(office, store)
        assert store.exchange.waiting() == 0
        assert store.households.custody_counts()[Custody.ONLY_HERE] == 1
        assert store.check().sound
        talk(office, bilal)
        assert bilal.households.page(Query()).total == 45
        assert bilal.households.page(Query(contested=True)).total == 0


@pytest.mark.parametrize("seed", range(4))
def test_what_reads_comes_over_and_what_does_not_is_told_by_household(
    office, worn, tmp_path, bilal, seed
):
    chance = random.Random(seed)
    pages = (worn / "store.db").stat().st_size // PAGE
    for page in chance.sample(range(1, pages), 3):
        flipped(worn / "store.db", page * PAGE + chance.randrange(PAGE))
    before = (worn / "store.db").read_bytes()

    try:
        done = rescued(worn, tmp_path / "new")
    except (StoreDamaged, WrongKey):
        pytest.skip("the tree of tables itself is gone: a backup has to help")

    assert (worn / "store.db").read_bytes() == before
    with opened(tmp_path / "new") as store:
        assert store.check().sound
        assert (
            not done.lost
            or done.changes < 45
            or done.visits == 0
            or done.households == ()
        )
        enrol(store, office, "new")
        talk(office, store)
        talk(office, store)
        # What the registry had is back, whatever became of it here.
        for number in SENT:
            assert store.households.known(household_of(number))
        assert store.check().sound
        missing = {
            household_of(number)
            for number in (*CUT, *HERE)
            if not store.households.known(household_of(number))
        }
        assert missing <= set(done.households)
        assert len(done.lost) >= len(missing)


def test_a_store_is_never_rescued_over_another_and_needs_the_passphrase(worn, tmp_path):
    a_store(tmp_path / "there").close()

    with pytest.raises(StoreExists):
        rescued(worn, tmp_path / "there")
    opened(tmp_path / "there").close()


def test_without_a_first_page_and_a_spare_there_is_nothing_to_rescue(worn, tmp_path):
    flipped(worn / "store.db", 100)
    (worn / "spare.db").unlink()

    with pytest.raises(StoreDamaged):
        rescued(worn, tmp_path / "new")
    assert not list((tmp_path / "new").glob("keys*"))
