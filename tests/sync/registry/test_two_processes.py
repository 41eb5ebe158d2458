"""Two processes of one registry on PostgreSQL: what one does while the other is at it.

Whoever erases, publishes or begins an epoch is alone with all that is kept, also with
a log that begins in that moment and with what stands in no log.
"""

import threading

import pytest
from sqlalchemy import select

from enrolment_app import cli
from enrolment_app.cli.registry import area
from enrolment_app.start import machine
from sync.errors import TokenSpent
from sync.journal import decode_segment
from sync.membership import mark_of
from sync.registry import (
    acceptance,
    devices,
    directory,
    identities,
    publishing,
    putting_aside,
    quarantine,
)
from sync.registry.erasure import erase
from sync.registry.storage.attachments import Attachments
from sync.registry.storage.devices import Devices
from sync.registry.storage.identities import Identities
from sync.registry.storage.people import People
from sync.registry.storage.tables_attached import pieces
from sync.registry.waiting import accept_all
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import (
    AREA,
    OTHER_AREA,
    a_body,
    a_key,
    a_record,
    an_office,
)
from tests.sync.registry.photos import Photos, a_photo, carry, key_of
from tests.sync.registry.stopping import again

HOUSE, OTHER = a_record(1), a_record(2)
ORDER = ("household", "p-1", "file")
FATHER, MOTHER = "0110100000011", "0110100000022"


@pytest.fixture
def office(tmp_path, postgres):
    office = an_office(tmp_path / "registry", postgres.database(), published=False)
    yield office
    office.storage.close()


@pytest.fixture
def other(office, tmp_path):
    other = again(office, tmp_path / "registry")
    yield other
    other.storage.close()


class Beside:
    """Lets something happen in another process in the midst of something here."""

    def __init__(self, monkeypatch):
        self.monkeypatch = monkeypatch
        self.running = []

    def leaving(self, owner, name, act, *given):
        self._at(owner, name, lambda: act(*given), after=True)

    def entering(self, owner, name, act, *given):
        self._at(owner, name, lambda: act(*given), after=False)

    def _at(self, owner, name, act, *, after):
        honest = getattr(owner, name)

        def meanwhile(*given, **more):
            if not after:
                self._once(act)
            found = honest(*given, **more)
            if after:
                self._once(act)
            return found

        self.monkeypatch.setattr(owner, name, meanwhile)

    def _once(self, act):
        if not self.running:
            self.running.append(threading.Thread(target=act))
            self.running[0].start()
            # It is through by then, or waits until what it is beside is.
            self.running[0].join(0.3)

    def through(self):
        (running,) = self.running
        running.join()


@pytest.fixture
def beside(monkeypatch):
    return Beside(monkeypatch)


def written(office, record=HOUSE, path="q/text", text="secret"):
    (laptop := a_laptop(office, "asha")).write(record, path, text)
    exchange(office, laptop)
    return laptop


def lying(office, area):
    with office.storage.reading() as books:
        return [e.body for e in books.log.after(area, 0, 99) if e.segment]


def test_what_comes_into_a_log_that_begins_while_it_is_erased_is_erased(
    office, other, beside
):
    publishing.publish(office, a_body())
    written(office)
    bilal = a_laptop(office, "bilal", (OTHER_AREA,))
    bilal.write(HOUSE, "q/text", "moved", area=OTHER_AREA)
    beside.leaving(acceptance, "without_erased", erase, other, HOUSE, *ORDER)

    exchange(office, bilal)
    beside.through()

    bodies = lying(office, OTHER_AREA)
    assert [decode_segment(body).pruned for body in bodies] == [True]


def test_what_is_put_aside_while_it_is_erased_is_erased(office, other, beside):
    publishing.publish(office, a_body())
    asha, ghost = written(office), a_laptop(office, "ghost")
    ghost.device = 77
    ghost.write(HOUSE, "q/text", "mud")
    act = (erase, other, HOUSE, *ORDER)
    beside.leaving(putting_aside, "aside_without_erased", *act)

    accept_all(office, [ghost.outgoing(AREA, 0, 100)], asha.device)
    beside.through()

    with office.storage.reading() as books:
        (left,) = books.aside.all()
    assert decode_segment(left.bytes).pruned


