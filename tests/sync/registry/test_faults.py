"""What the field does to an exchange; nothing acknowledged is lost, nothing counts twice."""

import threading
import time

import pytest

from sync.errors import ExchangeCancelled, IntegrityError, PeerUnreachable
from sync.journal import encode_segment
from sync.merge import Conflict
from sync.registry import acceptance, devices, publishing, quarantine
from sync.registry.verdicts import FORK, REPEATED, REVOKED, STATUS_UNKNOWN
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import Line, exchange
from tests.sync.registry.offices import AREA, LAYOUT, a_body, a_record, an_office

HOUSE, NEXT_HOUSE = a_record(1), a_record(2)


def names_in_log(office, record, area=AREA):
    with office.storage.reading() as books:
        return books.changes.order(area, record)


def test_a_lost_answer_costs_a_repeat_and_never_a_duplicate(office, asha):
    change = asha.write(HOUSE, "q/text", "mud")
    line = Line(office, asha.device)
    line.lose_answers = 1

    with pytest.raises(PeerUnreachable):
        exchange(office, asha, line)
    waiting = asha.waiting()
    result = exchange(office, asha, line)

    assert (waiting, result.sent, result.waiting) == (1, 1, 0)
    assert names_in_log(office, HOUSE) == (change.name,)


def test_nothing_counts_as_confirmed_before_a_receipt(office, asha):
    asha.write(HOUSE, "q/text", "mud")
    line = Line(office, asha.device)
    line.lose_requests = 1

    with pytest.raises(PeerUnreachable):
        exchange(office, asha, line)

    assert (asha.waiting(), asha.receipts) == (1, [])
    assert names_in_log(office, HOUSE) == ()


def test_a_crash_before_keeping_repeats_the_answer(office, asha, bilal):
    asha.write(HOUSE, "q/text", "mud")
    exchange(office, asha)
    bilal.crash_at_keep = True

    with pytest.raises(PeerUnreachable):
        exchange(office, bilal)
    bilal.crash_at_keep = False
    exchange(office, bilal)

    assert bilal.state(HOUSE) == asha.state(HOUSE)


@pytest.mark.parametrize("spoil", [lambda d: d[:-1], lambda d: d[:40], lambda _: b""])
def test_a_cut_answer_is_refused_whole(office, asha, bilal, spoil):
    asha.write(HOUSE, "q/text", "mud")
    exchange(office, asha)
    line = Line(office, bilal.device)
    line.change_answer = spoil

    with pytest.raises(IntegrityError):
        exchange(office, bilal, line)

    assert bilal.changes == {}


def test_an_answer_to_another_request_is_refused(office, asha):
    line = Line(office, asha.device)
    exchange(office, asha, line)
    kept = []
    line.change_answer = lambda data: kept.append(data) or data
    exchange(office, asha, line)
    asha.write(HOUSE, "q/text", "mud")
    line.change_answer = lambda _: kept[0]

    with pytest.raises(IntegrityError):
        exchange(office, asha, line)

    assert asha.waiting() == 1


def test_many_changes_travel_in_small_requests(office, asha, bilal):
    for number in range(40):
        asha.write(a_record(number), "q/text", f"house {number} " + "x" * 900)

    sent = exchange(office, asha, seconds=iter(range(0, 10**6, 60)).__next__)
    got = exchange(office, bilal)

    assert (sent.sent, got.received) == (40, 40)
    assert all(bilal.state(a_record(n)) == asha.state(a_record(n)) for n in range(40))


def test_it_stops_when_a_person_says_so_and_goes_on_later(office, asha):
    asha.write(HOUSE, "q/text", "mud")

    with pytest.raises(ExchangeCancelled):
        exchange(office, asha, cancelled=lambda: True)

    assert exchange(office, asha).sent == 1


def test_a_clone_is_a_fork_both_are_kept_and_the_second_is_held(office, asha, bilal):
    asha.write(HOUSE, "q/text", "common")
    exchange(office, asha)
    twin = asha.copy()
    asha.write(HOUSE, "q/text", "mud")
    exchange(office, asha)
    lost = twin.write(NEXT_HOUSE, "q/text", "brick")

    result = exchange(office, twin)
    exchange(office, bilal)

    assert result.forked
    assert (result.sent, result.waiting, result.held) == (1, 0, 1)
    assert [one.code for one in quarantine.held(office)] == [FORK]
    assert lost.name not in bilal.changes
    assert twin.state(HOUSE) == bilal.state(HOUSE) == asha.state(HOUSE)


def test_who_was_copied_gets_a_receipt_though_the_copy_went_on(office, asha):
    asha.write(HOUSE, "q/text", "common")
    line = Line(office, asha.device)
    line.lose_answers = 1
    with pytest.raises(PeerUnreachable):
        exchange(office, asha, line)
    twin = asha.copy()
    twin.write(HOUSE, "q/text", "mud")
    exchange(office, twin)

    result = exchange(office, asha)

    assert (result.sent, result.waiting, result.forked) == (1, 0, True)


