"""The registry's verbs `backup` and `restore`: nothing half done, and all of it told."""

import json

import pytest

from enrolment_app import cli
from enrolment_app.start import machine
from sync.registry import founding
from tests.sync.registry.offices import an_office


@pytest.fixture
def run(capsys):
    """Say a verb of the registry in a folder; gives its status and what it said."""

    def run(data, *words):
        place = ["registry", *map(str, words), "--data", str(data)]
        status = cli.run(place, machine())
        said = capsys.readouterr()
        return status, said.out + said.err

    return run


@pytest.fixture
def data(tmp_path):
    an_office(tmp_path / "registry").storage.close()
    return tmp_path / "registry"


def test_a_restore_tells_where_photos_were_kept(tmp_path, data, run):
    out, bucket = tmp_path / "registry.zip", str(tmp_path / "bucket")
    founding.place_attachments(data, bucket)
    assert run(data, "backup", out)[0] == 0

    told = run(tmp_path / "drill", "restore", out)
    again = run(tmp_path / "again", "restore", out, "--attachments", bucket)
    as_json = run(tmp_path / "third", "restore", out, "--json")

    assert (told[0], f"kept in {bucket}," in told[1]) == (0, True)
    assert (again[0], bucket in again[1]) == (0, False)
    assert json.loads(as_json[1])["attachments_before"] == bucket
    assert founding.facts_of(tmp_path / "drill")["attachments"] == ""
    assert founding.facts_of(tmp_path / "again")["attachments"] == bucket
