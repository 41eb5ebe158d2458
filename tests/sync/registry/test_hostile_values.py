"""Nothing that a hostile laptop writes stops the registry, or who carries it."""

import hashlib
from dataclasses import replace

import pytest

from sync import wire
from sync.change import Context, Part
from sync.registry import publishing
from sync.registry.conversation import answer
from sync.registry.serving import ANSWER_BYTES_MAX
from sync.registry.storage import PutAside
from sync.registry.waiting import accept_all, try_again
from sync.seal import Purpose
from sync.session.messages import Request, Standing, encode_request
from tests.databases import postgres
from tests.sync.builders import one
from tests.sync.registry.hostile import (
    HOUSE,
    OTHER,
    a_change,
    erased,
    signed,
    with_rest,
)
from tests.sync.registry.laptop import Laptop, a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import AREA, LAYOUT, a_body, a_key, an_office

__all__ = ["postgres"]


@pytest.fixture
def office(tmp_path):
    office = an_office(tmp_path / "registry")
    yield office
    office.storage.close()


ODD = [
    {"time": -1},
    {"time": "late"},
    {"time": None},
    {"person": 5},
    {"parts": (Part(OTHER, Context(-1), one("q/text", "x")),)},
    {"parts": (Part(OTHER, Context("x"), one("q/text", "x")),)},
    {"parts": (Part(OTHER, Context(0, frozenset(), 7), one("q/text", "x")),)},
    {"parts": (Part(OTHER, Context(0, frozenset([1])), one("q/text", "x")),)},
    {"parts": (Part(OTHER, Context(), one("q/text", ["a", "b"])),)},
    {"parts": (Part(OTHER, Context(), one("q/text", 1.5)),)},
    {"parts": (Part(OTHER, Context(), one("@status", ["approved"])),)},
]


@pytest.mark.parametrize("time", [1 << 63, (1 << 64) - 1])
def test_no_time_that_travels_stops_who_relays_it(office, asha, bilal, time):
    bilal.rescued[AREA] = [signed(asha, [replace(a_change(asha, 1), time=time)])]
    bilal.write(OTHER, "q/text", "honest")

    exchange(office, bilal)

    assert bilal.waiting() == 0


@pytest.mark.parametrize("more", ODD)
def test_what_is_left_of_a_change_is_a_change(office, asha, more):
    erased(office)

    done = accept_all(office, [with_rest(asha, HOUSE, **more)], asha.device)

    assert [one.code for one in done.refused] == ["sync.malformed"]


@pytest.mark.parametrize("where", ["person", "area"])
def test_no_text_of_another_stops_who_relays_it(
    tmp_path,
    postgres,
    where,
):
    office = an_office(tmp_path / "pg", postgres.database())
    bilal, mallory = a_laptop(office, "bilal"), a_laptop(office, "mallory")
    change = replace(a_change(mallory, 1), **{where: "mal\0lory"})
    bilal.rescued[AREA] = [signed(mallory, [change])]
    bilal.write(OTHER, "q/text", "honest")

    exchange(office, bilal)

    assert bilal.waiting() == 0


@pytest.mark.parametrize("what", ["version", "device", "first", "count"])
def test_no_truth_stands_for_a_number_in_what_is_signed(office, asha, what):
    """Python takes true for 1, and PostgreSQL does not."""
    head, _, *rest = wire.decode(signed(asha, [a_change(asha, 1)]))
    said = wire.decode(head)
    place = {"version": 0, "device": 1, "first": 3, "count": 4}[what]
    assert said[place] == 1
    said[place] = True
    head = wire.encode(said)
    segment = [head, asha.key.sign(Purpose.SEGMENT, head), *rest]

    done = accept_all(office, [wire.encode(segment)], asha.device)

    assert [one.code for one in done.refused] == ["sync.malformed"]


def test_who_asks_for_one_thing_many_times_gets_it_once(office, asha):
    wants = (LAYOUT.id,) * 50_000
    asked = Request(asha.device, "", {"": Standing(0)}, wants=wants, bytes_max=4 << 20)

    said = answer(office, asha.device, encode_request(asked))

    assert len(said) < 2 * ANSWER_BYTES_MAX


def test_many_things_put_aside_can_be_let_go(tmp_path, postgres):
    office = an_office(tmp_path / "pg", postgres.database())

    with office.storage.writing() as books:
        books.aside.let_go([b"%032d" % n for n in range(70_000)])


def test_no_text_stops_the_questionnaire_that_it_waits_for(
    tmp_path,
    postgres,
):
    office = an_office(tmp_path / "pg", postgres.database(), published=False)
    mallory = a_laptop(office, "mallory")
    odd = replace(a_change(mallory, 1), person="mal\0lory")
    assert not accept_all(office, [signed(mallory, [odd])], mallory.device).refused

    assert publishing.publish(office, a_body()) == 1


def test_a_stranger_s_area_that_cannot_be_asked_for_stops_no_publication(
    tmp_path, postgres
):
    office = an_office(tmp_path / "pg", postgres.database(), published=False)
    asha = a_laptop(office, "asha")
    stranger = Laptop("stranger", 77, a_key("stranger"))
    odd = signed(stranger, [a_change(stranger, 1, area="no\0where")])
    (refused,) = accept_all(office, [odd], asha.device).refused
    with office.storage.writing() as books:
        assert books.aside.all() == ()
        # As an earlier program put it aside.
        name, code = hashlib.sha256(odd).digest(), "sync.device_unknown"
        books.aside.put(PutAside(name, 0, code, odd, 1, asha.device))
    asha.write(HOUSE, "q/text", "mud")
    exchange(office, asha)

    assert publishing.publish(office, a_body()) == 1

    assert refused.code == "sync.malformed"
    assert try_again(office) == 0
    with office.storage.reading() as books:
        assert books.aside.all() == ()
