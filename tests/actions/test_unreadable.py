"""A household that cannot be listed is no harm to any other, nor to an exchange."""

from dataclasses import replace

import pytest

from enrolment_app.actions.reading import project
from enrolment_app.store import Store, projections
from sync.registry import publishing
from sync.values import record_id
from tests.store.builders import ASHA, PASSPHRASE, an_edit, birth, given
from tests.store.builders import project as of_tests
from tests.store.laptops import HOUSE, an_enrolled, edited, enrol, sealed, talk
from tests.sync.builders import nonce
from tests.sync.registry.offices import AREA, LATER, a_body, chance

ROW = record_id(nonce(1), 1)


@pytest.fixture
def asha(tmp_path, office):
    with an_enrolled(tmp_path / "a", office, "a") as store:
        yield store


@pytest.fixture
def listing(tmp_path, office):
    """Another laptop, which lists households by a given function."""
    stores = []

    def made(project):
        random = chance(b"listing")
        more = given(project=project, random=random)
        store = Store.create(tmp_path / "listing", PASSPHRASE, ASHA, **more)
        stores.append(store)
        enrol(store, office, "listing")
        return store

    yield made
    for store in stores:
        store.close()


def test_a_row_below_itself_about_which_people_differ_stops_no_exchange(
    tmp_path, office, asha, listing
):
    sealed(asha, 1)
    with an_enrolled(tmp_path / "n", office, "n") as another:
        for store in (asha, another):
            talk(office, store)
        said = (("@parent", ROW, asha), ("born", "1950-01-01", asha))
        for number, (path, value, store) in enumerate(
            (*said, ("born", "1951-01-01", another))
        ):
            store.journal.seal(an_edit(store, ROW, path, value, visit=70 + number))
        for store in (asha, another):
            talk(office, store)
    store = listing(project)

    talk(office, store)

    assert store.households.row(HOUSE).contested == 1


def test_a_questionnaire_that_this_program_cannot_read_stops_no_exchange(
    office, asha, listing
):
    publishing.publish(office, replace(a_body(LATER), xform=b"<broken"))
    talk(office, asha)
    change = birth(1, area=AREA, device=asha.device.number)
    asha.journal.seal(replace(change, layout=LATER.id))
    talk(office, asha)
    store = listing(project)

    talk(office, store)

    assert store.households.row(HOUSE).area == AREA
    assert store.check().sound


def test_where_listing_one_fails_its_row_stays_and_others_come(
    office, asha, listing, monkeypatch
):
    failing, noted = set(), []
    monkeypatch.setattr(projections, "noted", noted.append)

    def fails(material):
        assert material.household not in failing
        return of_tests(material)

    store = listing(fails)
    sealed(asha, 1)
    for each in (asha, store):
        talk(office, each)
    failing.add(HOUSE)
    edited(asha, HOUSE, "Nur Bibi", visit=50)
    sealed(asha, 2)
    talk(office, asha)

    talk(office, store)

    assert [type(each) for each in noted] == [AssertionError]
    assert store.households.row(HOUSE).head == "Gul Zaman"
    assert len(store.journal.history(HOUSE)) == 2
    assert store.households.known(birth(2).parts[0].record)
    assert store.check().projections == (HOUSE,)
    failing.clear()
    store.rebuild()
    assert store.households.row(HOUSE).head == "Nur Bibi"
