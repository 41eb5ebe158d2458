"""Bundles on real stores: what they bring, and that a refused one brings nothing."""

import hashlib

import pytest

from enrolment_app.actions.inspect_bundle import inspect_bundle
from enrolment_app.actions.laptops import list_laptops
from enrolment_app.actions.read_bundle import read_bundle
from enrolment_app.actions.write_bundle import write_bundle
from enrolment_app.problems import Problem
from enrolment_app.store import Custody
from sync.bundle import (
    BundleAltered,
    BundleCutShort,
    BundleEmpty,
    BundleForRegistry,
    BundleForSomebodyElse,
    BundleNewer,
    BundleOfOtherDistrict,
    BundleOfOtherRegistry,
    BundleRefused,
    BundleUnwritten,
)
from sync.registry import devices
from tests.actions.sticks import (
    LAPTOPS,
    a_laptop,
    a_supervisor,
    edited,
    everything,
    replied,
    sealed,
    stick,
    to_and_fro,
    written,
)
from tests.store.builders import household_of
from tests.sync.registry.offices import OTHER_AREA, an_office

HOUSE = household_of(1)


@pytest.fixture
def office(tmp_path):
    office = an_office(tmp_path / "registry")
    yield office
    office.storage.close()


@pytest.fixture
def asha(tmp_path, office):
    work = a_laptop(tmp_path, office, "asha")
    yield work
    work.store.close()


@pytest.fixture
def nazia(tmp_path, office):
    work = a_supervisor(tmp_path, office)
    yield work
    work.store.close()


def custody(work, household=HOUSE):
    return work.store.households.row(household).custody


def test_a_laptop_enrols_and_hands_over_by_one_journey_of_a_stick(
    office, asha, tmp_path
):
    sealed(asha, 1)
    file = written(asha, tmp_path)
    assert custody(asha) is Custody.HANDED_OVER

    came = read_bundle(asha, replied(office, file, tmp_path))

    assert (came.letters, came.receipts, came.refused) == (1, 1, ())
    assert custody(asha) is Custody.CONFIRMED
    assert asha.store.device.enrolment.token == ""
    assert asha.store.exchange.waiting() == 0
    assert asha.store.check().sound


def test_what_others_did_comes_back_with_the_first_journey(office, asha, tmp_path):
    bilal = a_laptop(tmp_path, office, "bilal")
    sealed(bilal, 1)
    to_and_fro(office, bilal, tmp_path)

    came = to_and_fro(office, asha, tmp_path)

    assert (came.new, came.updated) == (1, 0)
    assert asha.store.households.row(HOUSE).head == "Gul Zaman"


def test_reading_twice_changes_nothing(office, asha, nazia, tmp_path):
    sealed(asha, 1)
    file = written(asha, tmp_path)
    read_bundle(nazia, file)
    reply = replied(office, written(nazia, tmp_path), tmp_path)
    read_bundle(nazia, reply)
    back = written(nazia, tmp_path, LAPTOPS)
    read_bundle(asha, back)
    before = everything(nazia), everything(asha)

    again = [read_bundle(nazia, file), read_bundle(nazia, reply)]
    again.append(read_bundle(asha, back))

    assert (everything(nazia), everything(asha)) == before
    assert [came.letters for came in again] == [0, 0, 0]


def test_a_supervisor_sees_at_once_what_a_stick_brought(asha, nazia, tmp_path):
    sealed(asha, 1)

    came = read_bundle(nazia, written(asha, tmp_path))

    assert (came.new, came.carried) == (1, 1)
    assert nazia.store.households.row(HOUSE).head == "Gul Zaman"
    context = nazia.store.journal.context(HOUSE)
    assert (context.seen, len(context.extras)) == (0, 1)
    (seen,) = list_laptops(nazia)
    assert (seen.name, seen.waiting_changes, seen.handed_changes) == ("asha", 1, 1)
    assert seen.last_contact_ms > 0


def test_what_she_writes_after_seeing_it_is_no_conflict(office, asha, nazia, tmp_path):
    sealed(asha, 1)
    read_bundle(nazia, written(asha, tmp_path))
    edited(nazia, HOUSE, "Nur Bibi", visit=50)

    to_and_fro(office, nazia, tmp_path)
    read_bundle(asha, written(nazia, tmp_path, LAPTOPS))

    for work in (nazia, asha):
        row = work.store.households.row(HOUSE)
        assert (row.head, row.contested, row.custody) == (
            "Nur Bibi",
            0,
            Custody.CONFIRMED,
        )
        assert work.store.check().sound
    (seen,) = list_laptops(nazia)
    assert (seen.waiting_changes, seen.handed_changes) == (0, 0)


def test_what_became_contested_is_counted(office, asha, nazia, tmp_path):
    sealed(asha, 1)
    to_and_fro(office, asha, tmp_path)
    to_and_fro(office, nazia, tmp_path)
    edited(asha, HOUSE, "Nur Bibi", visit=50)
    edited(nazia, HOUSE, "Gul Bibi", visit=60)

    came = read_bundle(nazia, written(asha, tmp_path))

    assert (came.new, came.updated, came.conflicts) == (0, 1, 1)


