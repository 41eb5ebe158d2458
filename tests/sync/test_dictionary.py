"""The published dictionary: what it is, what it is not, and that segments lean on it."""

import hashlib
import re

from sync.dictionary import DICTIONARIES, NEWEST
from sync.journal import (
    FIRST_PREVIOUS,
    Opened,
    Unreadable,
    decode_segment,
    encode_segment,
    open_segment,
)
from sync.registry import dictionaries
from tests.sync.builders import KEY, a_change, a_layout, one

LAYOUT = a_layout()
PUBLISHED = {
    1: "d2fb1bb9a2daab5c7b690af3176e32fabc373a20b2862105d587be46af9a1b62",
}


def a_segment(text):
    changes = [a_change(one("q/text", text))]
    data = encode_segment(
        changes,
        first=1,
        previous=FIRST_PREVIOUS,
        receipt=b"",
        layouts={LAYOUT.id: LAYOUT},
        sign=KEY.sign,
        dictionary=NEWEST,
        dictionaries=DICTIONARIES,
    )
    return data, tuple(changes)


def test_a_published_dictionary_never_changes():
    """Old segments lean on it for ever: mend a mistake by publishing the next one."""
    hashes = {
        number: hashlib.sha256(data).hexdigest()
        for number, data in DICTIONARIES.items()
    }

    assert hashes == PUBLISHED
    assert max(PUBLISHED) == NEWEST


def test_it_holds_nobody_s_number():
    for data in DICTIONARIES.values():
        # Zeros alone are what is left where digits were taken out.
        assert [run for run in re.findall(rb"[0-9]{5,}", data) if run.strip(b"0")] == []


def test_the_registry_reads_what_laptops_write():
    assert dictionaries.DICTIONARIES is DICTIONARIES


def test_a_segment_leans_on_it_where_that_is_shorter():
    data, changes = a_segment("Noor Jehan, Habib Khan, Sher Zaman, Akbar Jan")
    segment = decode_segment(data)

    assert open_segment(segment, {LAYOUT.id: LAYOUT}) == Unreadable(dictionary=NEWEST)
    opened = open_segment(segment, {LAYOUT.id: LAYOUT}, DICTIONARIES)
    assert isinstance(opened, Opened)
    assert opened.changes == changes
