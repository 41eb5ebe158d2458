"""A household is erased by order: no table, page or file of a laptop tells of it."""

import hashlib
import json

import pytest

from enrolment_app.store import HouseholdErased, NotKnown, OpenVisit, Query
from enrolment_app.store.backup import put_back
from sync.attachments import reference
from sync.dictionary import DICTIONARIES
from sync.journal import decode_segment, open_segment
from sync.registry import epochs
from sync.registry.erasure import erase
from sync.session import SegmentEntry
from sync.session.entrycode import decode_entry
from sync.values import record_id
from tests.store.builders import HEAD, LAYOUT, a_row, household_of, opened
from tests.store.laptops import HOUSE, edited, enrol, sealed, talk
from tests.sync.builders import nonce
from tests.sync.registry.line import Line
from tests.sync.registry.test_restores import backed_up, restored

SECRET, CNIC = "Zarghuna", "1730145289067"
OTHER = household_of(2)
GIVEN = ("household", "p-1", "file 12")


def lies(store, *texts):
    """Give the texts that lie anywhere in a store's database, unused pages included."""
    found = set()
    connection = store._connection
    connection.checkpoint()
    tables = connection.read("SELECT name FROM sqlite_master WHERE type = 'table'")
    for (table,) in tables:
        for row in connection.read(f'SELECT * FROM "{table}"'):  # noqa: S608
            said = b"|".join(
                cell if isinstance(cell, bytes) else str(cell).encode() for cell in row
            )
            found |= {text for text in texts if text.lower().encode() in said.lower()}
    for content in packed(connection):
        said = repr(
            open_segment(decode_segment(content), {LAYOUT.id: LAYOUT}, DICTIONARIES)
        )
        found |= {text for text in texts if text in said}
    return found


def packed(connection):
    """Give all segments that lie in a store."""
    for table in ("segments", "relayed"):
        yield from (c for (c,) in connection.read(f"SELECT content FROM {table}"))  # noqa: S608
    for (content,) in connection.read("SELECT content FROM entries"):
        entry = decode_entry(content)
        if isinstance(entry, SegmentEntry):
            yield entry.segment


def a_secret(store, seed=1):
    answers = {"q/digits": CNIC, "q/date": "Shahi Bala"}
    sealed(store, seed, head=SECRET, answers=answers)


@pytest.fixture
def both(office, asha, bilal):
    """Two households that both laptops know, the first one edited by either."""
    a_secret(asha)
    sealed(asha, 2, head="stays")
    talk(office, asha)
    talk(office, bilal)
    edited(bilal, HOUSE, SECRET + " Bibi", visit=60, time=2)
    talk(office, bilal)
    talk(office, asha)
    return asha, bilal


def states(store):
    return {
        household: (store.households.row(household), store.households.state(household))
        for household in store.households.ids(Query())
    }


def test_it_is_nowhere_and_everything_else_is_kept(office, both):
    for store in both:
        assert lies(store, SECRET, CNIC) == {SECRET, CNIC}
    before = [states(store) for store in both]

    erase(office, HOUSE, *GIVEN)

    for store, kept in zip(both, before, strict=True):
        talk(office, store)
        assert lies(store, SECRET, CNIC) == set()
        assert states(store) == {OTHER: kept[OTHER]}
        assert store.check().sound
        assert store.households.page(Query(text=SECRET)).total == 0
        with pytest.raises(NotKnown):
            store.households.row(HOUSE)
        (told,) = store.erasing.all()
        assert (told.asked, told.by, told.why) == GIVEN
        assert HOUSE in told.records


def test_a_rebuilt_store_lists_the_same(office, both):
    erase(office, HOUSE, *GIVEN)
    for store in both:
        talk(office, store)
        kept = states(store)

        store.rebuild()

        assert states(store) == kept
        assert store.check().sound


def test_one_person_goes_and_the_household_stays(office, both):
    person = record_id(nonce(1), 2)
    asha, bilal = both
    rows = [store.households.row(HOUSE).head for store in both]
    assert lies(bilal, "1962-01-01") == {"1962-01-01"}

    erase(office, person, "guardian", "p-1", "")

    for store, head in zip(both, rows, strict=True):
        talk(office, store)
        material = store.journal.material(HOUSE)
        told = [part for c in material.changes for part in c.parts]
        assert not any(part.writes for part in told if part.record == person)
        assert store.households.row(HOUSE).head == head
        assert store.check().sound
    edited(asha, HOUSE, "Nur", visit=70, time=5)
    talk(office, asha)
    talk(office, bilal)
    assert bilal.households.row(HOUSE).head == "Nur"
    assert bilal.households.row(HOUSE).contested == 0


def test_what_was_not_sent_leaves_by_its_name(office, both):
    asha, bilal = both
    erase(office, HOUSE, *GIVEN)
    edited(asha, HOUSE, SECRET + " unsent", visit=71, time=6)
    edited(asha, OTHER, "after", visit=72, time=7)

    for store in (asha, bilal, asha):
        talk(office, store)

    for store in both:
        assert lies(store, SECRET) == set()
        assert store.households.row(OTHER).head == "after"
        assert store.check().sound
    assert asha.exchange.waiting() == 0


