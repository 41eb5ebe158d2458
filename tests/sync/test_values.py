import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.values import (
    Special,
    atom_from_json,
    atom_to_json,
    record_bytes,
    record_id,
    record_text,
    same,
)
from tests.sync.builders import ATOMS


@pytest.mark.parametrize("special", Special)
def test_a_special_answer_is_not_the_text_that_spells_it(special):
    text = str(special.value)

    assert special != text
    assert text != special
    assert len({special, text}) == 2
    assert not same({"q": special}, {"q": text})


@given(ATOMS)
def test_an_answer_comes_back_from_json(atom):
    back = atom_from_json(atom_to_json(atom))

    assert back == atom
    assert type(back) is type(atom)


@pytest.mark.parametrize("value", [1, ["a"], {"special": "maybe"}, {"other": "x"}])
def test_what_is_no_answer_is_refused(value):
    with pytest.raises(ValueError):
        atom_from_json(value)


@given(st.binary(min_size=10, max_size=10))
def test_a_record_is_ten_bytes_or_sixteen_characters(raw):
    text = record_text(raw)

    assert len(text) == 16
    assert record_bytes(text) == raw


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4degar6gnshy4vt",
        "4DEGAR6GNSHY4VT8",
        "4degar6gnshy4vt80",
        "iiiiiiiiiiiiiiii",
        "4degar6gnshy_vt8",
        " degar6gnshy4vt8",
        "٤degar6gnshy4vt8",
    ],
)
def test_what_is_no_record_is_refused(text):
    with pytest.raises(ValueError):
        record_bytes(text)


def test_records_of_a_visit_follow_from_its_nonce():
    ids = {record_id(bytes(10), n) for n in range(50)}

    assert len(ids) == 50
    assert record_id(bytes(10), 0) == record_id(bytes(10), 0)
    assert record_id(bytes(10), 0) not in {record_id(b"x" * 10, n) for n in range(50)}
