"""What need not stay goes, and nothing else, however the clocks jump."""

from datetime import timedelta

import pytest

from enrolment_app.store import Where
from sync.receipts import Held, Receipt
from sync.session import Delivery, Receipted
from tests.store.builders import (
    NOW,
    a_row,
    a_store,
    a_visit,
    birth,
    opened,
)
from tests.store.pictures import a_picture, keep, name_of, the_files

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
EPOCH = "e"


def receipt(number, state, time_ms):
    said = Receipt(EPOCH, 0, "", number, b"h" * 32, state, time_ms)
    return Receipted(said, b"signed")


def told(store, time_ms, number=0, state=Held.STORED):
    receipts = (receipt(number, state, time_ms),) if number else ()
    store.exchange.keep(Delivery(epoch=EPOCH, registry_time=time_ms, receipts=receipts))


class Clock:
    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def timed(place, clock):
    with a_store(place, clock=clock) as store:
        yield store


def pass_days(store, clock, count):
    for _ in range(2 * count):
        clock.now += 12 * HOUR
        store.sweep()


def test_what_nothing_names_goes_after_a_day_that_was_seen_to_pass(timed, clock, place):
    keep(timed, a_picture(1))

    assert timed.sweep().unnamed == 0
    for _ in range(23):
        clock.now += HOUR
        assert timed.sweep().unnamed == 0
    clock.now += HOUR
    assert timed.sweep().unnamed == 1
    assert the_files(place) == []


@pytest.mark.parametrize("jump", [400 * DAY, -400 * DAY])
def test_a_clock_that_jumps_ages_nothing_by_more_than_half_a_day(timed, clock, jump):
    name = keep(timed, a_picture(1))
    timed.sweep()
    clock.now += jump
    timed.sweep()

    assert timed.attachments.holds(name)


def test_keeping_it_again_gives_it_another_day(timed, clock):
    name = keep(timed, a_picture(1))
    timed.sweep()
    clock.now += 12 * HOUR
    timed.sweep()
    keep(timed, a_picture(1))
    clock.now += 12 * HOUR
    timed.sweep()

    assert timed.attachments.holds(name)


def test_a_small_picture_of_what_nothing_names_goes(timed, clock):
    named, kept = name_of(a_picture(1)), keep(timed, a_picture(2))
    timed.journal.seal(birth(1, answers={"q/digits": named}))
    for name in (named, kept):
        timed.attachments.keep_thumbnail(name, b"small")
    gone = name_of(a_picture(3))
    left = "INSERT INTO thumbnails VALUES (?, ?)"
    timed._connection.write(left, (gone, b"from before this was looked at"))

    timed.sweep()

    small = [timed.attachments.thumbnail(name) for name in (named, kept, gone)]
    assert small == [b"small", b"small", None]


def test_a_file_without_a_row_goes_as_late_and_a_foreign_one_stays(timed, clock, place):
    keep(timed, a_picture(1))
    timed._connection.write("DELETE FROM attachments")
    (place / "attachments" / "holiday.jpg").write_bytes(b"plain")

    timed.sweep()
    assert len(the_files(place)) == 2
    pass_days(timed, clock, 1)

    assert [each.name for each in the_files(place)] == ["holiday.jpg"]


def test_what_the_registry_has_for_good_goes_but_for_its_thumbnail(timed, clock):
    name = keep(timed, a_picture(1))
    timed.attachments.keep_thumbnail(name, b"small")
    timed.journal.seal(birth(1, answers={"q/digits": name}))
    start = 1_000_000_000_000
    timed.lane.confirm(name, 5000, Held.DURABLE)
    told(timed, start, 1, Held.DURABLE)
    timed.sweep()
    told(timed, start + 14 * 86_400_000 - 1)
    assert timed.sweep().at_the_registry == 0
    told(timed, start + 14 * 86_400_000)
    timed.visits.keep(a_visit(1, f'"{name}"'.encode()), a_row(1))
    assert timed.sweep().at_the_registry == 0
    timed.visits.discard(a_visit(1).visit)

    assert timed.sweep().at_the_registry == 1

    assert not timed.attachments.holds(name)
    assert timed.attachments.thumbnail(name) == b"small"
    assert timed.attachments.about(name).where is Where.AT_THE_REGISTRY
    assert timed.lane.lacking() == ()
    assert timed.check().sound
    keep(timed, a_picture(1))
    timed.sweep()
    assert timed.attachments.holds(name)


