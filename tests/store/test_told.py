"""What the office tells comes down with the logs, once, to whom it is meant for."""

import shutil

from enrolment_app.store.told import OFFICE_KEY, UPDATES
from sync.registry import epochs, founding
from sync.registry.directory import add_person, end_person, tell_all
from sync.registry.recovery import set_office_key
from sync.registry.storage import PersonRow
from sync.registry.telling import assign, message
from sync.registry.updates import publish
from sync.updates import Manifest
from tests.store.builders import chance
from tests.store.laptops import HOUSE, sealed, talk
from tests.sync.registry.offices import AREA, NOW_MS, OTHER_AREA


def texts(store, person):
    return [one.text for one in store.told.messages(person)]


def test_who_is_who_comes_down_and_is_corrected(office, asha):
    person = add_person(office, "Samina", "ثمینہ", "supervisor")
    talk(office, asha)
    assert asha.told.name(person.id) == "Samina"

    add_person(office, "Samina Khan", "ثمینہ خان", "supervisor", person.id)
    end_person(office, person.id)
    talk(office, asha)

    assert asha.told.name(person.id) == "Samina Khan"
    assert asha.told.name("Somebody of before") == "Somebody of before"


def test_who_was_added_before_is_told_once(office, asha):
    with office.storage.writing() as books:
        books.people.put(PersonRow("p-9", "Gul", "گل", "enumerator", 1))

    assert (tell_all(office), tell_all(office)) == (1, 0)
    talk(office, asha)
    assert asha.told.name("p-9") == "Gul"


def test_a_household_is_somebodys_until_it_is_anothers(office, asha):
    sealed(asha, 1)
    talk(office, asha)

    assert assign(office, HOUSE, "p-asha") == (AREA,)
    assert assign(office, AREA, "p-asha") == (AREA,)
    talk(office, asha)
    assert asha.told.assigned("p-asha") == ((HOUSE,), (AREA,))

    assign(office, HOUSE, "p-bilal")
    assign(office, AREA, "")
    talk(office, asha)
    assert asha.told.assigned("p-asha") == ((), ())
    assert asha.told.assigned("p-bilal") == ((HOUSE,), ())


def test_what_is_nowhere_is_nobodys(office):
    assert assign(office, "PK9", "p-asha") == ()
    assert assign(office, HOUSE, "p-asha") == ()


def test_a_message_reaches_whom_it_is_for(office, asha):
    samina = add_person(office, "Samina")
    assert message(office, "", samina.id, "", "to all")
    assert message(office, AREA, samina.id, "p-asha", "to one")
    assert message(office, OTHER_AREA, samina.id, "", "elsewhere")
    assert not message(office, "PK9", samina.id, "", "nowhere")
    talk(office, asha)

    assert set(texts(asha, "p-asha")) == {"to all", "to one"}
    assert texts(asha, "p-bilal") == ["to all"]
    (first, *_) = asha.told.messages("p-asha")
    assert first.author == "Samina"

    asha.told.see("p-asha", first.at_ms, 1)
    assert all(one.seen for one in asha.told.messages("p-asha"))


def test_nothing_is_told_twice_after_a_restore(office, asha):
    samina = add_person(office, "Samina")
    message(office, "", samina.id, "", "to all")
    talk(office, asha)
    asha.told.see("p-asha", office.clock(), 1)
    asha.exchange.rewind("", 0)
    epochs.begin_epoch(office)

    talk(office, asha)

    (one,) = asha.told.messages("p-asha")
    assert one.seen


def test_what_a_restored_registry_no_longer_tells_is_not_told_here(
    tmp_path, office, asha
):
    first = add_person(office, "Samina", "ثمینہ", "supervisor")
    assign(office, AREA, first.id)
    sealed(asha, 1)
    talk(office, asha)
    backup = tmp_path / "backup"
    shutil.copytree(tmp_path / "registry", backup)
    second = add_person(office, "Gul", "گل", "enumerator")
    assign(office, AREA, second.id)
    assign(office, HOUSE, second.id)
    set_office_key(office, bytes(range(32)))
    publish(office, Manifest("0.2.0", "debian-amd64", "package.deb", 1, bytes(32)))
    talk(office, asha)
    assert asha.facts.get(UPDATES)
    assert asha.told.assigned(second.id) == ((HOUSE,), (AREA,))
    restored = founding.open_office(backup, "", lambda: NOW_MS, chance(b"restored"))
    epochs.begin_epoch(restored)

    talk(restored, asha)

    assert asha.told.assigned(first.id) == ((), (AREA,))
    assert asha.told.assigned(second.id) == ((), ())
    assert asha.told.name(second.id) == second.id
    assert not asha.facts.get(OFFICE_KEY)
    assert not asha.facts.get(UPDATES)
    restored.storage.close()
