"""What is put aside: who may alter what nobody can open, and what brings it back."""

import pytest

from sync import wire
from sync.dictionary import DICTIONARIES, NEWEST
from sync.journal import FIRST_PREVIOUS, encode_segment
from sync.registry import acceptance, publishing, quarantine
from sync.registry.erasure import erase
from sync.registry.readmission import Former, readmit
from sync.registry.waiting import accept_all, try_again
from tests.sync.registry.laptop import Laptop, a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import (
    AREA,
    LAYOUT,
    a_body,
    a_key,
    a_record,
    an_office,
)

HOUSE = a_record(1)


@pytest.fixture
def office(tmp_path):
    office = an_office(tmp_path / "registry", published=False)
    yield office
    office.storage.close()


def sealed(laptop, *texts):
    """Give a segment each; they may be handed over by anybody."""
    found = []
    for number, text in enumerate(texts):
        laptop.write(HOUSE, "q/text", text)
        found.append(laptop.outgoing(AREA, number, 1))
    return found


def altered(segment, body):
    """What its device signed, around something else."""
    signed, signature, erased, _ = wire.decode(segment)
    return wire.encode([signed, signature, erased, body])


def relay(office, laptop, *segments):
    laptop.rescued[AREA] = list(segments)
    exchange(office, laptop)


def codes(office):
    with office.storage.reading() as books:
        return [one.code for one in books.aside.all()]


def reads(office, name="late"):
    exchange(office, late := a_laptop(office, name))
    return [value.value["q/text"] for value in late.state(HOUSE).values()]


LATER = b"\x20"
"""A dictionary that a later program has; this registry cannot say what it packs."""


def packed_later(laptop):
    """Give the body of a segment as a later program packs it."""
    (change,) = laptop.own[AREA][:1]
    segment = encode_segment(
        [change],
        first=1,
        previous=FIRST_PREVIOUS,
        receipt=b"",
        layouts={LAYOUT.id: LAYOUT},
        sign=laptop.key.sign,
        dictionary=NEWEST,
        dictionaries=DICTIONARIES,
    )
    body = wire.decode(segment)[3]
    return body[:1] + LATER + body[2:]


def rubbish(laptop):
    del laptop
    return b"rubbish"


BODIES = [packed_later, rubbish]
MUD = "mud " * 50


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("published", [False, True])
def test_who_carries_what_cannot_be_opened_takes_no_place_with_it(
    office, asha, bilal, body, published
):
    if published:
        publishing.publish(office, a_body())
    (segment,) = sealed(asha, MUD)
    relay(office, bilal, altered(segment, body(asha)))

    exchange(office, asha)
    publishing.publish(office, a_body())
    exchange(office, asha)

    assert asha.waiting() == 0
    assert reads(office) == [MUD]


def test_a_segment_in_an_unknown_packing_waits_and_is_not_confirmed(office, asha):
    publishing.publish(office, a_body())
    (segment,) = sealed(asha, MUD)
    asha.segments[AREA][0] = (1, 1, b"", altered(segment, packed_later(asha)))

    result = exchange(office, asha)

    assert set(result.refused) == {"registry.dictionary_unknown"}
    assert (asha.waiting(), codes(office)) == (1, ["registry.dictionary_unknown"])


def test_work_of_ones_own_waits_in_the_log_for_its_questionnaire(office, asha):
    sealed(asha, "mud")
    exchange(office, asha)

    assert (asha.waiting(), codes(office)) == (0, [])
    assert [one.code for one in quarantine.held(office)] == ["held.form_unknown"]
    publishing.publish(office, a_body())
    assert reads(office) == ["mud"]


def test_what_others_carry_waits_aside_for_its_questionnaire(office, asha, bilal):
    relay(office, bilal, *sealed(asha, "mud", "brick"))
    assert codes(office) == ["registry.form_unknown", "registry.gap"]

    publishing.publish(office, a_body())

    assert codes(office) == []
    assert reads(office) == ["brick"]


def test_what_came_before_brings_all_that_waited_for_it(office, asha, bilal):
    publishing.publish(office, a_body())
    first, second, third = sealed(asha, "mud", "brick", "stone")
    relay(office, bilal, third, second)
    assert codes(office) == ["registry.gap", "registry.gap"]

    relay(office, bilal, first)

    assert codes(office) == []
    assert reads(office) == ["stone"]


def test_trying_again_takes_what_can_be_taken_and_leaves_the_rest(office, asha, bilal):
    publishing.publish(office, a_body())
    first, second, third = sealed(asha, "mud", "brick", "stone")
    stranger = a_laptop(office, "carol")
    (other,) = sealed(stranger, MUD)
    accept_all(office, [third])
    accept_all(office, [second])
    accept_all(office, [altered(other, packed_later(stranger))])
    assert try_again(office) == 0

    with office.storage.writing() as books:
        books.aside.let_go(
            [one.hash for one in books.aside.all() if one.bytes == third]
        )
    accept_all(office, [first])

    assert codes(office) == ["registry.dictionary_unknown"]
    assert reads(office) == ["brick"]


def test_who_was_unknown_is_followed_like_everybody_else(office, bilal):
    ghost = Laptop("ghost", 77, a_key("ghost"))
    relay(office, bilal, *sealed(ghost, "mud", "brick"))
    assert codes(office) == ["sync.device_unknown"] * 2
    readmit(office, Former(77, "ghost", ghost.key.public, (AREA,)))
    assert sorted(codes(office)) == ["registry.form_unknown", "registry.gap"]

    publishing.publish(office, a_body())

    assert codes(office) == []
    assert reads(office) == ["brick"]


def test_what_turns_out_to_be_no_segment_lies_there_no_longer(office, asha, bilal):
    relay(office, bilal, altered(*sealed(asha, "mud"), b"\1rubbish"))

    publishing.publish(office, a_body())

    assert codes(office) == []


def test_what_is_pruned_where_it_lies_is_not_put_aside_twice(office, asha, bilal):
    publishing.publish(office, a_body())
    bilal.write(HOUSE, "q/text", "known")
    exchange(office, bilal)
    _, second = sealed(asha, "mud", "secret")
    accept_all(office, [second])
    erase(office, HOUSE, "household", "p-1", "file")

    assert try_again(office) == 0

    assert codes(office) == ["registry.gap"]


def test_the_end_of_a_chain_is_what_was_brought_last(office, asha):
    publishing.publish(office, a_body())
    first, second, third = sealed(asha, "mud", "brick", "stone")
    accept_all(office, [second])

    done = accept_all(office, [first, second, third], asha.device)

    assert [chain.last for chain in done.chains.values()] == [3]


@pytest.mark.parametrize("own", [True, False])
def test_a_questionnaire_may_come_while_a_segment_is_taken(
    office, asha, bilal, monkeypatch, own
):
    (segment,) = sealed(asha, "mud")
    honest = acceptance.check_all

    def slow(*given):
        found = honest(*given)
        with monkeypatch.context() as patched:
            patched.setattr(acceptance, "check_all", honest)
            publishing.publish(office, a_body())
        return found

    with monkeypatch.context() as patched:
        patched.setattr(acceptance, "check_all", slow)
        accept_all(office, [segment], (asha if own else bilal).device)

    assert (codes(office), quarantine.held(office)) == ([], ())
    assert reads(office) == ["mud"]
