"""A registry in an office: several processes, one database, and the plug pulled."""

import threading
import time

import pytest

from sync.registry.storage import SqlStorage
from sync.registry.storage.sql import address_of
from tests.databases import database, postgres
from tests.postgres import Cluster
from tests.sync.registry.offices import AREA, a_record, an_office
from tests.sync.registry.processes import Process, a_far_laptop, a_line, talk

__all__ = ["database", "postgres"]

HOUSES = 120


@pytest.fixture
def processes():
    """Start serving processes; none outlives its test."""
    started = []

    def start(*arguments):
        started.append(Process(*arguments))
        return started[-1]

    yield start
    for one in started:
        one.kill()


def fill(laptop, houses=HOUSES):
    for number in range(houses):
        laptop.write(a_record(number), "q/text", f"{laptop.name} {number} " + "x" * 400)


def in_background(work):
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def until(holds, seconds=60):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.005)


def everything_receipted_is_there(storage, laptops):
    with storage.reading() as books:
        for laptop in laptops:
            for receipt in laptop.receipts:
                held = books.log.segment(receipt.device, receipt.area, receipt.head)
                assert held is not None
                assert held.last == receipt.number


def a_slow_line(url, keys):
    """Push in small steps, so that something is always half-way."""
    line = a_line(url, keys)
    ask = line.ask

    def slowly(request, watch):
        time.sleep(0.02)
        return ask(request, watch)

    line.ask = slowly
    return line


def in_small_steps(laptop):
    """Hand over one small segment a request."""
    cut = laptop.outgoing

    def outgoing(area, after, _):
        first = after == laptop.known[area].number
        return cut(area, after, 300) if first else None

    laptop.outgoing = outgoing
    return laptop


def test_several_processes_serve_one_database(tmp_path, postgres, processes):
    address = postgres.database()
    office = an_office(tmp_path / "r", address)
    urls = [processes(tmp_path / "r", address).url for _ in range(2)]
    laptops = [a_far_laptop(office, f"laptop-{n}") for n in range(6)]
    for laptop, _ in laptops:
        fill(laptop, 15)
    running = [
        in_background(
            lambda laptop=laptop, keys=keys, url=urls[n % 2]: talk(
                in_small_steps(laptop), keys, a_line(url, keys)
            )
        )
        for n, (laptop, keys) in enumerate(laptops)
    ]
    for thread in running:
        thread.join(120)
    for n, (laptop, keys) in enumerate(laptops):
        talk(laptop, keys, a_line(urls[(n + 1) % 2], keys))

    record = a_record(7)
    states = [laptop.state(record) for laptop, _ in laptops]
    assert [laptop.waiting() for laptop, _ in laptops] == [0] * len(laptops)
    assert all(state == states[0] for state in states)
    assert len(states[0]["q/text"].heads) == len(laptops)
    everything_receipted_is_there(office.storage, [one for one, _ in laptops])
    office.storage.close()


def test_a_registry_killed_half_way_loses_nothing_receipted(
    tmp_path, database, processes
):
    office = an_office(tmp_path / "r", database)
    laptop, keys = a_far_laptop(office, "asha")
    fill(laptop)
    first = processes(tmp_path / "r", database)
    line = a_slow_line(first.url, keys)
    pushing = in_background(lambda: talk(in_small_steps(laptop), keys, line))

    for _ in range(3):
        seen = len(laptop.receipts)
        until(lambda seen=seen: len(laptop.receipts) > seen or laptop.waiting() == 0)
        first.kill()
        assert laptop.waiting(), "killed half-way"
        address = address_of(tmp_path / "r", database)
        left = SqlStorage(address)
        everything_receipted_is_there(left, [laptop])
        left.close()
        first = processes(tmp_path / "r", database)
        line.url = first.url
    pushing.join(120)

    assert laptop.waiting() == 0
    with office.storage.reading() as books:
        orders = [books.changes.order(AREA, a_record(n)) for n in range(HOUSES)]
    assert [len(order) for order in orders] == [1] * HOUSES
    office.storage.close()


def test_a_database_killed_half_way_loses_nothing_receipted(
    tmp_path, postgres, processes
):
    cluster = Cluster().start()
    address = cluster.database()
    office = an_office(tmp_path / "r", address)
    laptop, keys = a_far_laptop(office, "asha")
    fill(laptop)
    serving = processes(tmp_path / "r", address)
    line = a_slow_line(serving.url, keys)
    pushing = in_background(lambda: talk(in_small_steps(laptop), keys, line))

    for _ in range(3):
        seen = len(laptop.receipts)
        until(lambda seen=seen: len(laptop.receipts) > seen or laptop.waiting() == 0)
        cluster.kill()
        assert laptop.waiting(), "killed half-way"
        cluster.start()
        everything_receipted_is_there(office.storage, [laptop])
    pushing.join(120)

    assert laptop.waiting() == 0
    with office.storage.reading() as books:
        log = books.log.after(AREA, 0, 10_000)
        end = books.areas.get(AREA)
    assert [entry.counter for entry in log] == list(range(1, end.counter + 1))
    assert log[-1].link == end.link
    office.storage.close()
    serving.stop()
    cluster.close()
