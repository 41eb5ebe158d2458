"""The registry's verbs `backup` and `restore`: nothing half done, and all of it told."""

import subprocess
import zipfile

import pytest

from enrolment_app import cli
from enrolment_app.start import machine
from sync.errors import DatabaseUnreachable
from sync.registry import founding
from sync.registry.dumps import dump
from tests.cli.desks import desk, new
from tests.sync.registry.offices import a_key, a_record
from tests.sync.registry.stopping import ordered

__all__ = ["desk", "new"]


@pytest.fixture
def say(capsys):
    """Say a verb of the registry in a folder, for people."""

    def say(data, *words):
        status = cli.run(["registry", *map(str, words), "--data", str(data)], machine())
        assert status == 0
        return capsys.readouterr().out

    return say


def test_a_restore_tells_where_photos_were_kept(tmp_path, desk, new, say):
    out, bucket = tmp_path / "registry.zip", str(tmp_path / "bucket")
    founding.place_attachments(desk.data, bucket)
    desk.must("backup", out)

    told = say(tmp_path / "drill", "restore", out)
    again = say(tmp_path / "again", "restore", out, "--attachments", bucket)
    (document,) = new.must("restore", out)

    assert f"kept in {bucket}," in told
    assert bucket not in again
    assert document["attachments_before"] == bucket
    assert founding.facts_of(tmp_path / "drill")["attachments"] == ""
    assert founding.facts_of(tmp_path / "again")["attachments"] == bucket


@pytest.mark.parametrize("wrong", ["no orders at all", "another's"])
def test_a_restore_with_a_file_that_is_no_orders_restores_nothing(
    tmp_path, desk, new, wrong
):
    out, file = tmp_path / "registry.zip", tmp_path / "wrong"
    desk.must("backup", out)
    file.write_text(wrong if wrong[:2] == "no" else another_s().hex())

    status, _, err = new.run("restore", out, "--erasures", file)

    assert (status, "no whole backup" in err) == (4, True)
    assert not new.data.exists() or list(new.data.iterdir()) == []
    new.must("restore", out)
    # Nor does an epoch begin where only the orders are wrong.
    before = founding.facts_of(new.data)
    assert new.run("restored", "--erasures", file)[0] == 4
    assert founding.facts_of(new.data) == before


def another_s():
    return ordered(a_key("another registry"), a_record(1))


def test_a_backup_holds_no_earlier_backup(desk):
    desk.must("backup", desk.data / "one.zip")
    desk.must("backup", desk.data / "two.zip")

    with zipfile.ZipFile(desk.data / "two.zip") as whole:
        assert "one.zip" not in whole.namelist()


def test_nobody_on_the_computer_sees_the_database_s_password(desk, monkeypatch):
    seen = []

    def ran(words, **more):
        seen.append((" ".join(words), more["env"]["PGPASSWORD"]))
        raise OSError

    monkeypatch.setattr(subprocess, "run", ran)
    for address in (
        "postgresql://u:hid%2Fden@host:5433/registry?sslmode=require",
        "postgresql://u@host:5433/registry?password=hid%2Fden&sslmode=require",
        "postgresql+psycopg://u:hid%2Fden@host:5433/registry?sslmode=require",
    ):
        with pytest.raises(DatabaseUnreachable):
            dump(address, desk.data / "copy")

    shown = "--dbname=postgresql://u@host:5433/registry?sslmode=require"
    assert all(shown in words and "den" not in words for words, _ in seen)
    assert [secret for _, secret in seen] == ["hid/den"] * 3
