"""A run is no larger than whoever reads it allows, however large its segments are."""

import dataclasses
from dataclasses import replace

import pytest

from sync.change import Context, Part
from sync.journal import FIRST_PREVIOUS
from sync.packing import lay, unlay
from sync.registry.waiting import accept_all
from tests.sync.builders import one
from tests.sync.registry.hostile import a_change, after, signed
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import AREA, LAYOUTS, a_record, an_office


def unheard_of(laptop, turn):
    """Answers that no questionnaire has: a megabyte of them is too much."""
    return a_change(laptop, turn, writes=one("zz/odd", "mud " * 200_000))


def all_different(laptop, turn):
    """Texts of which no two have the same shape: ten thousand are too many."""
    numbers = range(50_000 * turn, 50_000 * turn + 6000)
    parts = (Part(a_record(n), Context(), one("q/digits", shaped(n))) for n in numbers)
    return replace(a_change(laptop, turn), parts=tuple(parts))


def shaped(number):
    return "".join(chr(97 + int(digit)) for digit in f"{number:08}") + "-1"


def chained(laptop, *changes):
    """Give a segment for each, one after the other."""
    at, found = (1, FIRST_PREVIOUS), []
    for change in changes:
        found.append(signed(laptop, [change], *at))
        at = after(found[-1])
    return found


@pytest.mark.parametrize("large", [unheard_of, all_different])
def test_what_is_packed_opens(tmp_path, large):
    asha = a_laptop(an_office(tmp_path / "registry"), "asha")
    first, second = large(asha, 0), large(asha, 1)

    lines, used, body = lay(AREA, chained(asha, first, second), LAYOUTS)

    assert lines[1] is None
    (laid,) = unlay(AREA, lines[:1], used, body, LAYOUTS)
    assert laid.changes == (first,)


def test_large_segments_are_read_by_whoever_comes_late(tmp_path):
    office = dataclasses.replace(an_office(tmp_path / "registry"), run_entries=2)
    asha = a_laptop(office, "asha")
    small = [
        a_change(asha, 900 + n, "mud and stone" * 9, a_record(900 + n))
        for n in range(60)
    ]
    segments = chained(asha, *small, unheard_of(asha, 0), unheard_of(asha, 1))
    assert not accept_all(office, segments, asha.device).refused

    exchange(office, late := a_laptop(office, "late"))

    assert len(late.changes) == len(segments)
    with office.storage.reading() as books:
        assert books.runs.end(AREA) > len(small)
