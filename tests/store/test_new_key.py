"""A laptop's store goes on under another key, whatever is lost on the way."""

import pytest

from sync.errors import PeerUnreachable
from tests.store.builders import opened
from tests.store.laptops import HOUSE, edited, sealed, talk
from tests.sync.registry.line import Line


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

    assert asha.device.swap_keys()
    assert asha.device.public_key == key_of(office, asha)
    asha.device.settle_key()
    talk(office, asha)

    assert asha.device.rotation() is None
    assert not asha.device.swap_keys()


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
