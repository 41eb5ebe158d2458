"""Where only sticks go, a backup of the registry lets laptops' photos go as well."""

import pytest

from enrolment_app.actions.want_attachment import want_attachment
from enrolment_app.store import Where
from tests.actions.sticks import to_and_fro
from tests.actions.test_attachments_by_hand import photographed
from tests.actions.test_durable import about, backed_up, clock
from tests.store.pictures import a_picture

__all__ = ["clock"]


@pytest.fixture
def journey(office, asha, tmp_path, clock):
    """A stick goes to the registry and back, so many days after the last one."""

    def go(days):
        clock.pass_days(days)
        came = to_and_fro(office, asha, tmp_path)
        return came, asha.store.sweep()

    return go


def test_a_photo_goes_two_weeks_after_its_receipt_and_comes_again_when_looked_at(
    office, tmp_path, asha, journey
):
    name = photographed(asha, 1)
    journey(0)
    assert about(asha, name) == (Where.HERE, "stored")
    backed_up(office, tmp_path)

    journey(7)
    _, swept = journey(7)
    assert (about(asha, name), swept.at_the_registry) == ((Where.HERE, "durable"), 0)
    _, swept = journey(13)
    assert (about(asha, name), swept.at_the_registry) == ((Where.HERE, "durable"), 0)
    _, swept = journey(1)

    assert swept.at_the_registry == 1
    assert about(asha, name) == (Where.AT_THE_REGISTRY, "durable")
    came, _ = journey(30)
    assert came.contents == 0, "nobody looked at it"
    assert want_attachment(asha, name)
    came, _ = journey(7)
    assert came.contents == 1
    assert b"".join(asha.store.attachments.read(name)) == a_picture(1)


def test_without_a_backup_it_stays(office, asha, journey):
    name = photographed(asha, 1)

    swept = [journey(15)[1].at_the_registry for _ in range(4)]

    assert swept == [0, 0, 0, 0]
    assert about(asha, name) == (Where.HERE, "stored")
