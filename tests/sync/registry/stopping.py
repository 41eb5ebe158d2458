"""A registry that takes another key and is stopped in the middle of it."""

import pytest

from sync.erasure import Order, encode_order
from sync.registry.founding import open_office
from sync.registry.keyring import Keyring
from sync.registry.succession import take_another_key
from tests.sync.registry.offices import NOW_MS, chance


class PowerCut(Exception):
    """Nothing after this happened."""


def stop_at(monkeypatch, office, place):
    """Stop right before the secrets are settled, or right after they are prepared."""

    def cut(self, *given):
        if place == "prepare":
            honest(self, *given)
        raise PowerCut

    honest = getattr(Keyring, place)
    with monkeypatch.context() as patched:
        patched.setattr(Keyring, place, cut)
        with pytest.raises(PowerCut):
            take_another_key(office)


def again(office, data, database="", seed=b"another"):
    """Another process that serves the same registry."""
    return open_office(data, database, office.clock, chance(seed))


def ordered(key, record):
    """An order to erase that whoever has this key could give."""
    order = Order((record,), {}, "court", "p-1", "file", NOW_MS)
    return encode_order(order, key.sign)
