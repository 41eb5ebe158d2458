"""The code that the office reads opens the store, wherever an exchange is cut off."""

from contextlib import suppress
from dataclasses import replace
from itertools import count

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from enrolment_app.store import RecoveryCode, WrongRecoveryCode, files
from enrolment_app.store.facts import Facts
from sync.errors import PeerUnreachable
from sync.registry import epochs
from sync.registry.recovery import openable, set_office_key
from tests.store.builders import opened
from tests.store.laptops import enrol, talk
from tests.sync.registry.line import Line
from tests.sync.registry.offices import NOW_MS

OFFICE = X25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = X25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
DAY_MS = 24 * 3600 * 1000
MOMENTS_LEAST, MOMENTS_MOST = 10, 60


class Killed(BaseException):
    """The power went."""


@pytest.fixture
def office(office):
    set_office_key(office, OFFICE.public_key().public_bytes_raw())
    return office


def on_day(office, day):
    return replace(office, clock=lambda: int(NOW_MS + day * DAY_MS))


def exchanged(office, store, line=None):
    """What an exchange does of it, first and last."""
    store.office_codes.replace_used()
    talk(office, store, line)
    if store.office_codes.renew():
        talk(office, store)


def at_office(office, device, key=OFFICE):
    return [one.code for one in openable(office, device, key) if one.latest]


def opens(place, code):
    """Tell whether a code opens a store that is closed."""
    try:
        opened(place, RecoveryCode(code)).close()
    except WrongRecoveryCode:
        return False
    return True


def test_the_first_exchange_brings_a_code_that_opens_the_store(office, asha, tmp_path):
    exchanged(office, asha)
    (code,) = at_office(office, asha.device.number)
    assert [one.taken for one in asha.office_codes.all()] == [True]
    asha.close()

    assert opens(tmp_path / "asha", code)


def test_the_next_day_brings_another_and_the_one_before_is_over(office, asha, tmp_path):
    device = asha.device.number
    exchanged(office, asha)
    (first,) = at_office(office, device)
    exchanged(on_day(office, 0.2), asha)
    assert at_office(office, device) == [first]
    for day in (1, 2):
        exchanged(on_day(office, day), asha)
    (second,) = at_office(office, device)
    asha.close()

    assert second != first
    assert opens(tmp_path / "asha", second)
    assert not opens(tmp_path / "asha", first)


def test_a_clock_of_the_registry_that_was_ahead_once_stops_no_renewal(office, asha):
    exchanged(on_day(office, 3650), asha)
    (first,) = at_office(office, asha.exchange.device)

    for day in (0, 0.5, 1, 2):
        exchanged(on_day(office, day), asha)

    (last,) = at_office(office, asha.exchange.device)
    assert last != first


def test_a_lost_answer_leaves_both_codes(office, asha, tmp_path):
    device = asha.device.number
    exchanged(office, asha)
    exchanged(on_day(office, 1), asha)
    (first,) = at_office(office, device)
    line = Line(on_day(office, 2), device)
    line.lose_answers = 1
    with pytest.raises(PeerUnreachable):
        exchanged(on_day(office, 2), asha, line)
    (second,) = at_office(office, device)
    asha.close()

    assert second != first
    assert opens(tmp_path / "asha", first)
    assert opens(tmp_path / "asha", second)


def test_a_used_code_opens_once_and_is_replaced_at_the_next_exchange(
    office, asha, tmp_path
):
    exchanged(office, asha)
    device = asha.device.number
    (used,) = at_office(office, device)
    asha.close()
    with opened(tmp_path / "asha", RecoveryCode(used)) as store:
        store.people.renew(store.person.id, "another passphrase")
    assert not opens(tmp_path / "asha", used)

    with opened(tmp_path / "asha", "another passphrase") as store:
        exchanged(office, store)
    (new,) = at_office(office, device)
    assert new != used
    assert opens(tmp_path / "asha", new)


def test_the_code_on_paper_stays_what_it_is(office, asha, tmp_path):
    paper = asha.people.give_code(asha.person.id)
    for day in (0, 1, 2):
        exchanged(on_day(office, day), asha)
    asha.close()

    assert opens(tmp_path / "asha", paper)


def test_another_key_of_the_office_gets_another_code(office, asha, tmp_path):
    device = asha.device.number
    exchanged(office, asha)
    set_office_key(office, OTHER.public_key().public_bytes_raw())
    for _ in range(2):
        exchanged(office, asha)
    (code,) = at_office(office, device, OTHER)
    asha.close()

    assert opens(tmp_path / "asha", code)


def test_without_a_key_nothing_is_made_or_said(office, asha):
    set_office_key(office, b"")
    exchanged(office, asha)

    assert asha.office_codes.all() == asha.office_codes.slips() == ()
    assert asha.people.office_codes() == {}


def test_a_restored_registry_gets_the_code_again(office, asha):
    exchanged(office, asha)
    with office.storage.writer() as connection:
        connection.exec_driver_sql("DELETE FROM recovery_slips")
    epochs.begin_epoch(office)
    exchanged(office, asha)

    assert len(at_office(office, asha.device.number)) == 1
    assert [one.taken for one in asha.office_codes.all()] == [True]


def test_under_a_new_number_the_office_gets_a_code_of_it(office, asha):
    exchanged(office, asha)
    former = asha.device.number
    enrol(asha, office, "asha")
    exchanged(office, asha)

    assert asha.device.number != former
    assert len(at_office(office, asha.device.number)) == 1


class Plug:
    """Pulls the plug before or after the n-th thing that is written."""

    def __init__(self, patch, moment):
        self.left = moment
        patch.setattr(files, "write", self.cut(files.write))
        patch.setattr(Facts, "set", self.cut(Facts.set))

    def cut(self, act):
        def maybe(*given):
            self._tick()
            done = act(*given)
            self._tick()
            return done

        return maybe

    def _tick(self):
        self.left -= 1
        if self.left == 0:
            raise Killed


def test_whoever_pulls_the_plug_the_office_can_help(
    office, asha, tmp_path, monkeypatch
):
    """After each kill: what the office has newest opens the store."""
    place, device, store = tmp_path / "asha", asha.device.number, asha
    exchanged(office, asha)
    for moment in count(1):
        now = on_day(office, moment)
        with monkeypatch.context() as patch:
            plug = Plug(patch, moment)
            with suppress(Killed):
                exchanged(now, store)
        store.close()
        (code,) = at_office(office, device)
        assert opens(place, code), moment
        store = opened(place)
        exchanged(now, store)
        assert moment < MOMENTS_MOST
        if plug.left > 0:
            break
    store.close()
    assert moment > MOMENTS_LEAST
