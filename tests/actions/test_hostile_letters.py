"""Letters bring keys with what they signed, and none stops those beside it."""

from dataclasses import replace

import pytest

from enrolment_app.actions.read_bundle import read_bundle
from sync.registry.epochs import begin_epoch
from tests.actions.sticks import (
    REGISTRY,
    a_laptop,
    replied,
    sealed,
    to_and_fro,
    written,
)
from tests.store.builders import birth
from tests.sync.registry.laptop import a_laptop as in_memory
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import AREA, a_key, a_record

HOUSE = a_record(1)


@pytest.mark.parametrize("restored", [False, True])
def test_a_letter_may_bring_another_key_and_what_it_signed(
    office, tmp_path, nazia, restored
):
    carol = in_memory(office, "carol")
    carol.write(HOUSE, "q/text", "mud")
    exchange(office, carol)
    to_and_fro(office, nazia, tmp_path)
    carol.next_key = a_key("carol's next")
    exchange(office, carol)
    carol.write(HOUSE, "q/text", "brick")
    exchange(office, carol)

    if restored:
        begin_epoch(office)
        to_and_fro(office, nazia, tmp_path)
    to_and_fro(office, nazia, tmp_path)

    assert len(nazia.store.journal.material(HOUSE).changes) == 2


def test_no_letter_keeps_those_beside_it_from_the_registry(
    office, tmp_path, asha, nazia
):
    mallory = a_laptop(tmp_path, office, "mallory")
    sealed(asha, 1)
    odd = birth(2, area=AREA, device=mallory.store.device.number)
    mallory.store.journal.seal(replace(odd, time=1 << 63))
    for work in (asha, mallory):
        read_bundle(nazia, written(work, tmp_path))
    mallory.store.close()

    reply = replied(office, written(nazia, tmp_path, REGISTRY), tmp_path)

    assert read_bundle(nazia, reply)
