"""Attachments in bundles: contents there, receipts back, by whatever hands."""

import pytest

from enrolment_app.actions.exchange import exchange
from enrolment_app.actions.inspect_bundle import inspect_bundle
from enrolment_app.actions.keep_attachment import keep_attachment
from enrolment_app.actions.read_bundle import read_bundle
from enrolment_app.actions.want_attachment import want_attachment
from enrolment_app.actions.write_bundle import write_bundle
from enrolment_app.store import Where
from sync.bundle import open_bundle
from sync.registry import conversation, letters
from sync.session.attached import State
from sync.session.messages import decode_request
from tests.actions.sticks import (
    LAPTOPS,
    REGISTRY,
    a_laptop,
    replied,
    sealed,
    stick,
    to_and_fro,
    written,
)
from tests.store.pictures import a_picture
from tests.sync.registry.line import Line
from tests.sync.registry.photos import states

LARGE = 3_000_000


@pytest.fixture
def bilal(tmp_path, office):
    work = a_laptop(tmp_path, office, "bilal")
    yield work
    work.store.close()


def photographed(work, seed, content=None, **more):
    name = keep_attachment(work, [content or a_picture(seed)], "jpg")
    sealed(work, seed, answers={"q/file": name, **more})
    return name


def held(work, name):
    return work.store.attachments.about(name).held


def test_contents_go_by_hand_and_their_receipts_come_back(office, asha, tmp_path):
    to_and_fro(office, asha, tmp_path)
    small = photographed(asha, 1)
    large = photographed(asha, 2, a_picture(2, LARGE))

    came = to_and_fro(office, asha, tmp_path)
    nothing_more = to_and_fro(office, asha, tmp_path)

    assert (came.receipts, came.attachments) == (2, 2)
    assert (held(asha, small), held(asha, large)) == ("stored", "stored")
    assert set(states(office).values()) == {State.STORED}
    assert nothing_more.attachments == 0


def test_a_bound_is_kept_and_what_does_not_fit_goes_next_time(office, asha, tmp_path):
    to_and_fro(office, asha, tmp_path)
    first = photographed(asha, 1, a_picture(1, 60_000))
    second = photographed(asha, 2, a_picture(2, 60_000))
    file = stick(tmp_path)

    told = write_bundle(asha, file, attachment_bytes=100_000)
    read_bundle(asha, replied(office, file, tmp_path))

    assert (told.attachments, told.attachments_left) == (1, 1)
    assert told.size_bytes < 100_000
    assert (held(asha, first), held(asha, second)) == ("stored", "")
    assert to_and_fro(office, asha, tmp_path).attachments == 1


def test_none_go_where_none_are_wished(office, asha, tmp_path):
    photographed(asha, 1, a_picture(1, 60_000))
    file = stick(tmp_path)

    told = write_bundle(asha, file, attachment_bytes=0)

    assert (told.attachments, told.letters) == (0, 1)
    assert told.size_bytes < 10_000


def test_the_outside_tells_how_many_there_are(asha, tmp_path):
    photographed(asha, 1)
    photographed(asha, 2)
    file = written(asha, tmp_path)

    seen = inspect_bundle(asha, file)

    assert [one.attachments for one in seen.letters] == [0, 2, 2]
    assert (seen.changes, seen.letters[1].stands) == (2, {})


def test_a_supervisor_shows_what_she_carries_and_brings_it_over_her_line(
    office, asha, nazia, tmp_path
):
    to_and_fro(office, asha, tmp_path)
    to_and_fro(office, nazia, tmp_path)
    name = photographed(asha, 1, a_picture(1, LARGE))

    read = read_bundle(nazia, written(asha, tmp_path))
    shown = nazia.store.attachments.about(name)
    line = Line(office, nazia.store.device.number)
    sent = exchange(nazia, "http://r.example", connect=lambda *_: line)

    assert shown.where is Where.HERE
    assert shown.held == ""
    assert sent.attachments.sent == 0  # the records go by their letter, later
    assert read.letters == 5


def test_by_her_stick_contents_reach_the_registry_and_receipts_the_laptop(
    office, asha, nazia, tmp_path
):
    to_and_fro(office, asha, tmp_path)
    to_and_fro(office, nazia, tmp_path)
    name = photographed(asha, 1, a_picture(1, LARGE))
    read_bundle(nazia, written(asha, tmp_path))

    hers = read_bundle(
        nazia, replied(office, written(nazia, tmp_path, REGISTRY), tmp_path)
    )
    came = read_bundle(asha, written(nazia, tmp_path, LAPTOPS))

    assert (hers.attachments, came.attachments) == (1, 1)
    assert (held(asha, name), held(nazia, name)) == ("stored", "stored")


def test_what_one_looked_for_comes_by_hand(office, asha, bilal, tmp_path):
    name = photographed(asha, 1)
    to_and_fro(office, asha, tmp_path)
    to_and_fro(office, bilal, tmp_path)
    want_attachment(bilal, name)

    came = to_and_fro(office, bilal, tmp_path)

    assert came.contents == 1
    assert b"".join(bilal.store.attachments.read(name)) == a_picture(1)


def test_reading_a_reply_twice_counts_once(office, asha, tmp_path):
    to_and_fro(office, asha, tmp_path)
    photographed(asha, 1)
    file = written(asha, tmp_path)
    first_reply, second_reply = (replied(office, file, tmp_path) for _ in range(2))

    first = read_bundle(asha, first_reply)
    again = read_bundle(asha, first_reply)
    other = read_bundle(asha, second_reply)

    assert [one.attachments for one in (first, again, other)] == [1, 0, 0]


def test_a_lost_bundle_costs_a_repeat_and_a_line_takes_it_over(office, asha, tmp_path):
    to_and_fro(office, asha, tmp_path)
    name = photographed(asha, 1)
    written(asha, tmp_path)
    line = Line(office, asha.store.device.number)

    result = exchange(asha, "http://r.example", connect=lambda *_: line)
    late = to_and_fro(office, asha, tmp_path)

    assert (result.attachments.sent, late.attachments) == (1, 0)
    assert held(asha, name) == "stored"


def test_a_registry_of_before_takes_the_records_and_refuses_nothing_else(
    office, asha, tmp_path, monkeypatch
):
    to_and_fro(office, asha, tmp_path)
    name = photographed(asha, 1)

    def as_before(office, device, data):
        decode_request(data)
        return conversation.take(office, device, data)

    monkeypatch.setattr(letters, "take", as_before)
    came = to_and_fro(office, asha, tmp_path)

    assert (came.receipts, came.attachments, came.refused) == (1, 0, ())
    assert held(asha, name) == ""


def test_letters_of_contents_are_marked_outside(asha, tmp_path):
    photographed(asha, 1)
    bundle = open_bundle(written(asha, tmp_path))

    marks = [one.of_attachments for one in bundle.manifest.envelopes]

    assert marks == [False, True, True]
