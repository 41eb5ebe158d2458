"""The log of interviews that the journal tells."""

import csv
import io
from dataclasses import replace
from itertools import pairwise

from enrolment_app.household.trail import HEADER, trail, written
from sync.change import Why
from sync.values import record_id
from tests.household.builders import (
    GUL,
    HOUSEHOLD,
    JOB,
    NUR,
    birth,
    change,
    family,
    one,
)

PEOPLE = {"p1": "Asha", "p2": "Bano"}


def told(*changes):
    """Give the events of a household, without times."""
    return [
        (line.event, line.node, line.old, line.new, line.user)
        for line in trail(changes, "data", PEOPLE)
    ]


def test_every_answer_is_told_with_who_gave_it_and_the_value_before():
    first = change({HOUSEHOLD: birth(HOUSEHOLD, "") | one("roof", "tin")}, time=1 << 16)
    second = change(
        {HOUSEHOLD: one("roof", "clay")},
        device=2,
        time=2 << 16,
        why=Why.CORRECTED,
        nonce=b"visit-0002",
    )

    lines = told(second, first)

    assert lines == [
        ("question", "/data/roof", "", "tin", "Asha"),
        ("form save", "", "", "", "Asha"),
        ("question", "/data/roof", "tin", "clay", "Bano"),
        ("form save", "", "", "", "Bano"),
    ]


def test_rows_count_among_their_own_whatever_stands_first():
    writes = {
        HOUSEHOLD: birth(HOUSEHOLD, ""),
        JOB: birth(JOB, "people/work/jobs", NUR) | one("title", "tailor"),
        GUL: birth(GUL, "people", HOUSEHOLD) | one("name", "Gul"),
        NUR: birth(NUR, "people", HOUSEHOLD),
    }

    nodes = [line[1] for line in told(change(writes)) if line[1]]

    assert nodes == [
        "/data/people[1]",
        "/data/people[1]/work/jobs[1]",
        "/data/people[2]",
        "/data/people[1]/work/jobs[1]/title",
        "/data/people[2]/name",
    ]


def test_what_is_submitted_and_why_something_changed_is_told():
    done = replace(change({HOUSEHOLD: one("@status", "submitted")}), note="typed wrong")

    lines = list(trail([family(), done], "data", PEOPLE))

    assert [line.event for line in lines[-2:]] == ["change reason", "form finalize"]
    assert lines[-2].reason == "typed wrong"


def test_the_file_is_written_as_the_specification_says():
    text = 'a "b", c\nd'
    lines = trail([change({HOUSEHOLD: one("roof", text)})], "data", PEOPLE)

    file = written(lines)

    head, row, _ = csv.reader(io.StringIO(file))
    assert tuple(head) == HEADER
    assert row[:2] == ["question", "/data/roof"]
    assert row[5] == text
    assert '"a ""b"", c' in file


def test_rows_that_stand_below_each_other_are_told_once():
    writes = {
        HOUSEHOLD: birth(HOUSEHOLD, ""),
        GUL: birth(GUL, "people", NUR),
        NUR: birth(NUR, "people", GUL),
        JOB: birth(JOB, "people/work/jobs", JOB),
    }

    nodes = [line[1] for line in told(change(writes)) if line[1]]

    assert len(nodes) == len(set(nodes)) == 3


def test_rows_below_rows_without_end_are_told():
    """Nothing hinders somebody to write a row below a row two thousand times."""
    rows = [record_id(b"deep-visit", place) for place in range(2000)]
    writes = {row: birth(row, "p", above) for row, above in pairwise(rows)}

    nodes = [line[1] for line in told(change(writes)) if line[1]]

    assert len(nodes) == 1999