def test_a_clock_of_the_registry_that_was_ahead_once_keeps_no_photo_for_ever(timed):
    name = keep(timed, a_picture(1))
    timed.journal.seal(birth(1, answers={"q/digits": name}))
    start, fortnight = 1_000_000_000_000, 14 * 86_400_000
    timed.lane.confirm(name, 5000, Held.DURABLE)
    told(timed, start + 300 * fortnight, 1, Held.DURABLE)
    timed.sweep()

    went = []
    for later in (0, fortnight - 1, fortnight):
        told(timed, start + later)
        went.append(timed.sweep().at_the_registry)

    assert went == [0, 0, 1]


@pytest.mark.parametrize("state", [Held.STORED, None])
def test_what_is_not_there_for_good_stays(timed, state):
    name = keep(timed, a_picture(1))
    timed.journal.seal(birth(1, answers={"q/digits": name}))
    timed.lane.confirm(name, 5000, Held.DURABLE)
    told(timed, 1_000_000_000_000, 1 if state else 0, state or Held.STORED)
    timed.sweep()
    told(timed, 2_000_000_000_000)
    timed.sweep()

    assert timed.attachments.holds(name)


def test_a_restored_registry_is_offered_everything_anew(timed):
    name = keep(timed, a_picture(1))
    timed.journal.seal(birth(1, answers={"q/digits": name}))
    timed.lane.confirm(name, 5000, Held.DURABLE)
    told(timed, 1_000_000_000_000, 1, Held.DURABLE)
    timed.sweep()

    timed.exchange.begin_epoch("later")
    told(timed, 2_000_000_000_000)
    timed.sweep()

    assert [each.reference for each in timed.lane.to_send()] == [name]
    assert timed.attachments.holds(name)


def test_two_names_of_one_content_share_a_file_that_stays_with_either(timed, clock):
    one, other = keep(timed, a_picture(1), "jpg"), keep(timed, a_picture(1), "jpeg")
    timed.journal.seal(birth(1, answers={"q/digits": one}))
    timed.sweep()
    pass_days(timed, clock, 2)

    assert b"".join(timed.attachments.read(one)) == a_picture(1)
    assert not timed.attachments.holds(other)


def test_an_index_that_lost_a_name_takes_no_file_away(timed, clock):
    name = keep(timed, a_picture(1))
    timed.journal.seal(birth(1, answers={"q/digits": name}))
    timed._connection.write("DELETE FROM naming")
    timed.sweep()
    pass_days(timed, clock, 2)

    assert timed.attachments.holds(name)
    assert [each.reference for each in timed.lane.to_send()] == [name]


@pytest.mark.parametrize("by", [0, 7])
def test_pieces_of_what_nobody_names_are_forgotten(timed, by):
    named, other = name_of(a_picture(1)), name_of(a_picture(2))
    timed.journal.seal(birth(1, answers={"q/digits": named}))
    keep(timed, a_picture(3))
    for name in (named, other):
        timed.lane.receive(name, 0, b"piece", by)
    timed.sweep()

    assert [timed.lane.received(name, by) for name in (named, other)] == [5, 0]


def test_many_openings_in_an_hour_sweep_once(timed, clock, place):
    keep(timed, a_picture(1))
    timed.close()
    swept = []
    for minutes in (61, 1, 1, 61):
        clock.now += minutes * HOUR / 60
        with opened(place, clock=clock) as store:
            swept.append(store.facts.get("swept_ms"))

    assert len(set(swept)) == 2
