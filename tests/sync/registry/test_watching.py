"""What the registry tells of itself, and how much one sender may ask."""

import http.client
import io
import json
import logging
import socket
import sys
import time
import warnings

import pytest
from starlette.testclient import TestClient

from sync.registry.api import create_app
from sync.registry.api.bodies import Bounds
from sync.registry.api.pace import KEPT_MAX, Pace
from sync.registry.api.patience import Patient
from sync.registry.api.watching import LOG, Timed, log_to
from tests.sync.registry.asking import a_request, a_segment, bearer, token_for
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.offices import an_office
from tests.sync.registry.test_http import served

SECRETS = ("Gul Zaman", "1710112345671")


@pytest.fixture
def office(tmp_path):
    office = an_office(tmp_path / "registry")
    yield office
    office.storage.close()


@pytest.fixture
def asha(office):
    return a_laptop(office, SECRETS[0])


def a_client(office, host="127.0.0.1", **bounds):
    app = create_app(office, Bounds(**bounds))
    return TestClient(app, client=(host, 5000), raise_server_exceptions=False)


@pytest.fixture
def client(office):
    return a_client(office)


def test_figures_count_requests_bytes_and_refusals(office, client, asha):
    headers = bearer(office, client, asha)
    client.post("/exchange", content=a_request(asha), headers=headers)
    client.post("/exchange", content=b"nonsense", headers=headers)

    told = client.get("/metrics").text

    assert 'indraj_requests_total{route="/exchange",status="200"} 1.0' in told
    assert 'indraj_refusals_total{code="sync.malformed"} 1.0' in told
    assert "indraj_request_seconds_bucket" in told


@pytest.mark.skipif(sys.platform != "linux", reason="it is read from /proc")
def test_figures_tell_how_full_the_process_is(client):
    told = client.get("/metrics").text

    for figure in ("cpu_seconds_total", "resident_memory_bytes", "open_fds"):
        assert f"process_{figure}" in told


def test_figures_are_for_this_computer_only(office):
    assert a_client(office, "10.0.0.7").get("/metrics").status_code == 404


def test_a_strangers_addresses_make_no_figures_of_their_own(client):
    client.get("/Gul-Zaman")

    told = client.get("/metrics").text

    assert 'route="other"' in told
    assert "Gul" not in told


def test_lines_are_json_without_anybodys_data(office, client, asha, caplog):
    caplog.set_level(logging.INFO, LOG.name)
    asha.write("0" * 16, "q/text", SECRETS[1])
    segment = a_segment(asha)
    headers = bearer(office, client, asha)
    client.post("/exchange", content=a_request(asha, segment), headers=headers)
    client.post("/exchange", content=SECRETS[1].encode(), headers=headers)

    lines = [
        Timed().format(record) for record in caplog.records if record.name == LOG.name
    ]

    said = [json.loads(line) for line in lines]
    assert [one["status"] for one in said] == [200, 200, 400]
    assert said[1]["device"] == asha.device
    assert said[2]["code"] == "sync.malformed"
    assert set().union(*said) <= {
        *("time", "level", "event", "route", "status", "ms"),
        *("up", "down", "device", "code"),
    }
    told = "".join(lines)
    assert not any(secret in told for secret in (*SECRETS, headers["Authorization"]))


def test_our_own_failure_is_logged_by_place_and_never_by_its_words(
    office, client, asha, caplog, monkeypatch
):
    def fail(*_):
        raise RuntimeError(SECRETS[0])

    headers = bearer(office, client, asha)
    monkeypatch.setattr("sync.registry.api.app.answer", fail)

    said = client.post("/exchange", content=a_request(asha), headers=headers)

    lines = [Timed().format(record) for record in caplog.records]
    assert (said.status_code, said.json()["code"]) == (500, "registry.failed")
    assert any("RuntimeError" in line and "fail:" in line for line in lines)
    assert not any(SECRETS[0] in line for line in lines)


@pytest.fixture
def a_log():
    """Where a process writes its log; the loggers are as before afterwards."""
    loggers = [
        logging.getLogger(name)
        for name in (LOG.name, "uvicorn", "asyncio", "py.warnings")
    ]
    before = [(one.handlers, one.level, one.propagate) for one in loggers]
    told = io.StringIO()
    log_to(told)
    yield told
    logging.captureWarnings(capture=False)
    for one, was in zip(loggers, before, strict=True):
        one.handlers, one.level, one.propagate = was


