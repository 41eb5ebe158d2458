"""What hostile laptops wrote stops no laptop that reads it."""

from sync.change import Context, Part
from sync.dictionary import DICTIONARIES, NEWEST
from sync.journal import encode_segment
from sync.registry import quarantine
from sync.registry.waiting import accept_all
from tests.store.laptops import talk
from tests.sync.builders import one
from tests.sync.registry.hostile import (
    HOUSE,
    OTHER,
    a_change,
    after,
    erased,
    order,
    signed,
    with_rest,
)
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import AREA, LAYOUTS


def test_what_is_held_twice_is_released_at_its_place(office, bilal):
    mallory = a_laptop(office, "mallory")
    approved = one("q/text", "mud") | one("@status", "approved")
    twice = a_change(mallory, 1, writes=approved)
    first = signed(mallory, [a_change(mallory, 2), twice])
    second = signed(mallory, [a_change(mallory, 3), twice], *after(first))
    accept_all(office, [first, second], mallory.device)
    talk(office, bilal)

    quarantine.release(office, quarantine.held(office)[:1])
    talk(office, bilal)

    assert list(bilal.journal.material(HOUSE).order[HOUSE]) == list(order(office))


def test_who_waits_before_a_segment_still_exchanges(office, bilal, monkeypatch):
    """An older program: it lacks a dictionary that the registry has."""
    monkeypatch.setattr("enrolment_app.store.arrivals.DICTIONARIES", {})
    carol, dawood = a_laptop(office, "carol"), a_laptop(office, "dawood")
    later = encode_segment(
        [a_change(carol, 1, "mud " * 90)],
        first=1,
        previous=bytes(32),
        receipt=b"",
        layouts=LAYOUTS,
        sign=carol.key.sign,
        dictionary=NEWEST,
        dictionaries=DICTIONARIES,
    )
    accept_all(office, [later], carol.device)
    talk(office, bilal)
    for text in ("mud", "brick"):
        dawood.write(OTHER, "q/text", text)
        exchange(office, dawood)
        talk(office, bilal)

    assert bilal.exchange.areas()[AREA].cursor > 4


def test_no_rest_stops_all_who_read_the_area(office, bilal):
    carol, mallory = a_laptop(office, "carol"), a_laptop(office, "mallory")
    carol.write(OTHER, "q/text", "known")
    exchange(office, carol)
    erased(office)
    odd = (Part(OTHER, Context("x"), one("q/text", "x")),)
    accept_all(office, [with_rest(mallory, HOUSE, parts=odd)], mallory.device)

    talk(office, bilal)

    assert bilal.exchange.areas()[AREA].cursor > 0
