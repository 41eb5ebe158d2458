"""What every database must do for the registry; gapless numbers above all."""

import threading
import time

import pytest
from sqlalchemy import insert, update

from sync.registry.storage import Indexed, NewEntry, Quarantined, SqlStorage
from sync.registry.storage.sql import sqlalchemy_url, sqlite_url
from sync.registry.storage.tables import areas, entries
from sync.session.entrycode import link_after

AREA = "PK501"
WRITERS, BATCHES, ROWS = 6, 15, 4


@pytest.fixture
def storage(tmp_path, database):
    url = sqlalchemy_url(database) if database else sqlite_url(tmp_path)
    storage = SqlStorage(url)
    storage.create()
    with storage.writing() as books:
        books.areas.add(
            [
                ("PK5", "Province", None),
                (AREA, "Here", "PK5"),
                ("PK502", "There", "PK5"),
                ("PK50101", "Village", AREA),
            ]
        )
    yield storage
    storage.close()


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
        before = books.changes.held(code="held.fork", layout="l")
        books.changes.release(AREA, 4, [0], 5)

    with storage.reading() as books:
        assert before == (held,)
        assert books.changes.held() == ()


def test_tokens_end_and_are_forgotten(storage):
    with storage.writing() as books:
        books.devices.grant(b"t", 1, until=10, now=0)

    with storage.writing() as books:
        assert books.devices.holder(b"t", 10) == 1
        assert books.devices.holder(b"t", 11) is None
        books.devices.grant(b"u", 2, until=30, now=20)
        assert books.devices.holder(b"t", 0) is None


def properly(storage, new):
    with storage.writing() as books:
        books.log.append(AREA, new)


def plainly(storage, new):
    """Do what must not be done: read the next number before the transaction."""
    with storage.reading() as books:
        end = books.areas.get(AREA)
    time.sleep(0.002)
    counter, link = end.counter, end.link
    with storage.writing() as books:
        for entry in new:
            counter += 1
            link = link_after(link, entry.told)
            row = {"area": AREA, "counter": counter, "kind": entry.kind}
            row |= {"body": entry.body, "link": link}
            books.connection.execute(insert(entries), [row])
        ended = update(areas).where(areas.c.code == AREA)
        books.connection.execute(ended.values(counter=counter, link=link))


def write_and_poll(storage, append):
    """Write from several threads while a reader follows; give what it saw, and failures."""
    failed, seen, done = [], [], threading.Event()

    def write(writer):
        for batch in range(BATCHES):
            new = [an_entry(b"%d-%d-%d" % (writer, batch, row)) for row in range(ROWS)]
            try:
                append(storage, new)
            except Exception as failure:  # noqa: BLE001 - counted, whatever it is
                failed.append(failure)

    def follow():
        cursor, last = 0, False
        while not last:
            last = done.is_set()
            with storage.reading() as books:
                for entry in books.log.after(AREA, cursor, 1000):
                    seen.append((entry.counter, entry.body, entry.link))
                    cursor = entry.counter
            time.sleep(0.001)

    writers = [threading.Thread(target=write, args=(n,)) for n in range(WRITERS)]
    reader = threading.Thread(target=follow)
    for thread in (reader, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    reader.join()
    return seen, failed


def whole(seen):
    """Tell whether a reader saw every row once, without a hole, in an honest chain."""
    link = b""
    for number, (counter, body, stated) in enumerate(seen, 1):
        link = link_after(link, body)
        if (counter, stated) != (number, link):
            return False
    return len({body for _, body, _ in seen}) == WRITERS * BATCHES * ROWS


def test_no_reader_ever_skips_a_row_of_several_writers(storage):
    seen, failed = write_and_poll(storage, properly)

    assert failed == []
    assert whole(seen)


def test_the_same_test_finds_a_number_read_outside_the_transaction(storage):
    seen, failed = write_and_poll(storage, plainly)

    assert failed or not whole(seen)
