"""Who has no line hears of places, packages and the office's key by letters alone."""

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from enrolment_app.store import RecoveryCode
from enrolment_app.store.told import UPDATES
from sync.geography import Place
from sync.registry.conversation import answer
from sync.registry.geography import publish
from sync.registry.recovery import openable, set_office_key
from sync.registry.updates import publish as publish_update
from sync.session.unhurried import hear, questions
from sync.updates import Manifest
from tests.store.builders import VILLAGE, opened
from tests.store.laptops import HOUSE, sealed
from tests.sync.registry.offices import AREA

OFFICE = X25519PrivateKey.from_private_bytes(bytes(range(32)))
KILI = Place("PK5010101", "Demo Kili", "ڈیمو کلی", "village", AREA)


def asked(office, store):
    return [
        (q, answer(office, store.device.number, q)) for q in questions(store.exchange)
    ]


def heard(office, store, letters):
    for question, said in letters:
        with store.exchange.together():
            hear(store.exchange, question, said, office.key.public)


def by_hand(office, store):
    store.office_codes.renew()
    heard(office, store, asked(office, store))


def test_letters_bring_all_three_and_take_the_code_along(office, asha, tmp_path):
    sealed(asha, 1, answers={VILLAGE: KILI.code})
    with office.storage.writing() as books:
        books.geography.put([KILI])
    publish(office)
    publish_update(office, Manifest("9.0", "debian-amd64", "i.deb", 1, bytes(32)))
    set_office_key(office, OFFICE.public_key().public_bytes_raw())

    by_hand(office, asha)
    assert asha.households.row(HOUSE).village == "Demo Kili"
    assert list(asha.facts.get(UPDATES)) == ["9.0 debian-amd64"]

    by_hand(office, asha)
    assert [one.taken for one in asha.office_codes.all()] == [True]
    (code,) = openable(office, asha.device.number, OFFICE)
    asha.close()
    opened(tmp_path / "asha", RecoveryCode(code.code)).close()


def test_a_letter_that_is_never_answered_takes_no_code_away(office, asha, tmp_path):
    set_office_key(office, OFFICE.public_key().public_bytes_raw())
    for _ in range(2):
        by_hand(office, asha)
    asha.office_codes.offer_again()
    late = asked(office, asha)

    for _ in range(2):
        heard(office, asha, late)

    (code,) = openable(office, asha.device.number, OFFICE)
    asha.close()
    opened(tmp_path / "asha", RecoveryCode(code.code)).close()
