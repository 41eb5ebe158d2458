"""The whole line: a laptop, real sockets, and the registry's server."""

import http.client
import socket
import threading
import time
from contextlib import contextmanager

import pytest

from sync.errors import (
    DeviceUnknown,
    ExchangeCancelled,
    IntegrityError,
    PeerUnreachable,
    TokenSpent,
)
from sync.registry import devices
from sync.registry.api.serve import listen, serve
from sync.registry.provisioning import provision
from sync.run import exchange
from sync.session import WrongRegistry, read_provisioning
from sync.transports import HttpTransport, Keys
from tests.sync.registry.laptop import Laptop
from tests.sync.registry.line import keys_of
from tests.sync.registry.offices import AREA, NOW_MS, a_key, a_record, an_office, chance

NOW = NOW_MS / 1000
YEARS = 3 * 365 * 86_400.0


@contextmanager
def served(office, **more):
    listening = listen("127.0.0.1", 0)
    port = listening.getsockname()[1]
    ready = threading.Event()
    running = threading.Thread(
        target=serve,
        args=(office, listening, ready.set),
        kwargs=more,
        daemon=True,
    )
    running.start()
    assert ready.wait(10)
    yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return an_office(tmp_path_factory.mktemp("registry"))


@pytest.fixture(scope="module")
def url(office):
    with served(office) as url:
        yield url


def a_provisioned(office, name, url):
    """Give a laptop as its provisioning file makes it: nobody has seen its key yet."""
    _, file = provision(office, name, [AREA], url=url)
    given = read_provisioning(file)
    key = a_key(name)
    keys = Keys(
        given.device, key.public, key.sign_token, given.registry_key, given.enrol_token
    )
    return Laptop(name, given.device, key), keys


def a_line(url, keys, now=NOW, token=""):
    return HttpTransport(url, keys, now=lambda: now, random=chance(), token=token)


def test_the_first_exchange_enrols_and_the_next_costs_300_bytes(office, url):
    laptop, keys = a_provisioned(office, "asha", url)
    laptop.write(a_record(1), "q/text", "mud")
    line = a_line(url, keys)
    first = exchange(laptop, line, keys)

    again = exchange(laptop, a_line(url, keys, token=line.token), keys)

    assert (first.sent, first.waiting) == (1, 0)
    assert again.requests == 1
    assert again.bytes_up + again.bytes_down <= 300


def test_the_bytes_told_are_those_on_the_line(office, url):
    laptop, keys = a_provisioned(office, "counted", url)
    host, _, port = url.removeprefix("http://").partition(":")
    with socket.socket() as between:
        between.bind(("127.0.0.1", 0))
        between.listen()
        moved = [0, 0]
        threading.Thread(
            target=carry, args=(between, (host, int(port)), moved), daemon=True
        ).start()
        line = a_line(f"http://127.0.0.1:{between.getsockname()[1]}", keys)

        result = exchange(laptop, line, keys)
        line.close()

    assert [result.bytes_up, result.bytes_down] == moved


def carry(between, there, moved):
    here, _ = between.accept()
    with here, socket.create_connection(there) as other:
        pairs = ((here, other, 0), (other, here, 1))
        pumps = [threading.Thread(target=pump, args=(*p, moved)) for p in pairs]
        for one in pumps:
            one.start()
        for one in pumps:
            one.join()


def pump(source, target, which, moved):
    while block := source.recv(65_536):
        moved[which] += len(block)
        target.sendall(block)
    target.shutdown(socket.SHUT_WR)


@pytest.mark.parametrize("off", [-YEARS, YEARS])
def test_a_clock_that_is_wrong_by_years_locks_nobody_out(office, url, off):
    laptop, keys = a_provisioned(office, f"late{off}", url)
    laptop.write(a_record(2), "q/text", "mud")

    result = exchange(laptop, a_line(url, keys, now=NOW + off), keys)

    assert (result.sent, result.waiting) == (1, 0)
    assert laptop.registry_time == NOW_MS


def test_a_token_that_has_ended_is_renewed_by_itself(office, url):
    laptop, keys = a_provisioned(office, "renewed", url)
    exchange(laptop, a_line(url, keys), keys)

    result = exchange(laptop, a_line(url, keys, token="ended-long-ago"), keys)

    assert result.requests == 3