def test_work_of_a_revoked_laptop_reaches_the_registry_and_waits_there(
    office, asha, nazia, tmp_path
):
    sealed(asha, 1)
    read_bundle(nazia, written(asha, tmp_path))
    to_and_fro(office, asha, tmp_path)
    sealed(asha, 2)
    read_bundle(nazia, written(asha, tmp_path))
    devices.revoke(office, asha.store.device.number)

    to_and_fro(office, nazia, tmp_path)
    to_and_fro(office, nazia, tmp_path)

    with office.storage.reading() as books:
        held = books.changes.held()
    assert [(one.device, one.code) for one in held] == [
        (asha.store.device.number, "held.device_revoked")
    ]


def test_a_lost_laptops_word_is_refused_with_its_code(office, asha, tmp_path):
    sealed(asha, 1)
    to_and_fro(office, asha, tmp_path)
    sealed(asha, 2)
    devices.revoke(office, asha.store.device.number)

    came = to_and_fro(office, asha, tmp_path)

    assert (came.receipts, came.refused) == (0, ("sync.device_revoked",))
    assert custody(asha, household_of(2)) is Custody.HANDED_OVER


def test_inspecting_tells_what_it_builds_on_and_changes_nothing(asha, tmp_path):
    sealed(asha, 1)
    file = written(asha, tmp_path)
    before = everything(asha)

    seen = inspect_bundle(asha, file)

    assert everything(asha) == before
    assert (seen.writer, seen.changes, seen.ours) == (asha.store.device.number, 1, True)
    (letter,) = seen.letters
    assert letter.kind == "up"
    assert letter.stands["PK501"] == (0, 0)
    assert b"Gul Zaman" not in file.read_bytes()
    assert b"asha" not in file.read_bytes()


def altered(file, tmp_path):
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    other = stick(tmp_path)
    other.write_bytes(data)
    return other


def cut(file, tmp_path):
    other = stick(tmp_path)
    other.write_bytes(file.read_bytes()[:-1])
    return other


def newer(file, tmp_path):
    data = bytearray(file.read_bytes()[:-32])
    data[7] = 2
    other = stick(tmp_path)
    other.write_bytes(bytes(data) + hashlib.sha256(data).digest())
    return other


@pytest.mark.parametrize(
    ("spoil", "refusal"),
    [(altered, BundleAltered), (cut, BundleCutShort), (newer, BundleNewer)],
)
def test_a_spoilt_bundle_is_refused_whole(asha, nazia, tmp_path, spoil, refusal):
    sealed(asha, 1)
    file = spoil(written(asha, tmp_path), tmp_path)
    before = everything(nazia)

    with pytest.raises(refusal):
        read_bundle(nazia, file)

    assert everything(nazia) == before


def test_who_is_not_meant_is_told_whose_it_is(office, asha, nazia, tmp_path):
    bilal = a_laptop(tmp_path, office, "bilal")
    file = written(asha, tmp_path)

    with pytest.raises(BundleForRegistry):
        read_bundle(bilal, file)
    with pytest.raises(BundleForSomebodyElse) as other:
        read_bundle(bilal, replied(office, file, tmp_path))
    assert other.value.whose == str(asha.store.device.number)
    with pytest.raises(BundleEmpty):
        read_bundle(bilal, written(nazia, tmp_path, LAPTOPS))


def test_another_districts_supervisor_reads_nothing(office, asha, tmp_path):
    sealed(asha, 1)
    there = a_supervisor(tmp_path, office, "there", (OTHER_AREA,))
    above = a_supervisor(tmp_path, office, "above", ("PK5",))
    file = written(asha, tmp_path)
    before = everything(there)

    with pytest.raises(BundleOfOtherDistrict):
        read_bundle(there, file)

    assert everything(there) == before
    assert read_bundle(above, file).new == 1


def test_another_registrys_bundle_is_refused_by_everybody(
    office, asha, nazia, tmp_path
):
    elsewhere = an_office(tmp_path / "elsewhere", seed=b"elsewhere")
    stranger = a_laptop(tmp_path / "far", elsewhere, "stranger")
    file = written(stranger, tmp_path)

    for work in (asha, nazia):
        with pytest.raises(BundleOfOtherRegistry):
            read_bundle(work, file)
    with pytest.raises(BundleOfOtherRegistry):
        replied(office, file, tmp_path)
    elsewhere.storage.close()


def test_what_cannot_be_read_or_written_is_said(asha, tmp_path):
    gone = tmp_path / "gone" / "x.indraj"

    assert read_bundle(asha, gone) == Problem(
        "bundle.file_unreadable", values={"file": "x.indraj"}
    )
    with pytest.raises(BundleUnwritten):
        write_bundle(asha, gone)


def test_half_a_bundle_is_never_taken(office, asha, nazia, tmp_path, monkeypatch):
    sealed(asha, 1)
    read_bundle(nazia, written(asha, tmp_path))
    bilal = a_laptop(tmp_path, office, "bilal")
    sealed(bilal, 2)
    read_bundle(nazia, written(bilal, tmp_path))
    reply = replied(office, written(nazia, tmp_path), tmp_path)
    before = everything(nazia)
    calls = []

    def fails_at_the_end():
        calls.append(1)
        raise BundleRefused

    monkeypatch.setattr(nazia.store.relaying, "show", fails_at_the_end)
    with pytest.raises(BundleRefused):
        read_bundle(nazia, reply)

    assert calls
    assert everything(nazia) == before
