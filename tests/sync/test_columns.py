import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.columns import Reader, Way, Writer, folded, unfolded, varint
from sync.errors import Malformed, TooLarge

NUMBERS = st.one_of(
    st.integers(-5, 5), st.integers(-(2**62), 2**62), st.integers(0, 2**80)
)
COLUMNS = st.lists(NUMBERS, max_size=200)


def written(*columns):
    writer = Writer()
    for column in columns:
        writer.ints(column)
    return writer


@given(st.lists(COLUMNS, max_size=4))
def test_columns_come_back_in_their_order(columns):
    reader = Reader(*written(*columns).streams)

    assert [reader.ints(len(column)) for column in columns] == columns
    reader.end()


@given(st.lists(st.text(st.characters(codec="utf-8")), max_size=9))
def test_texts_come_back(texts):
    writer = Writer()
    writer.texts(texts)

    reader = Reader(*writer.streams)

    assert reader.texts(len(texts)) == texts
    reader.end()


@pytest.mark.parametrize(
    ("column", "way"),
    [
        ([7] * 40, Way.ONE),
        ([2**70] * 40, Way.ONE),
        (list(range(40)), Way.BYTES),
        ([n * 250 for n in range(40)], Way.BYTES),
        ([n % 2 * 10**9 + n % 3 for n in range(40)], Way.TABLE),
        ([n * 104729 % 10**6 for n in range(40)], Way.RADIX),
        ([0, 2**70, 1], Way.VARINTS),
    ],
)
def test_a_column_is_written_in_the_way_that_suits_it(column, way):
    writer = written(column)

    assert writer.small[0] == way
    assert Reader(*writer.streams).ints(len(column)) == column


@given(st.integers(-(2**70), 2**70))
def test_folding_keeps_small_numbers_small(number):
    assert unfolded(folded(number)) == number
    assert 0 <= folded(number) <= 2 * abs(number)


def test_identity_numbers_take_the_room_of_their_digits():
    column = [17301 * 10**8 + n * 97 % 10**8 for n in range(320)]

    assert len(written(column).dense) <= 320 * 27 / 8 + 10


@pytest.mark.parametrize(
    ("small", "count", "error"),
    [
        ("", 3, Malformed),
        ("09", 3, Malformed),
        ("01 00 01 05", 3, Malformed),
        ("00" + "ff" * 40, 3, TooLarge),
        ("03 00 01" + "ff" * 18 + "7f", 3, TooLarge),
        ("03 00 01 00", 3, TooLarge),
        ("03 00 01 0a", 3, Malformed),
        ("02 00", 3, Malformed),
        ("02 01 05 00 00 01", 3, IndexError),
    ],
)
def test_a_column_that_no_writer_made_is_refused(small, count, error):
    reader = Reader(bytes.fromhex(small), b"", b"")

    with pytest.raises(error):
        reader.ints(count)


def test_what_is_left_over_is_refused():
    with pytest.raises(Malformed):
        Reader(b"\0", b"", b"").end()
    with pytest.raises(Malformed):
        Reader(b"", b"", b"\0").end()
    with pytest.raises(Malformed):
        Reader(b"", b"a\xff", b"").end()
    with pytest.raises(Malformed):
        Reader(b"", b"no end", b"").end()


def test_a_number_takes_seven_bits_a_byte():
    assert [varint(n).hex() for n in (0, 127, 128, 300)] == ["00", "7f", "8001", "ac02"]
