"""Each page of a store's database is damaged in turn: what is only here is rescued."""

import os

import pytest

from enrolment_app.store import StaffMember, StoreDamaged, StoreError, rescue
from enrolment_app.store.spare import SPARE, attached, differing
from tests.store.builders import (
    FORM,
    PASSPHRASE,
    a_row,
    a_store,
    a_visit,
    birth,
    given,
    household_of,
    opened,
)

PAGE = 4096
# Each page in turn at night: INDRAJ_PAGES_EVERY=1.
EVERY = int(os.environ.get("INDRAJ_PAGES_EVERY", "5"))
DAMAGE = {
    "zeros": lambda _content, _page: bytes(PAGE),
    "one bit": lambda content, page: _flipped(content[page * PAGE :][:PAGE]),
}
SEALED = range(12)
OPEN = 40
DRAFT = b"an answer that nobody else has " * 200
BILAL = StaffMember("p-bilal", "Bilal")


def _flipped(content):
    content[200] ^= 1
    return content


@pytest.fixture
def worked(place):
    """A small store, closed: sealed work that never left, an open visit, two people."""
    with a_store(place) as store:
        store.people.admit(BILAL, "bilal's own")
        for seed in SEALED:
            store.journal.seal(birth(seed, people=seed % 4))
        store.visits.keep(a_visit(OPEN, DRAFT), a_row(OPEN))
        store.visits.keep(a_visit(OPEN, DRAFT + b"!"), a_row(OPEN))
    return place


def must_have_everything(place):
    for passphrase in (PASSPHRASE, "bilal's own"):
        with opened(place, passphrase) as store:
            assert store.person.name in ("Asha", "Bilal")
            for seed in SEALED:
                (entry,) = store.journal.history(household_of(seed))
                assert entry.change.parts[0].writes == birth(seed).parts[0].writes
                assert store.households.row(household_of(seed)).head == "Gul Zaman"
            assert store.visits.of(household_of(OPEN)).draft == DRAFT + b"!"
            assert store.forms.find(FORM.layout.id) == FORM
            assert store.check().sound


@pytest.mark.parametrize("damage", DAMAGE)
def test_whichever_page_is_damaged_nothing_that_was_acknowledged_is_lost(
    worked, tmp_path, damage
):
    database = worked / "store.db"
    whole = database.read_bytes()
    pages = len(whole) // PAGE
    assert pages > 60

    for page in range(0, pages, EVERY):
        garbage = bytearray(whole)
        garbage[page * PAGE : (page + 1) * PAGE] = DAMAGE[damage](garbage, page)
        database.write_bytes(garbage)
        into = tmp_path / f"rescued-{page}"
        rescued = rescue(worked, PASSPHRASE, into, **given())
        assert (rescued.own, rescued.visits) == (len(SEALED), 1), page
        must_have_everything(into)


def test_without_the_spare_some_pages_would_cost_work(worked, tmp_path):
    """The test above bites: this is what was lost before there was a spare."""
    database = worked / "store.db"
    whole = database.read_bytes()
    (worked / SPARE).unlink()
    lost = 0

    for page in range(0, len(whole) // PAGE, 2):
        garbage = bytearray(whole)
        garbage[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
        database.write_bytes(garbage)
        try:
            rescued = rescue(worked, PASSPHRASE, tmp_path / str(page), **given())
        except StoreDamaged:
            lost += 1
        else:
            lost += (rescued.own, rescued.visits) != (len(SEALED), 1)

    assert lost > 2


def test_a_database_that_is_gone_altogether_is_rescued_from_its_spare(worked, tmp_path):
    (worked / "store.db").write_bytes(b"\0" * PAGE * 3)

    rescued = rescue(worked, PASSPHRASE, tmp_path / "rescued", **given())

    assert rescued.own == len(SEALED)
    must_have_everything(tmp_path / "rescued")


def test_a_damaged_spare_is_made_anew_when_the_store_is_opened(worked):
    spare = worked / SPARE
    whole = spare.read_bytes()
    for page in range(0, len(whole) // PAGE, 3):
        garbage = bytearray(whole)
        garbage[page * PAGE + 100] ^= 1
        spare.write_bytes(garbage)

        with opened(worked) as store:
            assert attached(store._connection)
            assert list(differing(store._connection)) == []
            assert store.check().sound
    must_have_everything(worked)


def test_a_spare_that_a_power_cut_left_behind_is_brought_up(worked):
    before = (worked / SPARE).read_bytes()
    with opened(worked) as store:
        store.journal.seal(birth(20))
        store.visits.discard(a_visit(OPEN).visit)
    (worked / SPARE).write_bytes(before)
    (worked / f"{SPARE}-wal").write_bytes(b"torn")

    with opened(worked) as store:
        assert list(differing(store._connection)) == []


def test_another_key_takes_the_spare_along(worked):
    before = (worked / SPARE).read_bytes()
    with opened(worked) as store:
        store.rekey()
    assert not (worked / SPARE).exists()

    # An interrupted change of the key may leave the old one.
    (worked / SPARE).write_bytes(before)
    with opened(worked) as store:
        assert list(differing(store._connection)) == []
    must_have_everything(worked)


def test_what_is_altered_behind_the_triggers_is_found_and_mended(worked):
    with opened(worked) as store:
        store._connection.write("DELETE FROM spare.spare_visits")
        store._connection.write("UPDATE spare.spare_people SET name = 'x'")

        assert not store.check().sound
        store.rebuild()
        assert store.check().sound


def test_a_value_that_lies_in_a_damaged_page_is_an_error_and_never_zeros(worked):
    """The engine gives zeros for it, and says so only with the next page."""
    database = worked / "store.db"
    whole = database.read_bytes()
    refused = 0
    for page in range(1, len(whole) // PAGE):
        garbage = bytearray(whole)
        garbage[page * PAGE + 200] ^= 1
        database.write_bytes(garbage)
        try:
            with opened(worked) as store:
                assert store.visits.of(household_of(OPEN)).draft == DRAFT + b"!"
        except StoreError:
            refused += 1
    assert refused > 2
