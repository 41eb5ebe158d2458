"""Whoever stole the registry's key takes along who has not heard, and nobody else."""

from dataclasses import replace

import pytest

from enrolment_app.actions import lettering
from enrolment_app.actions.enrol_device import enrol_device
from enrolment_app.actions.read_bundle import read_bundle
from enrolment_app.actions.work import Work
from enrolment_app.store.rescuing import rescue
from sync.bundle import BundleAltered
from sync.registry.keyring import OWN, Former, Keyring, Ring
from sync.registry.provisioning import Order, make_laptop
from sync.registry.succession import take_another_key
from sync.session.provisioned import read_provisioning
from sync.succession import Succession, encode_succession
from tests.actions.sticks import replied, sealed, to_and_fro, written
from tests.store.builders import PASSPHRASE, given, household_of, opened
from tests.sync.registry.offices import AREA, NOW_MS, a_key

THIEF = a_key("a thief")


class Stolen(Keyring):
    """What the thief says that counts."""

    def at(self, number):
        del number
        return self.ring


def stolen(office):
    """The registry as somebody speaks for it who has its first key."""
    old = office.ring
    said = Succession(2, old.key.public, THIEF.public, NOW_MS)
    chain = (encode_succession(said, old.key.sign, THIEF.sign),)
    former = Former(1, NOW_MS, {OWN: old.identity(OWN), AREA: old.identity(AREA)})
    return replace(office, keys=Stolen(Ring(THIEF.seed, chain, (former,))))


def test_he_takes_along_who_has_not_heard_and_is_found_out(
    tmp_path, office, asha, nazia
):
    thief = stolen(office)
    to_her = replied(thief, written(nazia, tmp_path), tmp_path)
    to_him = replied(thief, written(asha, tmp_path), tmp_path)
    take_another_key(office)
    to_and_fro(office, nazia, tmp_path)

    assert read_bundle(asha, to_him).refused == ()
    sealed(asha, 1)
    with pytest.raises(BundleAltered):
        to_and_fro(office, asha, tmp_path)
    with pytest.raises(BundleAltered):
        read_bundle(nazia, to_her)
    file = read_provisioning(make_laptop(office, Order("asha", [AREA])).file)
    assert enrol_device(asha, file).code == "device.another_key"

    back = rescued(asha, tmp_path / "rescued")
    enrol_device(back, file)
    for _ in range(2):
        to_and_fro(office, back, tmp_path)
        to_and_fro(office, nazia, tmp_path)
    assert nazia.store.households.row(household_of(1)).head == "Gul Zaman"
    back.store.close()


def rescued(work, into):
    """The same work in a store that is nobody's laptop yet."""
    place = work.store.place
    work.store.close()
    assert not rescue(place, PASSPHRASE, into, **given()).lost
    return Work(opened(into), work.person, work.machine)


def test_what_was_half_read_is_not_followed(tmp_path, office, asha, monkeypatch):
    def damaged(*_):
        raise BundleAltered("half-way")

    take_another_key(office)
    with monkeypatch.context() as patched:
        patched.setattr(lettering, "_hear", damaged)
        with pytest.raises(BundleAltered):
            to_and_fro(office, asha, tmp_path)
    assert asha.store.trust.successions() == ()

    to_and_fro(office, asha, tmp_path)
    assert len(asha.store.trust.successions()) == 1
