"""Whoever may write bundles cannot make a reader crash, nor take half of one."""

import random

import pytest

from enrolment_app.actions.inspect_bundle import inspect_bundle
from enrolment_app.actions.read_bundle import BundleRead, read_bundle
from sync.bundle import BundleRefused
from sync.errors import IntegrityError
from tests.actions.hostile import spoilt
from tests.actions.sticks import (
    LAPTOPS,
    a_laptop,
    everything,
    replied,
    sealed,
    to_and_fro,
    written,
)

SEEDS = 120


@pytest.fixture
def bundles(office, asha, nazia, tmp_path):
    """One bundle of every kind that travels, with its writer."""
    bilal = a_laptop(tmp_path, office, "bilal")
    for seed, work in enumerate((asha, bilal), 1):
        sealed(work, seed)
        read_bundle(nazia, written(work, tmp_path))
    reply = replied(office, written(nazia, tmp_path), tmp_path)
    read_bundle(nazia, reply)
    sealed(asha, 3)
    up = written(asha, tmp_path)
    back = written(nazia, tmp_path, LAPTOPS)
    yield ((asha, up), (bilal, reply), (nazia, back), (asha, reply))
    bilal.store.close()


def test_a_hostile_writer_gets_a_refusal_or_nothing_that_is_not_sound(
    office, asha, nazia, tmp_path, bundles
):
    chance = random.Random(120)
    outcomes = []
    for _ in range(SEEDS):
        writer, file = chance.choice(bundles)
        hostile = spoilt(writer, file, chance, tmp_path)
        reader = chance.choice((nazia, asha))
        before = everything(reader)
        try:
            came = read_bundle(reader, hostile)
        except (BundleRefused, IntegrityError):
            assert everything(reader) == before
            outcomes.append("refused")
        else:
            assert isinstance(came, BundleRead)
            outcomes.append("taken")
        assert inspect_bundle(reader, hostile)
        replied(office, hostile, tmp_path)

    assert {*outcomes} == {"refused", "taken"}
    for work in (nazia, asha):
        assert work.store.check().sound
    to_and_fro(office, asha, tmp_path)
    assert asha.store.exchange.waiting() == 0
