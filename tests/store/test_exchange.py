"""The store as the laptop's side of an exchange, against a real registry in memory."""

import random
from dataclasses import replace

import pytest

from enrolment_app.store import Custody, InstalledForm, Query
from enrolment_app.store.errors import NotKnown
from sync.change import NOTHING_SEEN, Part
from sync.errors import PeerUnreachable
from sync.registry import publishing
from sync.session import AreaKnown, Arrived, Delivery
from sync.session.errors import NoProgress
from sync.values import record_id
from tests.store.builders import a_change, birth, household_of, opened
from tests.store.laptops import (
    HOUSE,
    an_enrolled,
    edited,
    sealed,
    talk,
)
from tests.sync.builders import a_layout, nonce
from tests.sync.registry.line import Line
from tests.sync.registry.offices import AREA, OTHER_AREA, a_body


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

    def power_goes(*_):
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


def test_who_wrote_what_is_told_by_the_directory(office, asha, bilal):
    sealed(asha, 1)
    talk(office, asha)
    talk(office, bilal)

    assert bilal.exchange.device_name(asha.device.number) == "asha"
    assert bilal.exchange.device_keys(asha.device.number) == (asha.device.public_key,)
    assert bilal.people.get("p-bilal").name == "Bilal"


def test_work_under_a_questionnaire_that_nobody_published_stops_nobody(
    office, asha, bilal
):
    kept_apart = a_layout("not published")
    asha.forms.install(InstalledForm("tried", "1", "Tried", kept_apart, b"<h:html/>"))
    odd = birth(1, area=AREA, device=asha.device.number)
    asha.journal.seal(replace(odd, layout=kept_apart.id))
    held = talk(office, asha)
    sealed(asha, 2)
    talk(office, asha)

    talk(office, bilal)

    assert held.held == 1
    assert bilal.households.row(household_of(2)).head == "Gul Zaman"
    with pytest.raises(NotKnown):
        bilal.households.row(HOUSE)
    assert bilal.check().sound


def test_what_was_passed_over_is_shown_when_it_is_released(office, asha, bilal):
    test_work_under_a_questionnaire_that_nobody_published_stops_nobody(
        office, asha, bilal
    )
    publishing.publish(office, a_body(a_layout("not published")))
    for store in (bilal, asha):
        talk(office, store)

    edited(bilal, HOUSE, "Nur Bibi", visit=50, time=2)
    for store in (bilal, asha):
        talk(office, store)

    for store in (asha, bilal):
        row = store.households.row(HOUSE)
        assert (row.head, row.contested) == ("Nur Bibi", 0)
        assert store.check().sound
    assert bilal.households.state(HOUSE) == asha.households.state(HOUSE)


@pytest.mark.parametrize("first", ["household", "member"])
def test_who_is_added_by_somebody_else_in_the_same_exchange_is_counted(
    office, asha, bilal, tmp_path, first
):
    born = birth(1, area=AREA, device=asha.device.number)
    row = record_id(nonce(7), 0)
    writes = {"@kind": {"@kind": "members"}, "@parent": {"@parent": HOUSE}}
    added = a_change(
        [Part(row, NOTHING_SEEN, writes)],
        visit=7,
        area=AREA,
        device=bilal.device.number,
    )
    work = {"household": (asha, born), "member": (bilal, added)}
    for what in sorted(work, key=lambda what: what != first):
        store, change = work[what]
        store.journal.seal(change)
        talk(office, store)

    with an_enrolled(tmp_path / "carol", office, "carol") as carol:
        talk(office, carol)

        assert carol.households.row(HOUSE).people == 3
        assert carol.check().sound
