"""The access journal: what is written, and that meddling with it is noticed."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from enrolment_app.store import (
    Enrolment,
    ProvinceKey,
    RecoveryCode,
    StaffMember,
    WrongPassphrase,
)
from tests.store.builders import ASHA, a_store, opened

BILAL = StaffMember("p-bilal", "Bilal")
PROVINCE = X25519PrivateKey.from_private_bytes(b"province".ljust(32, b"."))


def said(store):
    return [(line.person, line.what, line.about) for line in store.audit.all()][::-1]


def test_openings_and_changes_of_who_can_are_written_in_order(place, tmp_path):
    recovery = PROVINCE.public_key().public_bytes_raw()
    with a_store(place) as store:
        store.enrol(Enrolment(7, "L", ("PK501",), recovery_key=recovery))
        store.people.admit(BILAL, "bilal's own")
        code = store.people.give_code(BILAL.id)
    for _ in range(2):
        with pytest.raises(WrongPassphrase):
            opened(place, "wrong")
    with opened(place, RecoveryCode(code)) as store:
        store.people.renew(BILAL.id, "remembered")
    with opened(place, ProvinceKey(PROVINCE)) as store:
        store.people.dismiss(BILAL.id)
    with opened(place) as store:
        store.back_up(tmp_path / "backup")
        store.rekey()

    with opened(place) as store:
        asha, bilal = ASHA.id, BILAL.id
        name = store._vault.province()
        assert said(store) == [
            (asha, "audit.made", ""),
            (asha, "audit.enrolled", "7"),
            (asha, "audit.province", name),
            (asha, "audit.passphrase", bilal),
            (asha, "audit.code", bilal),
            (bilal, "audit.opened_by_code", "2"),
            (bilal, "audit.renewed", bilal),
            ("", "audit.opened_by_province", "0"),
            ("", "audit.disabled", bilal),
            (asha, "audit.opened", "0"),
            (asha, "audit.backed_up", ""),
            (asha, "audit.rekeying", ""),
            (asha, "audit.opened", "0"),
        ]
        assert store.audit.verify() == ()


@pytest.mark.parametrize(
    "meddling",
    [
        "DELETE FROM accesses WHERE number = 2",
        "DELETE FROM accesses WHERE number = 1",
        "UPDATE accesses SET person = 'somebody' WHERE number = 2",
        "UPDATE accesses SET at_ms = at_ms + 1 WHERE number = 3",
        "UPDATE accesses SET link = x'00' WHERE number = 3",
        "INSERT INTO accesses VALUES (9, 1, 'p', 'audit.made', '', x'00')",
    ],
)
def test_a_line_taken_out_put_in_or_altered_is_noticed(store, meddling):
    for number in range(3):
        store.audit.note("audit.code", str(number))
    assert store.audit.verify() == ()

    store._connection.write(meddling)

    assert store.audit.verify() != ()


def test_the_verbs_say_it_in_sentences_and_end_with_5_where_it_does_not_hold(
    verbs, place
):
    verbs("store", "create", "--person", "Asha")

    status, out, _ = verbs("audit", "list", "--json")
    assert status == 0
    first = json.loads(out.splitlines()[-1])
    assert (first["what"], first["text"]) == ("audit.made", "Asha made the store.")
    assert first["at"] == "2031-05-04T09:30:00Z"
    assert verbs("audit", "verify")[0] == 0

    with opened(place, "a passphrase") as store:
        store._connection.write("DELETE FROM accesses WHERE number = 1")
    status, out, _ = verbs("audit", "verify", "--json")
    assert (status, json.loads(out)["sound"]) == (5, False)
