"""What could not be read is judged like everything else, as soon as it can be."""

from dataclasses import replace

import pytest

from sync import wire
from sync.change import Change, Context, Part
from sync.erasure import Order, encode_order
from sync.journal import (
    FIRST_PREVIOUS,
    encode_segment,
)
from sync.registry import devices, publishing, quarantine
from sync.registry.erasure import erase, heed
from sync.registry.waiting import accept_all
from sync.session.provisioned import SUPERVISOR
from tests.sync.builders import nonce, one
from tests.sync.registry.erasing import pruned, tells
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import (
    AREA,
    LATER,
    LAYOUTS,
    OTHER_AREA,
    a_body,
    a_record,
    an_office,
)

HOUSE = a_record(1)


@pytest.fixture
def office(tmp_path):
    office = an_office(tmp_path / "registry", published=False)
    yield office
    office.storage.close()


def codes(office):
    return [one.code for one in quarantine.held(office)]


def delivered(office):
    with office.storage.reading() as books:
        return len(books.changes.order(AREA, HOUSE))


@pytest.mark.parametrize(
    ("role", "held"), [("enumerator", ["held.not_a_supervisor"]), (SUPERVISOR, [])]
)
def test_who_may_not_approve_may_not_under_an_unpublished_questionnaire_either(
    office, role, held
):
    asha = a_laptop(office, "asha", role=role)
    asha.write(HOUSE, "q/text", "mud")
    asha.write(HOUSE, "q/text", "brick", status="approved")
    exchange(office, asha)
    assert codes(office) == ["held.form_unknown"] * 2

    publishing.publish(office, a_body())

    assert codes(office) == held
    assert delivered(office) == 2 - len(held)


def test_what_a_revoked_laptop_wrote_later_is_not_let_through(office):
    asha = a_laptop(office, "asha")
    asha.write(HOUSE, "q/text", "mud")
    exchange(office, asha)
    devices.revoke(office, asha.device)
    asha.write(HOUSE, "q/text", "a thief's")
    relay = a_laptop(office, "bilal")
    relay.rescued[AREA] = [asha.outgoing(AREA, 1, 1)]
    exchange(office, relay)

    publishing.publish(office, a_body())

    assert codes(office) == ["held.device_revoked"]
    assert delivered(office) == 1


def test_what_was_turned_down_stays_so(office):
    asha = a_laptop(office, "asha")
    asha.write(HOUSE, "q/text", "mud")
    asha.write(HOUSE, "q/text", "brick")
    exchange(office, asha)
    (first, _) = quarantine.held(office)
    quarantine.reject(office, (first,), "a test")

    assert publishing.publish(office, a_body()) == 1

    assert (codes(office), delivered(office)) == ([], 1)


def test_a_segment_of_two_questionnaires_waits_for_both(office):
    publishing.publish(office, a_body())
    asha = a_laptop(office, "asha")
    first = asha.write(HOUSE, "q/text", "mud")
    second = replace(asha.write(HOUSE, "q/text", "brick"), layout=LATER.id)
    data = encode_segment(
        [first, second],
        first=1,
        previous=FIRST_PREVIOUS,
        receipt=b"",
        layouts=LAYOUTS,
        sign=asha.key.sign,
    )
    asha.own.clear()
    asha.rescued[AREA] = [data]
    exchange(office, asha)
    assert codes(office) == ["held.form_unknown"] * 2

    assert publishing.publish(office, a_body(LATER)) == 2

    assert (codes(office), delivered(office)) == ([], 2)


@pytest.mark.parametrize("road", ["held", "aside"])
def test_what_was_erased_before_it_could_be_read_goes_as_soon_as_it_can(office, road):
    publishing.publish(office, a_body())
    asha, bilal = a_laptop(office, "asha"), a_laptop(office, "bilal")
    bilal.write(HOUSE, "q/text", "known")
    exchange(office, bilal)
    asha.layouts = LAYOUTS
    changes = [asha.write(HOUSE, "q/text", text) for text in ("first", "secret")]
    asha.own[AREA] = [replace(change, layout=LATER.id) for change in changes]
    _, second = (asha.outgoing(AREA, number, 1) for number in (0, 1))
    # Neither reason goes away with the questionnaire.
    if road == "held":
        with office.storage.writing() as books:
            books.devices.set_areas(asha.device, [OTHER_AREA])
        exchange(office, asha)
        assert codes(office) == ["held.area_not_assigned"] * 2
    else:
        bilal.rescued[AREA] = [second]
        exchange(office, bilal)
    erase(office, HOUSE, "household", "p-1", "file")
    assert told(office)

    publishing.publish(office, a_body(LATER))

    assert not told(office)


