"""Two laptops and a registry: what one hands over, the other gets, once and in order."""

from sync.merge import Agreed, Conflict
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import a_record

HOUSE = a_record(1)


def test_what_one_hands_over_the_other_gets(office, asha, bilal):
    asha.write(HOUSE, "q/text", "mud")

    sent = exchange(office, asha)
    got = exchange(office, bilal)

    assert (sent.sent, sent.waiting, got.received) == (1, 0, 1)
    assert bilal.state(HOUSE) == asha.state(HOUSE)
    assert bilal.state(HOUSE)["q/text"].value == {"q/text": "mud"}


def test_nothing_changed_costs_one_round_trip(office, asha):
    asha.write(HOUSE, "q/text", "mud")
    exchange(office, asha)

    again = exchange(office, asha)

    assert (again.requests, again.sent, again.received) == (1, 0, 0)


def test_two_who_did_not_see_each_other_are_in_conflict_on_both(office, asha, bilal):
    asha.write(HOUSE, "q/text", "mud")
    bilal.write(HOUSE, "q/text", "brick")

    for laptop in (asha, bilal, asha):
        exchange(office, laptop)

    assert isinstance(asha.state(HOUSE)["q/text"], Conflict)
    assert asha.state(HOUSE) == bilal.state(HOUSE)


def test_who_saw_it_replaces_it(office, asha, bilal):
    asha.write(HOUSE, "q/text", "mud")
    exchange(office, asha)
    exchange(office, bilal)
    bilal.write(HOUSE, "q/text", "brick")

    exchange(office, bilal)
    exchange(office, asha)

    assert isinstance(asha.state(HOUSE)["q/text"], Agreed)
    assert asha.state(HOUSE)["q/text"].value == {"q/text": "brick"}
