"""The store as the laptop's side of an exchange, against a real registry in memory."""

import random
import shutil

import pytest

from enrolment_app.store import Custody, Enrolment, Query
from sync import run
from sync.errors import PeerUnreachable
from sync.registry import devices, founding
from sync.session import AreaKnown, Arrived, Delivery
from sync.session.errors import NoProgress
from sync.transports import Keys
from tests.store.builders import (
    HEAD,
    StaffMember,
    a_row,
    a_store,
    a_visit,
    an_edit,
    birth,
    chance,
    household_of,
    opened,
)
from tests.sync.registry.laptop import (
    AREA,
    NOW_MS,
    OTHER_AREA,
    Line,
    a_laptop,
    an_office,
    exchange,
)

HOUSE = household_of(1)


@pytest.fixture
def office(tmp_path):
    office = an_office(tmp_path / "registry")
    yield office
    office.storage.close()


@pytest.fixture
def asha(tmp_path, office):
    with an_enrolled(tmp_path / "asha", office, "asha") as store:
        yield store


@pytest.fixture
def bilal(tmp_path, office):
    with an_enrolled(tmp_path / "bilal", office, "bilal") as store:
        yield store


def an_enrolled(place, office, name, areas=(AREA,)):
    person = StaffMember(f"p-{name}", name.title())
    store = a_store(place, person, random=chance(name.encode()))
    enrol(store, office, name, areas)
    return store


def enrol(store, office, name, areas=(AREA,)):
    device, secret = devices.add_device(office, name, areas)
    store.enrol(Enrolment(device, name, areas, token=secret))
    devices.enrol(office, device, secret, store.device.public_key)


def keys_of(office, store):
    device = store.device
    return Keys(device.number, device.public_key, device.sign_token, office.key.public)


def talk(office, store, line=None):
    line = line or Line(office, store.device.number)
    return run.exchange(store.exchange, line, keys_of(office, store))


def sealed(store, seed, **more):
    change = birth(seed, area=AREA, device=store.device.number, **more)
    return store.journal.seal(change)


def edited(store, household, head, visit, time=1):
    return store.journal.seal(
        an_edit(store, household, HEAD, head, visit=visit, time=time)
    )


def test_what_one_hands_over_the_other_lists(office, asha, bilal):
    sealed(asha, 1)

    sent = talk(office, asha)
    got = talk(office, bilal)

    assert (sent.sent, sent.waiting, got.received) == (1, 0, 1)
    assert bilal.households.row(HOUSE).head == "Gul Zaman"
    assert bilal.households.page(Query(text="گل")).total == 1
    assert bilal.households.row(HOUSE).custody is Custody.CONFIRMED
    assert asha.households.row(HOUSE).custody is Custody.CONFIRMED
    assert bilal.households.state(HOUSE) == asha.households.state(HOUSE)
    assert bilal.check().sound
    assert asha.check().sound


def test_nothing_changed_costs_one_round_trip(office, asha):
    sealed(asha, 1)
    talk(office, asha)

    again = talk(office, asha)

    assert (again.requests, again.sent, again.received) == (1, 0, 0)


def test_what_was_seen_is_replaced_without_a_conflict(office, asha, bilal):
    sealed(asha, 1)
    talk(office, asha)
    talk(office, bilal)

    edited(bilal, HOUSE, "Nur Bibi", visit=50, time=2)
    talk(office, bilal)
    talk(office, asha)

    for store in (asha, bilal):
        row = store.households.row(HOUSE)
        assert (row.head, row.contested) == ("Nur Bibi", 0)
        assert store.journal.context(HOUSE).seen == 2
        assert store.journal.context(HOUSE).extras == frozenset()


def test_two_who_did_not_see_each_other_are_in_conflict_on_both(office, asha, bilal):
    sealed(asha, 1)
    for store in (asha, bilal):
        talk(office, store)
    edited(asha, HOUSE, "Gul Khan", visit=50, time=2)
    edited(bilal, HOUSE, "Nur Bibi", visit=51, time=3)

    for store in (asha, bilal, asha):
        talk(office, store)

    for store in (asha, bilal):
        row = store.households.row(HOUSE)
        assert (row.head, row.contested) == ("Gul Zaman", 1)
        assert store.households.page(Query(contested=True)).total == 1
        assert store.check().sound


def test_a_lost_answer_costs_a_repeat_and_never_a_duplicate(office, asha, bilal):
    sealed(asha, 1)
    line = Line(office, asha.device.number)
    line.lose_answers = 1

    with pytest.raises(PeerUnreachable):
        talk(office, asha, line)
    assert asha.exchange.waiting() == 1
    talk(office, asha)
    talk(office, bilal)

    assert asha.exchange.waiting() == 0
    assert len(bilal.journal.history(HOUSE)) == 1


