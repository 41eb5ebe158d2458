"""Who comes late gets the log packed, and has then exactly what everybody has."""

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync import wire
from sync.dictionary import DICTIONARIES
from sync.errors import IntegrityError
from sync.journal import Opened, decode_segment, names_of, open_segment, verify
from sync.packing import lay, unlay, whole
from sync.registry import epochs, quarantine
from sync.registry.erasure import erase
from sync.registry.layouts import Layouts
from sync.session import machine
from sync.session.entries import RunEntry
from sync.session.entrycode import NUMBERS
from tests.sync.builders import KEY, a_layout, changes_of
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import Line, exchange
from tests.sync.registry.offices import AREA, a_record
from tests.sync.test_pruning import segment_of

RUN = NUMBERS[RunEntry]
LAYOUTS = (a_layout(), a_layout("two"))
KNOWN = {layout.id: layout for layout in LAYOUTS}


@pytest.fixture
def packing(office):
    """A registry that packs whatever is more than a few entries."""
    return dataclasses.replace(office, run_entries=4)


def a_year(office, *laptops, days=8):
    """Every day each laptop writes to one of few households, and exchanges."""
    for day in range(days):
        for n, laptop in enumerate(laptops):
            laptop.write(a_record((day + n) % 5), "q/int", str(day))
            status = "abolished" if (day + n) % 4 == 0 else None
            laptop.write(a_record(day % 3), "q/text", f"day {day}", status=status)
            exchange(office, laptop)


class Heard(Line):
    """A line that remembers the kinds of entries that came."""

    def carry(self, request):
        said = super().carry(request)
        for news in wire.decode(said[64:])[3].values():
            entries = news[1] if len(news) > 1 else []
            self.kinds += [wire.decode(entry)[0] for entry in entries]
        return said

    kinds = ()


def heard(office, laptop):
    line = Heard(office, laptop.device)
    line.kinds = []
    exchange(office, laptop, line)
    return line.kinds


def same(one, other):
    assert one.order == other.order
    delivered = {name for names in one.order.values() for name in names}
    assert delivered <= one.changes.keys() & other.changes.keys()
    assert all(one.changes[name] == other.changes[name] for name in delivered)
    assert one.known[AREA].link == other.known[AREA].link
    assert one.known[AREA].cursor == other.known[AREA].cursor
    known = (one.changes, other.changes)
    one.changes, other.changes = ({n: c[n] for n in delivered} for c in known)
    for record in one.order:
        assert one.state(record) == other.state(record)
    one.changes, other.changes = known


def test_a_fresh_laptop_gets_a_run_and_has_what_all_have(packing, asha, bilal):
    a_year(packing, asha, bilal)
    carol, dana = a_laptop(packing, "carol"), a_laptop(packing, "dana")

    kinds = heard(packing, carol)
    dana.known_layouts = dict
    plain = heard(packing, dana)
    exchange(packing, asha)

    assert RUN in kinds
    assert kinds.count(0) < plain.count(0)
    same(carol, dana)
    same(carol, asha)


def test_a_registry_that_was_started_anew_makes_runs_too(packing, asha, bilal):
    a_year(packing, asha, bilal)
    started = dataclasses.replace(packing, layouts=Layouts())

    assert RUN in heard(started, a_laptop(started, "carol"))


def test_who_was_away_for_months_gets_a_run_too_and_is_judged_alike(
    packing, asha, bilal
):
    carol = a_laptop(packing, "carol")
    exchange(packing, carol)
    carol.write(a_record(1), "q/text", "written before all that")
    a_year(packing, asha, bilal)

    assert RUN in heard(packing, carol)
    late = carol.write(a_record(2), "q/text", "written after")
    for laptop in (carol, asha, bilal, carol):
        exchange(packing, laptop)

    same(carol, asha)
    same(carol, bilal)
    assert late.name in asha.changes


def test_what_is_released_and_restored_after_a_run_is_alike(packing, asha, bilal):
    a_year(packing, asha, bilal)
    carol = a_laptop(packing, "carol")
    exchange(packing, carol)
    quarantine.release(packing, quarantine.held(packing))
    epochs.begin_epoch(packing)
    for laptop in (carol, asha, bilal):
        exchange(packing, laptop)

    same(carol, asha)
    dana = a_laptop(packing, "dana")
    exchange(packing, dana)
    same(dana, asha)


def test_what_was_erased_is_in_no_run(packing, asha, bilal):
    a_year(packing, asha, bilal)
    exchange(packing, a_laptop(packing, "carol"))

    erase(packing, a_record(1), "household", "p-1", "file")
    dana = a_laptop(packing, "dana")
    exchange(packing, dana)
    exchange(packing, asha)

    same(dana, asha)
    assert dana.state(a_record(1)) == {}


def test_a_laptop_without_a_questionnaire_gets_entry_by_entry(packing, asha, bilal):
    a_year(packing, asha, bilal)
    carol = a_laptop(packing, "carol")
    exchange(packing, carol)
    dana = a_laptop(packing, "dana")
    dana.known_layouts = dict

    kinds = heard(packing, dana)

    assert 0 in kinds
    same(dana, carol)


def test_an_old_program_that_does_not_ask_gets_entry_by_entry(
    packing, asha, bilal, monkeypatch
):
    a_year(packing, asha, bilal)
    exchange(packing, a_laptop(packing, "carol"))
    old = a_laptop(packing, "old")
    said = machine.encode_request
    plain = {"encode_request": lambda r: said(dataclasses.replace(r, runs=False))}
    monkeypatch.setattr(machine, "encode_request", plain["encode_request"])

    kinds = heard(packing, old)

    assert RUN not in kinds
    assert 0 in kinds
    exchange(packing, asha)
    same(old, asha)


@given(st.lists(changes_of(LAYOUTS), min_size=1, max_size=4))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_a_run_gives_back_what_was_signed(groups):
    segments = [segment_of(changes) for changes in groups]
    area = groups[0][0].area

    lines, used, body = lay(area, segments, KNOWN)
    laid = list(unlay(area, lines, used, body, KNOWN))

    for data, changes, one in zip(segments, groups, laid, strict=True):
        bare = decode_segment(one.segment)
        verify(bare, KEY.public)
        assert bare.signed == decode_segment(data).signed
        assert one.changes == changes
        assert names_of(bare) == tuple(change.name for change in changes)
        again = open_segment(
            decode_segment(whole(bare, one.changes, KNOWN)), KNOWN, DICTIONARIES
        )
        assert isinstance(again, Opened)
        assert again.changes == changes


@given(changes_of(LAYOUTS), st.data())
def test_an_altered_run_verifies_for_nobody(changes, data):
    segments = [segment_of(changes), segment_of(changes[:1])]
    lines, used, body = lay(changes[0].area, segments, KNOWN)
    line = data.draw(st.sampled_from(lines))
    field = data.draw(
        st.sampled_from(("first", "device", "receipt", "previous", "count"))
    )
    wrong = {"receipt": b"r", "previous": b"p" * 32}.get(field, 3)
    if getattr(line, field) == wrong:
        return
    altered = [
        dataclasses.replace(one, **{field: wrong}) if one is line else one
        for one in lines
    ]

    def verified():
        for one in unlay(changes[0].area, altered, used, body, KNOWN):
            verify(decode_segment(one.segment), KEY.public)

    with pytest.raises(IntegrityError):
        verified()