def test_a_spent_one_time_token_says_so(office, url):
    laptop, keys = a_provisioned(office, "spent", url)
    exchange(laptop, a_line(url, keys), keys)
    other = a_key("mallory")
    forged = Keys(
        keys.device,
        other.public,
        other.sign_token,
        keys.registry_key,
        keys.enrol_token,
    )

    with pytest.raises(TokenSpent):
        exchange(laptop, a_line(url, forged), forged)


def test_a_registry_that_knows_nobody_of_that_number_says_so(office, url):
    _, keys = a_provisioned(office, "nobody", url)
    unknown = Keys(9999, keys.public, keys.sign, keys.registry_key)

    with pytest.raises(DeviceUnknown):
        exchange(Laptop("nobody", 9999, a_key("nobody")), a_line(url, unknown), unknown)


def test_the_registry_of_another_province_is_not_ours(office, url, tmp_path):
    other = an_office(tmp_path / "other", seed=b"other")
    laptop, keys = a_provisioned(other, "asha", url)

    with pytest.raises(WrongRegistry):
        exchange(laptop, a_line(url, keys), keys)


def test_an_exchange_can_be_stopped_half_way_and_repeated(office, url):
    laptop, keys = a_provisioned(office, "stopped", url)
    for number in range(200):
        laptop.write(a_record(100 + number), "q/text", f"{number}" + "x" * 500)
    asked = iter(range(10**6))

    with pytest.raises(ExchangeCancelled):
        exchange(laptop, a_line(url, keys), keys, cancelled=lambda: next(asked) > 8)
    result = exchange(laptop, a_line(url, keys), keys)

    assert result.waiting == 0
    assert laptop.waiting() == 0


def test_progress_is_told_while_it_runs(office, url):
    laptop, keys = a_provisioned(office, "told", url)
    for number in range(50):
        laptop.write(a_record(400 + number), "q/text", "mud")
    told = []

    result = exchange(laptop, a_line(url, keys), keys, told.append)

    assert told[-1].sent == result.sent == 50
    assert told[-1].waiting == 0
    assert told[-1].bytes_up > 0
    assert told[0].waiting == 50


def test_a_registry_that_went_away_is_unreachable_and_nothing_is_lost(office):
    laptop, keys = a_provisioned(office, "alone", "")
    laptop.write(a_record(3), "q/text", "mud")

    with pytest.raises(PeerUnreachable):
        exchange(laptop, a_line("http://127.0.0.1:9", keys), keys)

    assert laptop.waiting() == 1


def test_health_tells_which_registry_it_is(office, url):
    line = http.client.HTTPConnection(url.removeprefix("http://"), timeout=10)
    line.request("GET", "/health")

    said = line.getresponse().read()

    assert office.id.encode() in said


def test_many_laptops_at_once_lose_nothing(office, url):
    laptops = [a_provisioned(office, f"many{n}", url) for n in range(6)]
    for laptop, _ in laptops:
        for number in range(10):
            laptop.write(a_record(700 + number), "q/text", laptop.name)
    started = time.monotonic()
    running = [
        threading.Thread(target=exchange, args=(one, a_line(url, keys), keys))
        for one, keys in laptops
    ]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    for laptop, keys in laptops:
        exchange(laptop, a_line(url, keys), keys)

    record = a_record(700)
    states = [laptop.state(record) for laptop, _ in laptops]
    assert all(state == states[0] for state in states)
    assert len(states[0]["q/text"].heads) == len(laptops)
    assert time.monotonic() - started < 60


def test_a_revoked_laptop_is_told_so(office, url):
    laptop, keys = a_provisioned(office, "revoked", url)
    exchange(laptop, a_line(url, keys), keys)
    devices.revoke(office, laptop.device)

    with pytest.raises(Exception) as refused:
        exchange(laptop, a_line(url, keys), keys)

    assert refused.value.code == "sync.device_revoked"


def test_a_provisioning_file_that_was_altered_is_refused(office):
    _, file = provision(office, "asha", [AREA], url="http://registry")

    with pytest.raises(IntegrityError):
        read_provisioning(file.replace(b"http://registry", b"http://elsewhere"))


def test_keys_name_the_registry(office):
    laptop = Laptop("x", 1, a_key("x"))

    assert keys_of(office, laptop).registry == office.id
