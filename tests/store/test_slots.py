"""The key slots: torn, altered and forged files; what each kind of secret opens."""

import base64
import json
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from enrolment_app.store import (
    ProvinceKey,
    RecoveryCode,
    SlotsDamaged,
    StoreNewer,
)
from enrolment_app.store.recovery_codes import new_code, read_code
from enrolment_app.store.slots import RECOVERY, Table, decode, encode, is_whole
from enrolment_app.store.wrapping import opened as opened_by
from enrolment_app.store.wrapping import province_slot, resealed
from tests.store.builders import a_store, chance, opened
from tests.store.slot_files import KEY, STORE, a_slot, a_table, repaired, with_body

VECTORS = json.loads(
    (Path(__file__).parents[1] / "vectors" / "slots" / "files.json").read_text()
)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_files_of_the_vectors_read_or_are_refused_as_they_say(vector):
    content = base64.b64decode(vector["content"])

    if vector["says"] == "whole":
        table = decode(content)
        key = bytes.fromhex(vector["key"])
        assert is_whole(content, key)
        found = {
            secret: [slot.id for slot in table.slots if opens(slot, table, secret)]
            for secret in vector["opens"]
        }
        assert found == vector["opens"]
    else:
        error = {"damaged": SlotsDamaged, "newer": StoreNewer}[vector["says"]]
        with pytest.raises(error):
            decode(content)


def opens(slot, table, secret):
    return opened_by(slot, table.store, secret) is not None


def test_every_altered_byte_of_the_slots_is_refused(place):
    a_store(place).close()
    whole = (place / "keys.a").read_bytes()

    for at in range(len(whole)):
        with pytest.raises(SlotsDamaged):
            decode(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(SlotsDamaged):
            decode(whole[:at])


def test_no_byte_altered_by_somebody_without_the_key_passes(place):
    whole = encode(a_table("a"), KEY)

    for at in range(len(whole) - 32):
        forged = repaired(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            table = decode(forged)
        except (SlotsDamaged, StoreNewer):
            continue
        assert not is_whole(forged, KEY), (at, table)


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


def test_a_slot_taken_out_by_somebody_without_the_key_is_found():
    both, less = a_table("a", "b"), a_table("a")
    less = replace(less, slots=both.slots[:1])
    mac = encode(both, KEY)[-64:-32]
    forged = repaired(encode(less, KEY)[:-64] + mac + bytes(32))

    assert decode(forged) == less
    assert not is_whole(forged, KEY)


def test_a_seal_is_worth_nothing_in_another_slot_or_another_store():
    a, b = a_slot("a"), a_slot("b")
    swapped = replace(a, sealed=b.sealed)

    assert opened_by(a, STORE, "a") == KEY
    assert opened_by(a, STORE, "b") is None
    assert opened_by(a, "cd" * 16, "a") is None
    assert opened_by(swapped, STORE, "a") is None
    assert opened_by(replace(a, id="b"), STORE, "a") is None


def test_another_key_reaches_a_slot_without_its_passphrase():
    slot = resealed(a_slot("a"), STORE, b"k" * 32)

    assert opened_by(slot, STORE, "a") == b"k" * 32


def test_the_provinces_slot_opens_with_its_private_key_alone():
    private = X25519PrivateKey.from_private_bytes(b"p" * 32)
    slot = province_slot(KEY, STORE, private.public_key().public_bytes_raw())
    other = X25519PrivateKey.from_private_bytes(b"q" * 32)

    assert decode(encode(Table(STORE, "cd" * 16, 1, (slot,)), KEY)).slots == (slot,)
    assert opened_by(slot, STORE, ProvinceKey(private)) == KEY
    assert opened_by(slot, STORE, ProvinceKey(other)) is None
    assert opened_by(slot, STORE, "") is None


def test_a_code_reads_however_it_was_told_and_one_letter_misheard_is_noticed():
    code = new_code(chance(b"code"))
    plain = read_code(code)

    assert len(code) == 24
    assert read_code(code.lower().replace("-", " ")) == plain
    assert read_code(code.replace("0", "O").replace("1", "l")) == plain
    noticed = [read_code(plain[:at] + "Z" + plain[at + 1 :]) for at in range(18)]
    assert sum(each is None for each in noticed) >= 17
    for bad in ("", plain[:-1], plain + "0", "U" * 20, "!" * 20):
        assert read_code(bad) is None
    slot = a_slot("a", plain, RECOVERY)
    assert opened_by(slot, STORE, RecoveryCode(code)) == KEY
    assert opened_by(slot, STORE, RecoveryCode("")) is None


def test_bodies_that_are_no_json_are_refused():
    content = encode(a_table("a"), KEY)
    with pytest.raises(SlotsDamaged):
        decode(bytes(64 * 1024 + 1))
    for body in (
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b"{}" * 9,
        b'{"a":1,"a":2}',
        b"[" * 999,
    ):
        with pytest.raises(SlotsDamaged):
            decode(with_body(content, body))
