"""What is put aside of one laptop is bounded; nothing is lost by it; a person may drop."""

import json
import os

import pytest
from sqlalchemy import event

from enrolment_app import cli
from enrolment_app.start import machine
from sync import wire
from sync.header import Header, header_bytes
from sync.journal import FIRST_PREVIOUS
from sync.registry import putting_aside
from sync.registry.putting_aside import ASIDE_FULL
from sync.registry.readmission import Former, readmit
from sync.registry.waiting import accept_all
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import AREA, a_record, an_office

UNKNOWN = "sync.device_unknown"


@pytest.fixture
def office(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    office = an_office(tmp_path / "registry")
    yield office
    office.storage.close()


def rubbish(number, size=1000):
    """What claims to be of some device or other, and nobody can verify."""
    about = (1000 + number, AREA, 1, 1, FIRST_PREVIOUS, bytes(32), (), b"")
    head = header_bytes(Header(*about))
    return wire.encode([head, bytes(64), False, os.urandom(size)])


def lying(office):
    with office.storage.reading() as books:
        return books.aside.all()


def test_what_one_laptop_brings_is_bounded_and_hinders_no_other(office, monkeypatch):
    monkeypatch.setattr(putting_aside, "ASIDE_BYTES_MAX", 4000)
    asha, bilal = a_laptop(office, "asha"), a_laptop(office, "bilal")
    segments = [rubbish(n) for n in range(5)]

    codes = []
    for some in (segments[:2], segments[2:], segments[:1]):
        accepted = accept_all(office, some, asha.device)
        codes.append([one.code for one in accepted.refused])

    assert codes == [[UNKNOWN] * 2, [UNKNOWN, ASIDE_FULL, ASIDE_FULL], [UNKNOWN]]
    assert sum(len(one.bytes) for one in lying(office)) <= 4000
    (refused,) = accept_all(office, segments[4:], bilal.device).refused
    assert refused.code == UNKNOWN


def test_what_there_was_no_room_for_comes_again_when_there_is(office, monkeypatch):
    """A laptop carries more of a forgotten one's work than is put aside."""
    carrier, gone = a_laptop(office, "carrier"), a_laptop(office, "gone")
    gone.device = 9
    for number in range(6):
        gone.write(a_record(number), "q/text", "mud and stone")
        carrier.rescued.setdefault(AREA, []).append(gone.outgoing(AREA, number, 1))
    size = len(carrier.rescued[AREA][0])
    monkeypatch.setattr(putting_aside, "ASIDE_BYTES_MAX", 3 * size)
    refused = exchange(office, carrier).refused
    assert {UNKNOWN, ASIDE_FULL} <= set(refused)

    taken = readmit(office, Former(9, "gone", gone.key.public, (AREA,)))
    exchange(office, carrier)

    assert 0 < taken < 6
    exchange(office, late := a_laptop(office, "late"))
    assert {a_record(number) for number in range(6)} <= set(late.order)
    assert lying(office) == ()


def test_what_waits_for_one_laptop_is_found_without_reading_the_others_s(office):
    asked = []

    def hear(_connection, _cursor, statement, values, *_):
        asked.append((statement, values))

    event.listen(office.storage.engine, "before_cursor_execute", hear)

    with office.storage.reading() as books:
        books.aside.all(UNKNOWN, {1})
        sql, values = asked[-1]
        plan = books.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)

        assert "INDEX ix_aside_device" in str(plan.all())


def test_a_person_drops_one_thing_and_what_it_was_is_known(office, tmp_path, capsys):
    def said(*words):
        place = ("--data", str(tmp_path / "registry"), "--json")
        status = cli.run(["registry", "quarantine", *words, *place], machine())
        lines = capsys.readouterr().out.splitlines()
        return [json.loads(line) for line in lines] if status == 0 else status

    asha = a_laptop(office, "asha")
    accept_all(office, [rubbish(1), rubbish(2)], asha.device)
    one, other = said("aside")

    assert said("drop", "", "--why", "noise") != 0
    assert said("drop", "00" * 8, "--why", "noise") != 0
    assert len(said("aside")) == 2
    (gone,) = said("drop", one["hash"], "--why", "noise")

    assert said("aside") == [other]
    assert said("aside", "--dropped") == [gone]
    assert (gone["why"], gone["bringer"], gone["code"]) == (
        "noise",
        asha.device,
        UNKNOWN,
    )