def test_a_segment_is_the_same_bytes_after_the_store_is_opened_again(office, tmp_path):
    with an_enrolled(tmp_path / "a", office, "a") as store:
        for seed in range(5):
            sealed(store, seed)
        first = store.exchange.outgoing(AREA, 0, 10_000)

    with opened(tmp_path / "a") as store:
        assert store.exchange.outgoing(AREA, 0, 99) == first
        assert store.exchange.outgoing(AREA, 5, 99) is None


def test_segments_are_cut_to_about_the_size_that_is_asked_for(office, asha):
    chance_of_names = random.Random(1)
    for seed in range(400):
        noise = chance_of_names.randbytes(40).hex()
        sealed(asha, seed, people=6, head=noise)
    sizes, after = [], 0

    while data := asha.exchange.outgoing(AREA, after, 16_000):
        sizes.append(len(data))
        after = asha._connection.value("SELECT max(last) FROM segments")

    assert after == 400
    assert max(sizes) <= 16_000 * 1.1
    assert min(sizes[:-1]) >= 16_000 * 0.4
    assert asha.check().sound


def test_many_households_go_through_and_digests_agree(office, asha, bilal):
    for seed in range(60):
        sealed(asha, seed)

    talk(office, asha)
    got = talk(office, bilal)

    assert got.received == 60
    assert bilal.households.page(Query(limit=1)).total == 60
    assert bilal.exchange.areas()[AREA] == AreaKnown(
        *(getattr(asha.exchange.areas()[AREA], at) for at in ("cursor", "link"))
    )


def test_a_delivery_is_kept_whole_or_not_at_all(office, asha, bilal, monkeypatch):
    sealed(asha, 1)
    talk(office, asha)
    before = bilal.exchange.areas()

    def power_goes(_):
        raise PeerUnreachable

    with monkeypatch.context() as patched:
        patched.setattr(bilal._projections, "project", power_goes)
        with pytest.raises(PeerUnreachable):
            talk(office, bilal)
    assert bilal.exchange.areas() == before
    assert not bilal.households.known(HOUSE)

    talk(office, bilal)
    assert bilal.households.known(HOUSE)


def test_entries_that_do_not_follow_are_ignored(office, asha):
    before = asha.exchange.areas()
    hole = Arrived(AREA, 7, (), (), 9, b"x" * 16)

    asha.exchange.keep(Delivery(asha.exchange.epoch(), 1, arrived=(hole,)))

    assert asha.exchange.areas()[AREA].cursor == before[AREA].cursor


def test_a_new_questionnaire_comes_with_the_exchange(office, asha):
    asha._connection.write("DELETE FROM forms")
    asha.forms.forget()

    talk(office, asha)

    assert len(asha.forms.all()) == 1
    assert asha.exchange.forms_lacking() == ()


def test_what_cannot_be_read_yet_waits_and_nothing_is_claimed_of_it(
    office, asha, bilal
):
    sealed(asha, 1)
    talk(office, asha)
    line = Line(office, bilal.device.number)
    keep = bilal.exchange.keep
    bilal._connection.write("DELETE FROM forms")
    bilal.forms.forget()

    def without_forms(delivery):
        keep(Delivery(delivery.epoch, 1, delivery.receipts, delivery.arrived))

    bilal.exchange.keep = without_forms
    with pytest.raises(NoProgress):
        talk(office, bilal, line)
    assert not bilal.households.known(HOUSE)
    assert bilal.journal.context(HOUSE).seen == 0

    bilal.exchange.keep = keep
    talk(office, bilal)
    assert bilal.households.row(HOUSE).head == "Gul Zaman"


def test_an_area_that_was_never_asked_for_still_gets_its_work_out(office, tmp_path):
    with an_enrolled(tmp_path / "c", office, "c", (AREA, OTHER_AREA)) as store:
        store.journal.seal(birth(1, area=OTHER_AREA, device=store.device.number))
        store.journal.seal(birth(2, area=AREA, device=store.device.number))

        assert talk(office, store).sent == 2
        assert store.exchange.waiting() == 0


def test_work_begun_before_enrolment_goes_out_after_it(office, tmp_path, bilal):
    with a_store(tmp_path / "early") as store:
        store.journal.seal(birth(1))
        store.visits.keep(a_visit(2), a_row(2))
        enrol(store, office, "early")

        assert talk(office, store).sent == 1
        assert store.visits.of(household_of(2)) is not None

    talk(office, bilal)
    assert bilal.households.row(HOUSE).head == "Gul Zaman"


