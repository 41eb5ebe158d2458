"""A registry restored from a backup, and what laptops give back to it."""

import shutil

from enrolment_app.store import Custody
from sync.registry import epochs, founding, publishing
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
from tests.sync.registry.offices import LATER, NOW_MS, a_body


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