def test_open_work_on_it_ends_and_no_more_is_kept(office, both):
    asha, _ = both
    draft = json.dumps({"writes": {HOUSE: {HEAD: SECRET}}}).encode()
    visit = OpenVisit(nonce(90), HOUSE, LAYOUT.id, "p", 1, draft)
    asha.visits.keep(visit, a_row(1, head=SECRET, words=(SECRET,)))
    erase(office, HOUSE, *GIVEN)

    talk(office, asha)

    assert asha.visits.open() == ()
    assert lies(asha, SECRET) == set()
    with pytest.raises(HouseholdErased):
        asha.visits.keep(visit)
    with pytest.raises(HouseholdErased):
        edited(asha, HOUSE, SECRET, visit=91)
    assert lies(asha, SECRET) == set()


def test_of_open_work_on_a_household_an_erased_person_goes(office, both):
    asha, _ = both
    person, stays = record_id(nonce(1), 2), record_id(nonce(1), 1)
    said = {
        "contexts": {HOUSE: [1, [], ""], person: [1, [], ""]},
        "rows": [[person, "members", HOUSE], [stays, "members", HOUSE]],
        "writes": {person: {"born": CNIC}, stays: {"born": "1999-01-01"}},
    }
    visit = OpenVisit(nonce(92), HOUSE, LAYOUT.id, "p", 1, json.dumps(said).encode())
    asha.visits.keep(visit)
    erase(office, person, *GIVEN)

    talk(office, asha)

    (left,) = asha.visits.open()
    assert json.loads(left.draft) == {
        "contexts": {HOUSE: [1, [], ""]},
        "rows": [[stays, "members", HOUSE]],
        "writes": {stays: {"born": "1999-01-01"}},
    }


def test_its_attachments_go_with_it(office, asha):
    name = asha.attachments.keep([b"a photo of them"], "jpg")
    shared = asha.attachments.keep([b"a photo of all"], "jpg")
    answers = {"q/file": name, "q/text2": shared}
    sealed(asha, 1, head=SECRET, answers=answers)
    sealed(asha, 2, head="stays", answers={"q/file": shared})
    talk(office, asha)
    assert name == reference(hashlib.sha256(b"a photo of them").digest(), "jpg")

    erase(office, HOUSE, *GIVEN)
    talk(office, asha)

    assert not asha.attachments.holds(name)
    assert asha.attachments.holds(shared)


def photographed(store, number, household, name):
    said = {"writes": {household: {"q/file": name}}, "rows": []}
    draft = json.dumps(said).encode()
    store.visits.keep(OpenVisit(nonce(number), household, LAYOUT.id, "p", 1, draft))


@pytest.mark.parametrize("first", [HOUSE, OTHER])
def test_a_photo_that_two_households_share_goes_with_the_last(
    office, asha, tmp_path, first
):
    """Also where the second one's answer is in an open visit only; from backups too."""
    name = asha.attachments.keep([b"one photo for both"], "jpg")
    same = asha.attachments.keep([b"one photo for both"], "jpeg")
    alone = asha.attachments.keep([b"only in an open visit"], "jpg")
    sealed(asha, 1, head=SECRET, answers={"q/file": name})
    sealed(asha, 2, head="stays", answers={"q/file": same})
    talk(office, asha)
    asha.back_up(tmp_path / "backup")
    photographed(asha, 93, first, alone)
    photographed(asha, 94, household_of(3), name)
    (last,) = {HOUSE, OTHER} - {first}

    erase(office, first, *GIVEN)
    talk(office, asha)
    assert b"".join(asha.attachments.read(name)) == b"one photo for both"
    assert not asha.attachments.holds(alone)
    asha.visits.remove(nonce(94))
    assert asha.attachments.holds({HOUSE: name, OTHER: same}[last])
    erase(office, last, *GIVEN)
    talk(office, asha)

    assert not any(map(asha.attachments.holds, (name, same)))
    put_back(tmp_path / "backup", tmp_path / "again")
    with opened(tmp_path / "again") as again:
        assert again.attachments.holds(name)
        enrol(again, office, "asha again")
        talk(office, again)
        assert not any(map(again.attachments.holds, (name, same)))
        assert again.check().sound


def test_a_backup_that_is_put_back_hears_the_order(office, both, tmp_path):
    asha, _ = both
    asha.back_up(tmp_path / "backup")
    erase(office, HOUSE, *GIVEN)
    talk(office, asha)

    put_back(tmp_path / "backup", tmp_path / "again")

    with opened(tmp_path / "again") as again:
        assert lies(again, SECRET) == {SECRET}
        enrol(again, office, "asha again")
        talk(office, again)
        assert lies(again, SECRET) == set()
        assert again.check().sound


def test_a_restored_registry_is_told_the_order_again(tmp_path, office, both):
    asha, bilal = both
    backup = backed_up(office, tmp_path)
    erase(office, HOUSE, *GIVEN)
    talk(office, asha)
    office = restored(office, tmp_path, backup)
    epochs.begin_epoch(office)

    for store in (asha, bilal, asha):
        talk(office, store)

    with office.storage.reading() as books:
        assert len(books.erasures.all()) == 1
    for store in both:
        assert lies(store, SECRET) == set()
        assert store.check().sound
    office.storage.close()


def test_an_answer_that_is_lost_erases_when_it_comes_again(office, both):
    asha, _ = both
    erase(office, HOUSE, *GIVEN)
    line = Line(office, asha.device.number)
    line.lose_answers = 1
    with pytest.raises(Exception, match="lost"):
        talk(office, asha, line)
    assert lies(asha, SECRET) == {SECRET}

    talk(office, asha)

    assert lies(asha, SECRET) == set()
