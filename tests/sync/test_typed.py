import pytest
from hypothesis import given

from sync.errors import Malformed
from sync.layout import FIELD_TYPES
from sync.splitter import Around, Templates
from sync.typed import SPLITTERS
from tests.sync.builders import CHOICES, TEXTS

PLACES = {choice: place for place, choice in enumerate(CHOICES)}
SPLIT = [name for name, splitter in SPLITTERS.items() if splitter]


def around():
    return Around(Templates(), CHOICES, PLACES)


@pytest.mark.parametrize("name", SPLIT)
@given(TEXTS)
def test_what_is_split_joins_back_to_the_letter(name, text):
    splitter, leaning = SPLITTERS[name], around()

    numbers = splitter.split(text, leaning)

    if numbers is not None:
        assert len(numbers) == splitter.width
        assert splitter.join([[n] for n in numbers], leaning) == [text]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("int", "0"),
        ("int", "-17"),
        ("decimal", "34.015137"),
        ("decimal", "-0.5"),
        ("decimal", "7"),
        ("date", "1987-02-28"),
        ("time", "08:30"),
        ("time", "08:30:00.000+05:00"),
        ("datetime", "2026-03-01T08:00:00.000+05:00"),
        ("datetime", "2026-03-01T08:00:00Z"),
        ("datetime", "2026-03-01T08:00:00.123-09:30"),
        ("code", "stone"),
        ("codes", "mud stone"),
        ("digits", "17301-1234567-1"),
        ("digits", "0300 1234567"),
        ("geopoint", "34.015137 71.524915 331.2 4.5"),
        ("record", "4degar6gnshy4vt8"),
    ],
)
def test_what_is_usual_travels_as_numbers(name, text):
    assert SPLITTERS[name].split(text, around()) is not None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("int", "007"),
        ("int", "-0"),
        ("int", "+1"),
        ("int", "٣"),
        ("int", "9" * 30),
        ("decimal", ".5"),
        ("decimal", "-0.0"),
        ("decimal", "01.5"),
        ("decimal", "1e5"),
        ("date", "2023-02-29"),
        ("date", "2023-2-9"),
        ("time", "25:00"),
        ("datetime", "2026-03-01T08:00:61Z"),
        ("code", "straw"),
        ("codes", "stone mud"),
        ("codes", "mud mud"),
        ("codes", ""),
        ("digits", "none"),
        ("digits", "1" * 40),
        ("geopoint", "34 71"),
        ("geopoint", "34  71 0 0"),
        ("record", "4DEGAR6GNSHY4VT8"),
        ("record", "4degar6gnshy4vti"),
    ],
)
def test_what_would_not_come_back_the_same_is_left_as_text(name, text):
    assert SPLITTERS[name].split(text, around()) is None


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("date", [[0]]),
        ("code", [[4]]),
        ("code", [[-1]]),
        ("codes", [[1 << 9]]),
        ("codes", [[-1]]),
        ("decimal", [[99], [1]]),
        ("datetime", [[999], [0], [5]]),
        ("time", [[2], [9999], [5]]),
        ("digits", [[0], [5]]),
        ("record", [[1 << 90]]),
    ],
)
def test_numbers_that_make_no_answer_are_refused(name, columns):
    with pytest.raises((Malformed, ValueError, IndexError, OverflowError)):
        SPLITTERS[name].join(columns, around())


def test_every_type_of_field_has_a_way_to_travel():
    assert set(FIELD_TYPES) <= set(SPLITTERS)
