"""An assertion counts once, whichever process answers, for as long as it could count."""

import itertools

import pytest
from sqlalchemy import func, select

from sync.errors import BadSignature, DeviceUnknown, TooManyRequests
from sync.registry import devices, founding
from sync.registry.storage.passing import assertions
from sync.session.errors import ClockApart
from sync.transports.keys import assertion, base64url
from tests.databases import database, postgres
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import keys_of
from tests.sync.registry.offices import NOW_MS, an_office, chance

__all__ = ["database", "postgres"]
NOW = NOW_MS / 1000


@pytest.fixture
def office(tmp_path, database):
    office = an_office(tmp_path / "registry", database)
    yield office
    office.storage.close()


@pytest.fixture
def said(office):
    """Give what makes assertions of one laptop."""
    asha = a_laptop(office, "asha")
    nonces = (b"%08d" % n for n in itertools.count())

    def sign(now=NOW, nonce=None):
        return assertion(keys_of(office, asha), now, nonce or next(nonces))

    return sign


def remembered(office):
    with office.storage.reading() as books:
        return books.connection.execute(
            select(func.count()).select_from(assertions)
        ).scalar_one()


def test_a_repeat_gives_no_second_token(office, said):
    one = said()
    assert devices.grant(office, one)

    with pytest.raises(ClockApart):
        devices.grant(office, one)

    assert devices.grant(office, said())


def test_the_same_nonce_signed_again_is_a_repeat_too(office, said):
    devices.grant(office, said(nonce=b"once"))

    with pytest.raises(ClockApart):
        devices.grant(office, said(NOW + 1, nonce=b"once"))


def test_another_process_knows_of_it(office, said, tmp_path, database):
    one = said()
    devices.grant(office, one)
    other = founding.open_office(
        tmp_path / "registry", database, office.clock, chance(b"other")
    )

    with pytest.raises(ClockApart):
        devices.grant(other, one)
    other.storage.close()


def test_it_is_remembered_as_long_as_it_could_count_and_no_longer(office, said):
    ahead = said(NOW + devices.CLOCK_SECONDS)
    devices.grant(office, ahead)
    last = NOW_MS + 2 * devices.CLOCK_SECONDS * 1000
    for later in (NOW_MS + 1000, last):
        object.__setattr__(office, "clock", lambda later=later: later)
        with pytest.raises(ClockApart):
            devices.grant(office, ahead)

    object.__setattr__(office, "clock", lambda: last + 1)
    devices.grant(office, said(last / 1000))

    assert remembered(office) == 1


def test_what_is_remembered_has_a_bound(office, said, monkeypatch):
    monkeypatch.setattr(devices, "ASSERTIONS_MAX", 3)
    for _ in range(3):
        devices.grant(office, said())

    with pytest.raises(TooManyRequests):
        devices.grant(office, said())

    assert remembered(office) == 3


def test_what_nobody_signed_is_not_remembered(office, said):
    with pytest.raises(devices.BadSignature):
        devices.grant(office, said()[:-8] + "AAAAAAAA")

    assert remembered(office) == 0


@pytest.mark.parametrize("number", ["1e999", "1" + "0" * 30, "-1", "true", '"x"'])
def test_a_number_that_is_none_is_nobodys(office, number):
    middle = base64url(b'{"sub": %s}' % number.encode())

    with pytest.raises((DeviceUnknown, BadSignature)):
        devices.grant(office, f"x.{middle}.y")
