"""The key slots: torn, altered and forged files."""

import hashlib

import pytest

from enrolment_app.store import (
    Cost,
    SlotsDamaged,
)
from enrolment_app.store.slots import Table, decode, encode, is_whole, wrap
from tests.store.builders import (
    a_store,
    chance,
    opened,
)


def test_every_altered_byte_of_the_slots_is_refused(place):
    a_store(place).close()
    whole = (place / "keys.a").read_bytes()

    for at in range(len(whole)):
        with pytest.raises(SlotsDamaged):
            decode(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(SlotsDamaged):
            decode(whole[:at])


def test_with_both_copies_of_the_slots_altered_the_store_says_so(place):
    a_store(place).close()
    for name in ("keys.a", "keys.b"):
        whole = bytearray((place / name).read_bytes())
        whole[100] ^= 1
        (place / name).write_bytes(whole)

    with pytest.raises(SlotsDamaged):
        opened(place)


def test_one_torn_copy_of_the_slots_is_mended_from_the_other(place):
    a_store(place).close()
    whole = (place / "keys.b").read_bytes()
    (place / "keys.a").write_bytes(whole[:77])

    opened(place).close()

    assert (place / "keys.a").read_bytes() == whole


KEY = bytes(range(32))
CHEAP = Cost(64, 1, 1)


def a_table(*names, gen=1):
    random = chance(b"slots")
    slots = tuple(
        wrap(
            KEY,
            name,
            store="ab" * 16,
            person=name,
            cost=CHEAP,
            salt=random(16),
            nonce=random(12),
        )
        for name in names
    )
    return Table("ab" * 16, "cd" * 16, gen, slots)


def repaired(content):
    """Give the bytes with the sum put right, as an attacker would."""
    return content[:-32] + hashlib.sha256(content[:-32]).digest()


def test_a_slot_taken_out_by_somebody_without_the_key_is_found():
    both, less = a_table("a", "b"), a_table("a")
    mac = encode(both, KEY)[-64:-32]
    forged = repaired(encode(less, KEY)[:-64] + mac + bytes(32))

    assert decode(forged) == less
    assert not is_whole(forged, KEY)


@pytest.mark.parametrize(
    "change",
    [
        ('"m":64', '"m":4294967296'),
        ('"t":1', '"t":0'),
        ('"p":1', '"p":255'),
        ('"kdf":"argon2id-13"', '"kdf":"argon2id-12"'),
        ('"kind":"person"', '"kind":"persona"'),
        ('"gen":1', '"gen":0'),
        ('"gen":1', '"gen":true'),
        ('"gen":1', '"gen": 1'),
        ('"v":1', '"v":2'),
        ('"store":"ab', '"store":"AB'),
        ('"slots":', '"slotz":'),
        ('"id":"a"', '"id":""'),
        ('"id":"a"', '"id":7'),
        ('"id":"a"', '"id":"a","more":1'),
    ],
)
def test_slots_that_no_writer_of_ours_wrote_are_refused(change):
    content = encode(a_table("a"), KEY)
    body = content[16:-64].decode().replace(*change).encode()
    head = content[:12] + len(body).to_bytes(4, "little")
    assert body != content[16:-64]

    with pytest.raises(SlotsDamaged):
        decode(repaired(head + body + content[-64:-32] + bytes(32)))
