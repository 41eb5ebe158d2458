"""A key that is only tried signs nothing that stays, however the trial ends."""

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from enrolment_app.actions.exchange import exchange
from sync.errors import DeviceUnknown, PeerUnreachable
from sync.registry import devices
from sync.registry.rotations import rotate
from sync.transports.line import Traffic
from tests.actions.sticks import sealed, to_and_fro
from tests.store.guarded import GuardedLine
from tests.store.laptops import talk
from tests.sync.registry.line import Line

URL = "http://r.example"


class CutOff:
    """A line that says "not known"; then power goes."""

    def __init__(self):
        self.traffic = Traffic()
        self.asked = 0

    def ask(self, _request, _watch):
        self.asked += 1
        raise DeviceUnknown if self.asked == 1 else KeyboardInterrupt


class Guarded(Line):
    """A line on which nobody speaks but with the key that the registry has."""

    def __init__(self, office, keys):
        super().__init__(office, keys.device)
        self.sign = keys.sign

    def carry(self, request):
        with self.office.storage.reading() as books:
            known = books.devices.get(self.device).key
        try:
            signed = self.sign(b"eyJ")
            Ed25519PublicKey.from_public_bytes(known).verify(signed, b"eyJ")
        except InvalidSignature:
            raise DeviceUnknown from None
        return super().carry(request)


def test_a_trial_that_is_cut_off_leaves_the_key_that_is_known(office, asha, tmp_path):
    to_and_fro(office, asha, tmp_path)
    asha.store.device.want_new_key()
    known = asha.store.device.public_key

    with pytest.raises(KeyboardInterrupt):
        exchange(asha, URL, connect=lambda *_: CutOff())

    assert asha.store.device.public_key == known
    sealed(asha, 1)
    for _ in range(3):
        to_and_fro(office, asha, tmp_path)
    assert asha.store.exchange.waiting() == 0


def test_a_trial_that_is_heard_makes_it_the_key(office, asha, tmp_path):
    to_and_fro(office, asha, tmp_path)
    asha.store.device.want_new_key()
    broken = Line(office, asha.store.device.number)
    broken.lose_answers = 1
    with pytest.raises(PeerUnreachable):
        talk(office, asha.store, broken)
    sealed(asha, 1)

    exchange(asha, URL, connect=lambda _, keys: Guarded(office, keys))

    assert not asha.store.device.wants_new_key
    assert asha.store.exchange.waiting() == 0


def test_a_key_told_before_the_first_exchange_was_through_is_taken(office, asha):
    device = asha.store.device
    device.want_new_key()
    sealed(asha, 1)
    # It enrolled and told of the key; then power went, and its token lies there still.
    devices.enrol(office, device.number, device.enrolment.token, device.public_key)
    rotate(office, device.rotation())

    exchange(asha, URL, connect=lambda _, keys: GuardedLine(office, keys))

    assert not device.wants_new_key
    assert asha.store.exchange.waiting() == 0
