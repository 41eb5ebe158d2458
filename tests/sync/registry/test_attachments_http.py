"""Attachments over real sockets: a registry of before, and one whose disk is full."""

import pytest

from sync import lane
from sync.errors import PeerBusy, UnknownVersion
from sync.lane import Budget
from sync.registry.api import app
from sync.registry.errors import BodiesUnreachable
from sync.session.messages import decode_request
from sync.transports import HttpTransport
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange, keys_of
from tests.sync.registry.offices import NOW_MS, a_record, an_office, chance
from tests.sync.registry.photos import Photos, a_photo, key_of
from tests.sync.registry.test_http import served

HOUSE = a_record(1)


@pytest.fixture
def office(tmp_path):
    office = an_office(tmp_path / "registry")
    yield office
    office.storage.close()


@pytest.fixture
def photos(office):
    photos = Photos(a_laptop(office, "asha"))
    photos.take(HOUSE, a_photo(1, 300_000))
    exchange(office, photos.laptop)
    return photos


def carried(office, photos, url, **more):
    keys = keys_of(office, photos.laptop)
    line = HttpTransport(url, keys, now=lambda: NOW_MS / 1000, random=chance())
    return lane.carry(photos, line, keys, **more)


def test_a_photo_goes_over_a_real_line(office, photos):
    with served(office) as url:
        result = carried(office, photos, url)

    assert (result.sent, result.waiting, result.stopped) == (1, 0, "")
    assert result.bytes_up < 301_500
    digest = key_of(a_photo(1, 300_000)).digest
    assert office.bodies.read(digest, 0, 300_000) == a_photo(1, 300_000)


def test_a_registry_of_before_says_so_and_nothing_else_happens(
    office, photos, monkeypatch
):
    def as_before(office, device, data):
        decode_request(data)
        raise AssertionError("it is no request about records")

    monkeypatch.setattr(app, "answer", as_before)
    with served(office) as url:
        result = carried(office, photos, url)

    assert (result.stopped, result.waiting) == (UnknownVersion.code, 1)


def test_a_full_disk_of_the_registry_is_told_and_the_photo_waits(
    office, photos, monkeypatch
):
    def full(*_):
        raise BodiesUnreachable

    monkeypatch.setattr(office.bodies, "put", full)
    with served(office) as url:
        full_up = carried(office, photos, url)
        monkeypatch.undo()
        result = carried(office, photos, url, budget=Budget())

    assert (full_up.stopped, full_up.waiting) == (PeerBusy.code, 1)
    assert (result.sent, result.waiting) == (1, 0)
    assert result.bytes_up < 2000, "what was acknowledged does not go again"
