"""Whatever time somebody claims can be said: by a bundle, a change or a file."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from enrolment_app.actions.enrol_device import read_provisioning_file
from enrolment_app.actions.inspect_bundle import inspect_bundle
from enrolment_app.actions.lettering import author_of
from enrolment_app.cli.shapes import shown_moment
from enrolment_app.ui.languages import LANGUAGES
from enrolment_app.ui.screens.bundle_brought import what_it_says
from sync.bundle import write_bundle
from sync.clock import on_calendar
from sync.registry.provisioning import provision
from tests.actions.hostile import letters_of
from tests.actions.sticks import stick, written
from tests.store.builders import NOW, birth, household_of
from tests.store.laptops import an_enrolled, talk
from tests.sync.registry.offices import AREA
from tests.sync.registry.test_provisioning import resigned


@pytest.mark.parametrize("hours", [-14, 0, 5, 14])
@pytest.mark.parametrize("ms", [-1, 0, (1 << 48) - 1, 1 << 62, 10**400])
def test_every_time_has_a_place_on_the_calendar(ms, hours):
    at = on_calendar(ms, timezone(timedelta(hours=hours)))

    assert datetime(1970, 1, 1, tzinfo=UTC) <= at < datetime(9999, 12, 31, tzinfo=UTC)


def test_a_time_is_what_it_says():
    assert on_calendar(1_788_000_000_123).isoformat() == (
        "2026-08-29T10:40:00.123000+00:00"
    )


def test_a_time_on_the_outside_of_a_bundle_can_be_said(asha, tmp_path):
    file = stick(tmp_path)
    writer = replace(author_of(asha, asha.store.device.enrolment), device=77)
    ((envelope, content),) = letters_of(written(asha, tmp_path))
    outside = writer.manifest([envelope], 1 << 62)
    write_bundle(file, outside, [content], writer.sign)

    assert what_it_says(inspect_bundle(asha, file), NOW, LANGUAGES[0])


def test_the_time_of_a_household_can_be_said(tmp_path, office):
    with (
        an_enrolled(tmp_path / "m", office, "m") as mallory,
        an_enrolled(tmp_path / "b", office, "b") as bilal,
    ):
        change = birth(1, area=AREA, device=mallory.device.number)
        mallory.journal.seal(replace(change, time=(1 << 64) - 1))
        talk(office, mallory)
        talk(office, bilal)

        assert shown_moment(bilal.households.row(household_of(1)).changed_ms)


@pytest.mark.parametrize("expires", [1 << 62, 10**30])
def test_a_file_may_be_good_for_ever(tmp_path, office, expires):
    _, file = provision(office, "asha", [AREA])
    path = tmp_path / "asha.json"
    path.write_bytes(resigned(office, file, expires=expires))

    assert read_provisioning_file(path, NOW).expires == expires
