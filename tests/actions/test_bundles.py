"""Bundles on real stores: what they bring, and that a refused one brings nothing."""

from enrolment_app.actions.inspect_bundle import inspect_bundle
from enrolment_app.actions.laptops import list_laptops
from enrolment_app.actions.read_bundle import read_bundle
from enrolment_app.store import Custody
from sync.bundle import Kind
from sync.registry import devices
from tests.actions.sticks import (
    LAPTOPS,
    a_laptop,
    edited,
    everything,
    replied,
    sealed,
    to_and_fro,
    written,
)
from tests.store.builders import FORM, household_of

HOUSE = household_of(1)


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


def test_what_she_holds_is_handed_over_and_only_the_registry_confirms(
    office, asha, nazia, tmp_path
):
    sealed(asha, 1)
    read_bundle(nazia, written(asha, tmp_path))
    (entry,) = nazia.store.journal.history(HOUSE)
    assert (custody(nazia), entry.custody) == (Custody.HANDED_OVER,) * 2

    to_and_fro(office, nazia, tmp_path)

    (entry,) = nazia.store.journal.history(HOUSE)
    assert (custody(nazia), entry.custody) == (Custody.CONFIRMED,) * 2


def test_what_cannot_be_read_yet_is_shown_when_its_questionnaire_comes(
    asha, nazia, tmp_path
):
    nazia.store._connection.write("DELETE FROM forms")
    nazia.store.forms.forget()
    sealed(asha, 1)

    came = read_bundle(nazia, written(asha, tmp_path))

    assert (came.new, came.carried) == (0, 1)
    (seen,) = list_laptops(nazia)
    assert (seen.waiting_changes, seen.handed_changes) == (1, 0)
    nazia.store.forms.install(FORM)
    with nazia.store.exchange.together():
        nazia.store.relaying.show()
    assert nazia.store.households.row(HOUSE).head == "Gul Zaman"
    (seen,) = list_laptops(nazia)
    assert (seen.waiting_changes, seen.handed_changes) == (1, 1)


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


def test_an_answer_that_was_heard_is_carried_no_longer(office, asha, nazia, tmp_path):
    sealed(asha, 1)
    read_bundle(nazia, written(asha, tmp_path))
    to_and_fro(office, nazia, tmp_path)
    back = written(nazia, tmp_path, LAPTOPS)
    kinds = [letter.kind for letter in inspect_bundle(nazia, back).letters]
    assert sorted(kinds) == ["custody", "down"]
    read_bundle(asha, back)

    read_bundle(nazia, written(asha, tmp_path))

    left = inspect_bundle(nazia, written(nazia, tmp_path, LAPTOPS)).letters
    assert [letter.kind for letter in left] == ["custody"]


def test_what_one_stick_does_not_hold_waits_for_the_next(
    office, asha, nazia, tmp_path, monkeypatch
):
    bilal = a_laptop(tmp_path, office, "bilal")
    for seed, work in enumerate((asha, bilal), 1):
        sealed(work, seed)
        read_bundle(nazia, written(work, tmp_path))
    monkeypatch.setattr("enrolment_app.actions.write_bundle.CARRIED_MAX", 1)

    came = [to_and_fro(office, nazia, tmp_path).carried for _ in range(3)]

    assert came == [1, 1, 0]


def test_asking_in_the_same_words_again_brings_what_is_new_since(
    office, asha, nazia, tmp_path
):
    """A laptop with nothing new asks again: its words are the same, not its letter."""
    for _ in range(2):
        read_bundle(nazia, written(asha, tmp_path))
        to_and_fro(office, nazia, tmp_path)
        read_bundle(asha, written(nazia, tmp_path, LAPTOPS))
    idle = [written(asha, tmp_path) for _ in range(2)]
    read_bundle(nazia, idle[0])
    reply = replied(office, written(nazia, tmp_path), tmp_path)
    sealed(nazia, 1)
    to_and_fro(office, nazia, tmp_path)
    read_bundle(nazia, idle[1])
    read_bundle(nazia, reply)

    # The earlier answer came later, and nobody on the way can tell which is which.
    came = read_bundle(asha, written(nazia, tmp_path, LAPTOPS))

    assert came.new == 1
    to_and_fro(office, nazia, tmp_path)
    assert not tuple(nazia.store.letters.carried(Kind.UP))


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