def test_work_that_comes_while_its_form_is_published_is_delivered(
    office, other, beside
):
    asha = a_laptop(office, "asha")
    asha.write(HOUSE, "q/text", "mud")
    act = (publishing.publish, other, a_body())
    beside.leaving(acceptance, "_readable_now", *act)

    exchange(office, asha)
    beside.through()

    assert len(lying(office, AREA)) == 1
    assert quarantine.held(office) == ()


def test_a_number_that_is_erased_while_the_logs_are_read_is_not_kept(
    office, other, beside
):
    publishing.publish(office, a_body())
    written(office, path="cnic", text=FATHER)
    identities.key_of(office)
    beside.leaving(identities, "_delivered", erase, other, HOUSE, *ORDER)

    identities.gather(office)
    beside.through()

    assert identities.where(office, FATHER) == ()


def test_a_number_that_is_gathered_while_a_filter_is_made_is_in_the_next(
    office, other, beside
):
    publishing.publish(office, a_body())
    asha = written(office, path="cnic", text=FATHER)
    identities.gather(office)
    asha.write(OTHER, "cnic", MOTHER)
    exchange(office, asha)
    beside.entering(Identities, "note_filtered", identities.gather, other)

    identities.publish_filters(office)
    beside.through()
    identities.publish_filters(office)

    mark = mark_of(identities.key_of(office), MOTHER)
    assert any(each.may_hold(mark) for _, each in identities.opened(office))


def test_a_token_is_spent_once(office, other, beside):
    device, secret = devices.add_device(office, "asha", [AREA])
    keys = [a_key(name).public for name in ("asha", "thief")]
    heard = []

    def enrol(where, key):
        devices.enrol(where, device, secret, key)
        heard.append(key)

    def too_late():
        with pytest.raises(TokenSpent):
            enrol(other, keys[1])

    beside.entering(Devices, "change", too_late)
    enrol(office, keys[0])
    beside.through()

    with office.storage.reading() as books:
        assert heard == [books.devices.get(device).key]


def test_two_at_one_desk_change_one_place_both(office, beside, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    def at_the_desk(*words):
        place = ("--data", str(tmp_path / "registry"))
        assert cli.run(["registry", "area", *words, *place], machine()) == 0

    close = ("close", AREA, "--until", "2026-01-01")
    beside.entering(area, "put", at_the_desk, *close)

    at_the_desk("rename", AREA, "Another")
    beside.through()

    with office.storage.reading() as books:
        (place,) = [one for one in books.geography.draft() if one.code == AREA]
    assert (place.name, place.until) == ("Another", "2026-01-01")


def test_who_ends_while_their_name_is_corrected_has_ended(office, other, beside):
    person = directory.add_person(office, "Asha")
    beside.entering(People, "put", directory.end_person, other, person.id)

    directory.add_person(office, "Asha Khan", known=person.id)
    beside.through()

    with office.storage.reading() as books:
        found = books.people.get(person.id)
    assert (found.name, found.ended) == ("Asha Khan", office.clock())


def test_a_piece_that_comes_while_its_photo_is_erased_is_not_kept(
    office, other, beside
):
    publishing.publish(office, a_body())
    photos = Photos(a_laptop(office, "asha"))
    photos.take(HOUSE, a_photo(1, 300_000))
    exchange(office, photos.laptop)
    beside.entering(Attachments, "add", erase, other, HOUSE, *ORDER)

    carry(office, photos)
    beside.through()

    with office.storage.reading() as books:
        assert books.connection.execute(select(pieces.c.digest)).all() == []


def test_a_photo_that_is_stored_while_its_twin_is_erased_is_not_lost(
    office, other, beside
):
    publishing.publish(office, a_body())
    asha = Photos(a_laptop(office, "asha"))
    bilal = Photos(a_laptop(office, "bilal", (OTHER_AREA,)))
    asha.take(HOUSE, a_photo(1))
    exchange(office, asha.laptop)
    carry(office, asha)
    bilal.take(OTHER, a_photo(1), area=OTHER_AREA)
    exchange(office, bilal.laptop)
    beside.leaving(office.bodies, "put", erase, other, HOUSE, *ORDER)

    carry(office, bilal)
    beside.through()

    key = key_of(a_photo(1), OTHER_AREA)
    assert bilal.held[key] == "stored"
    assert office.bodies.read(key.digest, 0, 5000) == a_photo(1)
