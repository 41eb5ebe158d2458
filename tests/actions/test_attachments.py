"""Attachments of real stores in an exchange, after the records."""

from dataclasses import replace

import pytest

from enrolment_app.actions.exchange import exchange
from enrolment_app.actions.keep_attachment import keep_attachment
from enrolment_app.actions.want_attachment import want_attachment
from enrolment_app.store import Where
from sync.errors import PeerUnreachable
from sync.lane import Budget
from sync.registry import devices, quarantine
from sync.registry.erasure import erase
from tests.actions.sticks import a_laptop, sealed
from tests.store.builders import household_of, opened
from tests.store.pictures import a_picture
from tests.sync.registry.line import Line
from tests.sync.registry.offices import AREA, OTHER_AREA

URL = "http://registry.example"


@pytest.fixture
def bilal(tmp_path, office):
    work = a_laptop(tmp_path, office, "bilal")
    yield work
    work.store.close()


def talking(office):
    """Give how to exchange over a line in memory; `line` may be one that fails."""

    def talk(work, line=None, **more):
        enrolment = work.store.device.enrolment
        device, token = enrolment.device, enrolment.token
        if token:
            devices.enrol(office, device, token, work.store.device.public_key)
        line = line or Line(office, device)
        return exchange(work, URL, connect=lambda *_: line, **more)

    return talk


@pytest.fixture
def talk(office):
    return talking(office)


def photographed(work, seed, content=None):
    """Write a household with a photo; give the photo's reference."""
    name = keep_attachment(work, [content or a_picture(seed)], "jpg")
    sealed(work, seed, answers={"q/file": name})
    return name


def test_photos_follow_their_records_and_are_confirmed(talk, asha):
    name = photographed(asha, 1)

    result = talk(asha)
    again = talk(asha)

    assert (result.sent, result.attachments.sent) == (1, 1)
    assert asha.store.attachments.about(name).held == "stored"
    assert asha.store.attachments.counted().unconfirmed == 0
    assert (again.requests, again.attachments.sent) == (1, 0)


def test_a_supervisor_gets_what_waits_for_her_and_an_enumerator_does_not(
    talk, asha, bilal, nazia
):
    sealed(asha, 1)
    name = keep_attachment(asha, [a_picture(1)], "jpg")
    sealed(asha, 2, answers={"q/file": name, "@status": "submitted"})
    talk(asha)

    hers, his = talk(nazia), talk(bilal)

    assert (hers.attachments.received, his.attachments.received) == (1, 0)
    assert nazia.store.attachments.about(name).where is Where.HERE
    assert bilal.store.attachments.about(name).where is Where.AWAITING
    assert b"".join(nazia.store.attachments.read(name)) == a_picture(1)


def test_what_a_person_looked_for_comes_with_the_next_exchange(talk, asha, bilal):
    name = photographed(asha, 1)
    talk(asha)
    talk(bilal)

    asked = want_attachment(bilal, name)
    result = talk(bilal)
    then = talk(bilal)

    assert asked
    assert (result.attachments.received, then.requests) == (1, 1)
    assert not want_attachment(bilal, name)


def test_what_comes_down_goes_on_after_the_program_ended(talk, asha, bilal, tmp_path):
    content = bytes(range(256)) * 2000
    name = photographed(asha, 1, content)
    talk(asha)
    talk(bilal)
    want_attachment(bilal, name)
    first = talk(bilal, budget=Budget(bytes=200_000))
    bilal.store.close()

    with opened(tmp_path / "bilal") as store:
        result = talk(replace(bilal, store=store))
        come = b"".join(store.attachments.read(name))

    assert (first.attachments.received, result.attachments.received) == (0, 1)
    assert result.attachments.bytes_down < len(content) - 150_000
    assert come == content


def test_a_line_that_ends_during_photos_ends_nothing_else(talk, office, asha):
    photographed(asha, 1)
    line = Line(office, asha.store.device.number)
    carry, ended = line.carry, []

    def until_photos(request):
        # Once it has ended, what is asked again or in stretches finds none either.
        if ended or b"attachments" in request[:20]:
            ended.append(request)
            raise PeerUnreachable("no line")
        return carry(request)

    line.answer = until_photos
    result = talk(asha, line)

    assert (result.sent, result.waiting) == (1, 0)
    assert result.attachments.stopped == PeerUnreachable.code
    assert result.attachments.waiting == 1
    assert talk(asha).attachments.sent == 1


def test_the_office_may_keep_photos_off_the_line(talk, asha):
    photographed(asha, 1)

    result = talk(asha, budget=Budget(bytes=0))

    assert (result.sent, result.attachments.waiting) == (1, 1)
    assert result.requests <= 3


def test_progress_tells_of_photos(talk, asha):
    for seed in range(1, 4):
        photographed(asha, seed)
    told = []

    talk(asha, progress=told.append)

    of_photos = [one.attachments for one in told if one.attachments is not None]
    assert (of_photos[0].sent, of_photos[0].waiting) == (0, 3)
    assert (of_photos[-1].sent, of_photos[-1].waiting) == (3, 0)
    assert of_photos[-1].bytes_left == 0
    assert told[-1].sent == 3


def test_a_photo_that_is_gone_from_the_disk_hinders_no_other(talk, asha):
    lost, kept = photographed(asha, 1), photographed(asha, 2)
    asha.store.attachments._files.remove(bytes.fromhex(lost[:64]))

    result = talk(asha)

    assert (result.attachments.sent, result.attachments.unreadable) == (1, 1)
    assert asha.store.attachments.about(kept).held == "stored"


def test_one_photo_of_two_areas_counts_when_both_have_it(talk, tmp_path, office):
    both = a_laptop(tmp_path, office, "dara", areas=(AREA, OTHER_AREA))
    name = keep_attachment(both, [a_picture(1)], "jpg")
    for seed, area in ((1, AREA), (2, OTHER_AREA)):
        sealed(both, seed, area=area, answers={"q/file": name})

    first = talk(both, budget=Budget(bytes=6_000))
    between = both.store.attachments.about(name).held
    then = talk(both)

    assert (first.attachments.sent, between) == (1, "")
    assert then.attachments.sent == 2
    assert both.store.attachments.about(name).held == "stored"
    both.store.close()


def test_a_photo_is_offered_anew_in_an_area_that_names_it_later(talk, tmp_path, office):
    both = a_laptop(tmp_path, office, "dara", areas=(AREA, OTHER_AREA))
    name = photographed(both, 1)
    talk(both)

    sealed(both, 2, area=OTHER_AREA, answers={"q/file": name})
    talk(both)

    assert both.store.attachments.about(name).held == "stored"
    with office.storage.reading() as books:
        counted = {one.area: one.stored for one in books.attachments.counts()}
    assert counted == {AREA: 1, OTHER_AREA: 1}
    both.store.close()


def test_a_photo_that_only_held_work_names_outlasts_the_household_that_shared_it(
    talk, office, asha, bilal
):
    photographed(asha, 1, a_picture(1))
    name = keep_attachment(bilal, [a_picture(1)], "jpg")
    sealed(bilal, 2, answers={"q/file": name, "@status": "unheard of"})
    for work in (asha, bilal):
        talk(work)
    erase(office, household_of(1), "household", "the office", "asked for")
    talk(bilal)

    assert quarantine.release(office, quarantine.held(office)) == 1
    talk(bilal)

    with office.storage.reading() as books:
        (counted,) = books.attachments.counts()
    assert (counted.awaited, counted.stored) == (0, 1)
