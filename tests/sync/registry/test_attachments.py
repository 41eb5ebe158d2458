"""Attachments between laptops and a registry: once, whole, and only where they belong."""

import pytest

from sync.errors import ExchangeCancelled, PeerUnreachable, UnknownVersion
from sync.lane import Budget
from sync.registry import publishing, quarantine
from sync.registry.attaching import Taking
from sync.session.attached import CHUNK_BYTES, State
from sync.session.messages import decode_request
from sync.transports import MemoryTransport
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import Line, exchange
from tests.sync.registry.offices import AREA, a_body, a_record, an_office
from tests.sync.registry.photos import Photos, a_photo, carry, key_of, states

HOUSE, NEXT_HOUSE = a_record(1), a_record(2)
LARGE = 5 * CHUNK_BYTES + 17


@pytest.fixture
def photos(asha):
    return Photos(asha)


def test_a_photo_goes_up_once_and_has_a_receipt(office, asha, photos):
    photos.take(HOUSE, a_photo(1))
    exchange(office, asha)

    first, again = carry(office, photos), carry(office, photos)

    assert (first.sent, first.waiting, again.sent) == (1, 0, 0)
    assert photos.counted == [key_of(a_photo(1))]
    assert office.bodies.read(key_of(a_photo(1)).digest, 0, 9999) == a_photo(1)
    assert states(office) == {key_of(a_photo(1)): State.STORED}


def test_nothing_is_said_where_nothing_waits(office, asha, photos):
    exchange(office, asha)
    line = Line(office, asha.device)

    carry(office, photos, line)

    assert line.traffic.requests == 0


def test_the_registry_waits_for_what_delivered_changes_refer_to(office, asha, photos):
    photos.take(HOUSE, a_photo(1))
    photos.take(NEXT_HOUSE, a_photo(2))
    asha.write(HOUSE, "q/text", "no photo")
    exchange(office, asha)

    with office.storage.reading() as books:
        (counted,) = books.attachments.counts()
        first, second = books.attachments.in_area([AREA], State.AWAITED)

    assert (counted.area, counted.awaited, counted.stored) == (AREA, 2, 0)
    assert {first.record, second.record} == {HOUSE, NEXT_HOUSE}
    assert {first.device, second.device} == {asha.device}


def test_before_its_change_a_photo_is_not_taken(office, asha, photos):
    exchange(office, asha)
    photos.take(HOUSE, a_photo(1))

    early = carry(office, photos)
    exchange(office, asha)
    late = carry(office, photos)

    assert (early.sent, early.waiting) == (0, 1)
    assert (late.sent, late.waiting) == (1, 0)


def test_what_is_held_is_awaited_when_it_is_released(tmp_path):
    office = an_office(tmp_path / "r", published=False)
    asha = a_laptop(office, "asha")
    photos = Photos(asha)
    photos.take(HOUSE, a_photo(1))
    exchange(office, asha)
    held = states(office)

    publishing.publish(office, a_body())
    result = carry(office, photos)

    assert (held, result.sent) == ({}, 1)
    assert quarantine.held(office) == ()
    office.storage.close()


def test_a_large_one_goes_on_where_it_stopped(office, asha, photos):
    content = a_photo(1, LARGE)
    photos.take(HOUSE, content)
    exchange(office, asha)
    line = Line(office, asha.device)

    rounds = [
        carry(office, photos, line, Budget(bytes=100_000), seconds=lambda: 0.0)
        for _ in range(8)
    ]

    assert rounds[0].bytes_waiting < len(content)
    assert rounds[-1].waiting == 0
    assert line.traffic.up < len(content) + 8 * 400
    assert photos.counted == [key_of(content)]
    assert office.bodies.read(key_of(content).digest, 0, 2 * LARGE) == content


def test_no_byte_goes_where_the_budget_is_nothing(office, asha, photos):
    photos.take(HOUSE, a_photo(1))
    exchange(office, asha)
    line = Line(office, asha.device)

    result = carry(office, photos, line, Budget(bytes=0))

    assert (line.traffic.requests, result.waiting) == (0, 1)


