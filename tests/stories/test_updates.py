"""A package is published, and looked at on a laptop before it is installed."""

import pytest

from tests.stories.test_registry_office import Office

PACKAGE = "indraj_0.2.0_amd64.deb"


@pytest.fixture
def office(tmp_path, capsys):
    office = Office(tmp_path, "", capsys)
    yield office
    office.now.storage.close()


def test_packages_are_published_listed_and_withdrawn(office, tmp_path):
    file = tmp_path / PACKAGE
    file.write_bytes(b"a package")
    asked = ("update", "publish", file, "--urgency", "important", "--note", "en=New.")

    (told,) = office.must(*asked)
    (again,) = office.must(*asked)

    assert (told["version"], told["platform"]) == ("0.2.0", "debian-amd64")
    assert (told["told"], again["told"]) == (True, False)
    (listed,) = office.must("update", "list")
    assert (listed["urgency"], listed["notes"]) == ("important", {"en": "New."})
    office.must("update", "withdraw", "0.2.0", "debian-amd64")
    (listed,) = office.must("update", "list")
    assert listed["urgency"] == "withdrawn"


@pytest.mark.parametrize(
    ("name", "words", "status"),
    [
        ("setup.exe", (), 1),
        (PACKAGE, ("--note", "en"), 2),
        (PACKAGE, ("--note", "English=New."), 1),
        (PACKAGE, ("--version", "0 2"), 1),
    ],
)
def test_what_is_no_package_is_not_published(office, tmp_path, name, words, status):
    file = tmp_path / name
    file.write_bytes(b"a package")

    assert office.run("update", "publish", file, *words)[0] == status
    assert office.must("update", "list") == []
    assert office.run("update", "withdraw", "0.2.0", "debian-amd64")[0] == 1
