"""Which numbers the province holds: gathered from the logs, told to every laptop."""

from sync.membership import decode_membership, mark_of
from sync.registry import erasure, identities, publishing, quarantine
from sync.session import EVERYBODY, FiltersEntry
from sync.session.attached import Key
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import AREA, OTHER_AREA, a_body, a_record, an_office
from tests.sync.registry.photos import Photos, carry

FATHER, MOTHER = "0110100000011", "0110100000022"
ONE, OTHER = a_record(1), a_record(2)


def told(laptop):
    """Give what the newest entry told a laptop of the filters in use."""
    entries = [entry for entry, _ in laptop.log[""]]
    return [entry for entry in entries if isinstance(entry, FiltersEntry)][-1]


def filters(office, laptop):
    with office.storage.reading() as books:
        return [
            decode_membership(books.identities.body(one.hash), 1 << 20)
            for one in told(laptop).filters
        ]


def fetched(office, laptop):
    """Give the filters in use as the lane of attachments brings them."""
    photos = Photos(laptop)
    for one in told(laptop).filters:
        photos.want(Key(EVERYBODY, one.hash))
    carry(office, photos)
    return [decode_membership(body, 1 << 20) for body in photos.here.values()]


def make(office, **how):
    return identities.gather(office), identities.publish_filters(office, **how)


def test_a_number_is_found_where_it_was_written(office, asha):
    asha.write(ONE, "cnic", FATHER)
    asha.write(OTHER, "cnic", MOTHER)
    exchange(office, asha)

    read, in_use = make(office)

    assert read > 0
    assert [one.numbers for one in in_use] == [2]
    assert [(m.record, m.area) for m in identities.where(office, FATHER)] == [
        (ONE, AREA)
    ]
    assert identities.where(office, "0110100000033") == ()


def test_laptops_are_told_the_key_and_the_filters(office, asha):
    asha.write(ONE, "cnic", FATHER)
    exchange(office, asha)
    make(office)

    exchange(office, asha)

    (one,) = filters(office, asha)
    assert one.may_hold(mark_of(told(asha).key, FATHER))
    assert told(asha).key == identities.key_of(office)


def test_laptops_fetch_the_filters_by_the_lane_of_attachments(office, asha, bilal):
    asha.write(ONE, "cnic", FATHER)
    exchange(office, asha)
    make(office)
    exchange(office, bilal)

    assert fetched(office, bilal) == filters(office, bilal)
    with office.storage.writing() as books:
        books.identities.drop_filters()
    assert fetched(office, bilal) == []


def test_nothing_new_makes_nothing(office, asha):
    asha.write(ONE, "cnic", FATHER)
    exchange(office, asha)
    _, before = make(office)
    asha.write(ONE, "cnic", FATHER)
    asha.write(ONE, "q/text", "0110100000044x")
    exchange(office, asha)

    _, after = make(office)

    assert after == before


def test_new_numbers_come_in_a_small_filter_of_their_own(office, asha):
    asha.write(ONE, "cnic", FATHER)
    exchange(office, asha)
    make(office)
    asha.write(OTHER, "cnic", MOTHER)
    exchange(office, asha)

    make(office)
    exchange(office, asha)

    assert [one.count for one in filters(office, asha)] == [1, 1]
    key = told(asha).key
    for number in (FATHER, MOTHER):
        held = [one.may_hold(mark_of(key, number)) for one in filters(office, asha)]
        assert any(held)


def test_many_small_filters_become_one(office, asha):
    numbers = [f"01101{number:08d}" for number in range(identities.FILTERS_MAX + 1)]
    for at, number in enumerate(numbers):
        asha.write(a_record(at), "cnic", number)
        exchange(office, asha)
        _, in_use = make(office)

    assert len(in_use) == 1
    exchange(office, asha)
    (one,) = filters(office, asha)
    assert all(one.may_hold(mark_of(told(asha).key, number)) for number in numbers)


def test_what_was_erased_is_in_none_of_the_next_filters(office, asha):
    asha.write(ONE, "cnic", FATHER)
    asha.write(OTHER, "cnic", MOTHER)
    exchange(office, asha)
    make(office)

    erasure.erase(office, ONE, "she asked", "p-head", "the law of the register")
    gone = identities.where(office, FATHER)
    make(office)
    exchange(office, asha)

    assert gone == ()
    (one,) = filters(office, asha)
    assert one.count == 1
    assert one.may_hold(mark_of(told(asha).key, MOTHER))
    _, before = make(office)
    assert make(office)[1] == before, "made anew once"


def test_numbers_of_all_areas_are_gathered(office):
    for name, area, number in (("a", AREA, FATHER), ("b", OTHER_AREA, MOTHER)):
        laptop = a_laptop(office, name, (area,))
        laptop.write(a_record(len(name)), "cnic", number, area)
        exchange(office, laptop)

    make(office)

    assert [m.area for m in identities.where(office, FATHER)] == [AREA]
    assert [m.area for m in identities.where(office, MOTHER)] == [OTHER_AREA]


def test_a_held_change_counts_once_it_is_delivered(tmp_path, database):
    office = an_office(tmp_path / "late", database, published=False)
    laptop = a_laptop(office, "late")
    laptop.write(ONE, "cnic", FATHER)
    exchange(office, laptop)
    make(office)
    held = identities.where(office, FATHER)

    publishing.publish(office, a_body())
    make(office)

    assert quarantine.held(office) == ()
    assert held == ()
    assert [m.record for m in identities.where(office, FATHER)] == [ONE]
    office.storage.close()
