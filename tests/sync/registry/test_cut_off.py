"""What was begun and cut off is finished by whoever comes next: nothing is half done."""

from dataclasses import replace

import pytest
from sqlalchemy import delete

from enrolment_app import cli
from enrolment_app.start import machine
from sync.journal import decode_segment
from sync.registry import founding, naming, publishing, readmission
from sync.registry.erasure import erase
from sync.registry.ordered import level
from sync.registry.readmission import Former, readmit
from sync.registry.storage import sql
from sync.registry.storage.tables_attached import naming as naming_table
from sync.registry.waiting import accept_all
from sync.session.attached import State
from tests.sync.registry.hostile import HOUSE, OTHER, a_change, codes, signed
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import AREA, LATER, a_body, an_office
from tests.sync.registry.photos import Photos, a_photo, carry, key_of, states
from tests.sync.registry.stopping import PowerCut, again

ORDER = ("household", "p-1", "file")


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "registry"


def cut(*_given, **_more):
    raise PowerCut


def test_a_publication_is_finished_when_the_registry_is_served(data, monkeypatch):
    office = an_office(data)
    asha, bilal = a_laptop(office, "asha"), a_laptop(office, "bilal")
    bilal.write(HOUSE, "q/text", "secret")
    exchange(office, bilal)
    early = replace(a_change(asha, 1, "of the later form"), layout=LATER.id)
    accept_all(office, [signed(asha, [early])], asha.device)
    erase(office, HOUSE, *ORDER)
    with monkeypatch.context() as patched:
        patched.setattr(publishing, "prune_readable", cut)
        with pytest.raises(PowerCut):
            publishing.publish(office, a_body(LATER))

    publishing.finish(again(office, data))

    with office.storage.reading() as books:
        bodies = [e.body for e in books.log.after(AREA, 0, 99) if e.segment]
    assert [decode_segment(body).pruned for body in bodies] == [True, True]
    assert "held.form_unknown" not in codes(office)


def test_what_was_erased_while_somebody_read_is_gone_once_all_is_level(
    data, monkeypatch
):
    hasty = tuple(each.replace("60000", "50") for each in sql.SQLITE_SETTINGS)
    monkeypatch.setattr(sql, "SQLITE_SETTINGS", hasty)
    office = an_office(data)
    laptop = a_laptop(office, "asha")
    laptop.write(HOUSE, "q/text", "secret")
    exchange(office, laptop)
    office.storage.forget()
    with office.storage.reading() as books:
        books.areas.all()
        erase(again(office, data), HOUSE, *ORDER)

    level(again(office, data), data)

    files = (file for file in data.iterdir() if file.is_file())
    assert [file.name for file in files if b"secret" in file.read_bytes()] == []


def test_an_upgrade_is_finished_by_the_next(data, monkeypatch):
    office = an_office(data)
    photos = Photos(a_laptop(office, "asha"))
    for house in (HOUSE, OTHER):
        photos.take(house, a_photo(1))
    exchange(office, photos.laptop)
    carry(office, photos)
    with office.storage.writer() as connection:
        # As tables from before knew it: the first record of each content.
        connection.execute(delete(naming_table).where(naming_table.c.record == OTHER))
    office.storage.close()
    words = ["registry", "upgrade", "--data", str(data)]
    with monkeypatch.context() as patched:
        patched.setattr(founding, "upgrade", lambda *_: "0012")
        patched.setattr(naming, "note_again", cut)
        assert cli.run(words, machine()) != 0
    assert cli.run(words, machine()) == 0

    erase(office, HOUSE, *ORDER)

    assert states(office) == {key_of(a_photo(1)): State.STORED}


def test_a_readmission_is_finished_by_the_next(data, monkeypatch):
    office = an_office(data)
    carrier, gone = a_laptop(office, "carrier"), a_laptop(office, "gone")
    gone.device = 9
    gone.write(HOUSE, "q/text", "mud")
    accept_all(office, [gone.outgoing(AREA, 0, 100)], carrier.device)
    former = Former(9, "gone", gone.key.public, (AREA,))
    with monkeypatch.context() as patched:
        patched.setattr(readmission, "try_again", cut)
        with pytest.raises(PowerCut):
            readmit(office, former)

    assert readmit(office, former) == 1
    assert readmit(office, former) is None
