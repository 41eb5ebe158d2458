"""No reader may skip a number that is committed late; wrong storages prove the test."""

import threading
import time

from sqlalchemy import insert, text

from sync.registry.storage import Log, NewEntry, SqlStorage
from sync.registry.storage.sql import sqlalchemy_url
from sync.registry.storage.tables import entries
from sync.session.entrycode import link_after
from tests.contracts.conftest import AREA

WRITERS, BATCHES, ROWS = 8, 8, 4
SLOW_SECONDS = 0.005
LAG_SECONDS = 30  # at most, until a copy must have everything


class SequenceLog(Log):
    """What must not be done: each row takes the next number of a sequence."""

    def append(self, area, new):
        for entry in new:
            number = self.connection.execute(text("SELECT nextval('plain')")).scalar()
            row = {"area": area, "counter": number, "kind": entry.kind}
            row |= {"body": entry.body, "link": b""}
            self.connection.execute(insert(entries), [row])
        return number


def properly(storage, new, pause):
    with storage.writing() as books:
        books.log.append(AREA, new)
        pause()


def with_a_sequence(storage, new, pause):
    with storage.writing() as books:
        SequenceLog(books.connection).append(AREA, new)
        pause()


def with_an_early_number(storage, new, pause):
    with storage.reading() as books:
        end = books.log.after(AREA, 0, 100_000)
    pause()
    number, link = (end[-1].counter, end[-1].link) if end else (0, b"")
    with storage.writing() as books:
        for counter, entry in enumerate(new, number + 1):
            link = link_after(link, entry.told)
            row = {"area": AREA, "counter": counter, "kind": entry.kind}
            row |= {"body": entry.body, "link": link}
            books.connection.execute(insert(entries), [row])


def write_and_poll(storage, append, followed=None, area=AREA):
    """Write from slow threads while a reader follows; give what it saw, and failures.

    The reader follows another storage where one is told: a copy that lags behind.
    """
    failed, seen, done = [], [], threading.Event()

    def write(writer):
        for batch in range(BATCHES):
            bodies = [b"%d-%d-%d" % (writer, batch, row) for row in range(ROWS)]
            slow = SLOW_SECONDS * (1 + (writer + batch) % 4)
            try:
                append(
                    storage,
                    [NewEntry(3, body, body) for body in bodies],
                    lambda slow=slow: time.sleep(slow),
                )
            except Exception as failure:  # noqa: BLE001 - counted, whatever it is
                failed.append(failure)

    def follow():
        cursor, last, until = 0, False, None
        while not last:
            if done.is_set():
                until = until or time.monotonic() + LAG_SECONDS
                last = followed is None or time.monotonic() > until
                last = last or len(seen) == WRITERS * BATCHES * ROWS
            with (followed or storage).reading() as books:
                for entry in books.log.after(area, cursor, 1000):
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


def skipped(seen):
    """Count the rows that were written and that the reader never saw."""
    return WRITERS * BATCHES * ROWS - len({body for _, body, _ in seen})


def honest(seen):
    """Tell whether what was seen has no hole and one chain."""
    link = b""
    for number, (counter, body, stated) in enumerate(seen, 1):
        link = link_after(link, body)
        if (counter, stated) != (number, link):
            return False
    return True


def test_no_reader_ever_skips_a_row_of_eight_slow_writers(storage):
    seen, failed = write_and_poll(storage, properly)

    assert failed == []
    assert skipped(seen) == 0
    assert honest(seen)


def test_the_same_reader_skips_rows_that_took_a_plain_sequence(postgres):
    storage = SqlStorage(sqlalchemy_url(postgres.database()))
    storage.create()
    with storage.writing() as books:
        books.connection.execute(text("CREATE SEQUENCE plain"))

    seen, failed = write_and_poll(storage, with_a_sequence)
    storage.close()

    assert failed == []
    assert skipped(seen) > 0


def test_the_same_writers_clash_over_numbers_known_too_early(storage):
    seen, failed = write_and_poll(storage, with_an_early_number)

    assert failed or skipped(seen) or not honest(seen)