@pytest.mark.parametrize("lose", ["lose_answers", "lose_requests"])
def test_a_line_that_loses_what_it_carries_costs_a_repeat(office, asha, photos, lose):
    content = a_photo(1, LARGE)
    photos.take(HOUSE, content)
    exchange(office, asha)
    line = Line(office, asha.device)
    whole = line.carry
    said = []

    def carried(request):
        said.append(request)
        if len(said) % 3 == 0:
            setattr(line, lose, 1)
        return whole(request)

    line.answer = carried
    for _ in range(20):
        result = carry(office, photos, line)
        if not result.stopped:
            break
        assert result.stopped == PeerUnreachable.code

    assert result.waiting == 0
    assert photos.counted == [key_of(content)]
    assert office.bodies.read(key_of(content).digest, 0, 2 * LARGE) == content


def test_it_can_be_stopped_at_any_moment(office, asha, photos):
    photos.take(HOUSE, a_photo(1, LARGE))
    exchange(office, asha)
    told = []

    stopped = carry(
        office, photos, progress=told.append, cancelled=lambda: len(told) > 3
    )
    result = carry(office, photos)

    assert (stopped.sent, stopped.stopped) == (0, ExchangeCancelled.code)
    assert (result.sent, result.waiting) == (1, 0)
    assert told[-1].bytes_left < LARGE


def test_many_go_in_few_requests(office, asha, photos):
    for number in range(300):
        photos.take(HOUSE, a_photo(number, 100))
    exchange(office, asha)
    line = Line(office, asha.device)

    result = carry(office, photos, line)

    assert (result.sent, result.waiting) == (300, 0)
    assert line.traffic.requests <= 5


def test_a_process_that_ended_before_storing_is_made_up_for(
    office, asha, photos, monkeypatch
):
    photos.take(HOUSE, a_photo(1, LARGE))
    exchange(office, asha)
    monkeypatch.setattr(Taking, "_store", lambda *_: (_ for _ in ()).throw(OSError))
    with pytest.raises(OSError):
        carry(office, photos)
    monkeypatch.undo()

    line = Line(office, asha.device)
    result = carry(office, photos, line)

    assert (result.sent, result.waiting) == (1, 0)
    assert line.traffic.up < 1000


def test_another_laptop_gets_what_it_wishes_for(office, asha, bilal, photos):
    content = a_photo(1, LARGE)
    photos.take(HOUSE, content)
    exchange(office, asha)
    carry(office, photos)
    exchange(office, bilal)
    theirs = Photos(bilal)
    theirs.want(key_of(content))

    result = carry(office, theirs)

    assert (result.received, theirs.here) == (1, {key_of(content): content})
    assert theirs.learnt == {key_of(content): LARGE}


def test_what_comes_down_goes_on_where_it_stopped(office, asha, bilal, photos):
    content = a_photo(1, LARGE)
    photos.take(HOUSE, content)
    exchange(office, asha)
    carry(office, photos)
    exchange(office, bilal)
    theirs = Photos(bilal)
    theirs.want(key_of(content))
    line = Line(office, bilal.device)

    for _ in range(12):
        result = carry(office, theirs, line, Budget(bytes=66_000))

    assert (result.received, theirs.here) == (0, {key_of(content): content})
    assert line.traffic.down < len(content) + 12 * 400


def test_what_is_not_there_yet_is_asked_for_once_an_exchange(
    office, asha, bilal, photos
):
    photos.take(HOUSE, a_photo(1))
    exchange(office, asha)
    exchange(office, bilal)
    theirs = Photos(bilal)
    theirs.want(key_of(a_photo(1)))
    line = Line(office, bilal.device)

    result = carry(office, theirs, line)

    assert (line.traffic.requests, result.received) == (1, 0)
    assert theirs.learnt == {key_of(a_photo(1)): None}


def test_a_laptop_that_speaks_of_photos_does_no_harm_to_an_older_registry(
    office, asha, photos
):
    photos.take(HOUSE, a_photo(1))
    exchange(office, asha)

    def as_before(request):
        decode_request(request)

    result = carry(office, photos, MemoryTransport(as_before))

    assert (result.stopped, result.waiting) == (UnknownVersion.code, 1)
