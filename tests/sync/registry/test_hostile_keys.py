"""A key that was given up is good for nothing, whoever brings what it signed."""

import pytest

from sync.registry import devices
from sync.registry.waiting import accept_all
from tests.sync.registry.hostile import HOUSE, a_change, after, codes, order, signed
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import AREA, a_key, an_office


@pytest.fixture
def office(tmp_path):
    office = an_office(tmp_path / "registry")
    yield office
    office.storage.close()


def test_who_has_a_key_that_was_given_up_makes_no_copy_of_its_laptop(
    office, asha, bilal
):
    asha.write(HOUSE, "q/text", "mud")
    exchange(office, asha)
    old, head = asha.key, asha.segments[AREA][-1][2]
    asha.next_key = a_key("asha's next")
    exchange(office, asha)
    theirs = signed(asha, [a_change(asha, 77, "a thief's")], 2, head, old)
    accept_all(office, [theirs], bilal.device)
    assert codes(office) == ["held.former_key"]

    asha.write(HOUSE, "q/text", "brick")
    done = exchange(office, asha)

    assert not done.forked
    assert codes(office) == ["held.former_key"]


def test_who_brought_what_was_put_aside_is_not_forgotten(office, asha):
    first = signed(asha, [a_change(asha, 1)])
    second = signed(asha, [a_change(asha, 2)], *after(first))
    asha.next_key = a_key("asha's next")
    exchange(office, asha)
    accept_all(office, [second], asha.device)

    accept_all(office, [first], asha.device)

    assert codes(office) == []
    assert len(order(office)) == 2


def test_what_an_old_key_signed_is_of_the_chain_when_its_device_goes_on_from_it(
    office, asha, bilal
):
    """And whoever goes on from it too is a copy, like anywhere else."""
    old = signed(asha, [a_change(asha, 1)])
    asha.next_key = a_key("asha's next")
    exchange(office, asha)
    accept_all(office, [old], bilal.device)
    assert codes(office) == ["held.former_key"]

    for number in (7, 8):
        goes_on = signed(asha, [a_change(asha, number)], *after(old))
        accept_all(office, [goes_on], asha.device)

    assert codes(office) == ["held.former_key", "held.fork"]
    assert len(order(office)) == 1


def test_what_stands_beside_a_chain_moves_no_cut_of_a_revoked_laptop(
    office, asha, bilal
):
    asha.write(HOUSE, "q/text", "mud")
    exchange(office, asha)
    old, head = asha.key, asha.segments[AREA][-1][2]
    asha.next_key = a_key("asha's next")
    exchange(office, asha)
    theirs = signed(asha, [a_change(asha, n) for n in range(70, 90)], 2, head, old)
    accept_all(office, [theirs], bilal.device)

    devices.revoke(office, asha.device)
    later = signed(asha, [a_change(asha, 7)], 2, head)
    accept_all(office, [later], bilal.device)

    assert set(codes(office)) == {"held.former_key", "held.device_revoked"}
    assert len(order(office)) == 1
