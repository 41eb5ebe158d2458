"""`indraj user` and `indraj recover`: shapes and exit statuses that scripts rely on."""

import json

import pytest

from enrolment_app.actions.enrol_device import Enrolment
from enrolment_app.store import RecoveryCode
from tests.store.builders import opened


@pytest.fixture
def indraj(verbs, monkeypatch):
    def run(*arguments, new=None, code=None):
        for name, value in (("NEW_PASSPHRASE", new), ("RECOVERY_CODE", code)):
            if value is None:
                monkeypatch.delenv(f"INDRAJ_{name}", raising=False)
            else:
                monkeypatch.setenv(f"INDRAJ_{name}", value)
        return verbs(*arguments)

    run("store", "create", "--person", "Asha")
    return run


def people(indraj):
    status, out, _ = indraj("user", "list", "--json")
    assert status == 0
    return {one["name"]: one for one in map(json.loads, out.splitlines())}


def test_a_person_is_added_named_given_a_code_and_disabled(indraj, monkeypatch):
    status, out, _ = indraj("user", "add", "Bilal", "--json", new="bilal's own")
    assert status == 0
    bilal = json.loads(out)
    status, out, _ = indraj("user", "code", "Bilal", "--json")
    assert (status, len(json.loads(out)["code"])) == (0, 24)
    assert people(indraj)["Bilal"] == {
        "id": bilal["id"],
        "name": "Bilal",
        "role": "",
        "opens": True,
        "recovery_code": True,
        "office_code": False,
        "here": False,
    }

    assert indraj("user", "disable", "Bilal")[0] == 0

    assert not people(indraj)["Bilal"]["opens"]
    monkeypatch.setenv("INDRAJ_PASSPHRASE", "bilal's own")
    assert indraj("store", "info")[0] == 3


@pytest.mark.parametrize(
    ("arguments", "new", "says"),
    [
        (("add", ""), "x", "needs a name"),
        (("add", "Asha"), "x", "already"),
        (("disable", "Asha"), None, "your own key"),
        (("disable", "Nobody"), None, "Nobody called Nobody"),
        (("passphrase", "Nobody"), "x", "Nobody called Nobody"),
        (("code", "Nobody"), None, "Nobody called Nobody"),
        (("passphrase",), "", "at least 1"),
    ],
)
def test_what_cannot_be_is_told_and_changes_nothing(
    indraj, place, arguments, new, says
):
    before = (place / "keys.a").read_bytes()

    status, out, err = indraj("user", *arguments, new=new)

    assert (status, out) == (1, "")
    assert says in err
    assert (place / "keys.a").read_bytes() == before


def test_a_passphrase_is_changed(indraj, monkeypatch):
    assert indraj("user", "passphrase", new="another")[0] == 0
    assert indraj("store", "info")[0] == 3

    monkeypatch.setenv("INDRAJ_PASSPHRASE", "another")

    assert indraj("store", "info")[0] == 0


def test_a_lost_passphrase_is_replaced_with_the_code_which_is_used_up(
    indraj, monkeypatch
):
    code = json.loads(indraj("user", "code", "--json")[1])["code"]

    status, out, _ = indraj(
        "recover", "code", "--json", new="remembered", code=code.lower()
    )
    assert status == 0
    following = json.loads(out)["code"]
    status, _, err = indraj("recover", "code", new="x", code=code)

    assert (status, "used before" in err) == (3, True)
    assert following != code
    monkeypatch.setenv("INDRAJ_PASSPHRASE", "remembered")
    assert indraj("store", "info")[0] == 0


def test_the_province_opens_a_laptop_and_names_whose_passphrase_it_sets(
    indraj, place, tmp_path, monkeypatch
):
    file = tmp_path / "province.pem"
    made = json.loads(indraj("recover", "make-key", str(file), "--json")[1])
    assert indraj("recover", "make-key", str(file))[0] == 1
    assert indraj("recover", "make-key", str(file / "below"))[0] == 1
    key = str(file), "--person"
    assert indraj("recover", "key", *key, "Asha", new="x")[0] == 3
    with opened(place, "a passphrase") as store:
        public = bytes.fromhex(made["public"])
        store.enrol(Enrolment(7, "Laptop 7", ("PK501",), recovery_key=public))
        assert store._vault.province() == made["name"]

    assert indraj("recover", "key", *key, "Nobody", new="x")[0] == 1
    status, out, _ = indraj("recover", "key", *key, "Asha", "--json", new="office")

    assert (status, json.loads(out)["name"]) == (0, "Asha")
    opened(place, "office").close()
    opened(place, RecoveryCode(json.loads(out)["code"])).close()
    monkeypatch.setenv("INDRAJ_PASSPHRASE", "not the key's")
    status, _, err = indraj("recover", "key", *key, "Asha", new="x")
    assert (status, "no recovery key" in err) == (1, True)


def test_the_store_is_put_under_another_key(indraj, place):
    before = (place / "store.db").read_bytes()[:16]

    assert json.loads(indraj("store", "rekey", "--json")[1]) == {"rekeyed": True}

    assert (place / "store.db").read_bytes()[:16] != before
    assert indraj("store", "check")[0] == 0


@pytest.mark.parametrize(
    ("verb", "code"),
    [("user add X", None), ("recover code", None), ("recover code", "x")],
)
def test_without_anybody_to_ask_it_says_what_is_missing(indraj, verb, code):
    status, _, err = indraj(*verb.split(), code=code)

    assert status == 3
    assert "INDRAJ_" in err
