"""An administrator says which copies of the registry are verified, in verbs."""

import json

import pytest

from tests.databases import database, postgres
from tests.stories.test_registry_office import Office
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import AREA, a_record

__all__ = ["database", "postgres"]


@pytest.fixture
def office(tmp_path, database, capsys):
    office = Office(tmp_path, database, capsys)
    yield office
    office.now.storage.close()


@pytest.fixture
def asha(office):
    asha = a_laptop(office.now, "asha")
    asha.write(a_record(1), "q/text", "mud")
    exchange(office.now, asha)
    return asha


def of_area(document):
    (found,) = (one for one in document["areas"] if one["area"] == AREA)
    return found["durable"], found["counter"]


def test_a_backup_that_was_read_back_is_durable_and_says_so(office, asha, tmp_path):
    (done,) = office.must("backup", tmp_path / "copy")
    (listed,) = office.must("durable")

    assert (done["durable"], done["attachments_lacking"]) == (True, 0)
    assert done["entries"] == sum(one["counter"] for one in listed["areas"])
    assert of_area(listed) == (2, 2)
    exchange(office.now, asha)
    assert asha.areas()[AREA].durable == 1


def test_one_that_is_not_elsewhere_counts_once_it_is_looked_at_there(
    office, asha, tmp_path
):
    (done,) = office.must(
        "backup", tmp_path / "copy", "--not-elsewhere", "--without-attachments"
    )
    assert not done["durable"]
    assert of_area(*office.must("durable")) == (0, 2)

    (listed,) = office.must("durable", "--of", tmp_path / "copy")

    assert of_area(listed) == (2, 2)


def test_another_copy_counts_up_to_where_it_began(office, asha, tmp_path):
    (listed,) = office.must("durable")
    file = tmp_path / "list"
    file.write_text(json.dumps(listed))
    asha.write(a_record(1), "q/text", "brick")
    exchange(office.now, asha)

    (said,) = office.must("durable", "--up-to", file, "--attachments")
    assert of_area(said) == (2, 3)
    (said,) = office.must("durable", "--now")
    assert of_area(said) == (3, 3)


def test_what_is_no_list_says_nothing(office, asha, tmp_path):
    file = tmp_path / "list"
    for wrong in ("no list", json.dumps({"areas": []})):
        file.write_text(wrong)
        status, _, said = office.run("durable", "--up-to", file)
        assert status in (1, 2)
        assert said
        assert "Traceback" not in said
    status, _, _ = office.run("durable", "--now", "--up-to", file)
    assert status == 2
    status, _, said = office.run("durable", "--of", file)
    assert status == 4
    assert "backup" in said
    assert of_area(*office.must("durable")) == (0, 2)
