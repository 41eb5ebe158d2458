"""A crowded process tells laptops when to come, and works for nobody in vain."""

import pytest
from starlette.testclient import TestClient

from sync.registry.api import create_app
from sync.registry.api.bodies import Bounds
from sync.registry.api.crowd import WAIT_SECONDS_MAX, Crowd
from tests.sync.registry.asking import a_request, bearer
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.offices import an_office


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


def test_who_finds_no_room_gets_a_turn_of_its_own():
    crowd = Crowd(2, Clock(), each=0.5)
    with crowd.working():
        assert crowd.wait() == 0
        with crowd.working():
            waits = [crowd.wait() for _ in range(3)]
        assert crowd.wait() == 0

    assert waits == pytest.approx([1.5, 2.0, 2.5])


def test_turns_lie_as_far_apart_as_answers_do():
    clock = Clock()
    crowd = Crowd(100, clock, each=0.05)
    with crowd.working():
        for _ in range(60):
            clock.now += 0.4
            with crowd.working():
                pass
    assert crowd.each == pytest.approx(0.4, rel=0.01)

    clock.now += 3600
    with crowd.working(), crowd.working():
        pass
    assert crowd.each < 1, "an hour without anybody says nothing of how busy it is"


def test_nobody_waits_longer_than_a_laptop_does():
    crowd = Crowd(0, Clock(), each=5)
    waits = [crowd.wait() for _ in range(60)]
    assert max(waits) == WAIT_SECONDS_MAX


def test_a_failure_makes_room_too():
    crowd = Crowd(1, Clock())
    with pytest.raises(ValueError, match="lost"), crowd.working():
        raise ValueError("lost")
    assert crowd.wait() == 0


def test_a_laptop_is_told_when_to_come(tmp_path):
    office = an_office(tmp_path / "registry")
    asha = a_laptop(office, "asha")
    client = TestClient(create_app(office, Bounds(at_once=0)))
    headers = bearer(office, client, asha)

    said = client.post("/exchange", content=a_request(asha), headers=headers)

    assert said.status_code == 429
    assert int(said.headers["Retry-After"]) >= 1
    office.storage.close()
