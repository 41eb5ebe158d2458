"""A laptop of very many areas reads what it is told, also where all its logs differ."""

from sync.registry.serving import serve
from sync.registry.storage import Area, StoredEntry
from sync.session.entries import EVERYBODY, EpochEntry
from sync.session.entrycode import NUMBERS
from sync.session.messages import (
    Answer,
    Request,
    Standing,
    decode_answer,
    encode_answer,
)
from tests.sync.builders import KEY
from tests.sync.simulation.books import MemoryBooks, State

EPOCH = NUMBERS[EpochEntry]
LINK = bytes(16)
LENGTH, RESTORED = 1000, (900, 300)


def a_province(codes):
    """Logs of a thousand entries each, in a registry that was restored twice."""
    state = State()
    state.areas = {code: Area(code, code, None, LENGTH, LINK) for code in codes}
    state.areas[EVERYBODY] = Area(EVERYBODY, "", None)
    log = tuple(StoredEntry(n, b"", LINK, None, 0) for n in range(1, LENGTH + 1))
    state.entries = dict.fromkeys(codes, log)
    state.kinds = dict.fromkeys(((code, EPOCH) for code in codes), RESTORED)
    state.access = {1: tuple(codes)}
    return MemoryBooks(state)


def told(count):
    codes = [f"V{n}" for n in range(count)]
    ahead = dict.fromkeys(codes, Standing(LENGTH + 1, b"another!"))
    served = serve(a_province(codes), Request(1, "epoch", ahead))
    said = encode_answer(Answer("epoch", 0, served.areas), b"", KEY.sign)
    return decode_answer(said, b"", KEY.public).areas


def test_where_five_thousand_logs_differ_the_restores_are_told_of_each():
    areas = told(5000)

    assert len(areas) == 5001
    places = {n for n, _ in areas["V4999"].marks}
    assert {0, *(n - 1 for n in RESTORED)} <= places


def test_where_few_logs_differ_ever_older_places_are_told_too():
    counters = [n for n, _ in told(3)["V2"].marks]

    assert counters == sorted(counters, reverse=True)
    assert {999, 998, 996, 936, 872, 744, 488, 0} <= set(counters)
