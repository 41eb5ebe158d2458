"""`indraj household export` and `import`, in the shapes that scripts read."""

import json

import pytest

from enrolment_app import cli
from enrolment_app.start import machine
from tests.actions.versions import OLD, a_desk, a_household
from tests.store.builders import PASSPHRASE


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("INDRAJ_PASSPHRASE", PASSPHRASE)
    work = a_desk(tmp_path, OLD)
    a_household(work, {"village": "Demo Kalam", "people": [{"name": "Gul"}]})
    work.store.close()

    def ran(*arguments):
        given = ["household", *map(str, arguments), "--form", "huts", "--json"]
        status = cli.run([*given, "--store", str(work.store.place)], machine())
        out, err = capsys.readouterr()
        return status, json.loads(out) if out else {}, err

    return ran


def test_an_export_warns_and_says_what_it_wrote(run, tmp_path):
    status, told, words = run("export", tmp_path / "out")

    assert (status, told["rows"]) == (0, {"households": 1, "people": 1})
    assert "will not be encrypted" in words
    assert run("export", tmp_path / "out")[0] == 1


def test_an_import_tells_each_row_and_fails_where_one_was_refused(run, tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("village,rooms\nMatta,3\nSwat,many\n", encoding="utf-8")

    status, told, words = run("import", file, "--key", "village")

    assert (status, told["counts"]) == (1, {"new": 1, "refused": 1})
    assert told["rows"][1]["problems"][0]["column"] == "rooms"
    assert "households 3 rooms:" in words
    assert run("import", tmp_path / "none.csv")[0] == 1