def test_what_libraries_say_is_a_line_of_json_and_only_its_first_words(a_log):
    logging.getLogger("asyncio").error("Task was never retrieved\n%s", SECRETS[0])
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.warn_explicit("deprecated", UserWarning, "library.py", 7)

    texts = [json.loads(line)["text"] for line in a_log.getvalue().splitlines()]
    assert texts == [
        "Task was never retrieved",
        "library.py:7: UserWarning: deprecated",
    ]


def test_a_laptop_that_asks_without_end_is_told_when_to_come_back(office, asha):
    client = a_client(office, device_burst=5, device_per_second=0.1)
    headers = bearer(office, client, asha)
    ask = lambda: client.post("/exchange", content=a_request(asha), headers=headers)  # noqa: E731

    said = [ask() for _ in range(6)]

    assert [one.status_code for one in said] == [200] * 5 + [429]
    assert said[-1].json()["code"] == "registry.too_many_requests"
    assert 1 <= int(said[-1].headers["Retry-After"]) <= 10


@pytest.mark.parametrize("what", ["token", "guess", "enrol"])
def test_a_stranger_cannot_guess_without_end(office, asha, what):
    client = a_client(office, stranger_burst=3, stranger_per_second=0.1)

    def ask():
        if what == "token":
            return token_for(office, client, asha, assertion="a.b.c")
        if what == "enrol":
            return client.post("/enrol", content=b"{}")
        guess = {"Authorization": "Bearer guess"}
        return client.post("/exchange", content=b"", headers=guess)

    assert [ask().status_code for _ in range(4)][-1] == 429


def test_strangers_who_guess_do_not_stop_a_laptop(office, asha):
    client = a_client(office, stranger_burst=3, stranger_per_second=0.1)
    headers = bearer(office, client, asha)
    guess = {"Authorization": "Bearer guess"}
    for _ in range(9):
        client.post("/exchange", content=b"", headers=guess)

    said = client.post("/exchange", content=a_request(asha), headers=headers)

    assert said.status_code == 200


def test_a_pace_fills_again_and_forgets_who_is_quiet():
    pace = Pace(burst=2, per_second=1)

    assert [pace.wait("a", 0.0) for _ in range(3)] == [0, 0, 1]
    assert pace.wait("a", 1.0) == 0
    for number in range(KEPT_MAX + 10):
        pace.wait(str(number), 2.0)
    assert len(pace.left) <= KEPT_MAX


def test_a_head_that_does_not_come_closes_the_connection(office, monkeypatch):
    monkeypatch.setattr(Patient, "head_seconds", 0.3)
    with served(office) as url:
        host, _, port = url.removeprefix("http://").partition(":")
        with socket.create_connection((host, int(port)), timeout=10) as line:
            line.sendall(b"POST /exchange HTTP/1.1\r\nHost: x\r\n")
            for _ in range(10):
                time.sleep(0.1)
                try:
                    line.sendall(b"X-Slow: 1\r\n")
                except OSError:
                    break
            left = line.recv(100)

    assert left == b""


def test_a_second_request_may_still_come_on_a_patient_line(office, monkeypatch):
    monkeypatch.setattr(Patient, "head_seconds", 0.3)
    with served(office) as url:
        line = http.client.HTTPConnection(url.removeprefix("http://"), timeout=10)
        for _ in range(2):
            line.request("GET", "/health")
            assert line.getresponse().read().startswith(b"{")
            time.sleep(0.6)


@pytest.mark.parametrize(
    "bounds", [{"silence_seconds": 0.3}, {"silence_seconds": 5, "body_seconds": 0.6}]
)
def test_a_body_that_does_not_come_is_given_up(office, bounds):
    with served(office, bounds=Bounds(**bounds)) as url:
        host, _, port = url.removeprefix("http://").partition(":")
        with socket.create_connection((host, int(port)), timeout=10) as line:
            head = b"POST /enrol HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n"
            line.sendall(head + b"{")
            if "body_seconds" in bounds:
                for _ in range(10):
                    time.sleep(0.1)
                    line.sendall(b" ")
            said = line.recv(4096)

    assert said.startswith(b"HTTP/1.1 408")


def test_too_many_connections_are_told_to_come_later(office, monkeypatch):
    monkeypatch.setattr("sync.registry.api.serve.CONNECTIONS_MAX", 3)
    with served(office) as url:
        host, _, port = url.removeprefix("http://").partition(":")
        lines = [
            socket.create_connection((host, int(port)), timeout=10) for _ in range(4)
        ]
        time.sleep(0.3)
        lines[-1].sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
        said = lines[-1].recv(4096)
        for line in lines:
            line.close()

    assert said.startswith(b"HTTP/1.1 503")