def test_a_held_branch_reaches_everybody_once_a_person_lets_it(office, asha, bilal):
    asha.write(HOUSE, "q/text", "common")
    exchange(office, asha)
    twin = asha.copy()
    asha.write(HOUSE, "q/text", "mud")
    exchange(office, asha)
    twin.write(HOUSE, "q/text", "brick")
    exchange(office, twin)

    quarantine.release(office, quarantine.held(office))
    for laptop in (asha, bilal, twin):
        exchange(office, laptop)

    assert isinstance(bilal.state(HOUSE)["q/text"], Conflict)
    assert bilal.state(HOUSE) == asha.state(HOUSE) == twin.state(HOUSE)


def test_a_change_that_fails_is_held_and_its_neighbours_are_delivered(
    office, asha, bilal
):
    asha.write(HOUSE, "q/text", "mud", status="abolished")
    asha.write(NEXT_HOUSE, "q/text", "brick")

    result = exchange(office, asha)
    exchange(office, bilal)

    assert (result.sent, result.held, result.waiting) == (2, 1, 0)
    assert [one.code for one in quarantine.held(office)] == [STATUS_UNKNOWN]
    assert bilal.state(HOUSE) == {}
    assert bilal.state(NEXT_HOUSE) == asha.state(NEXT_HOUSE)


def test_nobody_has_seen_a_held_change_before_it_is_released(office, asha, bilal):
    asha.write(HOUSE, "q/text", "first")
    exchange(office, asha)
    asha.write(HOUSE, "q/text", "held", status="abolished")
    exchange(office, asha)
    exchange(office, bilal)
    bilal.write(HOUSE, "q/text", "later")
    exchange(office, bilal)

    quarantine.release(office, quarantine.held(office))
    exchange(office, bilal)
    exchange(office, asha)

    assert isinstance(bilal.state(HOUSE)["q/text"], Conflict)
    assert bilal.state(HOUSE) == asha.state(HOUSE)


def test_work_under_an_unpublished_questionnaire_waits_for_it(tmp_path):
    office = an_office(tmp_path / "r", published=False)
    asha, bilal = a_laptop(office, "asha"), a_laptop(office, "bilal")
    asha.write(HOUSE, "q/text", "mud")

    result = exchange(office, asha)
    exchange(office, bilal)
    before = dict(bilal.changes)
    released = publishing.publish(office, a_body())
    exchange(office, bilal)
    exchange(office, asha)

    assert (result.sent, result.held, result.waiting) == (1, 1, 0)
    assert (before, released) == ({}, 1)
    assert bilal.state(HOUSE) == asha.state(HOUSE) != {}


def test_work_relayed_after_a_revocation_is_held(office, asha, bilal):
    asha.write(HOUSE, "q/text", "before")
    exchange(office, asha)
    asha.write(HOUSE, "q/text", "after")
    late = asha.outgoing(AREA, 1, 10_000)
    devices.revoke(office, asha.device)
    bilal.rescued[AREA] = [late]

    exchange(office, bilal)

    assert [one.code for one in quarantine.held(office)] == [REVOKED]
    assert bilal.state(HOUSE)["q/text"].value == {"q/text": "before"}


def test_one_segment_on_two_roads_at_once_is_stored_once(
    office, asha, bilal, monkeypatch
):
    change = asha.write(HOUSE, "q/text", "mud")
    segment = asha.outgoing(AREA, 0, 64 * 1024)
    honest = acceptance.without_erased

    def slowly(*given):
        time.sleep(0.3)
        return honest(*given)

    monkeypatch.setattr(acceptance, "without_erased", slowly)
    both = [
        threading.Thread(target=acceptance.accept, args=(office, [segment], bringer))
        for bringer in (asha.device, bilal.device)
    ]
    for one in both:
        one.start()
    for one in both:
        one.join()

    with office.storage.reading() as books:
        stored = [e for e in books.log.after(AREA, 0, 100) if e.segment]
        assert books.areas.get(AREA).counter == 2
    assert len(stored) == 1
    assert not stored[0].segment.forked
    assert names_in_log(office, HOUSE) == (change.name,)


def test_a_change_that_stands_in_the_log_already_is_held_and_takes_no_second_place(
    office, asha, bilal
):
    change = asha.write(HOUSE, "q/text", "mud")
    exchange(office, asha)
    (_, last, head, _) = asha.segments[AREA][-1]
    other = asha.write(NEXT_HOUSE, "q/text", "brick")
    again = encode_segment(
        [change, other, other],
        first=last + 1,
        previous=head,
        receipt=b"",
        layouts={LAYOUT.id: LAYOUT},
        sign=asha.key.sign,
    )

    acceptance.accept(office, [again])
    exchange(office, bilal)

    held = quarantine.held(office)
    assert [(one.index, one.code) for one in held] == [(0, REPEATED), (2, REPEATED)]
    assert quarantine.release(office, held) == 0
    assert names_in_log(office, HOUSE) == (change.name,)
    assert names_in_log(office, NEXT_HOUSE) == (other.name,)
    assert bilal.order[HOUSE] == [change.name]
