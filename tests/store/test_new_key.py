"""A laptop's store goes on under another key, whatever is lost on the way."""

import shutil

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from enrolment_app.store import DiskFull
from enrolment_app.store.device import Device
from sync.errors import PeerUnreachable
from sync.registry import epochs, founding
from sync.session import EVERYBODY
from tests.store.builders import chance, opened
from tests.store.laptops import HOUSE, an_enrolled, edited, sealed, talk
from tests.sync.registry.line import Line
from tests.sync.registry.offices import NOW_MS


def key_of(office, store):
    with office.storage.reading() as books:
        return books.devices.get(store.device.number).key


def test_the_next_exchange_brings_it_and_work_goes_on(office, asha, bilal):
    old = asha.device.public_key
    sealed(asha, 1)
    asha.device.want_new_key()
    assert asha.device.public_key == old

    talk(office, asha)
    talk(office, asha)

    assert asha.device.public_key == key_of(office, asha) != old
    edited(asha, HOUSE, "after", visit=9, time=3)
    talk(office, asha)
    talk(office, bilal)
    assert bilal.households.row(HOUSE).head == "after"
    assert asha.check().sound
    assert bilal.exchange.device_keys(asha.device.number) == (
        old,
        asha.device.public_key,
    )


def test_a_lost_answer_leaves_a_key_that_can_be_tried(office, asha):
    sealed(asha, 1)
    talk(office, asha)
    asha.device.want_new_key()
    line = Line(office, asha.device.number)
    line.lose_answers = 1
    with pytest.raises(PeerUnreachable):
        talk(office, asha, line)
    assert asha.device.public_key != key_of(office, asha)

    with asha.device.shows_next_key():
        known = Ed25519PublicKey.from_public_bytes(key_of(office, asha))
        known.verify(asha.device.sign_token(b"eyJ"), b"eyJ")
        talk(office, asha)

    assert asha.device.public_key == key_of(office, asha)
    assert asha.device.rotation() is None
    assert not asha.device.wants_new_key


def test_it_survives_the_end_of_the_program(office, asha, tmp_path):
    asha.device.want_new_key()
    wanted = asha.device.rotation()
    asha.close()

    with opened(tmp_path / "asha") as again:
        assert again.device.rotation() == wanted
        again.device.want_new_key()
        assert again.device.rotation() == wanted
        talk(office, again)
        talk(office, again)
        assert again.device.public_key == key_of(office, again)


def test_a_power_cut_between_the_log_and_the_key_leaves_no_former_key(
    office, asha, tmp_path, monkeypatch
):
    """The log told of it once and does not again; by hand it could try no other."""

    def cut(*_):
        raise KeyboardInterrupt

    asha.device.want_new_key()
    with monkeypatch.context() as power:
        power.setattr(Device, "heard", cut)
        with pytest.raises(KeyboardInterrupt):
            talk(office, asha)
    asha.close()

    with opened(tmp_path / "asha") as again:
        assert again.device.public_key == key_of(office, again)
        assert not again.device.wants_new_key


def test_a_disk_that_was_full_meanwhile_leaves_a_key_that_can_be_tried(
    office, asha, monkeypatch
):
    def full(*_):
        raise DiskFull("device")

    asha.device.want_new_key()
    with monkeypatch.context() as disk:
        disk.setattr(Device, "heard", full)
        with pytest.raises(DiskFull):
            talk(office, asha)

    with asha.device.shows_next_key():
        talk(office, asha)

    assert asha.device.public_key == key_of(office, asha)


def test_a_restored_registry_hears_of_the_key_from_whoever_comes(
    tmp_path, office, asha, bilal
):
    sealed(asha, 1)
    talk(office, asha)
    backup = tmp_path / "backup"
    shutil.copytree(tmp_path / "registry", backup)
    asha.device.want_new_key()
    for _ in range(2):
        talk(office, asha)
    edited(asha, HOUSE, "after", visit=9, time=3)
    talk(office, asha)
    talk(office, bilal)

    restored = founding.open_office(backup, "", lambda: NOW_MS, chance(b"restored"))
    epochs.begin_epoch(restored)
    talk(restored, bilal)

    assert key_of(restored, asha) == asha.device.public_key
    # What she signed with it came back before she did.
    with an_enrolled(tmp_path / "c", restored, "c") as fresh:
        talk(restored, fresh)
        assert fresh.households.row(HOUSE).head == "after"
    talk(restored, bilal)
    assert bilal.exchange.relays(EVERYBODY) == ()
    restored.storage.close()