def told(office):
    """Tell whether anything that is kept tells of the house."""
    with office.storage.reading() as books:
        kept = [entry.body for entry in books.log.after(AREA, 0, 100) if entry.segment]
        kept += [one.bytes for one in books.aside.all()]
    return tells(kept, HOUSE)


@pytest.mark.parametrize("vouched", [True, False])
@pytest.mark.parametrize("ordered", [True, False])
def test_what_was_taken_out_of_a_segment_is_judged_when_it_can_be_read(
    office, vouched, ordered
):
    publishing.publish(office, a_body())
    asha, bilal = a_laptop(office, "asha"), a_laptop(office, "bilal")
    bilal.write(HOUSE, "q/text", "known")
    exchange(office, bilal)
    house, other = (
        Part(record, Context(), one("q/text", "mud")) for record in (HOUSE, a_record(2))
    )
    parts = ((house, other), (replace(other, record=a_record(3)),))
    asha.own[AREA] = [
        Change(nonce(60 + n), each, LATER.id, AREA, "asha", asha.device)
        for n, each in enumerate(parts)
    ]
    left = pruned(asha.outgoing(AREA, 0, 9999), {HOUSE}, asha.key.sign)
    if not vouched:
        left = wire.encode(wire.decode(left)[:5])
    if ordered:
        erase(office, HOUSE, "household", "p-1", "file")
    assert accept_all(office, [left], asha.device).refused

    publishing.publish(office, a_body(LATER))

    with office.storage.reading() as books:
        aside = [one.code for one in books.aside.all()]
    assert aside == ([] if ordered else ["registry.erased_unordered"])
    assert codes(office) == (["held.erased"] if ordered and not vouched else [])


def a_visit_to_both(asha):
    """Write one change to the house and to another household, under the later form."""
    parts = tuple(
        Part(record, Context(), one("q/text", "mud")) for record in (HOUSE, a_record(2))
    )
    asha.own[AREA] = [
        Change(nonce(60), parts, LATER.id, AREA, "asha", asha.device),
    ]
    asha.layouts = LAYOUTS


@pytest.mark.parametrize("first", ["held.form_unknown", "held.area_not_assigned"])
def test_what_the_registry_itself_took_something_out_of_needs_no_other_proof(
    office, first
):
    publishing.publish(office, a_body())
    asha, bilal = a_laptop(office, "asha"), a_laptop(office, "bilal")
    bilal.write(HOUSE, "q/text", "known")
    exchange(office, bilal)
    a_visit_to_both(asha)
    if first == "held.area_not_assigned":
        with office.storage.writing() as books:
            books.devices.set_areas(asha.device, [OTHER_AREA])
    exchange(office, asha)
    assert codes(office) == [first]
    erase(office, HOUSE, "household", "p-1", "file")

    publishing.publish(office, a_body(LATER))
    if first == "held.area_not_assigned":
        assert quarantine.release(office, quarantine.held(office)) == 1

    assert (codes(office), told(office)) == ([], False)


def test_what_another_brought_before_it_could_be_read_is_taken_without_the_erased(
    office,
):
    publishing.publish(office, a_body())
    asha, bilal = a_laptop(office, "asha"), a_laptop(office, "bilal")
    bilal.write(HOUSE, "q/text", "known")
    exchange(office, bilal)
    a_visit_to_both(asha)
    bilal.rescued[AREA] = [asha.outgoing(AREA, 0, 9999)]
    exchange(office, bilal)
    erase(office, HOUSE, "household", "p-1", "file")

    publishing.publish(office, a_body(LATER))

    with office.storage.reading() as books:
        assert books.aside.all() == ()
        assert len(books.changes.order(AREA, a_record(2))) == 1
    assert (codes(office), told(office)) == ([], False)


def test_what_an_order_that_came_back_took_out_needs_no_other_proof(office):
    """A restored registry hears it when it already holds what it never saw before."""
    publishing.publish(office, a_body(LATER))
    asha = a_laptop(office, "asha", areas=(OTHER_AREA,))
    a_visit_to_both(asha)
    exchange(office, asha)
    assert codes(office) == ["held.area_not_assigned"]

    said = Order((HOUSE,), {}, "household", "p-1", "file", 1)
    assert heed(office, encode_order(said, office.now().key.sign))

    assert quarantine.release(office, quarantine.held(office)) == 1
    assert (codes(office), told(office)) == ([], False)
