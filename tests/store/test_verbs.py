"""`indraj store`: shapes and exit statuses that scripts rely on."""

import json

import pytest


@pytest.fixture
def indraj(verbs):
    return lambda *arguments: verbs("store", *arguments)


def test_a_store_is_made_and_says_what_is_in_it(indraj):
    status, out, _ = indraj("create", "--person", "Asha", "--json")
    assert status == 0
    made = json.loads(out)

    status, out, _ = indraj("info", "--json")

    assert status == 0
    told = json.loads(out)
    assert told["store"] == made["store"]
    assert (told["households"], told["device"], told["waiting"]) == (0, 0, 0)
    assert told["custody"] == {"only-here": 0, "handed-over": 0, "confirmed": 0}


def test_a_sound_store_checks_with_0_and_a_damaged_one_with_5(indraj, place):
    indraj("create")
    status, out, _ = indraj("check", "--json")
    assert (status, json.loads(out)["sound"]) == (0, True)

    content = bytearray((place / "store.db").read_bytes())
    content[len(content) // 2] ^= 1
    (place / "store.db").write_bytes(content)
    status, _, _ = indraj("check", "--json")

    assert status == 5


def test_lists_are_made_anew(indraj):
    indraj("create")

    status, out, _ = indraj("rebuild", "--json")

    assert (status, json.loads(out)) == (0, {"households": 0})


def test_store_and_key_troubles_end_with_3_and_a_sentence(indraj, monkeypatch):
    assert indraj("info")[0] == 3
    indraj("create")
    status, out, err = indraj("create")
    assert (status, out) == (3, "")
    assert err

    monkeypatch.setenv("INDRAJ_PASSPHRASE", "another")
    status, out, err = indraj("info")

    assert (status, out) == (3, "")
    assert "passphrase" in err


def test_a_store_is_rescued_into_another_folder(indraj, tmp_path):
    indraj("create")
    new = tmp_path / "new"

    status, out, _ = indraj("rescue", str(new), "--json")

    assert status == 0
    assert json.loads(out) == {
        "changes": 0,
        "own": 0,
        "open_visits": 0,
        "attachments": 0,
        "lost": [],
        "households": [],
    }
    assert (new / "keys.a").exists()
    assert indraj("rescue", str(new))[0] == 3


def test_backups_go_to_a_file_or_in_turn_into_a_folder(indraj, tmp_path):
    indraj("create")

    status, out, _ = indraj("backup", str(tmp_path / "one"), "--json")
    assert (status, json.loads(out)["file"]) == (0, str(tmp_path / "one"))
    status, out, _ = indraj("backup", str(tmp_path), "--keep", "1", "--json")

    assert (status, json.loads(out)["removed"]) == (0, [])
    assert (tmp_path / "one").exists()
    assert len(list(tmp_path.glob("*.indraj-backup"))) == 1
