"""What is left of a visit to a household that was erased, and who vouches for it."""

import pytest

from sync import wire
from sync.change import Change, Context, Part
from sync.registry import quarantine
from sync.registry.acceptance import ERASED_UNORDERED, accept
from sync.registry.erasure import erase
from sync.registry.waiting import try_again
from tests.sync.builders import nonce, one
from tests.sync.registry.erasing import opened, pruned
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import AREA, LAYOUT, a_record

HOUSE, OTHER = a_record(1), a_record(2)
SECRET = "Zarmina of the fourth house"
GIVEN = ("household", "a1b2c3d4e5", "file 12")


@pytest.fixture
def rest(office, asha, bilal):
    """A visit to both households that was pruned before it was handed over."""
    asha.write(HOUSE, "q/text", SECRET)
    asha.write(OTHER, "q/text", "stays")
    exchange(office, asha)
    exchange(office, bilal)
    parts = (
        Part(HOUSE, Context(), one("q/text", SECRET)),
        Part(OTHER, Context(), one("q/text", "moves in")),
    )
    change = Change(nonce(60), parts, LAYOUT.id, AREA, "asha", asha.device)
    asha.own[AREA].append(change)
    asha.changes[change.name] = change
    whole = asha.outgoing(AREA, 2, 9999)
    erase(office, HOUSE, *GIVEN)
    return pruned(whole, {HOUSE}, asha.key.sign)


def test_what_is_left_comes_by_any_road_with_its_devices_word(office, bilal, rest):
    accept(office, [rest])
    exchange(office, bilal)

    found = {head.value["q/text"] for head in bilal.state(OTHER)["q/text"].heads}
    assert found == {"stays", "moves in"}
    assert quarantine.held(office) == ()


def test_nobody_else_vouches_for_what_is_left(office, asha, rest):
    """No signed hash covers a rest: a bad line, or a carrier, may make it another."""
    *parts, stubs, word = wire.decode(rest)
    altered = wire.encode([*parts, stubs.replace(b"moves in", b"moved up"), word])

    refused = accept(office, [altered], bringer=asha.device).refused
    accept(office, [wire.encode([*parts, stubs])], bringer=asha.device)

    assert [one.code for one in refused] == ["sync.bad_signature"]
    assert [one.code for one in quarantine.held(office)] == ["held.erased"]


def test_a_person_answers_for_what_is_left_where_another_brought_it(
    office, bilal, rest
):
    """By itself it is never taken: who carries it may have altered it."""
    accept(office, [wire.encode(wire.decode(rest)[:5])], bringer=bilal.device)
    assert try_again(office, ERASED_UNORDERED) == 0

    assert try_again(office) == 1

    assert [one.code for one in quarantine.held(office)] == ["held.erased"]


def test_what_is_put_aside_later_is_pruned_too(office, asha, bilal):
    """It came with a gap before it, after the order: it waits, and tells nothing."""
    asha.write(HOUSE, "q/text", SECRET)
    exchange(office, asha)
    asha.write(HOUSE, "q/text", "between")
    asha.outgoing(AREA, 1, 9999)
    asha.write(HOUSE, "q/text", SECRET + ", later")
    late = asha.outgoing(AREA, 2, 9999)
    erase(office, HOUSE, *GIVEN)

    (refused,) = accept(office, [late]).refused

    assert refused.code == "registry.gap"
    with office.storage.reading() as books:
        (kept,) = (one.bytes for one in books.aside.all())
    assert SECRET not in repr(opened(kept))