def test_a_copied_laptop_hands_over_its_work_under_a_new_number(
    office, tmp_path, bilal
):
    place = tmp_path / "first"
    with an_enrolled(place, office, "first") as store:
        sealed(store, 1)
        talk(office, store)
        sealed(store, 2)
    shutil.copytree(place, tmp_path / "copy")

    with opened(tmp_path / "copy") as copy:
        assert copy.device.trouble == "copied"
        old_key = copy.device.public_key
        enrol(copy, office, "copy")
        assert copy.device.trouble == ""
        assert copy.device.public_key != old_key
        assert talk(office, copy).sent == 1
        assert copy.check().sound
    with opened(place) as store:
        assert talk(office, store).sent == 1

    talk(office, bilal)
    row = bilal.households.row(household_of(2))
    assert (row.head, row.contested) == ("Gul Zaman", 0)
    assert bilal.households.page(Query()).total == 2


def test_a_database_that_lost_what_it_sent_notices_at_opening(office, tmp_path):
    place = tmp_path / "a"
    with an_enrolled(place, office, "a") as store:
        backup = (place / "store.db").read_bytes()
        sealed(store, 1)
        talk(office, store)
    (place / "store.db").write_bytes(backup)

    with opened(place) as store:
        assert store.device.trouble == "rolled-back"


def test_the_store_and_the_model_in_memory_come_to_the_same(office, asha):
    """A random history between the store and the in-memory laptop of the exchange."""
    model = a_laptop(office, "model")
    dice = random.Random(4)
    for seed in range(4):
        sealed(asha, seed)
    talk(office, asha)
    exchange(office, model)
    for step in range(40):
        house = household_of(dice.randrange(4))
        match dice.randrange(4):
            case 0:
                edited(asha, house, f"asha {step}", visit=500 + step, time=step)
            case 1:
                model.write(house, HEAD, f"model {step}")
            case 2:
                talk(office, asha)
            case 3:
                exchange(office, model)
    for _ in range(2):
        talk(office, asha)
        exchange(office, model)

    for seed in range(4):
        house = household_of(seed)
        material = asha.journal.material(house)
        assert {c.name for c in material.changes} == {
            name for name, c in model.changes.items() if c.part(house)
        }
        assert list(material.order[house]) == model.order[house]
    assert asha.check().sound


def test_who_wrote_what_is_told_by_the_directory(office, asha, bilal):
    sealed(asha, 1)
    talk(office, asha)
    talk(office, bilal)

    assert bilal.exchange.device_name(asha.device.number) == "asha"
    assert bilal.exchange.device_key(asha.device.number) == asha.device.public_key
    assert bilal.people.get("p-bilal").name == "Bilal"


def test_a_registry_restored_from_a_backup_gets_back_what_it_lost(
    tmp_path, office, asha, bilal
):
    sealed(asha, 1)
    for store in (asha, bilal):
        talk(office, store)
    backup = tmp_path / "backup"
    shutil.copytree(tmp_path / "registry", backup)
    edited(asha, HOUSE, "Nur Bibi", visit=50, time=2)
    sealed(bilal, 2)
    for store in (asha, bilal, asha):
        talk(office, store)
    assert asha.households.custody_counts()[Custody.CONFIRMED] == 2

    restored = founding.open_office(backup, "", lambda: NOW_MS, chance(b"restored"))
    founding.begin_epoch(restored)
    # Only one of them comes back; it also carries what the other had handed over.
    talk(restored, asha)

    assert asha.exchange.waiting() == 0
    assert asha.households.custody_counts()[Custody.CONFIRMED] == 2
    with an_enrolled(tmp_path / "c", restored, "c") as fresh:
        talk(restored, fresh)
        for store in (asha, fresh):
            assert store.households.row(HOUSE).head == "Nur Bibi"
            assert store.households.row(HOUSE).contested == 0
            assert store.households.known(household_of(2))
            assert store.check().sound
        assert fresh.journal.material(HOUSE).order == asha.journal.material(HOUSE).order
        assert fresh.journal.material(HOUSE).survived == (
            asha.journal.material(HOUSE).survived
        )
    restored.storage.close()


def test_an_edit_made_before_a_restore_covers_nothing_that_came_after(
    tmp_path, office, asha, bilal
):
    sealed(asha, 1)
    for store in (asha, bilal):
        talk(office, store)
    backup = tmp_path / "backup"
    shutil.copytree(tmp_path / "registry", backup)
    edited(bilal, HOUSE, "Bilal's", visit=51, time=2)
    for store in (bilal, asha):
        talk(office, store)
    stale = an_edit(asha, HOUSE, HEAD, "Asha's, having seen Bilal's", visit=52, time=3)
    restored = founding.open_office(backup, "", lambda: NOW_MS, chance(b"restored"))
    founding.begin_epoch(restored)
    with an_enrolled(tmp_path / "c", restored, "c") as fresh:
        talk(restored, fresh)
        edited(fresh, HOUSE, "the new one's", visit=53, time=4)
        talk(restored, fresh)

        asha.journal.seal(stale)
        talk(restored, asha)
        talk(restored, fresh)

        for store in (asha, fresh):
            assert store.households.row(HOUSE).contested == 1
    restored.storage.close()
