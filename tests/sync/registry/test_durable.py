"""Receipts that say `durable`: what is in a verified copy elsewhere, and only that."""

import pytest

from sync.errors import BackupDamaged, PeerUnreachable
from sync.receipts import Held, decode_receipt
from sync.registry import backup, durable, epochs, founding, receipts
from sync.session import EVERYBODY
from sync.session.messages import Request, Standing, encode_request
from sync.session.standings import standing
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import Line, exchange
from tests.sync.registry.offices import AREA, OTHER_AREA, a_record

HOUSE = a_record(1)


def copied(office, **lacking):
    """Say that a verified copy has all there is, but so many entries of a log."""
    with office.storage.writing() as books:
        held = {area.code: area.counter for area in books.areas.written()}
        for area, count in lacking.items():
            held[area] -= count
        books.areas.make_durable(held)


def told(laptop):
    return [(r.number, r.state) for r in laptop.receipts if r.area == AREA]


def test_what_a_copy_holds_is_told_at_the_next_exchange(office, asha):
    asha.write(HOUSE, "q/text", "mud")
    exchange(office, asha)
    assert told(asha) == [(1, Held.STORED)]

    copied(office)
    exchange(office, asha)

    assert told(asha) == [(1, Held.STORED), (1, Held.DURABLE)]
    assert asha.areas()[AREA].durable == 1
    exchange(office, asha)
    assert len(asha.receipts) == 2


def test_it_is_told_again_where_the_answer_was_lost(office, asha):
    asha.write(HOUSE, "q/text", "mud")
    exchange(office, asha)
    copied(office)
    line = Line(office, asha.device)
    line.lose_answers = 1
    with pytest.raises(PeerUnreachable):
        exchange(office, asha, line)
    assert asha.areas()[AREA].durable == 0

    exchange(office, asha)

    assert asha.areas()[AREA].durable == 1


def test_a_chain_that_goes_on_has_a_receipt_for_its_end_and_one_for_the_copy(
    office, asha
):
    for value in ("mud", "brick"):
        asha.write(HOUSE, "q/text", value)
        exchange(office, asha)
    copied(office)
    asha.write(HOUSE, "q/text", "stone")
    exchange(office, asha)

    assert told(asha)[-2:] == [(2, Held.DURABLE), (3, Held.STORED)]
    known = asha.areas()[AREA]
    assert (known.number, known.durable) == (3, 2)
    assert asha.waiting() == 0


def test_a_copy_that_lacks_the_last_entry_says_so(office, asha):
    for value in ("mud", "brick"):
        asha.write(HOUSE, "q/text", value)
        exchange(office, asha)

    copied(office, **{AREA: 1})
    exchange(office, asha)

    assert asha.areas()[AREA].durable == 1


def test_each_area_stands_for_itself(office):
    asha = a_laptop(office, "asha", (AREA, OTHER_AREA))
    for area in (AREA, OTHER_AREA):
        asha.write(HOUSE, "q/text", "mud", area=area)
    exchange(office, asha)
    with office.storage.writing() as books:
        books.areas.make_durable({AREA: books.areas.get(AREA).counter})
    exchange(office, asha)

    assert [asha.areas()[a].durable for a in (AREA, OTHER_AREA)] == [1, 0]


def test_a_copy_never_counts_beyond_the_log_and_never_goes_back(office, asha):
    asha.write(HOUSE, "q/text", "mud")
    exchange(office, asha)
    with office.storage.writing() as books:
        end = books.areas.get(AREA).counter
        books.areas.make_durable({AREA: end + 100, "nowhere": 5})
        assert books.areas.get(AREA).durable == end
        books.areas.make_durable({AREA: 1})
        assert books.areas.durable([AREA, EVERYBODY]) == {AREA: end}


def test_both_branches_of_a_fork_are_judged_by_themselves(office, asha):
    asha.write(HOUSE, "q/text", "mud")
    exchange(office, asha)
    twin = asha.copy()
    asha.write(HOUSE, "q/text", "brick")
    exchange(office, asha)
    copied(office)
    for value in ("stone", "straw"):
        twin.write(HOUSE, "q/text", value)
        exchange(office, twin)

    with office.storage.reading() as books:
        request = Request(asha.device, asha.epoch(), {AREA: standing(asha.at(AREA))})
        found = receipts.receipts_for(office, books, request, {})
    ends = [asha.segment_head(AREA, n) for n in (1, 2)]
    twins = twin.segment_head(AREA, 3)
    said = [decode_receipt(data, office.key.public) for data in found]
    durable = {r.head for r in said if r.state is Held.DURABLE}

    # The copy has the chain up to the fork, and asha's branch; not the twin's.
    assert durable == set(ends)
    assert [r.head for r in said if r.state is Held.STORED] == [twins]


def test_a_copy_counts_for_nothing_once_another_epoch_has_begun(
    office, database, asha, tmp_path
):
    data, out = tmp_path / "registry", tmp_path / "registry.zip"
    asha.write(HOUSE, "q/text", "mud")
    exchange(office, asha)
    copy = backup.back_up(office, data, database, out)
    founding.say_restored(office, data)

    with pytest.raises(BackupDamaged):
        backup.note_durable(office, copy)

    assert {area["durable"] for area in durable.listed(office)["areas"]} == {0}


def test_an_epoch_that_begins_takes_it_back_where_the_copy_lacked_it(office, asha):
    asha.write(HOUSE, "q/text", "mud")
    exchange(office, asha)
    copied(office)
    exchange(office, asha)
    assert asha.areas()[AREA].durable == 1

    epochs.begin_epoch(office)
    exchange(office, asha)

    known = asha.areas()[AREA]
    assert (known.number, known.durable) == (1, 0)


def test_what_was_relayed_is_told_as_safely_as_it_is_held(office, asha, bilal):
    asha.write(HOUSE, "q/text", "mud")
    exchange(office, asha)
    copied(office)
    bilal.rescued[AREA] = [asha.outgoing(AREA, 0, 1000)]

    exchange(office, bilal)

    assert bilal.relays(AREA) == ()
    assert bilal.areas()[AREA].durable == 0


@pytest.mark.parametrize("number", [23, 255, 65_535])
def test_nothing_new_says_it_in_three_bytes_at_most(number):
    def bytes_of(durable):
        at = Standing(number, b"l" * 8, number, b"h" * 8, durable)
        return len(encode_request(Request(1, "epoch", {AREA: at})))

    assert bytes_of(number) - bytes_of(0) <= 3


def test_a_list_with_a_number_that_is_none_is_no_list(office):
    endless = {"area": "x", "counter": float("inf")}

    with pytest.raises(durable.Unfounded):
        durable.say_durable(office, {"areas": [endless]}, attachments=False)
