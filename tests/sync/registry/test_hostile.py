"""A laptop that is not what it should be takes nobody's place, and no right."""

import dataclasses
from dataclasses import replace

import pytest

from sync import wire
from sync.change import Context, Part
from sync.journal import FIRST_PREVIOUS, decode_segment
from sync.registry import devices, publishing, quarantine
from sync.registry.conversation import answer
from sync.registry.waiting import accept_all
from sync.session.messages import Request, Standing, decode_answer, encode_request
from sync.stubs import Stub, encode_stubs
from tests.sync.builders import a_layout, one
from tests.sync.registry.hostile import (
    HOUSE,
    OTHER,
    a_change,
    after,
    codes,
    erased,
    order,
    signed,
)
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import AREA, OTHER_AREA, a_body, a_record, an_office


@pytest.fixture
def office(tmp_path):
    office = an_office(tmp_path / "registry")
    yield office
    office.storage.close()


def test_a_revoked_laptop_delivers_nothing_where_it_never_wrote(office, asha, bilal):
    devices.revoke(office, asha.device)
    first = signed(asha, [a_change(asha, 1)])
    second = signed(asha, [a_change(asha, 2)], *after(first))

    accept_all(office, [first, second], bilal.device)

    assert codes(office) == ["held.device_revoked"] * 2
    assert order(office) == ()


def test_a_long_branch_does_not_move_the_cut_of_a_revoked_laptop(office, asha, bilal):
    first = signed(asha, [a_change(asha, 1)])
    branch = signed(asha, [a_change(asha, n) for n in range(100, 150)])
    accept_all(office, [first, branch], asha.device)
    devices.revoke(office, asha.device)
    later = signed(asha, [a_change(asha, 2, "a thief's")], *after(first))

    accept_all(office, [later], bilal.device)

    assert len(order(office)) == 1


@pytest.mark.parametrize("forging", [False, True])
def test_who_carries_a_segment_cannot_empty_it_by_an_order_about_others(
    office, asha, bilal, forging
):
    erased(office, OTHER)
    change = a_change(asha, 1, "asha's work")
    whole = signed(asha, [change])
    other = replace(change.parts[0], writes=one("q/text", "forged"))
    rest = replace(change, parts=(other,)).body if forging else b""
    stubs = encode_stubs([Stub(0, (OTHER,), rest)])
    left = [*wire.decode(whole)[:2], change.name, b"", stubs]
    accept_all(office, [wire.encode(left)], bilal.device)

    asha.own[AREA] = [change]
    asha.segments[AREA] = [(1, 1, decode_segment(whole).head, whole)]
    exchange(office, asha)

    assert asha.waiting() == 0
    exchange(office, late := a_laptop(office, "late"))
    assert [v.value["q/text"] for v in late.state(HOUSE).values()] == ["asha's work"]


def test_a_change_said_twice_in_a_held_segment_is_released_once(office, asha):
    with office.storage.writing() as books:
        books.devices.set_areas(asha.device, [OTHER_AREA])
    change = a_change(asha, 1)
    accept_all(office, [signed(asha, [change, change])], asha.device)

    quarantine.release(office, quarantine.held(office))

    assert order(office) == (change.name,)


def test_a_run_that_leaves_a_segment_out_still_tells_what_follows_it(office, asha):
    office = dataclasses.replace(office, run_entries=2)
    at = (1, FIRST_PREVIOUS)
    for count in (1000, 1000, 1000, 900, 500, 50):
        first = at[0]
        changes = [
            replace(a_change(asha, 5), time=n) for n in range(first, first + count)
        ]
        data = signed(asha, changes, *at)
        at = after(data)
        accept_all(office, [data], asha.device)

    exchange(office, late := a_laptop(office, "late"))

    assert len(late.order[HOUSE]) == 4450


@pytest.mark.parametrize("way", ["text", "parts"])
def test_a_run_is_no_larger_than_who_reads_it_allows(office, asha, way):
    office = dataclasses.replace(office, run_entries=2)
    at = (1, FIRST_PREVIOUS)
    for turn in range(2):
        change = a_change(asha, turn, "mud " * 700_000)
        if way == "parts":
            parts = tuple(
                Part(a_record(50_000 * turn + n), Context(), one("q/int", "1"))
                for n in range(12_000)
            )
            change = replace(change, parts=parts)
        data = signed(asha, [change], *at)
        at = after(data)
        assert not accept_all(office, [data], asha.device).refused

    exchange(office, late := a_laptop(office, "late"))

    assert len(late.changes) == 2


@pytest.mark.parametrize("why", ["role", "revoked"])
def test_who_lets_an_area_through_lets_no_role_or_revocation_through(
    office, asha, bilal, why
):
    with office.storage.writing() as books:
        books.devices.set_areas(asha.device, [OTHER_AREA])
    writes = one("q/text", "mud")
    if why == "role":
        writes |= one("@status", "approved")
    else:
        devices.revoke(office, asha.device)
    data = signed(asha, [a_change(asha, 1, writes=writes)])
    accept_all(office, [data], bilal.device)
    assert codes(office) == ["held.area_not_assigned"]

    quarantine.release(office, quarantine.held(office))

    assert order(office) == ()


@pytest.mark.parametrize("packed", [True, False])
def test_all_questionnaires_at_once_are_answers_that_can_be_read(office, asha, packed):
    """What finds no room in one answer comes with the next, or the one after that."""
    lacking = set()
    for n in range(12):
        layout = replace(a_layout(str(n)), version=str(n))
        publishing.publish(office, replace(a_body(layout), xform=b"x" * 800_000))
        lacking.add(layout.id)
    answers = 0
    while lacking:
        asked = Request(
            asha.device,
            "",
            {"": Standing(0)},
            wants=tuple(sorted(lacking)),
            bytes_max=4 << 20,
            packed=packed,
        )
        data = encode_request(asked)
        raw = answer(office, asha.device, data)
        got = {body.hash for body in decode_answer(raw, data, office.key.public).forms}
        assert got & lacking
        lacking -= got
        answers += 1
    assert answers == (1 if packed else 2)
