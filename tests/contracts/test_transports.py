"""What every route promises: an answer whole and to its own request, or an exception."""

import hashlib

import pytest

from sync.errors import ExchangeCancelled, PeerBusy, PeerUnreachable
from sync.session import WrongRegistry
from sync.transports import TRANSPORTS, WRAPPERS, Limited, Retrying, unwatched
from tests.contracts.peers import ROUTES, by_files, in_memory, over_http


@pytest.fixture(params=ROUTES, ids=lambda kind: kind.__name__)
def line(request):
    peer, transport = ROUTES[request.param]()
    yield peer, transport
    peer.close()


def test_every_route_in_the_list_keeps_this_contract():
    assert set(ROUTES) == {*TRANSPORTS, *WRAPPERS}


@pytest.mark.parametrize("size", [0, 1, 100, 16_384, 16_385, 700_000])
def test_an_answer_arrives_whole_and_to_its_request(line, size):
    _, transport = line
    request = bytes(range(256)) * (size // 256) + b"x" * (size % 256)

    answer = transport.ask(request, unwatched)

    assert answer == hashlib.sha256(request).digest() + request


def test_answers_come_in_order(line):
    peer, transport = line
    requests = [b"one", b"two" * 9000, b"three"]

    answers = [transport.ask(request, unwatched) for request in requests]

    assert peer.asked == requests
    assert [answer[32:] for answer in answers] == requests


def test_silence_is_unreachable_and_asking_again_is_fine(line):
    peer, transport = line
    peer.silent = 1

    with pytest.raises(PeerUnreachable):
        transport.ask(b"hello", unwatched)

    assert transport.ask(b"hello", unwatched)[32:] == b"hello"


def test_busy_says_when_to_come_back(line):
    peer, transport = line
    peer.busy = 1

    with pytest.raises(PeerBusy) as busy:
        transport.ask(b"hello", unwatched)

    assert busy.value.retry_after_seconds == 0.5


def test_who_watches_may_stop_it_and_it_can_be_asked_again(line):
    _, transport = line

    def stop(up, down):
        raise ExchangeCancelled

    with pytest.raises(ExchangeCancelled):
        transport.ask(b"hello", stop)

    assert transport.ask(b"hello", unwatched)[32:] == b"hello"


def test_traffic_counts_at_least_what_was_carried(line):
    _, transport = line
    seen = [0, 0]

    def watch(up, down):
        seen[0] += up
        seen[1] += down

    transport.ask(b"x" * 50_000, watch)

    assert seen == [50_000, 50_032]
    assert transport.traffic.up >= 50_000
    assert transport.traffic.down >= 50_032
    assert transport.traffic.requests >= 1


def test_patience_asks_again_and_waits_as_long_as_it_is_told():
    peer, inner = in_memory()
    waited = []
    peer.silent, peer.busy = 1, 1
    transport = Retrying(inner, waited.append, waits_seconds=(1.0, 3.0))

    answer = transport.ask(b"hello", unwatched)

    assert answer[32:] == b"hello"
    assert len(peer.asked) == 3
    assert sum(waited) == 1.5


def test_patience_ends():
    peer, inner = in_memory()
    peer.silent = 9
    transport = Retrying(inner, lambda _: None, waits_seconds=(1.0, 3.0))

    with pytest.raises(PeerUnreachable):
        transport.ask(b"hello", unwatched)

    assert len(peer.asked) == 3


def test_modesty_waits_for_what_it_moved():
    _, inner = in_memory()
    waited = []

    Limited(inner, 1000, waited.append).ask(b"x" * 468, unwatched)

    assert waited == [(468 + 500) / 1000]


@pytest.mark.parametrize("build", [over_http, by_files])
def test_another_registry_at_the_address_is_named_as_such(build):
    peer, transport = build()
    peer.registry = "somebody else"

    with pytest.raises(WrongRegistry):
        transport.ask(b"hello", unwatched)

    peer.close()


def test_nobody_at_the_address_is_unreachable():
    peer, transport = over_http()
    peer.close()

    with pytest.raises(PeerUnreachable):
        transport.ask(b"hello", unwatched)
