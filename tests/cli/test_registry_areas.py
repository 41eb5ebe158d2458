"""No verb of the registry takes what could be no part of its geography."""

import pytest

from sync.registry.keyring import KEY_FILE
from tests.cli.desks import desk, new
from tests.sync.registry.offices import AREA

__all__ = ["desk", "new"]


@pytest.mark.parametrize("rows", ["A1,One,A2\nA2,Two,A1\n", "A1,One,A1\n"])
def test_places_that_lie_in_each_other_are_refused(desk, tmp_path, rows):
    file = tmp_path / "places.csv"
    file.write_text("code,name_en,parent\n" + rows)

    status, _, err = desk.run("area", "import", file)

    assert (status, "parent" in err) == (1, True)
    assert "A1" not in [row["area"] for row in desk.must("area", "list")]


def test_a_place_is_not_put_into_what_lies_in_it(desk, tmp_path):
    file = tmp_path / "places.csv"
    file.write_text(f"code,name_en,parent\nPK5,Province,{AREA}\n")

    assert desk.run("area", "import", "--change", file)[0] == 1

    desk.must("area", "publish")


@pytest.mark.parametrize("code", ["PK 501", "", "x" * 65, "PK501 "])
def test_an_area_that_can_be_no_place_is_no_laptops(desk, tmp_path, code):
    add = ("device", "add", "x", "--area", code, "--out", tmp_path / "laptop")
    readmit = ("device", "readmit", 9, "ab" * 32, "--name", "x", "--area", code)

    assert [desk.run(*words)[0] for words in (add, readmit)] == [1, 1]

    assert desk.must("device", "list") == []
    desk.must("area", "publish")


@pytest.mark.parametrize(
    "content",
    [
        b"Code;Name\nA1;One\n",
        b"code;name_en\nA1;One\n",
        b"code,name\nA1,One\n",
        b"code,name_en\nA 1,One\n",
        b"code,name_en\nA1,\xff\n",
        b"PK\x03\x04\x00",
        b"",
    ],
)
def test_a_file_that_is_no_gazetteer_is_refused(desk, new, tmp_path, content):
    file = tmp_path / "places.csv"
    file.write_bytes(content)
    before = desk.must("area", "list")

    assert new.run("init", "--gazetteer", file)[0] == 1
    assert desk.run("area", "import", file)[0] == 1

    assert not (new.data / KEY_FILE).exists()
    assert desk.must("area", "list") == before


def test_a_code_that_is_no_plain_word_makes_no_partition(desk):
    desk.must("area", "add", "PK.KP", "Somewhere")

    status, out, err = desk.run("area", "partitions", AREA, "PK.KP")

    assert (status, out, "PK.KP" in err) == (1, "", True)
