"""What every database must do for the registry."""

from contextlib import ExitStack
from dataclasses import replace
from hashlib import sha256

import pytest

from sync.errors import DatabaseUnreachable
from sync.registry.storage import Indexed, NewEntry, PutAside, Quarantined
from sync.registry.storage.sql import CONNECTIONS
from sync.session.entrycode import link_after

AREA = "PK501"


def an_entry(body):
    return NewEntry(3, body, body)


def test_numbers_have_no_hole_and_links_chain(storage):
    with storage.writing() as books:
        books.log.append(AREA, [an_entry(b"a"), an_entry(b"b")])
    with storage.writing() as books:
        first = books.log.append(AREA, [an_entry(b"c")])

    with storage.reading() as books:
        got = books.log.after(AREA, 0, 10)
        end = books.areas.get(AREA)
    link = link_after(link_after(link_after(b"", b"a"), b"b"), b"c")
    assert first == 3
    assert [(e.counter, e.body) for e in got] == [(1, b"a"), (2, b"b"), (3, b"c")]
    assert (end.counter, end.link) == (3, link)
    assert got[-1].link == link


def test_what_fails_leaves_no_hole(storage):
    def fail():
        with storage.writing() as books:
            books.log.append(AREA, [an_entry(b"lost")])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with storage.writing() as books:
        first = books.log.append(AREA, [an_entry(b"kept")])

    assert first == 1


def test_a_reading_sees_one_moment(storage):
    with storage.reading() as before:
        was = before.areas.get(AREA).counter
        with storage.writing() as books:
            books.log.append(AREA, [an_entry(b"a")])

        assert before.areas.get(AREA).counter == was
        assert before.log.after(AREA, 0, 10) == ()


def test_who_gets_no_connection_is_told_to_come_later(storage):
    storage.engine.pool._timeout = 0.01
    with ExitStack() as busy:
        for _ in range(2 * CONNECTIONS):
            busy.enter_context(storage.reading())
        with pytest.raises(DatabaseUnreachable), storage.reading():
            pass


def test_an_area_is_read_with_all_below_it_that_has_entries(storage):
    with storage.writing() as books:
        books.log.append("PK50101", [an_entry(b"a")])

    with storage.reading() as books:
        assert set(books.areas.below(["PK5"])) == {"PK5", "PK50101"}
        assert set(books.areas.below([AREA])) == {AREA, "PK50101"}
        assert set(books.areas.below(["PK502"])) == {"PK502"}
        assert books.areas.above("PK50101") == {"PK50101", AREA, "PK5"}


def test_positions_of_a_record_are_dense_and_in_order(storage):
    def delivered(counter, index, name, *records):
        return Indexed(counter, index, name * 16, 1, "asha", 0, records)

    with storage.writing() as books:
        books.changes.deliver(
            AREA, [delivered(1, 0, b"a", "r", "s"), delivered(1, 1, b"b", "r")]
        )
    with storage.writing() as books:
        books.changes.deliver(AREA, [delivered(2, 0, b"c", "r", "s")])

    with storage.reading() as books:
        assert books.changes.order(AREA, "r") == (b"a" * 16, b"b" * 16, b"c" * 16)
        assert books.changes.order(AREA, "s") == (b"a" * 16, b"c" * 16)
        assert books.changes.known(AREA, [b"a" * 16, b"x" * 16]) == {b"a" * 16}


def test_what_is_held_can_be_let_through_once(storage):
    held = Quarantined(AREA, 4, 0, 1, "held.fork", "l")
    with storage.writing() as books:
        books.changes.hold([held])

    with storage.writing() as books:
        before = books.changes.held(code="held.fork")
        books.changes.hold_for(AREA, 4, 0, "held.device_revoked")
        then = books.changes.held(code="held.device_revoked")
        books.changes.release(AREA, 4, [0], 5)

    with storage.reading() as books:
        assert before == (held,)
        assert then == (replace(held, code="held.device_revoked"),)
        assert books.changes.held() == ()


def test_what_is_put_aside_lies_there_once_until_it_is_let_go(storage):
    one = PutAside(b"1" * 32, 7, "registry.gap", b"bytes", 10, bringer=7)
    other = PutAside(b"2" * 32, 8, "registry.gap", b"others", 5, bringer=7)
    with storage.writing() as books:
        for each in (
            one,
            other,
            replace(one, code="registry.form_unknown", bytes=b"x", bringer=9),
        ):
            books.aside.put(each)

    with storage.writing() as books:
        assert books.aside.all() == (other, replace(one, code="registry.form_unknown"))
        assert books.aside.all("registry.gap") == (other,)
        assert books.aside.all(devices={7}) == (books.aside.all()[1],)
        books.aside.rewrite(other, b"less")
        books.aside.let_go([one.hash])

    with storage.reading() as books:
        (left,) = books.aside.all()
        assert left == replace(other, hash=sha256(b"less").digest(), bytes=b"less")


def test_tokens_end_and_are_forgotten(storage):
    with storage.writing() as books:
        books.devices.grant(b"t", 1, until=10, now=0)

    with storage.writing() as books:
        assert books.devices.holder(b"t", 10) == 1
        assert books.devices.holder(b"t", 11) is None
        books.devices.grant(b"u", 2, until=30, now=20)
        assert books.devices.holder(b"t", 0) is None
