"""Two copies of one laptop, and registries that came back older than their logs."""

import pytest

from sync.registry import epochs, founding
from sync.registry.conversation import answer
from sync.session import Session
from sync.session.messages import Request, Standing, decode_answer, encode_request
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import AREA, a_record, an_office


@pytest.fixture
def data(tmp_path):
    return tmp_path / "registry"


@pytest.fixture
def office(data):
    office = an_office(data)
    yield office
    office.storage.close()


def restored(data, backup, *, seed=b"\1"):
    """Put an old copy of the database back, as an administrator would."""
    for file in data.glob("registry.db*"):
        file.unlink()
    (data / "registry.db").write_bytes(backup)
    clock = lambda: 0  # noqa: E731
    office = founding.open_office(data, "", clock, lambda size: seed * size)
    epochs.begin_epoch(office)
    return office


def backed_up(data, office):
    office.storage.close()
    return (data / "registry.db").read_bytes()


def test_a_copy_whose_chain_the_other_went_on_from_is_told_what_is_held_of_it(office):
    asha = a_laptop(office, "asha")
    asha.write(a_record(1), "q/text", "one")
    asha.outgoing(AREA, 0, 1 << 20)
    copy = asha.copy()
    asha.write(a_record(1), "q/text", "two")
    exchange(office, asha)

    result = exchange(office, copy)

    assert copy.waiting() == 0
    assert copy.known[AREA].number == 1
    assert result.forked


def test_a_backup_older_than_an_area_s_first_entry_takes_all_of_it_back(data, office):
    asha, bilal = a_laptop(office, "asha"), a_laptop(office, "bilal")
    backup = backed_up(data, office)
    asha.write(a_record(1), "q/text", "one")
    for laptop in (asha, bilal):
        exchange(office, laptop)

    office = restored(data, backup)
    for laptop in (bilal, asha, bilal):
        exchange(office, laptop)

    assert asha.waiting() == 0
    assert bilal.order == asha.order
    assert bilal.state(a_record(1)) == asha.state(a_record(1))
    assert [e.ended for e, _ in asha.log[AREA] if hasattr(e, "ended")]
    office.storage.close()


def test_a_count_from_an_epoch_that_a_second_restore_undid_covers_nothing(data, office):
    asha, bilal = a_laptop(office, "asha"), a_laptop(office, "bilal")
    backup = backed_up(data, office)
    office = restored(data, backup, seed=b"\1")
    asha.write(a_record(1), "q/text", "one")
    for laptop in (asha, bilal):
        exchange(office, laptop)
    # Both have seen "one" at the first place of the second epoch.
    bilal.write(a_record(1), "q/text", "two, having seen one")
    office.storage.close()
    office = restored(data, backup, seed=b"\2")
    chand = a_laptop(office, "chand")
    chand.write(a_record(1), "q/text", "three, having seen nothing")
    exchange(office, chand)

    for laptop in (bilal, chand, bilal):
        exchange(office, laptop)

    for laptop in (bilal, chand):
        heads = laptop.state(a_record(1))["q/text"].heads
        assert "three, having seen nothing" in {h.value["q/text"] for h in heads}
    office.storage.close()


def test_relaying_one_branch_forgets_nothing_of_the_other(data, office):
    asha, bilal = a_laptop(office, "asha"), a_laptop(office, "bilal")
    copy = asha.copy()
    backup = backed_up(data, office)
    for number in range(3):
        asha.write(a_record(1), "q/text", f"of the one {number}")
        exchange(office, asha)
    copy.write(a_record(2), "q/text", "of the other")
    exchange(office, copy)
    exchange(office, bilal)
    office = restored(data, backup)
    # Both copies are gone, and the power fails after each segment that is relayed.
    session = Session(bilal, office.key.public)
    for _ in range(5):
        session.hear(answer(office, bilal.device, session.say(1)))
        session = Session(bilal, office.key.public)

    with office.storage.reading() as books:
        tips = books.log.tips(asha.device, AREA)

    assert sorted(tip.last for tip in tips) == [1, 3]
    assert bilal.relays(AREA) == ()
    office.storage.close()


def test_a_relayed_segment_with_a_gap_before_it_stops_nobody(office):
    asha, bilal = a_laptop(office, "asha"), a_laptop(office, "bilal")
    asha.write(a_record(1), "q/text", "one")
    asha.outgoing(AREA, 0, 1)
    asha.write(a_record(1), "q/text", "two")
    second = asha.outgoing(AREA, 1, 1)
    bilal.write(a_record(2), "q/text", "mine")
    bilal.rescued[AREA] = [second]

    result = exchange(office, bilal)

    assert result.refused == ("registry.gap",)
    assert bilal.waiting() == 0
    with office.storage.reading() as books:
        assert len(books.aside.all()) == 1
    exchange(office, asha)
    exchange(office, bilal)
    assert len(bilal.order[a_record(1)]) == 2


def test_a_damaged_segment_among_others_stops_nobody(office):
    asha = a_laptop(office, "asha")
    areas = {"": Standing(0), AREA: Standing(0)}
    question = encode_request(
        Request(asha.device, "", areas, (b"damaged",), (), 4 * 1024 * 1024)
    )

    said = decode_answer(
        answer(office, asha.device, question), question, office.key.public
    )

    assert [refusal.code for refusal in said.refused] == ["sync.malformed"]
    assert said.areas[""].entries


def test_no_number_is_given_again_that_a_backup_does_not_know(data, office):
    backup = backed_up(data, office)
    known = a_laptop(office, "asha").device
    numbers = {known}
    for seed in (b"\1", b"\2"):
        office.storage.close()
        office = restored(data, backup, seed=seed)
        numbers.add(a_laptop(office, "bilal").device)

    assert len(numbers) == 3
    office.storage.close()
