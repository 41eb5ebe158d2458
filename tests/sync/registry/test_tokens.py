"""Who is let in: one-time tokens, assertions, access tokens, and their ends."""

import base64
import json

import pytest
from starlette.testclient import TestClient

from sync.errors import DeviceRevoked, TokenSpent
from sync.registry import devices
from sync.registry.api import create_app
from sync.registry.api.bodies import Bounds
from sync.transports.keys import assertion
from tests.sync.registry.asking import (
    NOW,
    a_request,
    bearer,
    token_for,
)
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import keys_of
from tests.sync.registry.offices import (
    AREA,
    NOW_MS,
    OTHER_AREA,
    a_key,
    an_office,
)


@pytest.fixture
def office(tmp_path):
    office = an_office(tmp_path / "registry")
    yield office
    office.storage.close()


@pytest.fixture
def client(office):
    return TestClient(create_app(office, Bounds(request_bytes_max=100_000)))


@pytest.mark.parametrize("value", ["", "Bearer", "Bearer guess", "Basic eDp5"])
def test_without_a_token_nothing_is_said(client, asha, value):
    headers = {"Authorization": value} if value else {}

    said = client.post("/exchange", content=a_request(asha), headers=headers)

    assert (said.status_code, said.json()["code"]) == (401, "sync.token_missing")


def test_a_token_ends(office, client, asha):
    headers = bearer(office, client, asha)
    later = NOW_MS + devices.ACCESS_SECONDS * 1000 + 1
    object.__setattr__(office, "clock", lambda: later)

    said = client.post("/exchange", content=a_request(asha), headers=headers)

    assert said.status_code == 401


def test_a_token_ends_with_its_device(office, client, asha):
    headers = bearer(office, client, asha)
    devices.revoke(office, asha.device)

    said = client.post("/exchange", content=a_request(asha), headers=headers)
    again = token_for(office, client, asha)

    assert said.status_code == 401
    assert (again.status_code, again.json()["code"]) == (403, "sync.device_revoked")


def test_an_assertion_by_another_key_gives_no_token(office, client, asha):
    asha.key = a_key("mallory")

    said = token_for(office, client, asha)

    assert (said.status_code, said.json()["code"]) == (401, "sync.bad_signature")


def test_an_assertion_for_another_registry_gives_no_token(office, client, asha):
    keys = keys_of(office, asha)
    other = assertion(
        type(keys)(keys.device, keys.public, keys.sign, b"k" * 32), NOW, b"n"
    )

    said = token_for(office, client, asha, assertion=other)

    assert said.status_code == 401


def test_an_unsigned_assertion_gives_no_token(office, client, asha):
    def part(value):
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=")

    claims = {"sub": str(asha.device), "aud": office.id, "iat": NOW, "exp": NOW + 60}
    unsigned = b".".join([part({"alg": "none"}), part(claims), b""]).decode()

    said = token_for(office, client, asha, assertion=unsigned)

    assert (said.status_code, said.json()["code"]) == (401, "sync.bad_signature")


def test_a_wrong_clock_is_told_the_time(office, client, asha):
    said = token_for(office, client, asha, now=NOW - 86_400 * 1000)

    assert (said.status_code, said.json()["code"]) == (401, "sync.clock_apart")
    assert said.json()["time"] == NOW_MS


def test_a_one_time_token_works_once(office):
    device, secret = devices.add_device(office, "asha", [AREA])
    mine, other = a_key("asha").public, a_key("mallory").public
    devices.enrol(office, device, secret, mine)

    with pytest.raises(TokenSpent):
        devices.enrol(office, device, secret, other)
    devices.enrol(office, device, secret, mine)  # a lost answer, repeated

    with office.storage.reading() as books:
        assert books.devices.get(device).key == mine


def test_a_guessed_one_time_token_enrols_nobody(office):
    device, _ = devices.add_device(office, "asha", [AREA])

    with pytest.raises(TokenSpent):
        devices.enrol(office, device, "guess", a_key("mallory").public)


def test_secrets_are_not_kept_in_the_database(office, client, asha, tmp_path):
    _, secret = devices.add_device(office, "bilal", [AREA])
    given = bearer(office, client, asha)["Authorization"].removeprefix("Bearer ")
    office.storage.close()

    stored = b"".join(
        file.read_bytes() for file in (tmp_path / "registry").glob("registry.db*")
    )

    assert secret.encode() not in stored
    assert given.encode() not in stored


def test_a_one_time_token_runs_out(office):
    device, secret = devices.add_device(office, "asha", [AREA], days=30)
    later = NOW_MS + 30 * devices.DAY_MS + 1
    object.__setattr__(office, "clock", lambda: later)

    with pytest.raises(TokenSpent):
        devices.enrol(office, device, secret, a_key("asha").public)


def test_a_laptop_revoked_before_it_enrolled_never_does(office):
    device, secret = devices.add_device(office, "asha", [AREA])
    devices.revoke(office, device)

    with pytest.raises(DeviceRevoked):
        devices.enrol(office, device, secret, a_key("asha").public)


def test_a_stolen_token_speaks_for_nobody_else(office, client, asha):
    stolen = bearer(office, client, asha)
    mallory = a_laptop(office, "mallory", [OTHER_AREA])
    there = a_laptop(office, "there", [OTHER_AREA])

    said = [
        client.post("/exchange", content=a_request(who), headers=stolen)
        for who in (mallory, there)
    ]

    assert {one.status_code for one in said} == {403}
