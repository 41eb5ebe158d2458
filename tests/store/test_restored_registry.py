"""A registry restored from a backup, and what laptops give back to it."""

import shutil

from enrolment_app.store import Custody
from sync.registry import devices, epochs, founding, publishing, quarantine
from sync.registry.conversation import answer
from sync.session import Session
from tests.store.builders import (
    HEAD,
    an_edit,
    chance,
    household_of,
)
from tests.store.laptops import (
    HOUSE,
    an_enrolled,
    edited,
    sealed,
    talk,
)
from tests.sync.registry.laptop import a_laptop as in_memory
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import AREA, LATER, NOW_MS, OTHER_AREA, a_body


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
    epochs.begin_epoch(restored)
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
    epochs.begin_epoch(restored)
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


def test_a_questionnaire_that_the_registry_lost_is_not_asked_for(
    tmp_path, office, asha
):
    talk(office, asha)
    backup = tmp_path / "backup"
    shutil.copytree(tmp_path / "registry", backup)
    publishing.publish(office, a_body(LATER))
    sealed(asha, 1)
    # It hears of the questionnaire, and the line breaks before that comes.
    session = Session(asha.exchange, office.key.public)
    session.hear(answer(office, asha.device.number, session.say(1)))
    assert asha.exchange.forms_lacking() == (LATER.id,)

    restored = founding.open_office(backup, "", lambda: NOW_MS, chance(b"restored"))
    epochs.begin_epoch(restored)
    talk(restored, asha)

    assert asha.exchange.forms_lacking() == ()
    assert asha.exchange.waiting() == 0
    restored.storage.close()


def test_a_log_that_was_taken_back_leaves_the_order_of_the_others(tmp_path, office):
    both = (AREA, OTHER_AREA)
    carol = in_memory(office, "carol", both)

    def wrote(text, area):
        carol.write(HOUSE, "q/text", text, area=area)
        exchange(office, carol)

    for text in ("b1", "b2", "b3"):
        wrote(text, OTHER_AREA)
    for text in ("a1", "a2"):
        wrote(text, AREA)
    with an_enrolled(tmp_path / "c", office, "c", both) as store:
        talk(office, store)
        with office.storage.writing() as books:
            books.devices.set_areas(store.device.number, (OTHER_AREA,))
        epochs.begin_epoch(office)
        talk(office, store)
        exchange(office, carol)
        wrote("b4", OTHER_AREA)

        talk(office, store)

        material = store.journal.material(HOUSE)
    area_of = {change.name: change.area for change in material.changes}
    here = [name for name in material.order[HOUSE] if area_of[name] == OTHER_AREA]
    with office.storage.reading() as books:
        assert here == list(books.changes.order(OTHER_AREA, HOUSE))


def test_what_a_restored_registry_holds_is_shown_by_nobody(
    tmp_path, office, asha, bilal
):
    sealed(asha, 1)
    for store in (asha, bilal):
        talk(office, store)
    backup = tmp_path / "backup"
    shutil.copytree(tmp_path / "registry", backup)
    edited(bilal, HOUSE, "revoked later", visit=50, time=2)
    for store in (bilal, asha):
        talk(office, store)
    restored = founding.open_office(backup, "", lambda: NOW_MS, chance(b"restored"))
    epochs.begin_epoch(restored)
    devices.revoke(restored, bilal.device.number)
    talk(restored, asha)
    with an_enrolled(tmp_path / "c", restored, "c") as fresh:
        for store in (fresh, asha):
            talk(restored, store)

        known, same = (each.exchange.areas()[AREA] for each in (asha, fresh))
        assert known.link == same.link
        rows = [each.households.row(HOUSE).head for each in (asha, fresh)]
        assert rows == ["Gul Zaman", "Gul Zaman"]
    restored.storage.close()


def test_what_only_a_release_let_through_is_hidden_where_a_restore_forgot_that(
    tmp_path, office, asha, bilal
):
    with office.storage.writing() as books:
        books.devices.set_areas(asha.device.number, [OTHER_AREA])
    sealed(asha, 1)
    talk(office, asha)
    backup = tmp_path / "backup"
    shutil.copytree(tmp_path / "registry", backup)
    assert quarantine.release(office, quarantine.held(office)) == 1
    talk(office, bilal)
    assert bilal.households.known(HOUSE)

    restored = founding.open_office(backup, "", lambda: NOW_MS, chance(b"restored"))
    epochs.begin_epoch(restored)
    talk(restored, bilal)

    assert not bilal.households.known(HOUSE)
    quarantine.release(restored, quarantine.held(restored))
    talk(restored, bilal)
    assert bilal.households.known(HOUSE)
    assert bilal.check().sound
    restored.storage.close()
