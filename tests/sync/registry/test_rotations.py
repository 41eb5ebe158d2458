"""A laptop takes another key under its number; nobody else can take it for it."""

import pytest

from sync import wire
from sync.errors import BadSignature, Malformed, UnknownVersion
from sync.registry import devices, quarantine
from sync.registry.acceptance import accept
from sync.registry.rotations import FORMER_KEYS_MAX
from sync.registry.verdicts import FORMER_KEY
from sync.rotation import Rotation, decode_rotation, encode_rotation
from sync.seal import Purpose
from tests.sync.registry.asking import a_segment
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import AREA, OTHER_AREA, a_key, a_record

HOUSE = a_record(1)
NEW = a_key("asha's new one")


def key_of(office, laptop):
    with office.storage.reading() as books:
        return books.devices.get(laptop.device).key


def test_work_goes_on_under_the_new_key_and_everybody_can_verify_all(
    office, asha, bilal
):
    asha.write(HOUSE, "q/text", "before")
    exchange(office, asha)
    asha.next_key = NEW
    exchange(office, asha)
    assert (asha.key, asha.next_key, key_of(office, asha)) == (NEW, None, NEW.public)

    asha.write(HOUSE, "q/text", "after")
    for laptop in (asha, bilal, carol := a_laptop(office, "carol")):
        exchange(office, laptop)

    for laptop in (bilal, carol):
        assert laptop.state(HOUSE)["q/text"].value == {"q/text": "after"}
        assert laptop.order == asha.order


def test_what_waits_goes_up_under_the_old_key_first(office, asha, bilal):
    asha.write(HOUSE, "q/text", "before")
    asha.next_key = NEW

    exchange(office, asha)
    exchange(office, asha)
    exchange(office, bilal)

    assert key_of(office, asha) == NEW.public
    assert bilal.state(HOUSE)["q/text"].value == {"q/text": "before"}


def test_what_comes_later_under_the_old_key_is_held_for_a_person(office, asha, bilal):
    old = asha.key
    asha.next_key = NEW
    exchange(office, asha)
    late = a_segment(asha, key=old)
    segments = asha.segments.setdefault(AREA, [])
    segments.clear()

    assert accept(office, [late]).refused == ()

    (held,) = quarantine.held(office)
    assert held.code == FORMER_KEY
    assert quarantine.release(office, (held,)) == 1
    exchange(office, bilal)
    assert bilal.state(HOUSE)["q/text"].value == {"q/text": "mud"}


def test_its_own_laptop_may_hand_over_what_was_signed_before(office, asha, bilal):
    """The word of the new key was lost, and more was sealed meanwhile."""
    asha.next_key = NEW
    data = asha.rotation()
    asha.write(HOUSE, "q/text", "meanwhile")
    assert asha.outgoing(AREA, 0, 9999)
    accept(office, [data])

    asha.key, asha.next_key = NEW, None
    for laptop in (asha, bilal):
        exchange(office, laptop)

    assert quarantine.held(office) == ()
    assert bilal.state(HOUSE)["q/text"].value == {"q/text": "meanwhile"}


def test_a_repeat_of_what_was_stored_before_is_a_repeat(office, asha):
    asha.write(HOUSE, "q/text", "before")
    exchange(office, asha)
    stored = asha.segments[AREA][0][3]
    asha.next_key = NEW
    exchange(office, asha)

    assert accept(office, [stored]).refused == ()
    assert quarantine.held(office) == ()


def test_a_log_that_it_writes_in_later_introduces_both_keys(office, asha, bilal):
    asha.next_key = NEW
    exchange(office, asha)
    with office.storage.writing() as books:
        books.devices.set_areas(asha.device, [AREA, OTHER_AREA])
        books.devices.set_areas(bilal.device, [AREA, OTHER_AREA])
    asha.write(a_record(5), "q/text", "there", area=OTHER_AREA)
    for laptop in (asha, bilal):
        exchange(office, laptop)

    assert bilal.state(a_record(5))["q/text"].value == {"q/text": "there"}
    assert len(bilal.keys[asha.device]) == 2


