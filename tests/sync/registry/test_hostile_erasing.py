"""Whatever somebody wrote, a household can be erased: that one, all of it, no other."""

import hashlib
from dataclasses import replace

import pytest

from sync.change import Context, Part
from sync.erasure import Order, decode_order, encode_order
from sync.registry import attachments_kept, erasure, household, quarantine
from sync.registry.erasure import erase, heed, planned
from sync.registry.waiting import accept_all
from tests.sync.builders import one
from tests.sync.registry.hostile import HOUSE, OTHER, a_change, after, signed
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import AREA, OTHER_AREA, a_key, a_record, an_office
from tests.sync.registry.photos import Photos, a_photo, carry, key_of

ROW = a_record(3)


@pytest.fixture
def office(tmp_path):
    office = an_office(tmp_path / "registry")
    yield office
    office.storage.close()


@pytest.mark.parametrize("before", [False, True])
def test_no_segment_is_too_large_to_be_erased_from(office, asha, bilal, before):
    bilal.write(HOUSE, "q/text", "known")
    exchange(office, bilal)
    if before:
        erase(office, HOUSE, "household", "p-1", "file")
    large = one("q/text", "mud " * 1_000_000) | one("odd", "odd " * 200_000)
    parts = (*a_change(asha, 1).parts, Part(a_record(9), Context(), large))
    data = signed(asha, [replace(a_change(asha, 1), parts=parts)])
    accept_all(office, [data], asha.device)
    if not before:
        erase(office, HOUSE, "household", "p-1", "file")

    accept_all(office, [data], bilal.device)


def test_a_household_of_very_many_rows_is_erased_by_several_orders(
    office, asha, monkeypatch
):
    monkeypatch.setattr(erasure, "ORDER_RECORDS_MAX", 50)
    monkeypatch.setattr(erasure, "ORDER_RESTS_MAX", 2)
    asha.write(HOUSE, "q/text", "mud")
    exchange(office, asha)
    at = (2, asha.segments[AREA][-1][2])
    for turn in range(6):
        parts = [
            Part(a_record(30 * turn + n + 10), Context(), one("@parent", HOUSE))
            for n in range(30)
        ]
        stays = Part(OTHER, Context(), one("q/int", str(turn)))
        data = signed(asha, [replace(a_change(asha, turn), parts=(*parts, stays))], *at)
        at = after(data)
        accept_all(office, [data], asha.device)

    done = erase(office, HOUSE, "household", "p-1", "file")

    orders = [decode_order(content) for content in done.orders]
    assert {record for order in orders for record in order.records} == {*done.records}
    assert (len(done.records), done.changes, len(orders)) == (181, 7, 4)
    assert sum(len(order.rests) for order in orders) == 7
    exchange(office, late := a_laptop(office, "late"))
    assert late.state(HOUSE) == {}
    assert len(late.order[OTHER]) == 6


def test_an_order_of_the_most_records_and_rests_is_within_its_bound():
    records = tuple(sorted(a_record(n) for n in range(erasure.ORDER_RECORDS_MAX)))
    names = [hashlib.sha256(b"%d" % n).digest()[:16] for n in range(24_576)]
    assert len(names) == erasure.ORDER_RESTS_MAX
    order = Order(
        records, dict.fromkeys(names, bytes(16)), "court", "p-1", "f" * 999, 1
    )

    assert decode_order(encode_order(order, a_key("office").sign)) == order


def test_no_household_is_erased_with_one_that_somebody_else_puts_it_below(office, asha):
    mallory = a_laptop(office, "mallory", (OTHER_AREA,))
    house = one("q/text", "a household") | one("@kind", "")
    data = signed(asha, [a_change(asha, 1, writes=house)])
    accept_all(office, [data], asha.device)
    theirs = Part(OTHER, Context(), one("q/text", "to be erased"))
    below = Part(HOUSE, Context(), one("@parent", OTHER))
    change = replace(a_change(mallory, 2, area=OTHER_AREA), parts=(theirs, below))
    accept_all(office, [signed(mallory, [change])], mallory.device)

    assert planned(office, OTHER).records == (OTHER,)


def test_an_erasure_that_was_cut_off_takes_the_photos_at_last(
    office, asha, monkeypatch
):
    photos = Photos(asha)
    photos.take(HOUSE, a_photo(1))
    exchange(office, asha)
    carry(office, photos)

    def stop(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(erasure, "let_go", stop)
        with pytest.raises(KeyboardInterrupt):
            erase(office, HOUSE, "household", "p-1", "file")

    # Everything that an administrator or a restart could do.
    erase(office, HOUSE, "household", "p-1", "file")
    with office.storage.reading() as books:
        orders = books.erasures.all()
    for told in orders:
        heed(office, told)
    attachments_kept.check(office)

    assert office.bodies.read(key_of(a_photo(1)).digest, 0, 1) is None


def test_only_logs_that_tell_of_a_household_are_read_to_erase_it(
    office, asha, monkeypatch
):
    """What is held there of others is no reason: it is held in every area at last."""
    (there := a_laptop(office, "there", (OTHER_AREA,))).write(
        OTHER, "q/text", "mud", area=OTHER_AREA
    )
    exchange(office, there)
    asha.write(HOUSE, "q/text", "mud")
    asha.write(OTHER, "q/text", "brick", area=OTHER_AREA)
    exchange(office, asha)
    assert [one.area for one in quarantine.held(office)] == [OTHER_AREA]
    read = []
    honest = household._read

    def noted(office, books, area, rows):
        read.append(area)
        honest(office, books, area, rows)

    monkeypatch.setattr(household, "_read", noted)

    erase(office, HOUSE, "household", "p-1", "file")

    assert set(read) == {AREA}


def test_a_row_goes_that_stands_where_its_household_is_only_held(office, asha):
    (there := a_laptop(office, "there", (OTHER_AREA,))).write(
        ROW, "@parent", HOUSE, area=OTHER_AREA
    )
    exchange(office, there)
    asha.write(HOUSE, "q/text", "mud")
    asha.write(HOUSE, "@area", OTHER_AREA, area=OTHER_AREA)
    exchange(office, asha)

    done = erase(office, HOUSE, "household", "p-1", "file")

    assert set(done.records) == {HOUSE, ROW}
