"""Laptops hear of newer packages, and whether a file is one, before it is installed."""

import hashlib
from dataclasses import replace
from types import SimpleNamespace

import pytest

from enrolment_app.actions.updates import check_update, update_for
from enrolment_app.problems import Problem
from sync.registry.updates import publish, published, withdraw
from sync.updates import Manifest
from tests.store.laptops import talk

PACKAGE = b"a package of the program" * 100
HERE = "debian-amd64"


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "indraj_0.2.0_amd64.deb"
    file.write_bytes(PACKAGE)
    return file


def a_manifest(**more):
    digest = hashlib.sha256(PACKAGE).digest()
    name = "indraj_0.2.0_amd64.deb"
    return Manifest("0.2.0", HERE, name, len(PACKAGE), digest, **more)


@pytest.fixture
def work(office, asha):
    enrolment = replace(asha.device.enrolment, registry_key=office.key.public)
    asha.device.learn(enrolment)
    return SimpleNamespace(store=asha)


def newer(work, version="0.1.0", platform=HERE):
    found = update_for(work, version, platform)
    return found and (found.manifest.version, found.too_old, found.note("ur"))


def test_a_newer_package_is_told_with_its_note(office, work):
    assert newer(work) is None
    assert publish(office, a_manifest(notes={"en": "New.", "ur": "نیا"}))
    assert not publish(office, a_manifest(notes={"en": "New.", "ur": "نیا"}))
    talk(office, work.store)

    assert newer(work) == ("0.2.0", False, "نیا")
    assert newer(work, "0.2.0") is newer(work, "0.10.0") is None
    assert newer(work, platform="windows-amd64") is newer(work, "") is None


def test_who_is_too_old_for_the_registry_is_told(office, work):
    publish(office, a_manifest(least="0.1.5", notes={"en": "New."}))
    talk(office, work.store)

    assert newer(work) == ("0.2.0", True, "New.")
    assert newer(work, "0.1.5") == ("0.2.0", False, "New.")


def test_a_file_is_what_was_published_or_is_told_not_to_be(office, work, file):
    assert check_update(work, file) == Problem(
        "update.unknown", values={"file": file.name}
    )
    publish(office, a_manifest())
    talk(office, work.store)
    assert check_update(work, file).version == "0.2.0"

    file.write_bytes(PACKAGE[:-1] + b"!")
    assert check_update(work, file).code == "update.altered"
    other = file.with_name("other.deb")
    other.write_bytes(b"something else")
    assert check_update(work, other).code == "update.unknown"


def test_a_withdrawn_package_is_no_update_and_is_not_to_be_installed(
    office, work, file
):
    publish(office, a_manifest())
    assert withdraw(office, "0.2.0", HERE)
    assert not withdraw(office, "0.3.0", HERE)
    talk(office, work.store)

    assert newer(work) is None
    assert check_update(work, file).code == "update.withdrawn"
    assert [one.urgency for one in published(office)] == ["withdrawn"]


def test_what_another_registry_signed_counts_for_nothing(office, work, file):
    publish(office, a_manifest())
    talk(office, work.store)
    enrolment = replace(work.store.device.enrolment, registry_key=bytes(32))
    work.store.device.learn(enrolment)

    assert check_update(work, file).code == "update.unknown"