def test_its_access_ends_with_the_old_key(office, asha):
    token = "t" * 22
    with office.storage.writing() as books:
        now = office.clock()
        books.devices.grant(devices.hashed(token), asha.device, now + 9999, now)
    asha.next_key = NEW
    exchange(office, asha)

    with pytest.raises(devices.TokenMissing):
        devices.holder(office, token)


@pytest.mark.parametrize("who", ["mallory", "the new one alone"])
def test_nobody_else_rotates_a_key(office, asha, who):
    before = key_of(office, asha)
    signs = a_key("mallory")
    said = Rotation(asha.device, signs.public, NEW.public)
    data = encode_rotation(said, signs.sign, NEW.sign)
    if who == "the new one alone":
        said = Rotation(asha.device, asha.key.public, NEW.public)
        data = encode_rotation(said, NEW.sign, NEW.sign)
    (refused,) = accept(office, [data]).refused
    assert refused.code == "sync.bad_signature"

    assert key_of(office, asha) == before


def test_a_revoked_laptop_keeps_its_key_and_what_another_signed_is_held(
    office, asha, bilal
):
    """A restore may have forgotten the other key, and what it signed is honest work."""
    asha.write(HOUSE, "q/text", "before")
    first = asha.outgoing(AREA, 0, 9999)
    asha.write(HOUSE, "q/text", "after")
    devices.revoke(office, asha.device)
    before, old = key_of(office, asha), asha.key
    told = encode_rotation(
        Rotation(asha.device, old.public, NEW.public), old.sign, NEW.sign
    )
    asha.key = NEW
    second = asha.outgoing(AREA, 1, 9999)

    bilal.rescued[AREA] = [first, second]
    refused = accept(office, [told]).refused
    exchange(office, bilal)

    assert (refused, key_of(office, asha)) == ((), before)
    codes = [one.code for one in quarantine.held(office)]
    assert codes == ["held.device_revoked", FORMER_KEY]
    assert bilal.waiting() == 0
    exchange(office, carol := a_laptop(office, "carol"))
    assert carol.state(HOUSE) == {}


def test_a_revoked_laptop_tells_of_so_many_keys_and_no_more(office, asha):
    devices.revoke(office, asha.device)
    old, entries = asha.key, 0
    for number in range(FORMER_KEYS_MAX + 2):
        new = a_key(f"number {number}")
        said = Rotation(asha.device, old.public, new.public)
        (*refused,) = accept(
            office, [encode_rotation(said, old.sign, new.sign)] * 2
        ).refused
        entries += not refused

    assert entries == FORMER_KEYS_MAX
    assert {one.code for one in refused} == {"sync.device_revoked"}


def malformed():
    good = encode_rotation(
        Rotation(7, a_key("a").public, NEW.public), a_key("a").sign, NEW.sign
    )
    signed, one, two = wire.decode(good)
    later = wire.encode([2, 7, a_key("a").public, NEW.public])
    same = wire.encode([1, 7, NEW.public, NEW.public])
    yield "nothing", b"", Malformed
    yield "one signature", wire.encode([signed, one]), Malformed
    yield "half a signature", wire.encode([signed, one[:32], two]), Malformed
    yield "signatures the other way", wire.encode([signed, two, one]), BadSignature
    yield "a byte more", good + b"\0", Malformed
    yield "the same key", signed_anew(same), Malformed
    yield (
        "a device below nothing",
        signed_anew(wire.encode([1, -7, bytes(32), NEW.public])),
        Malformed,
    )
    yield (
        "a key of 31 bytes",
        signed_anew(wire.encode([1, 7, bytes(31), NEW.public])),
        Malformed,
    )
    yield "a later version", signed_anew(later), UnknownVersion


def signed_anew(signed):
    by = [key.sign(Purpose.ROTATION, signed) for key in (a_key("a"), NEW)]
    return wire.encode([signed, *by])


@pytest.mark.parametrize(("what", "data", "failure"), tuple(malformed()))
def test_no_other_rotation_is_read(what, data, failure):
    with pytest.raises(failure):
        decode_rotation(data)
