"""What was ordered to be erased goes as soon as it can be read, and not only then."""

from dataclasses import replace

import pytest

from sync.bundle import Kind
from sync.bundle.manifest import Envelope
from sync.registry import publishing
from sync.registry.erasure import erase
from tests.store.laptops import HOUSE, sealed, talk
from tests.store.pictures import a_picture, keep
from tests.store.test_erasure import GIVEN, packed
from tests.store.test_refusals import relayed
from tests.sync.registry.erasing import tells
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import AREA, LATER, OTHER_AREA, a_body

AROUND = {"device": 9, "question": b"1" * 32, "readers": (), "epoch": "e"}
ANSWER = (Envelope.around(b"sealed", Kind.DOWN, **AROUND), b"sealed")
"""An answer to another laptop; nobody here can open it."""


def told(store):
    """Tell whether anything that lies in a store tells of the house."""
    return tells(packed(store._connection), HOUSE)


@pytest.mark.parametrize("road", ["held whole", "relayed"])
def test_what_nobody_could_read_when_the_order_came(office, asha, bilal, road):
    sealed(asha, 1)
    talk(office, asha)
    carol = a_laptop(office, "carol")
    written = carol.write(HOUSE, "q/text", "secret")
    carol.own[AREA] = [replace(written, layout=LATER.id)]
    if road == "relayed":
        relayed(bilal, carol.outgoing(AREA, 0, 1))
    else:
        with office.storage.writing() as books:
            books.devices.set_areas(carol.device, [OTHER_AREA])
        exchange(office, carol)
    talk(office, bilal)
    erase(office, HOUSE, *GIVEN)
    talk(office, bilal)
    assert told(bilal)
    bilal.letters.carry(ANSWER, 1)

    publishing.publish(office, a_body(LATER))
    talk(office, bilal)

    assert not told(bilal)
    # Whether it tells of what was relayed, nobody here knows.
    assert any(bilal.letters.carried(Kind.DOWN)) == (road != "relayed")
    assert bilal.check().sound


def test_a_new_questionnaire_takes_no_answer_from_who_carries_it(office, asha):
    sealed(asha, 1)
    talk(office, asha)
    erase(office, HOUSE, *GIVEN)
    talk(office, asha)
    asha.letters.carry(ANSWER, 1)

    publishing.publish(office, a_body(LATER))
    talk(office, asha)

    assert asha.forms.find(LATER.id)
    assert len(list(asha.letters.carried(Kind.DOWN))) == 1


def test_no_small_picture_of_an_erased_photo_is_kept(office, asha):
    name = keep(asha, a_picture(1))
    sealed(asha, 1, answers={"q/file": name})
    talk(office, asha)
    erase(office, HOUSE, *GIVEN)
    talk(office, asha)
    assert not asha.attachments.holds(name)

    asha.attachments.keep_thumbnail(name, b"made before the order came")

    assert asha.attachments.thumbnail(name) is None
